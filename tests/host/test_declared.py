"""This is where data files on disk are read, replaced by own ones, and named when broken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from layerdesk.domain.data_files import LARGEST
from layerdesk.domain.declared import BrokenFile
from layerdesk.domain.errors import FileBroken
from layerdesk.host.declared import _text, read_declared

COLOUR = (
    "id = 'colour'\nversion = {version}\ntitle = '{title}'\n[[value]]\nid = 'red'\nlabel = 'Red'\n"
)
METHOD = """id = 'T01'
version = {version}
title = '{title}'
[[section]]
id = 's'
title = 'S'
[[section.prompt]]
id = 'p'
kind = 'choice'
value_set = 'colour'
words = 'P?'
[[section.prompt]]
include = 'm_well'
"""
MODULE = "id = 'm_well'\nversion = 1\ntitle = 'W'\n[[prompt]]\nid = 'well'\nwords = '{words}'\n"
PLAN = (
    "id = 'plan'\nversion = 1\ntitle = 'Plan'\nminutes = 9\nmeeting_type = 'sea'\n"
    "[[item]]\nid = 'i'\nkind = 'case'\ntitle = 'Case'\nminutes = 9\n"
)
RULES = "id = 'ground_rules'\nversion = {version}\ntitle = 'R'\nrules = ['{rule}']\n"


def put(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    root = tmp_path / "bundled"
    put(root, "value_sets/colour.toml", COLOUR.format(version=1, title="Colour"))
    put(root, "review_methods/t01.toml", METHOD.format(version=1, title="Shipped"))
    put(root, "review_methods/modules/m_well.toml", MODULE.format(words="Well?"))
    put(root, "meeting_plans/plan.toml", PLAN)
    put(root, "meeting_plans/ground_rules.toml", RULES.format(version=1, rule="Listen."))
    return root


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def test_what_ships_is_read_where_the_practice_has_nothing_of_its_own(
    bundled: Path, own: Path
) -> None:
    for declared in (read_declared(bundled), read_declared(bundled, own)):
        assert declared.broken == ()
        assert [each.id for each in declared.methods] == ["T01"]
        assert [each.id for each in declared.method("T01").prompts] == ["p", "well"]
        assert [each.id for each in declared.plans] == ["plan"]
        assert [each.id for each in declared.modules] == ["m_well"]
        assert declared.ground_rules.rules == ("Listen.",)
        assert declared.value("colour", "red").label == "Red"


def test_a_file_of_the_practice_s_own_is_found_beside_those_that_ship(
    bundled: Path, own: Path
) -> None:
    text = METHOD.replace("'T01'", "'OWN'").format(version=1, title="Ours")
    put(own, "review_methods/ours.toml", "\ufeff" + text)

    declared = read_declared(bundled, own)

    assert [each.id for each in declared.methods] == ["T01", "OWN"]
    assert declared.broken == ()


def test_an_own_file_with_a_higher_version_replaces_the_one_that_ships(
    bundled: Path, own: Path
) -> None:
    put(own, "review_methods/ours.toml", METHOD.format(version=2, title="Ours"))
    put(own, "meeting_plans/ground_rules.toml", RULES.format(version=2, rule="Tea first."))

    declared = read_declared(bundled, own)

    assert [each.title for each in declared.methods] == ["Ours"]
    assert declared.method("T01", 1).title == "Shipped"
    assert declared.ground_rules.rules == ("Tea first.",)
    assert declared.broken == ()


@pytest.mark.parametrize("version", [1, 2])
def test_an_own_file_without_a_higher_version_is_not_used_and_says_why(
    bundled: Path, own: Path, version: int
) -> None:
    put(bundled, "review_methods/t01.toml", METHOD.format(version=2, title="Shipped"))
    path = put(own, "review_methods/ours.toml", METHOD.format(version=version, title="Ours"))

    declared = read_declared(bundled, own)

    assert declared.method("T01").title == "Shipped"
    assert declared.broken == (
        BrokenFile(
            path=str(path),
            line=2,
            reason="Version 2 of “T01” is there already. "
            "Give this file a higher version to use it.",
        ),
    )
    older = [each.title for each in declared.older_methods]
    assert older == (["Ours"] if version == 1 else [])


def test_an_own_module_is_taken_up_by_the_methods_that_ship(bundled: Path, own: Path) -> None:
    text = MODULE.format(words="What shone?").replace("version = 1", "version = 2")
    put(own, "review_methods/modules/well.toml", text)

    assert read_declared(bundled, own).method("T01").prompt("well").words == "What shone?"


def test_a_broken_file_is_named_and_passed_over(bundled: Path, own: Path) -> None:
    path = put(own, "value_sets/bad.toml", "id = 'bad'\nversion = 'one'\n[[value]]\n")
    put(own, "value_sets/good.toml", COLOUR.format(version=1, title="Good").replace("colour", "g"))

    declared = read_declared(bundled, own)

    assert declared.broken == (
        BrokenFile(path=str(path), line=2, reason="“version” must be a whole number."),
    )
    assert [each.id for each in declared.value_sets] == ["colour", "g"]


def test_a_broken_own_file_leaves_the_one_that_ships_in_use(bundled: Path, own: Path) -> None:
    put(own, "review_methods/t01.toml", METHOD.format(version=9, title="Ours") + "oops")

    declared = read_declared(bundled, own)

    assert declared.method("T01").title == "Shipped"
    assert [each.line for each in declared.broken] == [14]


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"id = 'x'\n# caf\xe9\n", 2, "The file is not written in UTF-8."),
        (b"#" * (LARGEST + 1), 0, "The file is larger than 256 KB."),
    ],
)
def test_bytes_that_are_no_data_file_are_named(
    bundled: Path, own: Path, data: bytes, line: int, reason: str
) -> None:
    put(own, "nations/n.toml", "").write_bytes(data)

    (broken,) = read_declared(bundled, own).broken

    assert (broken.line, broken.reason) == (line, reason)


def test_other_files_and_folders_are_left_alone(bundled: Path, own: Path) -> None:
    put(own, "nations/readme.txt", "Hello")
    put(own, "review_methods/old/t01.toml", "not for us")
    (own / "nations" / "folder.toml").mkdir()

    assert read_declared(bundled, own).broken == ()


class LostDrive(type(Path())):  # type: ignore[misc]  # mypy cannot follow a base chosen at run time
    """A folder on a drive that was pulled out."""

    def glob(self, pattern: str) -> Iterator[Path]:
        raise OSError(5, "Input/output error")


def test_a_folder_that_cannot_be_listed_is_named(bundled: Path, own: Path) -> None:
    declared = read_declared(bundled, LostDrive(own))

    assert [each.id for each in declared.methods] == ["T01"]
    assert declared.broken[0] == BrokenFile(
        path=str(own / "value_sets"),
        line=0,
        reason="The file cannot be read: Input/output error.",
    )


def test_a_file_that_has_gone_meanwhile_is_named(own: Path) -> None:
    with pytest.raises(FileBroken) as caught:
        _text(own / "gone.toml")

    assert str(caught.value.values["reason"]).startswith("The file cannot be read: ")
