"""This is where the table of commands is held to its own rules."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from layerdesk.ui.commands import COMMANDS, EVERYWHERE, Command, command, commands_of


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.id)
def test_every_command_has_words_and_either_a_shortcut_or_a_reason(each: Command):
    assert each.words().strip()
    assert bool(each.shortcut) != bool(each.why_none)


@pytest.mark.parametrize(
    "each", [each for each in COMMANDS if each.shortcut], ids=lambda each: each.id
)
def test_every_shortcut_is_one_that_qt_understands(each: Command):
    keys = QKeySequence(each.shortcut)
    assert keys.count() >= 1
    assert keys.toString(QKeySequence.SequenceFormat.PortableText) == each.shortcut


def test_no_two_commands_have_the_same_id():
    assert [
        each for each, count in Counter(each.id for each in COMMANDS).items() if count > 1
    ] == []


def test_no_two_shortcuts_clash_in_one_place():
    everywhere = [each.shortcut for each in commands_of(EVERYWHERE) if each.shortcut]
    for place in {each.place for each in COMMANDS} - {EVERYWHERE}:
        here = [each.shortcut for each in commands_of(place) if each.shortcut]
        clashes = [keys for keys, count in Counter(everywhere + here).items() if count > 1]
        assert clashes == [], place
    assert len(everywhere) == len(set(everywhere))


def test_a_command_is_found_by_its_id():
    assert command("palette").shortcut == "Ctrl+K"
