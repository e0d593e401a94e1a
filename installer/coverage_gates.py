"""This is where it is checked that tests run as many lines of each package as promised."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

GATES = {
    "domain": 100,
    "usecases": 100,
    "storage": 95,
    "export": 95,
    "sync": 95,
    "host": 85,
    "ui": 85,
}
"""Per cent of lines that tests run, by package; a package that is not there yet is passed over."""


def hold(python: Path, root: Path, environ: dict[str, str]) -> bool:
    """Print each package's share of lines that were run; whether all gates hold."""
    asked = subprocess.run(
        [str(python), "-m", "coverage", "json", "-q", "-o", "-"],
        cwd=root,
        env=environ,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    try:
        files = json.loads(asked.stdout)["files"]
    except (ValueError, KeyError):
        print("coverage has nothing to report")
        return False
    here = [name for name in GATES if (root / "src" / "layerdesk" / name).is_dir()]
    lines, good = judged(files, here)
    print("\n".join(lines))
    return good


def judged(
    files: Mapping[str, Mapping[str, object]], packages: Sequence[str]
) -> tuple[list[str], bool]:
    """A line for each package, with the lines that no test ran if its gate fails; whether all hold.

    ``files`` as in coverage's JSON report: by path, with ``summary`` and ``missing_lines``.
    """
    lines, good = [], True
    for package in packages:
        mark = f"layerdesk/{package}/"
        own = {path: files[path] for path in files if mark in path.replace("\\", "/")}
        summaries = [_numbers(report) for report in own.values()]
        statements = sum(statement for statement, _ in summaries)
        missing = sum(absent for _, absent in summaries)
        share = 100.0 * (statements - missing) / statements if statements else 100.0
        holds = bool(own) and share >= GATES[package]
        word = "good  " if holds else "FAILED"
        lines.append(f"{word}  {package:<10} {share:6.2f} %  (at least {GATES[package]} %)")
        if not holds:
            good = False
            lines += [
                f"        {path}: {spans(absent)}"
                for path, report in sorted(own.items())
                if isinstance(absent := report["missing_lines"], list) and absent
            ]
    return lines, good


def spans(numbers: Sequence[int]) -> str:
    """Rising line numbers as a person writes them: ``3, 7-9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _numbers(report: Mapping[str, object]) -> tuple[int, int]:
    """Statements, and those of them that were not run."""
    summary = report["summary"]
    if not isinstance(summary, Mapping):
        raise TypeError("coverage's report has another shape")
    return int(summary["num_statements"]), int(summary["missing_lines"])
