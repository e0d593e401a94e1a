"""This is where words that should not be there are underlined, and said in words too."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.editors import LineEdit, LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.widgets.spoken import announce
from layerdesk.ui.widgets.text_difference import from_qt, to_qt

Finding = tuple[int, int, str, str]
"""Start and end in the text, level (``block`` or another), and what to do in words."""

Find = Callable[[str], Sequence[Finding]]

BLOCK = "block"
DEBOUNCE_MS = 150
_SHOWN = 4
_LOOKED_AT = 20_000
"""Characters: of a longer text the rest is left to the check at the door. A megabyte of somebody's
clipboard must not hold the window up for minutes."""


class GuardedHighlighter(QSyntaxHighlighter):
    """Draws a wavy line under findings in a document."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        # By the text of the line: marks never slip while one types and the search is yet to run.
        self._marks: dict[str, list[tuple[int, int, str]]] = {}
        app_theme().theme_changed.connect(self._look)

    def mark(self, text: str, findings: Sequence[Finding]) -> None:
        """Underline these findings of the whole text."""
        marks: dict[str, list[tuple[int, int, str]]] = {}
        begin = 0
        waiting = deque(sorted(findings))
        for line in text.split("\n"):
            after = begin + len(line) + 1
            for start, end, level, _ in waiting:
                if start >= after:
                    break
                first, last = max(start - begin, 0), min(end - begin, len(line))
                if first < last:
                    at = to_qt(line, first)
                    marks.setdefault(line, []).append((at, to_qt(line, last) - at, level))
            while waiting and waiting[0][1] <= after:
                waiting.popleft()
            begin = after
        if marks != self._marks:
            self._marks = marks
            self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        for start, length, level in self._marks.get(text, ()):
            colours = app_theme().tokens.colours
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            style.setUnderlineColor(QColor(colours.danger if level == BLOCK else colours.warn))
            self.setFormat(start, length, style)

    @Slot()
    def _look(self) -> None:
        self.rehighlight()


class FindingsList(QWidget):
    """Findings in words, the first four of them; never colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(step(0.5))
        # Made when first needed: most texts never need one, and a screen has many texts.
        self._messages: list[InlineMessage] = []
        self.hide()

    def show_findings(self, text: str, findings: Sequence[Finding]) -> None:
        """Say what was found; nothing: take no room."""
        said = [
            (tr("“{words}”: {advice}", words=text[start:end], advice=advice), level)
            for start, end, level, advice in findings
        ]
        while len(self._messages) < min(len(said), _SHOWN):
            self._messages.append(InlineMessage(closable=False))
            self._column.addWidget(self._messages[-1])
        for number, message in enumerate(self._messages):
            if number < len(said):
                words, level = said[number]
                tone = MessageTone.DANGER if level == BLOCK else MessageTone.WARN
                message.show_words(words, tone)
            else:
                message.show_words("", MessageTone.INFO)
        self.setVisible(bool(said))

    def words(self) -> tuple[str, ...]:
        """What is said now."""
        return tuple(message.words for message in self._messages if message.words)


class Guard(QObject):
    """Watches the editor of a field with ``find``, 150 ms after the last keystroke.

    A LongText gets underlines and a tooltip; both it and a LineEdit get the list below.
    """

    findings_changed = Signal(tuple)
    """What is found now: tuples of start, end, level and words."""

    def __init__(self, field: Field, find: Find) -> None:
        super().__init__(field)
        editor = field.editor
        if not isinstance(editor, LongText | LineEdit):
            raise TypeError("a guard needs a LongText or a LineEdit")
        self._field = field
        self._editor = editor
        self._find = find
        self.findings: tuple[Finding, ...] = ()
        self.list = FindingsList()
        lay = field.layout()
        if lay is not None:
            lay.addWidget(self.list)
        self._highlighter: GuardedHighlighter | None = None
        if isinstance(editor, LongText):
            self._highlighter = GuardedHighlighter(editor.document())
            editor.viewport().installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self.check_now)
        editor.textChanged.connect(self._changed)
        self._checked: str | None = None
        self.check_now()

    @property
    def blocked(self) -> bool:
        """Whether a finding of the level ``block`` is open."""
        return any(level == BLOCK for _, _, level, _ in self.findings)

    @Slot()
    def check_now(self) -> None:
        """Look without waiting; call it before anything leaves the practice."""
        self._timer.stop()
        text = self._editor.words()
        self._checked = text
        findings = tuple(self._find(text[:_LOOKED_AT]))
        if self._highlighter is not None:
            self._highlighter.mark(text, findings)
        if [each[2:] for each in findings] != [each[2:] for each in self.findings] and findings:
            announce(self._editor, findings[-1][3])
        self.list.show_findings(text, findings)
        if findings != self.findings:
            self.findings = findings
            self.findings_changed.emit(findings)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._words_at(event)
            if words:
                QToolTip.showText(event.globalPos(), words)
                return True
        return False

    @Slot()
    def _changed(self) -> None:
        # Underlining counts as a change of the text for Qt: without this it would never end.
        if self._editor.words() != self._checked:
            self._timer.start()

    def _words_at(self, event: QHelpEvent) -> str:
        if not isinstance(self._editor, LongText):
            return ""
        text = self._editor.words()
        at = from_qt(text, self._editor.cursorForPosition(event.pos()).position())
        return "\n".join(words for start, end, _, words in self.findings if start <= at <= end)
