"""This is where a person types: one line, or a text that grows as it is written."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.widgets.text_difference import from_qt, moved, replacements, to_qt

_EDGE = 2 * (1 + 6)
"""Border and padding above and below in the stylesheet, in pixels."""


class LineEdit(QLineEdit):
    """One line of text."""

    typed = Signal(str)
    """The person changed the words; the words as they are now."""

    def __init__(
        self, words: str = "", *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.typed)

    def words(self) -> str:
        """What stands there."""
        return self.text()

    def set_words(self, words: str) -> None:
        """Show words that changed underneath; the caret and selection stay where they were."""
        old = self.text()
        if words == old:
            return
        edits = replacements(old, words)
        start, length = self.selectionStart(), len(self.selectedText())
        caret = self.cursorPosition()
        new_caret = to_qt(words, moved(from_qt(old, caret), edits))
        if start >= 0:
            new_start = to_qt(words, moved(from_qt(old, start), edits))
            new_end = to_qt(words, moved(from_qt(old, start + length), edits))
        self.setText(words)
        self.setCursorPosition(new_caret)
        if start >= 0 and new_end > new_start:
            if caret == start:
                self.setSelection(new_end, new_start - new_end)
            else:
                self.setSelection(new_start, new_end - new_start)

    @override
    def event(self, event: QEvent) -> bool:
        if _undo_belongs_to_program(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class LongText(QPlainTextEdit):
    """A text of many lines. It is ``min_lines`` high and grows up to ``max_lines``.

    With ``fills`` it takes all the room that its layout has left instead.
    """

    typed = Signal(str)
    """The person changed the words; the words as they are now."""

    left = Signal()
    """The focus went elsewhere."""

    def __init__(
        self,
        words: str = "",
        *,
        placeholder: str = "",
        min_lines: int = 3,
        max_lines: int = 12,
        fills: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = (min_lines, max_lines)
        self._fills = fills
        self._known = words
        self._setting = False
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        vertical = QSizePolicy.Policy.Expanding if fills else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self.setPlainText(words)
        self.textChanged.connect(self._text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._size_changed)
        app_theme().theme_changed.connect(self._size_changed)

    def words(self) -> str:
        """What stands there."""
        return self.toPlainText()

    def set_words(self, words: str) -> None:
        """Show words that changed underneath.

        Caret, selection and scrolling stay where they were. What can be undone here is forgotten,
        since undoing would take away another person's words; Ctrl+Z then goes to the program.
        """
        old = self.toPlainText()
        if words == old:
            return
        edits = replacements(old, words)
        mine = self.textCursor()
        caret = to_qt(words, moved(from_qt(old, mine.position()), edits))
        anchor = to_qt(words, moved(from_qt(old, mine.anchor()), edits))
        scrolled = self.verticalScrollBar().value()
        self._setting = True
        try:
            self.document().setUndoRedoEnabled(False)
            pen = QTextCursor(self.document())
            pen.beginEditBlock()
            for edit in reversed(edits):
                pen.setPosition(to_qt(old, edit.start))
                pen.setPosition(to_qt(old, edit.end), QTextCursor.MoveMode.KeepAnchor)
                pen.insertText(edit.words)
            pen.endEditBlock()
            self.document().setUndoRedoEnabled(True)
            mine = self.textCursor()
            mine.setPosition(anchor)
            mine.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(mine)
            self.verticalScrollBar().setValue(scrolled)
            self._known = words
        finally:
            self._setting = False

    @override
    def event(self, event: QEvent) -> bool:
        document = self.document()
        if _undo_belongs_to_program(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return False
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().event(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self._wanted_lines()))

    @override
    def minimumSizeHint(self) -> QSize:
        lines = self._lines[0] if self._fills else self._wanted_lines()
        return QSize(super().minimumSizeHint().width(), self._height(lines))

    @Slot()
    def _text_changed(self) -> None:
        # Qt also says so when only the underlining of a highlighter changed.
        words = self.toPlainText()
        if words != self._known and not self._setting:
            self._known = words
            self.typed.emit(words)

    @Slot()
    def _size_changed(self) -> None:
        self.updateGeometry()

    def _wanted_lines(self) -> int:
        # A plain text's layout measures its height in lines, not in pixels.
        written = round(self.document().documentLayout().documentSize().height())
        return max(self._lines[0], min(written, self._lines[1]))

    def _height(self, lines: int) -> int:
        # Qt wants room for the margin once more before it does without a scroll bar.
        margin = round(3 * self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + margin + _EDGE


def _undo_belongs_to_program(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether Ctrl+Z (or redo) has nothing to do here and must reach the program's own undo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not can_undo
    return event.matches(QKeySequence.StandardKey.Redo) and not can_redo
