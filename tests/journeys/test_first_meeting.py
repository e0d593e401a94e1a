"""This is where somebody's first meeting is held from a quick note to an action that is done.

All through the real window and a real encrypted desk, by keys and clicks alone.
"""

import re
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from layerdesk.app.later import DeskOpener
from layerdesk.app.program import Program
from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.meetings.records import MeetingState
from layerdesk.host.folders import DeskFolder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.storage.store import Store
from layerdesk.ui.cases.case import CasePlace
from layerdesk.ui.cases.case_sheet import CaseSheet
from layerdesk.ui.cases.inbox import Inbox
from layerdesk.ui.cases.quick_note import QuickNote
from layerdesk.ui.follow_up.my_actions import MyActions
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.meetings.meetings import Meetings
from layerdesk.ui.meetings.minutes import Minutes
from layerdesk.ui.meetings.plan import Plan
from layerdesk.ui.meetings.room.place import MeetingRoom
from layerdesk.ui.people.history import History
from layerdesk.ui.widgets.choices import Choice
from tests.app.starting import (
    click,
    come_to_rest,
    main_window,
    make_program,
    running,
    wait_for,
)

W = TypeVar("W", bound=QWidget)

PASSPHRASE = "correct horse battery staple"
NOTE = "A result letter lay in a tray for nine days and nobody saw it"
LEARNING = "A letter needs one person who watches that it arrives"
ACTION = "Empty the tray together at noon every day"
KNOW = "Ten days drawn at random show an empty tray"
DECISION = "There is one tray from today"

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Person:
    """Somebody at the window, who has nothing but keys and a pointer."""

    def __init__(self, program: Program, window: MainWindow, qtbot: QtBot) -> None:
        self.program, self.window, self.qtbot = program, window, qtbot

    @property
    def store(self) -> Store:
        """The desk, for looking at what came of it."""
        assert self.program._opened is not None
        return self.program._opened.desk.store

    def rest(self) -> None:
        come_to_rest(self.program, self.qtbot)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.rest()

    def write(self, words: str, into: QWidget | None = None) -> None:
        target = into or QApplication.focusWidget()
        assert target is not None
        if into is not None:
            self.reveal(into)
            into.setFocus()
        assert target.isEnabled()
        assert target.isVisible()
        QTest.keyClicks(target, words)

    def reveal(self, widget: QWidget) -> None:
        """Scroll there, as the wheel does."""
        part = widget.parentWidget()
        while part is not None:
            ensure = getattr(part, "ensureWidgetVisible", None)
            if ensure is not None:
                ensure(widget)
            part = part.parentWidget()
        QApplication.processEvents()

    def click(self, widget: QWidget) -> None:
        self.reveal(widget)
        click(widget)
        self.rest()

    def choose(self, choice: Choice, row: int = 1) -> None:
        """Choose with the arrow keys; row 0 stands for nothing."""
        self.reveal(choice)
        choice.setFocus()
        for _ in range(row):
            QTest.keyClick(choice, Qt.Key.Key_Down)
        self.rest()

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until it has the focus."""
        for _ in range(150):
            if QApplication.focusWidget() is widget:
                return
            QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {widget.accessibleName() or widget}")

    def at(self, kind: type[W]) -> W:
        """The place that is shown."""
        here = self.window.stack.currentWidget()
        assert isinstance(here, kind), f"this is {type(here).__name__}"
        return here


def test_a_first_meeting_from_a_note_to_an_action_done(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DeskFolder(root=tmp_path / "desk")
    prepare(folder)
    opener = DeskOpener(folder, NoKeychain(), {})
    begun = opener.begin("Aire Bank Surgery", "Sam Okafor", "practice_manager", PASSPHRASE, False)
    begun.desk.store.close()
    program = make_program(qapp, folder, PASSPHRASE)
    with running(program):
        window = main_window(program, qtbot)
        window.resize(1440, 900)
        somebody = Person(program, window, qtbot)
        _from_note_to_case(somebody)
        _to_ready(somebody)
        _plan_meeting(somebody)
        _hold_meeting(somebody)
        _finish_minutes(somebody, monkeypatch, tmp_path / "minutes.pdf")
        _tick_off(somebody)
        _read_history(somebody)


def _from_note_to_case(somebody: Person) -> None:
    somebody.press(Qt.Key.Key_N, CTRL | SHIFT)
    (note,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QuickNote))
    assert note.isVisible()
    somebody.write(NOTE, note.text)
    QTest.keyClick(note.text, Qt.Key.Key_Return, CTRL)
    somebody.rest()
    assert not note.isVisible()
    somebody.window.activateWindow()
    wait_for(somebody.qtbot, lambda: QApplication.activeWindow() is somebody.window)
    somebody.press(Qt.Key.Key_2, CTRL)
    inbox = somebody.at(Inbox)
    assert inbox.panel.case.isVisible()
    somebody.click(inbox.panel.case)
    assert _sheet(somebody).view.case.state is CaseState.DRAFT


def _sheet(somebody: Person) -> CaseSheet:
    sheet = somebody.at(CasePlace).sheet
    assert isinstance(sheet, CaseSheet)
    return sheet


def _to_ready(somebody: Person) -> None:
    sheet = _sheet(somebody)
    summary = sheet.fields.fields["summary"].editor
    somebody.click(summary.viewport() if isinstance(summary, QPlainTextEdit) else summary)
    somebody.write("It was found when the practice rang about something else.")
    somebody.press(Qt.Key.Key_Tab)
    for wanted in (CaseState.REPORTED, CaseState.TRIAGED, CaseState.READY):
        for _ in range(20):
            side = _sheet(somebody).side
            if _sheet(somebody).view.case.state is wanted:
                break
            if side.steps:
                somebody.click(side.steps[0])
                _answer(somebody)
            else:
                somebody.click(side.main)
        assert _sheet(somebody).view.case.state is wanted


def _answer(somebody: Person) -> None:
    """Give the first answer to what a missing step leads to."""
    asked = QApplication.focusWidget()
    if isinstance(asked, Choice):
        somebody.press(Qt.Key.Key_Down)
    elif isinstance(asked, QLineEdit | QPlainTextEdit):
        somebody.write("Nobody was harmed")
        somebody.press(Qt.Key.Key_Tab)
    else:
        somebody.press(Qt.Key.Key_Space)


def _plan_meeting(somebody: Person) -> None:
    somebody.press(Qt.Key.Key_4, CTRL)
    somebody.at(Meetings)
    somebody.press(Qt.Key.Key_M, CTRL | SHIFT)
    somebody.write("Our first meeting")
    somebody.press(Qt.Key.Key_Return)
    plan = somebody.at(Plan)
    somebody.press(Qt.Key.Key_G, CTRL | SHIFT)
    shown = [each.item.subject for each in plan._view.items]
    (case,) = somebody.store.read(lambda reading: reading.find(Case, state=CaseState.SCHEDULED))
    assert case.id in shown
    somebody.press(Qt.Key.Key_F9)


def _hold_meeting(somebody: Person) -> None:
    """By keyboard alone."""
    room = somebody.at(MeetingRoom)
    somebody.tab_to(room.begin)
    somebody.press(Qt.Key.Key_Space)
    somebody.press(Qt.Key.Key_F12)
    somebody.tab_to(room.people._rows[0].presence)
    somebody.press(Qt.Key.Key_Down)
    somebody.press(Qt.Key.Key_F12)
    for _ in range(20):
        if room.sheets.rules.isVisible():
            somebody.tab_to(room.sheets.rules._yes)
            somebody.press(Qt.Key.Key_Space)
        if room._view.topic.case is not None:
            break
        somebody.press(Qt.Key.Key_PageDown)
    assert room._view.topic.case is not None
    somebody.press(Qt.Key.Key_F10)
    somebody.write("The tray is not on anybody's way")
    somebody.press(Qt.Key.Key_F7)
    somebody.write(LEARNING)
    somebody.press(Qt.Key.Key_Return)
    somebody.press(Qt.Key.Key_F9)
    somebody.write(ACTION)
    somebody.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is room.agreeing._owner
    somebody.press(Qt.Key.Key_Down)
    somebody.tab_to(room.agreeing._due.line)
    somebody.press(Qt.Key.Key_A, CTRL)
    somebody.write("in 1 week")
    somebody.tab_to(room.agreeing._know)
    somebody.write(KNOW)
    somebody.tab_to(room.agreeing._add_button)
    somebody.press(Qt.Key.Key_Space)
    somebody.press(Qt.Key.Key_F3)
    somebody.write(DECISION)
    somebody.press(Qt.Key.Key_Return)
    somebody.tab_to(room.sheets.outcome._outcome)
    somebody.press(Qt.Key.Key_Down)
    for _ in range(20):
        if room.sheets.closing.isVisible():
            break
        somebody.press(Qt.Key.Key_PageDown)
    somebody.tab_to(room.sheets.read_back.yes)
    somebody.press(Qt.Key.Key_Space)
    somebody.tab_to(room.sheets.closing._close)
    somebody.press(Qt.Key.Key_Space)


def _finish_minutes(somebody: Person, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    minutes = somebody.at(Minutes)
    for state in (MeetingState.MINUTES_DRAFT, MeetingState.CIRCULATED):
        somebody.click(minutes.next_button)
        assert minutes._view.meeting.state is state
    # The one window that is not LayerDesk's own: the system's question for a file.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    somebody.click(minutes.export_button)
    pages = pypdfium2.PdfDocument(path)
    words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    # In a table's narrow column a sentence is broken, with its neighbours' words between.
    for each in (LEARNING, ACTION, DECISION, KNOW, "Sam Okafor"):
        assert set(each.split()) <= set(re.findall(r"[^\s,.;:]+", words))


def _tick_off(somebody: Person) -> None:
    somebody.press(Qt.Key.Key_5, CTRL)
    mine = somebody.at(MyActions)
    panel = mine.browser.panel
    somebody.click(panel.buttons["finish"])
    somebody.write("Ten days looked at; the tray was empty")
    somebody.click(panel.ask.yes)
    (action,) = somebody.store.read(lambda reading: reading.find(Action))
    assert action.state in (ActionState.DONE_EVIDENCED, ActionState.DONE_AWAITING_EVIDENCE)
    assert action.due == somebody.store.read(lambda reading: reading.today) + timedelta(days=7)


def _read_history(somebody: Person) -> None:
    somebody.press(Qt.Key.Key_8, CTRL)
    history = somebody.at(History)
    (action,) = somebody.store.read(lambda reading: reading.find(Action))
    history.recent_list.choose(action.id)
    somebody.rest()
    told = "\n".join(history.panel.sentences())
    assert "Sam Okafor" in told
    assert somebody.store.verify().sound
