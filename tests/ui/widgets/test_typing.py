"""This is where editors, fields and the underlining are used as a person uses them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from layerdesk.ui.look.theme import LookChoice, Theme
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.editors import LineEdit, LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.guarded import Finding, Guard
from layerdesk.ui.widgets.messages import MessageTone

Shown = Callable[..., QWidget]
NUMBER = "943 476 5919"
ADVICE = "This looks like an NHS number. Take it out."


def find(text: str) -> list[Finding]:
    at = text.find(NUMBER)
    found = [(at, at + len(NUMBER), "block", ADVICE)] if at >= 0 else []
    at = text.find("Mrs Jones")
    return [*found, (at, at + 9, "warn", "This looks like a name.")] if at >= 0 else found


def _undo(kind: QEvent.Type = QEvent.Type.ShortcutOverride) -> QKeyEvent:
    return QKeyEvent(kind, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def _redo() -> QKeyEvent:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, keys)


@pytest.mark.parametrize("kind", [LineEdit, LongText])
def test_only_what_a_person_types_is_told(
    theme: Theme, shown: Shown, qtbot: QtBot, kind: type[LineEdit] | type[LongText]
) -> None:
    editor = kind("a")
    told: list[str] = []
    editor.typed.connect(told.append)
    shown(editor)
    editor.set_words("set")
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, "xy")
    assert told == ["setx", "setxy"]
    assert editor.words() == "setxy"


@pytest.mark.parametrize("kind", [LineEdit, LongText])
def test_ctrl_z_reaches_the_program_when_nothing_was_typed_here(
    theme: Theme, shown: Shown, kind: type[LineEdit] | type[LongText]
) -> None:
    editor = kind("words")
    shown(editor)
    event = _undo()
    QApplication.sendEvent(editor, event)
    assert not event.isAccepted()
    QTest.keyClicks(editor, "x")
    event = _undo()
    QApplication.sendEvent(editor, event)
    assert event.isAccepted()
    event = _redo()
    QApplication.sendEvent(editor, event)
    assert not event.isAccepted()


def test_qts_own_undo_takes_back_what_was_typed(theme: Theme, shown: Shown) -> None:
    editor = LongText("words")
    told: list[str] = []
    editor.typed.connect(told.append)
    shown(editor)
    QTest.keyClicks(editor, "x")
    editor.undo()
    assert told == ["xwords", "words"]


def test_words_that_change_underneath_leave_caret_and_selection(theme: Theme, shown: Shown) -> None:
    editor = LongText("The letter waited.")
    shown(editor)
    cursor = editor.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(10, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    editor.set_words("😀 On Friday the letter waited. It came late.")
    assert editor.textCursor().selectedText() == "letter"
    assert editor.words() == "😀 On Friday the letter waited. It came late."
    assert not editor.document().isUndoAvailable()
    editor.set_words(editor.words())
    assert editor.textCursor().selectedText() == "letter"


@pytest.mark.parametrize("backwards", [False, True])
def test_a_line_that_changes_underneath_leaves_caret_and_selection(
    theme: Theme, shown: Shown, backwards: bool
) -> None:
    editor = LineEdit("The letter waited.")
    shown(editor)
    editor.setSelection(*((10, -6) if backwards else (4, 6)))
    editor.set_words("A letter waited.")
    editor.set_words("A letter waited.")
    assert editor.selectedText() == "letter"
    assert editor.cursorPosition() == (2 if backwards else 8)
    editor.deselect()
    editor.setCursorPosition(8)
    editor.set_words("Yes: A letter waited.")
    assert editor.cursorPosition() == 13


def test_a_long_text_grows_with_its_words_and_then_scrolls(theme: Theme, shown: Shown) -> None:
    window = QWidget()
    lay = QVBoxLayout(window)
    editor = LongText(min_lines=2, max_lines=6)
    lay.addWidget(editor)
    lay.addStretch(1)
    shown(window, 400, 500)
    heights = []
    for lines in (1, 2, 4, 6, 20):
        editor.set_words("\n".join("word" for _ in range(lines)))
        QApplication.processEvents()
        heights.append(editor.height())
        scrolls = editor.verticalScrollBar().maximum() > 0
        assert scrolls == (lines > 6), lines
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_a_long_text_can_fill_what_is_left(theme: Theme, shown: Shown) -> None:
    field = Field("Notes", LongText(fills=True))
    shown(field, 400, 500)
    assert field.editor.height() > 350


def test_tab_leaves_a_long_text(theme: Theme, shown: Shown) -> None:
    window = QWidget()
    lay = QVBoxLayout(window)
    editor, button = LongText(), Button("Next")
    left: list[int] = []
    editor.left.connect(lambda: left.append(1))
    lay.addWidget(editor)
    lay.addWidget(button)
    shown(window)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button
    assert left == [1]


def test_a_field_names_its_editor_and_says_what_is_wrong(theme: Theme, shown: Shown) -> None:
    field = Field("Title", LineEdit(), hint="A few words.", optional=True)
    shown(field)
    interface = QAccessible.queryAccessibleInterface(field.editor)
    assert interface.text(QAccessible.Text.Name) == "Title"
    assert interface.text(QAccessible.Text.Description) == "A few words."
    assert field.label.text() == "Title (optional)"
    field.show_problem("Give it a title.")
    field.show_problem("Give it a title.")
    assert field.message.isVisible()
    assert field.editor.property("wrong")
    assert "Give it a title." in interface.text(QAccessible.Text.Description)
    field.show_problem("Rather short.", MessageTone.WARN)
    assert not field.editor.property("wrong")
    field.clear_problem()
    assert not field.message.isVisible()
    field.set_hint("")
    assert interface.text(QAccessible.Text.Description) == ""


def test_findings_are_underlined_and_said_in_words(
    theme: Theme, shown: Shown, qtbot: QtBot
) -> None:
    field = Field("Notes", LongText())
    guard = Guard(field, find)
    editor = field.editor
    assert isinstance(editor, LongText)
    shown(field, 500, 400)
    assert not guard.list.isVisible()
    told: list[tuple[Finding, ...]] = []
    guard.findings_changed.connect(told.append)
    editor.setFocus()
    editor.textCursor().insertText(f"Line one\n😀 {NUMBER} and Mrs Jones")
    qtbot.waitUntil(lambda: len(guard.findings) == 2)
    assert guard.blocked
    assert len(told) == 1
    assert guard.list.isVisible()
    assert guard.list.words()[0] == f"“{NUMBER}”: {ADVICE}"
    marks = editor.document().lastBlock().layout().formats()
    line = editor.document().lastBlock().text()
    assert [line[m.start - 1 : m.start + m.length - 1] for m in marks] == [NUMBER, "Mrs Jones"]
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    assert all(m.format.underlineStyle() == wave for m in marks)
    theme.choose(LookChoice.DARK)
    editor.set_words("nothing")
    guard.check_now()
    assert guard.findings == ()
    assert not guard.blocked
    assert not guard.list.isVisible()


def test_the_tooltip_of_a_finding_says_what_to_do(
    theme: Theme, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "layerdesk.ui.widgets.guarded.QToolTip.showText", lambda _at, words: said.append(words)
    )
    field = Field("Notes", LongText(f"{NUMBER} and no more"))
    guard = Guard(field, find)
    editor = field.editor
    assert isinstance(editor, LongText)
    shown(field)
    for x in (30, 600):
        point = QPoint(x, 12)
        event = QHelpEvent(QEvent.Type.ToolTip, point, editor.viewport().mapToGlobal(point))
        QApplication.sendEvent(editor.viewport(), event)
    assert said == [ADVICE]
    assert guard.blocked


def test_a_line_is_guarded_by_words_below_it(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    field = Field("Title", LineEdit())
    guard = Guard(field, find)
    shown(field)
    QTest.keyClicks(field.editor, "Mrs Jones")
    qtbot.waitUntil(lambda: len(guard.findings) == 1)
    assert not guard.blocked
    assert guard.list.words() == ("“Mrs Jones”: This looks like a name.",)


def test_only_editors_of_words_can_be_guarded(theme: Theme) -> None:
    with pytest.raises(TypeError):
        Guard(Field("No words", QPushButton()), find)


@pytest.mark.usefixtures("theme", "qtbot")
def test_a_megabyte_of_somebodys_clipboard_does_not_hold_the_window_up() -> None:
    looked_at: list[int] = []

    def count(text: str) -> list[Finding]:
        looked_at.append(len(text))
        return [(at, at + 3, "block", ADVICE) for at in range(0, len(text) - 3, 20)]

    editor = LongText()
    field = Field("Summary", editor)
    guard = Guard(field, count)
    editor.insertPlainText("A wörd after another 😀 " * 10_000)
    guard.check_now()
    assert guard.blocked
    assert max(looked_at) <= 20_000
