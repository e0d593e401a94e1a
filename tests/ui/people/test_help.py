"""This is where the help is tested: it is whole, and the cheat sheet is the table of commands."""

import pytest
from PySide6.QtCore import QUrl

from layerdesk.host.bundled import resource_folder
from layerdesk.ui.commands import COMMANDS
from layerdesk.ui.people.help import SHORTCUTS, Help, pages, shortcuts_html
from tests.ui.looking import clipped_texts, low_contrast, unnamed_controls


@pytest.mark.parametrize("page", [each for each, _ in pages() if each != SHORTCUTS])
def test_every_page_ships_and_begins_with_a_heading(page):
    words = (resource_folder("help") / f"{page}.md").read_text(encoding="utf-8")
    assert words.startswith("# ")


def test_every_page_of_the_folder_is_listed():
    there = {path.stem for path in resource_folder("help").glob("*.md")}
    assert there == {page for page, _ in pages()} - {SHORTCUTS}


def test_the_cheat_sheet_names_every_command_with_a_shortcut(theme):
    sheet = shortcuts_html(COMMANDS)
    for each in COMMANDS:
        assert (each.words() in sheet) or not each.shortcut


def test_a_chosen_page_is_shown_and_comes_back(sitting, shown):
    helping = shown(Help(sitting.session), 1100, 800)
    assert "Your first meeting" in helping.text.toPlainText()
    helping.take_place("privacy")
    assert "Write no names" in helping.text.toPlainText()
    assert helping.kept_place() == "privacy"
    helping.text.anchorClicked.emit(QUrl(SHORTCUTS))
    assert "Go to or do anything" in helping.text.toPlainText()


def test_it_is_whole_named_and_legible_in_every_look(sitting, shown, look):
    helping = shown(Help(sitting.session), 1280, 900)
    assert clipped_texts(helping) == []
    assert unnamed_controls(helping) == []
    assert low_contrast(helping) == []
