"""This is where the inbox is: notes to be sorted, drafts to be finished, reports to be triaged."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.cases.risk import band_words
from layerdesk.domain.changed import Changed
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.ui.cases.inbox_panel import InboxPanel
from layerdesk.ui.cases.offering import band_tone, days_words
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.columns import Columns, ScrollColumn
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.labels import muted, title
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.rows_model import Cell, Column, RowsModel
from layerdesk.usecases.cases.list_inbox import InboxKind, InboxRow, list_inbox


class Inbox(QWidget):
    """What waits, oldest first, at the left; at the right the one that is looked at."""

    quick_note_wanted = Signal()
    """The person wants to write a note."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: tuple[InboxRow, ...] = ()
        self.count = Chip("")
        self.write = Button(tr("Quick note"), icon="notebook-pen", shortcut="Ctrl+Shift+N")
        self.write.clicked.connect(self.quick_note_wanted)
        model = RowsModel(
            (
                Column(id="what", heading=tr("What waits"), width=220, stretches=True),
                Column(id="kind", heading=tr("To do"), width=104),
                Column(id="since", heading=tr("Waiting"), width=96, key=lambda each: -each.days),
            ),
            cells=_cells,
            row_id=lambda each: each.id,
        )
        self.list = ListTable(model, name=tr("What waits in the inbox"))
        self.list.setMinimumHeight(step(24))
        self.list.row_chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.panel = InboxPanel(session)
        side = ScrollColumn(wide=True)
        side.add(self.panel)
        self.columns = Columns(self.list, side, shares=(11, 10), breakpoint_at=820)
        self.empty = EmptyPlace(
            "inbox",
            tr(
                "Nothing waits here. What you write down as a quick note comes here first, and so"
                " do the events that colleagues report."
            ),
            button=tr("Write a quick note"),
            shortcut="Ctrl+Shift+N",
        )
        self.empty.chosen.connect(self.quick_note_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.columns)
        self._pages.addWidget(self.empty)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(3), step(2.5), step(3), step(2))
        lay.setSpacing(step(1.5))
        lay.addLayout(row(title(tr("Inbox")), self.count, None, self.write))
        lay.addWidget(muted(tr("Oldest first. One press sorts a note; each can be taken back.")))
        lay.addWidget(self._pages, 1)
        lay.addWidget(self.panel.news)
        self.setFocusProxy(self.list)
        session.changed.connect(self.show_again)
        self.show_again(None)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read again what is shown, if it may have changed."""
        if changed is None or changed.touches(Note, Case, Person):
            self._session.read(list_inbox, done=self.show_rows, latest_key="inbox")
            self.panel.read_people()

    @Slot(object)
    def show_rows(self, rows: tuple[InboxRow, ...]) -> None:
        """Show what waits; after sorting one the next is looked at."""
        before = self.list.current_id()
        at = next((n for n, each in enumerate(self._rows) if each.id == before), 0)
        self._rows = rows
        had_focus = self.list.hasFocus() or self.empty.button.hasFocus()
        self._pages.setCurrentWidget(self.columns if rows else self.empty)
        if had_focus:
            self.first_work().setFocus(Qt.FocusReason.OtherFocusReason)
        self.count.set_words(plural("{n} waits", "{n} wait", len(rows)))
        self.count.setVisible(bool(rows))
        self.list.set_rows(rows)
        if rows and self.list.current_id() is None:
            self.list.choose(rows[min(at, len(rows) - 1)].id)
        self._chosen(self.list.current_id())

    def first_work(self) -> QWidget:
        """What waits; where nothing does, the button that writes a note."""
        waits = self._pages.currentWidget() is self.columns
        return self.list if waits else self.empty.button

    def show_record(self, record: RecordId) -> None:
        """Look at this note or report."""
        self.list.choose(record)

    def kept_place(self) -> str:
        """The one that is looked at."""
        return str(self.list.current_id() or "")

    def take_place(self, kept: str) -> None:
        """Look at that one again."""
        self.list.choose(kept)

    @Slot(object)
    def _chosen(self, record: RecordId | None) -> None:
        self.panel.show_row(next((each for each in self._rows if each.id == record), None))

    @Slot(object)
    def _opened(self, _record: RecordId) -> None:
        self.panel.first_button().setFocus(Qt.FocusReason.TabFocusReason)


def _cells(each: InboxRow) -> tuple[Cell, ...]:
    kind, tone = {
        InboxKind.NOTE: (tr("Sort"), Tone.NEUTRAL),
        InboxKind.DRAFT: (tr("Finish"), Tone.ACCENT),
        InboxKind.REPORT: (tr("Triage"), Tone.WARN),
    }[each.kind]
    below = [each.ref] if each.ref else [tr("Note")]
    if each.band is not None:
        tone = band_tone(each.band)
        below.append(band_words(each.band))
    waited = days_words(each.days)
    return (
        Cell(words=each.title or tr("Without a title"), below=" · ".join(below), strong=True),
        Cell(words=kind, tone=tone),
        Cell(words=waited, below=tr("late") if each.late else "", spoken=waited),
    )
