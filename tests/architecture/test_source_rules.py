"""This is where it is shown that the program keeps the house rules, and each can fail."""

from collections.abc import Callable
from pathlib import Path

import pytest
import source_rules

import layerdesk

PACKAGE = Path(layerdesk.__file__).parent
INSTALLER = Path(__file__).parents[2] / "installer"


def _planted(folder: Path, name: str, text: str) -> Path:
    module = folder / "layerdesk" / name
    module.parent.mkdir(parents=True)
    module.write_text(text, "utf-8")
    return folder / "layerdesk"


@pytest.mark.parametrize(
    "rule",
    [
        source_rules.late_imports,
        source_rules.typing_only_imports,
        source_rules.nameless_modules,
        source_rules.long_modules,
        source_rules.modules_that_do_not_say_what_lives_there,
        source_rules.imports_from_outside,
    ],
)
def test_the_program_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(PACKAGE) == []


@pytest.mark.parametrize(
    "rule", [source_rules.long_modules, source_rules.modules_that_do_not_say_what_lives_there]
)
def test_the_installer_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(INSTALLER) == []


@pytest.mark.parametrize(
    ("rule", "name", "text", "found"),
    [
        (
            source_rules.late_imports,
            "ui/list.py",
            "def show():\n    if 1:\n        import json\n",
            "ui/list.py:3",
        ),
        (
            source_rules.late_imports,
            "ui/list.py",
            "import importlib\njson = importlib.import_module('json')\n",
            "ui/list.py:2",
        ),
        (
            source_rules.typing_only_imports,
            "ui/list.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import json\n",
            "ui/list.py:2",
        ),
        (
            source_rules.typing_only_imports,
            "ui/list.py",
            "import typing\nif typing.TYPE_CHECKING:\n    import json\n",
            "ui/list.py:2",
        ),
        (source_rules.nameless_modules, "ui/helpers.py", "", "ui/helpers.py"),
        (source_rules.nameless_modules, "core/list.py", "", "core"),
        (source_rules.long_modules, "ui/list.py", "x = 1\n" * 401, "ui/list.py: 401 lines"),
        (
            source_rules.modules_that_do_not_say_what_lives_there,
            "ui/list.py",
            '"""A list."""\n',
            "ui/list.py",
        ),
        (
            source_rules.imports_from_outside,
            "domain/cases/risk.py",
            "import json, numpy.linalg\n",
            "domain/cases/risk.py:1: numpy",
        ),
        (
            source_rules.imports_from_outside,
            "usecases/cases.py",
            "from attrs import define\n",
            "usecases/cases.py:1: attrs",
        ),
    ],
)
def test_a_planted_breach_is_found(
    tmp_path: Path, rule: Callable[[Path], list[str]], name: str, text: str, found: str
) -> None:
    assert rule(_planted(tmp_path, name, text)) == [found]


def test_a_module_at_the_limit_is_not_too_long(tmp_path: Path) -> None:
    assert source_rules.long_modules(_planted(tmp_path, "ui/list.py", "x = 1\n" * 400)) == []


def test_every_named_edge_is_there_and_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edge that imports nothing late any more must leave the list."""
    named = source_rules.EDGES
    monkeypatch.setattr(source_rules, "EDGES", frozenset())

    assert {found.partition(":")[0] for found in source_rules.late_imports(PACKAGE)} == named
