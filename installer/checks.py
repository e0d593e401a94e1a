"""This is where every check of the source code is run, one after the other, and summed up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import coverage_gates
import programs_for_tests

BEFORE_THE_TESTS = (
    ("style", ("ruff", "check", "--no-cache", ".")),
    ("layout", ("ruff", "format", "--no-cache", "--check", ".")),
    ("types", ("mypy",)),
    ("imports", ("lint-imports",)),
)
_LAST_LINE = re.compile(r"\b(\d+ (passed|failed|errors?|skipped)|no tests ran)\b.* in [\d.]+s")
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def run_all(root: Path, python: Path, arguments: Sequence[str]) -> int:
    """Run every check, or with arguments only pytest with those; 0 if all went well."""
    environ = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LAYERDESK_NO_KEYCHAIN": "1",
        "PYTHONUNBUFFERED": "1",
    }
    if arguments:
        command = [str(python), "-m", "pytest", *arguments]
        return subprocess.call(command, cwd=root, env=environ)
    if programs_for_tests.provide():
        environ[programs_for_tests.EVERY_PROGRAM] = "1"
    results: list[tuple[str, bool, float]] = []
    for name, words in BEFORE_THE_TESTS:
        began = time.monotonic()
        print(f"\n── {name}: {' '.join(words)}", flush=True)
        tool = str(python.parent / words[0])
        code = subprocess.call([tool, *words[1:]], cwd=root, env=environ)
        results.append((name, code == 0, time.monotonic() - began))
    with TemporaryDirectory(prefix="layerdesk-coverage-") as folder:
        environ["COVERAGE_FILE"] = str(Path(folder, "data"))
        began = time.monotonic()
        print("\n── tests: pytest", flush=True)
        code, last_line = _pytest(python, root, environ)
        results.append(("tests", code == 0, time.monotonic() - began))
        began = time.monotonic()
        print("\n── coverage", flush=True)
        results.append(
            ("coverage", coverage_gates.hold(python, root, environ), time.monotonic() - began)
        )
    print(summary(results))
    print(last_line, flush=True)
    return 0 if all(good for _, good, _ in results) else 1


def summary(results: Sequence[tuple[str, bool, float]]) -> str:
    """One line for each check (name, whether it is good, seconds), and one for all."""
    lines = ["", "── summary"]
    for name, good, seconds in results:
        lines.append(f"{'good  ' if good else 'FAILED'}  {name:<10} {seconds:6.1f} s")
    bad = [name for name, good, _ in results if not good]
    lines.append(f"FAILED: {', '.join(bad)}" if bad else "All checks are good.")
    return "\n".join(lines)


def is_last_line(line: str) -> bool:
    """Whether this is the line by which pytest sums up."""
    return _LAST_LINE.search(_COLOUR.sub("", line)) is not None


def _pytest(python: Path, root: Path, environ: dict[str, str]) -> tuple[int, str]:
    """Run all tests on every processor, shown as they run; the exit code and the last line."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    command = [str(python), "-m", "pytest", "-n", "auto", "--cov", "--cov-report=", *colour]
    last_line = "pytest gave no summary"
    with subprocess.Popen(
        command,
        cwd=root,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as running:
        assert running.stdout is not None  # noqa: S101 -- PIPE makes it
        for line in running.stdout:
            print(line, end="", flush=True)
            if is_last_line(line):
                last_line = line.rstrip("\n")
    return running.returncode, last_line
