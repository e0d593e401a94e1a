"""This is where all figures are measured in one run: ``python -m tests.benchmarks``."""

from tests.benchmarks import storage
from tests.benchmarks.table import HEAD


def main() -> None:
    """Print the table, line by line as the figures come."""
    print(HEAD)
    for figure in storage.figures():
        print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
