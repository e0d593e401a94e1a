"""This is where all figures are measured in one run: ``python -m tests.benchmarks``."""

from tests.benchmarks import documents, storage, window
from tests.benchmarks.table import HEAD


def main() -> None:
    """Print the table, line by line as the figures come."""
    print(HEAD)
    for room in (window, documents, storage):
        for figure in room.figures():
            print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
