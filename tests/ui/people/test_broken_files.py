"""This is where it is tested that a data file which could not be read is named with its line."""

from pytestqt.qtbot import QtBot

from layerdesk.domain.declared import BrokenFile
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.people.settings import broken_files_card
from layerdesk.ui.widgets.labels import Label


def test_a_broken_file_is_named_with_its_line_and_reason(theme: Theme, qtbot: QtBot) -> None:
    card = broken_files_card([BrokenFile(path="/data/own.toml", line=7, reason="No title.")])
    assert card is not None
    qtbot.addWidget(card)
    words = [each.text() for each in card.findChildren(Label)]
    assert "own.toml, line 7: No title." in words


def test_nothing_is_said_where_all_files_are_read(theme: Theme) -> None:
    assert broken_files_card(()) is None
