"""This is where the one window is used as a person uses it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import WrongPassphrase
from layerdesk.domain.meetings.records import Meeting, MeetingState
from layerdesk.domain.people.records import Access, Practice
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.theme import LookChoice, Theme
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.places import PLACES
from layerdesk.ui.session import Session
from layerdesk.ui.shell.palette import matches
from layerdesk.ui.shell.window_memory import fitted
from layerdesk.ui.widgets.editors import LineEdit
from tests.fakes import FakeDesk
from tests.ui.desks import OpenFakeDesk, Sitting, sitting_at
from tests.ui.looking import settle, unnamed_controls
from tests.ui.people.conftest import staffed

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
RIGHT = "three random words"


def try_secret(typed: str) -> None:
    if typed != RIGHT:
        raise WrongPassphrase


class OneFormat:
    """An exporter that offers one format and draws nothing."""

    def formats(self) -> tuple[tuple[str, str, str], ...]:
        return (("pdf", "PDF", ".pdf"),)

    def pages(self, document: object, width: int) -> tuple[tuple[int, int, bytes], ...]:
        return ()


class Windows:
    """Opens windows over one desk in memory, one after the other."""

    def __init__(self, qtbot: QtBot, theme: Theme, shown) -> None:
        self.qtbot, self.theme, self.shown = qtbot, theme, shown
        self.desk: FakeDesk = staffed()
        self.opened = OpenFakeDesk(self.desk)

    def window(self, sitting: Sitting, *, locks: bool = True) -> MainWindow:
        sitting.session.exporter = OneFormat()
        made = MainWindow(
            sitting.session, folder=Path("/data"), try_secret=try_secret if locks else None
        )
        self.shown(made, 1280, 800)
        sitting.come_to_rest(self.qtbot)
        return made


@pytest.fixture
def windows(qtbot: QtBot, theme: Theme, shown) -> Windows:
    return Windows(qtbot, theme, shown)


@pytest.fixture
def sitting(windows: Windows) -> Iterator[Sitting]:
    with sitting_at(windows.desk, windows.theme, windows.opened) as found:
        yield found


@pytest.fixture
def window(windows: Windows, sitting: Sitting) -> Iterator[MainWindow]:
    made = windows.window(sitting)
    yield made
    made.close()
    sitting.come_to_rest(windows.qtbot)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        held |= each
    target = QApplication.focusWidget() or window
    qtbot.keyClick(target, key, held)
    settle()


def record_for(desk: FakeDesk, place: str) -> RecordId | None:
    """A record that the place can show, for places that show one."""
    states = {
        "plan": MeetingState.PLANNED,
        "room": MeetingState.OPEN,
        "minutes": MeetingState.MINUTES_DRAFT,
    }
    if place == "case":
        return desk.all(Case)[0].id
    if place in states:
        meeting = desk.make(Meeting, title="Lunch", state=states[place], starts_at=desk.now)
        return meeting.id
    return None


def test_a_place_for_one_record_gives_way_to_its_list_without_one(window):
    window.go("minutes")
    assert window.stack.place == "meetings"


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.id)
def test_every_place_opens_and_every_control_in_it_has_a_name(window, sitting, qtbot, place):
    window.go(place.id, record_for(sitting.desk, place.id))
    sitting.come_to_rest(qtbot)
    assert window.stack.place == place.id
    assert unnamed_controls(window) == []
    assert window.windowTitle() == f"{place.words()} – LayerDesk"
    assert window.navigation.buttons[place.within or place.id].isChecked()


def test_places_are_made_when_they_are_first_visited(window):
    assert set(window.stack.made) == {"today"}
    window.go("help")
    assert set(window.stack.made) == {"today", "help"}


def test_a_place_nobody_knows_is_passed_over(window):
    window.go("nowhere")
    assert window.stack.place == "today"


def test_the_status_line_says_how_things_stand(window):
    assert window.status.sync.words == "This desk works alone"
    assert window.status.who.text() == "Sam Okafor, Aire Bank Surgery"
    assert window.status.folder.words == "Data in /data"


def test_a_sample_practice_says_so_everywhere(windows, sitting, qtbot):
    (practice,) = windows.desk.all(Practice)
    windows.desk.records[practice.id] = Practice(
        id=practice.id, space=practice.space, name="Sample", sample=True
    )
    window = windows.window(sitting)
    sitting.come_to_rest(qtbot)
    assert window.status.sample.isVisible()
    assert window.navigation.sample.isVisible()
    assert window.windowTitle().endswith("(sample)")
    window.lock()
    assert window.lock_page is not None
    assert window.lock_page.page.sample.isVisible()


def test_news_pass_and_what_went_wrong_stays(window, sitting):
    sitting.session.say("Kept.", "ok")
    assert window.status.news.words == "Kept."
    sitting.session.say("The disk is full.", "danger")
    assert window.message.words == "The disk is full."
    assert window.message.isVisible()
    window.status.clear()
    assert window.status.news.words == ""


def test_shortcuts_go_to_places(window, qtbot):
    press(qtbot, window, Qt.Key.Key_7, CTRL)
    assert window.stack.place == "people"
    press(qtbot, window, Qt.Key.Key_F1)
    assert window.stack.place == "help"
    press(qtbot, window, Qt.Key.Key_Left, ALT)
    assert window.stack.place == "people"


def test_search_here_and_everywhere(window, qtbot):
    window.go("people")
    press(qtbot, window, Qt.Key.Key_F, CTRL)
    assert window.stack.currentWidget().words.hasFocus()
    press(qtbot, window, Qt.Key.Key_F, CTRL, SHIFT)
    assert window.stack.place == "search"
    window.go("settings")
    press(qtbot, window, Qt.Key.Key_F, CTRL)
    assert window.stack.place == "search"


def test_f6_goes_round_the_panes(window, qtbot):
    window.go("people")
    window.navigation.take_focus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert window.stack.isAncestorOf(QApplication.focusWidget())
    press(qtbot, window, Qt.Key.Key_F6)
    assert window.status.lock.hasFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert window.navigation.isAncestorOf(QApplication.focusWidget())
    press(qtbot, window, Qt.Key.Key_F6, SHIFT)
    assert window.status.lock.hasFocus()


def test_arrows_move_in_the_navigation_and_enter_goes_there(window, qtbot):
    window.navigation.take_focus()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.stack.place == "inbox"


def test_the_navigation_is_one_stop_of_tab(window, qtbot):
    window.go("people")
    window.navigation.menu.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.navigation.buttons["people"]
    press(qtbot, window, Qt.Key.Key_Tab)
    assert not window.navigation.isAncestorOf(QApplication.focusWidget())
    press(qtbot, window, Qt.Key.Key_3, CTRL)
    assert window.stack.place == "cases"


def test_undo_is_the_programs_unless_an_editor_has_something_of_its_own(window, qtbot, sitting):
    asked = []
    window._session.undo = lambda: asked.append("undo")
    window._session.redo = lambda: asked.append("redo")
    window.go("people")
    press(qtbot, window, Qt.Key.Key_F, CTRL)
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    press(qtbot, window, Qt.Key.Key_Z, CTRL, SHIFT)
    assert asked == ["undo", "redo"]
    qtbot.keyClicks(QApplication.focusWidget(), "abc")
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert asked == ["undo", "redo"]
    assert QApplication.focusWidget().text() == ""


def test_full_screen_on_and_off(window, qtbot):
    press(qtbot, window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    press(qtbot, window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_a_quick_note_has_a_window_of_its_own(window, qtbot):
    press(qtbot, window, Qt.Key.Key_N, CTRL, SHIFT)
    assert window._quick_note is not None
    assert window._quick_note.isVisible()
    window._quick_note.close()


def test_the_palette_goes_to_a_place(window, qtbot):
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    assert window.palette_box.isVisible()
    qtbot.keyClicks(window.palette_box.line, "sett")
    assert window.palette_box.words()[0] == "Settings"
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.stack.place == "settings"
    assert not window.palette_box.isVisible()


def test_the_palette_does_commands_of_the_place_and_shows_their_shortcuts(window, qtbot):
    window.go("people")
    window.open_palette()
    qtbot.keyClicks(window.palette_box.line, "add person")
    assert window.palette_box.words() == ("Add a person",)
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.stack.currentWidget().panel.add.isVisible()
    assert {each.shortcut for each in window.entries()} >= {"F1", "Ctrl+1", "F11"}


def test_the_palette_finds_records_and_opens_them(window, sitting, qtbot):
    window.open_palette()
    qtbot.keyClicks(window.palette_box.line, "fax")
    qtbot.waitUntil(lambda: bool(window.palette_box.words()))
    press(qtbot, window, Qt.Key.Key_Return)
    assert window.stack.place == "case"


def test_the_palette_closes_by_escape_and_gives_the_focus_back(window, qtbot):
    window.navigation.take_focus()
    before = QApplication.focusWidget()
    window.open_palette()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    window.open_palette()
    qtbot.keyClicks(window.palette_box.line, "zzzz")
    assert window.palette_box.nothing.isVisible()
    window.palette_box.close_quietly()


@pytest.mark.parametrize(
    ("words", "typed", "fits"),
    [("All actions", "act", True), ("All actions", "a act", True), ("All actions", "tions", False)],
)
def test_letters_fit_the_beginnings_of_words(words, typed, fits):
    assert matches(words, typed) is fits


def test_the_menu_lists_what_can_be_done(window, qtbot):
    window.navigation.menu.click()
    (menu,) = [each for each in window.findChildren(QMenu) if each.isVisible()]
    words = [each.text() for each in menu.actions()]
    assert any(each.startswith("Lock LayerDesk\t") for each in words)
    menu.close()


def test_locked_nothing_is_shown_or_reached(window, sitting, qtbot):
    window.go("people")
    window.open_quick_note()
    press(qtbot, window, Qt.Key.Key_L, CTRL)
    window.lock()
    assert window.locked
    assert not window.stack.isVisible()
    assert not window.navigation.isVisible()
    assert not window._quick_note.isVisible()
    assert window.windowTitle() == "Locked – LayerDesk"
    press(qtbot, window, Qt.Key.Key_1, CTRL)
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    assert window.stack.place == "people"
    assert not window.palette_box.isVisible()
    for _ in range(12):
        press(qtbot, window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert window.lock_page.isAncestorOf(focused), focused.text()


def test_the_passphrase_brings_everything_back(window, sitting, qtbot):
    window.go("people")
    window.lock()
    line = window.lock_page.form.secret.line
    qtbot.keyClicks(line, "wrong")
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "neither" in window.lock_page.form.field.message.words)
    assert window.locked
    line.setText(RIGHT)
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.locked)
    sitting.come_to_rest(qtbot)
    assert window.stack.place == "people"
    assert len(sitting.desk.all(Access)) == 3


def test_quiet_locks_but_never_a_running_meeting(window, sitting):
    assert window.idle.milliseconds == 10 * 60_000
    window.go("room", record_for(sitting.desk, "room"))
    window.idle.idle.emit()
    assert not window.locked
    window.go("people")
    window.idle.idle.emit()
    assert window.locked


def test_the_time_until_it_locks_is_a_setting(window, sitting):
    sitting.session.keep_setting("idle_lock_minutes", "30")
    assert window.idle.milliseconds == 30 * 60_000
    sitting.session.keep_setting("idle_lock_minutes", "0")
    assert window.idle.milliseconds == 0


def test_a_desk_without_passphrase_has_no_lock_and_says_so(windows, sitting):
    window = windows.window(sitting, locks=False)
    assert not window.status.lock.isVisible()
    assert window.idle.milliseconds == 0
    window.lock()
    assert not window.locked
    assert "lock" not in {each.id for each in window.possible_commands()}
    assert sitting.session.setting("keychain_only") == "yes"


def test_it_comes_back_where_it_was(windows, sitting, qtbot):
    first = windows.window(sitting)
    first.setGeometry(40, 60, 1100, 700)
    first.go("people")
    sitting.come_to_rest(qtbot)
    nurse = first.stack.currentWidget()._lines[1].person.id
    first.stack.currentWidget().list.choose(nurse)
    first.close()
    sitting.come_to_rest(qtbot)
    with sitting_at(windows.desk, windows.theme, windows.opened) as later:
        again = MainWindow(later.session, folder=Path("/data"), try_secret=try_secret)
        windows.qtbot.addWidget(again)
        later.come_to_rest(qtbot)
        assert again.stack.place == "people"
        assert again.stack.currentWidget().list.current_id() == nurse
        kept = tuple(json.loads(windows.opened.settings["window"])["area"])
        screens = [each.availableGeometry().getRect() for each in QApplication.screens()]
        assert again.geometry().getRect() == fitted(kept, screens)
        again.close()
        later.come_to_rest(qtbot)


def test_settings_of_the_look_count_from_the_start_and_at_once(windows, sitting, theme):
    windows.opened.settings.update(look="dark", text_size="150")
    made = Session(
        windows.opened,
        sitting.jobs,
        theme,
        sitting.session.declared,
        sitting.session.exporter,
        windows.desk.viewer,
        (),
        windows.opened.settings,
    )
    window = MainWindow(made, folder=Path("/data"), try_secret=None)
    windows.qtbot.addWidget(window)
    assert (theme.choice, theme.scale) == (LookChoice.DARK, 1.5)
    made.keep_setting("look", "light")
    assert theme.choice is LookChoice.LIGHT
    window.close()


@pytest.mark.parametrize(
    ("width", "scale", "words"), [(1440, 1.0, True), (1024, 1.0, False), (1440, 2.0, False)]
)
def test_the_navigation_stands_without_words_where_there_is_no_room(
    window, theme, width, scale, words
):
    theme.choose(LookChoice.LIGHT, scale)
    window.resize(width, 800)
    settle()
    assert window.navigation.wide is words
    today = window.navigation.buttons["today"]
    assert bool(today.text()) is words
    assert today.toolTip() == "Today (Ctrl+1)"
    assert today.accessibleName() == "Today"


def test_in_a_meeting_the_frame_steps_back(window, sitting, qtbot):
    window.resize(1440, 900)
    assert window.navigation.wide
    window.go("room", record_for(sitting.desk, "room"))
    assert not window.navigation.wide
    assert window.navigation.isVisible()
    press(qtbot, window, Qt.Key.Key_F11)
    assert not window.navigation.isVisible()
    assert not window.status.isVisible()
    press(qtbot, window, Qt.Key.Key_F11)
    assert window.navigation.isVisible()
    window.go("today")
    assert window.navigation.wide


def test_f6_goes_through_the_parts_of_the_meeting_room(window, sitting, qtbot):
    window.resize(1440, 900)
    window.go("room", record_for(sitting.desk, "room"))
    window.stack.take_focus()
    room = window.stack.currentWidget()
    assert room.isAncestorOf(QApplication.focusWidget())
    been = []
    for _ in range(8):
        press(qtbot, window, Qt.Key.Key_F6)
        parts = [window.navigation, *room.panes(), window.status]
        been += [
            at for at, part in enumerate(parts) if part.isAncestorOf(QApplication.focusWidget())
        ]
    assert set(been) == {0, 4, 5}
    assert window.navigation.isVisible()


@pytest.mark.parametrize("place", ["inbox", "cases"])
def test_who_goes_on_from_a_place_begins_at_the_work_of_the_next(window, sitting, qtbot, place):
    window.go("today")
    sitting.come_to_rest(qtbot)
    window.stack.take_focus()
    window.go(place)
    sitting.come_to_rest(qtbot)
    here = window.stack.currentWidget()
    assert QApplication.focusWidget() is here.first_work()


def test_a_place_takes_the_focus_though_what_had_it_there_has_gone(window):
    window.go("people")
    gone = LineEdit()
    gone.setParent(window.stack.currentWidget())
    gone.show()
    gone.setFocus()
    window.go("today")
    delete(gone)
    window.go("people")
    window.stack.take_focus()
    assert window.stack.isAncestorOf(QApplication.focusWidget())
