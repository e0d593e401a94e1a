"""This is where it is shown that the contracts about imports hold and can fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import layerdesk

ROOT = Path(__file__).parents[2]
LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"


def _lint(source: Path, *options: str) -> subprocess.CompletedProcess[str]:
    config = ROOT / "pyproject.toml"
    return subprocess.run(
        [sys.executable, "-c", LINT, "--config", str(config), "--no-cache", *options],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )


def _copy(folder: Path) -> Path:
    """The package's Python files, once more, below another folder."""
    package = Path(layerdesk.__file__).parent
    shutil.copytree(package, folder / "layerdesk", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_the_program_keeps_every_contract() -> None:
    linted = _lint(Path(layerdesk.__file__).parents[1])

    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize(
    ("contract", "planted", "words", "told"),
    [
        ("floors", "domain/planted.py", "import layerdesk.host.clock", "layerdesk.domain.planted"),
        ("floors", "ui/planted.py", "import layerdesk.storage", "layerdesk.ui.planted"),
        ("floors", "export/planted.py", "import layerdesk.ui", "layerdesk.export.planted"),
        ("floors", "storage/planted.py", "import layerdesk.app", "layerdesk.storage.planted"),
        ("floors", "planted.py", "", "layerdesk.planted"),
        ("plain", "domain/planted.py", "import sqlite3", "sqlite3"),
        ("plain", "usecases/planted.py", "import sqlalchemy", "sqlalchemy"),
        ("qt", "export/planted.py", "import PySide6.QtCore", "PySide6"),
        ("sql", "ui/planted.py", "from sqlalchemy import text", "sqlalchemy"),
        ("cycles", "host/planted.py", "import layerdesk.host.planted_too", "layerdesk.host"),
        ("cycles", "ui/cases/planted.py", "import layerdesk.ui.planted_too", "layerdesk.ui"),
    ],
)
def test_a_planted_import_breaks_its_contract(
    tmp_path: Path, contract: str, planted: str, words: str, told: str
) -> None:
    source = _copy(tmp_path)
    place = source / "layerdesk" / planted
    place.write_text(words + "\n", "utf-8")
    if contract == "cycles":
        back = "layerdesk." + planted.removesuffix(".py").replace("/", ".")
        floor = source / "layerdesk" / planted.partition("/")[0]
        (floor / "planted_too.py").write_text(f"import {back}\n", "utf-8")

    linted = _lint(source, "--contract", contract)

    assert linted.returncode == 1, linted.stdout + linted.stderr
    assert "Contracts: 0 kept, 1 broken." in linted.stdout
    assert told in linted.stdout.partition("Broken contracts")[2]
