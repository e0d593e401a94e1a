"""This is where it is shown that the project's files are tied to no one computer."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Written so that this file does not hold what it looks for.
_PLACES = re.compile(r"(?<![\w./*])/(?:home|Users|root|work|tm[p])/[\w.]|[A-Z]:\\Users\\\w")
_INDEXES = re.compile(
    r"pypi[.]org|pythonhosted[.]org|test[.]pypi|npmjs[.]org|proxy[.]golang|(?<!no-emit-)index-ur[l]|find-link[s]"
)


def _files() -> list[Path]:
    """The files that are kept: those that git tracks, or all of an unpacked archive."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if listed.returncode == 0 and listed.stdout:
        return [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]


def _lines_with(pattern: re.Pattern[str], files: Iterable[Path]) -> list[str]:
    """Where the pattern stands in a text file; pictures, fonts and the like are passed over."""
    found = []
    for path in files:
        try:
            lines = path.read_text("utf-8").splitlines()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [
            f"{path.name}:{number}: {line.strip()[:80]}"
            for number, line in enumerate(lines, start=1)
            if pattern.search(line)
        ]
    return found


def test_no_file_names_a_place_on_one_computer() -> None:
    assert _lines_with(_PLACES, _files()) == []


def test_no_file_names_the_host_of_a_package_index() -> None:
    assert _lines_with(_INDEXES, _files()) == []


def test_no_lock_file_that_records_addresses_is_kept() -> None:
    assert [path for path in _files() if path.name in ("uv.lock", "pylock.toml")] == []


def test_the_lock_pins_every_package_with_hashes_and_no_address() -> None:
    lock = (ROOT / "installer" / "dev.lock").read_text("utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())

    assert len(entries) > 40
    assert [entry for entry in entries if not re.match(r"[\w.-]+==\S+", entry)] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"http|://|index|file:", lock) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (_PLACES, 'open("/ho' + 'me/ann/notes")'),
        (_PLACES, "cd /wo" + "rk/main"),
        (_PLACES, "C:\\Us" + "ers\\ann"),
        (_INDEXES, "--index-u" + "rl x"),
        (_INDEXES, "see pypi" + ".org"),
    ],
)
def test_a_planted_line_is_found(tmp_path: Path, pattern: re.Pattern[str], line: str) -> None:
    (tmp_path / "planted.txt").write_text(f"first\n{line}\n")

    assert _lines_with(pattern, [tmp_path / "planted.txt"]) == [f"planted.txt:2: {line}"]


def test_what_only_looks_like_a_place_is_let_through(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("src/home/list.py team/work/plan and/or tmp/x")

    assert _lines_with(_PLACES, [tmp_path / "plain.txt"]) == []
