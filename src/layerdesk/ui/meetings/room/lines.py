"""This is where the room adds one line at a time: learning points, decisions, what went well."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.domain.record import Record, RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.room.half_written import HalfWritten
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, IconButton
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.labels import Label
from layerdesk.ui.widgets.messages import Icon


@dataclass(frozen=True, slots=True)
class Line:
    """A line and the record it is."""

    record: Record
    words: str


class _Row(QWidget):
    taken_back = Signal(object)

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Record | None = None
        self._words = Label("")
        self._take_back = IconButton("x", tr("Take this back"), None, colour="muted")
        self._take_back.clicked.connect(self._asked)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1.25))
        lay.addWidget(Icon(icon, "accent"))
        lay.addWidget(self._words, 1)
        lay.addWidget(self._take_back)

    def show_line(self, line: Line, editable: bool) -> None:
        self._record = line.record
        self._words.setText(line.words)
        self._take_back.setVisible(editable)
        self._take_back.set_words(tr("Take back: {words}", words=line.words))

    @Slot()
    def _asked(self) -> None:
        self.taken_back.emit(self._record)


class LineList(Card):
    """A sheet with lines and a field that adds another: Enter adds, and the field stays ready.

    ``besides`` asks, once there are words, for a second line about them; it may stay empty.
    """

    added = Signal(str)
    """Somebody wrote a line and pressed Enter."""

    taken_back = Signal(object)
    """Somebody wants this record in the bin."""

    def __init__(
        self,
        session: Session,
        heading: str,
        *,
        icon: str,
        placeholder: str,
        draft: str,
        besides: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(heading, parent=parent)
        self._icon = icon
        self._rows: list[_Row] = []
        self._count = Chip("0", Tone.ACCENT)
        self.add_to_heading(self._count)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(step(0.5))
        self.entry = LineEdit(placeholder=placeholder)
        self.entry.setAccessibleName(placeholder)
        self.entry.returnPressed.connect(self._add)
        self._button = Button(tr("Add"), icon="plus")
        self._button.setAccessibleName(f"{tr('Add')}: {heading}")
        self._button.clicked.connect(self._add)
        self._besides = LineEdit(placeholder=besides)
        self._besides.setAccessibleName(besides)
        self._besides.hide()
        self._asks_besides = bool(besides)
        self._besides.returnPressed.connect(self._add)
        self.entry.textChanged.connect(self._unfold)
        self._half = HalfWritten(session, self.entry, draft)
        entering = QHBoxLayout()
        entering.setSpacing(step(1))
        entering.addWidget(self.entry, 1)
        entering.addWidget(self._button)
        self.add_layout(self._lines)
        self.add_layout(entering)
        self.add(self._besides)

    def show_lines(self, item: RecordId, lines: Sequence[Line], *, editable: bool) -> None:
        """Show the lines of the item; what was begun under another item stays with that one."""
        self._half.show_item(item)
        while len(self._rows) < len(lines):
            row = _Row(self._icon)
            row.taken_back.connect(self.taken_back)
            self._rows.append(row)
            self._lines.addWidget(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(lines))
            if number < len(lines):
                row.show_line(lines[number], editable)
        self._count.set_words(str(len(lines)))
        self._count.setVisible(bool(lines))
        self.entry.setVisible(editable)
        self._button.setVisible(editable)

    def is_added(self) -> None:
        """The line is kept: empty the fields for the next one."""
        self._half.is_added()
        self._besides.set_words("")
        self.entry.setFocus()

    @property
    def besides(self) -> str:
        """What was written about the line besides, or nothing."""
        return self._besides.words().strip()

    @Slot()
    def _unfold(self) -> None:
        """Ask what is to be said besides once there are words."""
        self._besides.setVisible(self._asks_besides and bool(self.entry.text()))

    @Slot()
    def _add(self) -> None:
        words = self.entry.words().strip()
        if words:
            self.added.emit(words)
        else:
            self.entry.setFocus()
