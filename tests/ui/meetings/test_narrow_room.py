"""This is where it is tested that a small window leaves the room legible and its notes in sight."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from layerdesk.ui.look.theme import LookChoice, Theme
from layerdesk.ui.meetings.room.command_bar import CommandBar
from layerdesk.ui.meetings.room.sections import RoomSection, Sections
from tests.ui.looking import settle

Shown = Callable[..., QWidget]

SECTIONS = tuple(
    RoomSection(title=title, noted=noted, count=3, leads_to=title[0])
    for noted, title in enumerate(("Before we begin", "What went on & on", "Next, what we do"))
)


@pytest.fixture
def sections(shown: Shown) -> Sections:
    made = Sections()
    made.show_sections(SECTIONS, "What went on & on")
    shown(made, 700, 200)
    return made


def test_sections_are_tabs_as_long_as_two_lines_suffice(sections: Sections) -> None:
    assert all(tab.isVisible() for tab in sections.tabs)
    assert not sections.list.isVisible()
    sections.resize(450, 200)
    settle()
    assert {tab.y() > 0 for tab in sections.tabs} == {True, False}
    sections.resize(260, 200)
    settle()
    assert sections.list.isVisible()
    assert not any(tab.isVisible() for tab in sections.tabs)
    assert sections.heightForWidth(260) == sections.list.sizeHint().height()


def test_the_list_says_and_chooses_what_the_tabs_do(sections: Sections) -> None:
    sections.resize(260, 200)
    settle()
    heard: list[str] = []
    sections.chosen.connect(heard.append)
    assert sections.list.currentText() == "What went on & on · 1 of 3"
    sections.list.setFocus()
    QTest.keyClick(sections.list, Qt.Key.Key_Down)
    assert heard == ["N"]
    assert sections.list.chosen_id() == "N"


def test_the_focus_goes_along_when_the_arrangement_changes(sections: Sections) -> None:
    sections.tabs[1].setFocus()
    sections.resize(260, 200)
    settle()
    assert QApplication.focusWidget() is sections.list
    sections.resize(700, 200)
    settle()
    assert QApplication.focusWidget() is sections.tabs[1]


def test_fewer_sections_leave_no_tab_behind(sections: Sections) -> None:
    sections.show_sections(SECTIONS[:2], "Before we begin")
    assert [tab.isVisible() for tab in sections.tabs] == [True, True, False]
    assert sections.tabs[0].isChecked()


def test_a_low_room_keeps_what_is_seldom_pressed_behind_a_button(
    shown: Shown, theme: Theme
) -> None:
    bar = CommandBar()
    shown(bar, 600, 200)
    assert bar.park.isVisible()
    bar.set_low(True)
    assert not bar.park.isVisible()
    assert bar.next.isVisible()
    bar.more.click()
    assert bar.park.isVisible()
    bar.resize(1300, 200)
    settle()
    assert bar.park.isVisible()
    assert not bar.more.isVisible()
    theme.choose(LookChoice.LIGHT, 2.0)
    bar.resize(1200, 200)
    settle()
    assert not bar.park.isVisible()
    bar.set_low(False)
    assert bar.park.isVisible()
