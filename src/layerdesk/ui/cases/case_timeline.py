"""This is where the timeline of a case is: its steps in order, each with when, what and source."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.cases.records import TimelineEntry
from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.cases.case_fields import RecordFields
from layerdesk.ui.cases.writing import RecordWriter
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, IconButton
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.choices import Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.guarded import Find
from layerdesk.ui.widgets.labels import muted
from layerdesk.usecases.cases.edit_timeline import (
    WHEN_LENGTH,
    add_timeline_entry,
    edit_timeline_entry,
    move_timeline_entry,
    remove_timeline_entry,
)
from layerdesk.usecases.cases.read_case import CaseView


class CaseTimeline(ScrollColumn):
    """The steps; a new one is added at the end."""

    def __init__(self, session: Session, case: RecordId, find: Find) -> None:
        super().__init__()
        self._session, self._case, self._find = session, case, find
        self._steps: dict[RecordId, TimelineStep] = {}
        self._order: tuple[RecordId, ...] = ()
        self._focus_new = False
        self.hint = muted(
            tr(
                "What happened, step by step, as far as it is known. Say where each fact comes"
                " from; a gap is worth noting too."
            )
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(step(1.5))
        self.add_step = Button(tr("Add a step"), icon="plus")
        self.add_step.clicked.connect(self._add_step)
        self.add(self.hint)
        self.add_layout(self._list)
        self.add_layout(row(self.add_step, None))

    def show_view(self, view: CaseView) -> None:
        """Show the steps as they stand; those that are being typed in stay."""
        ids = tuple(entry.id for entry in view.timeline)
        for gone in [each for each in self._steps if each not in ids]:
            leaving = self._steps.pop(gone)
            leaving.hide()
            leaving.deleteLater()
        fresh = None
        for entry in view.timeline:
            if entry.id in self._steps:
                self._steps[entry.id].show_entry(entry)
            else:
                fresh = self._steps[entry.id] = TimelineStep(self._session, entry, self._find)
                fresh.moved.connect(self._move)
                fresh.removed.connect(self._remove)
        if ids != self._order:
            self._order = ids
            for at, entry_id in enumerate(ids):
                self._list.removeWidget(self._steps[entry_id])
                self._list.insertWidget(at, self._steps[entry_id])
        for at, entry_id in enumerate(ids):
            self._steps[entry_id].show_place(at, len(ids), editable=view.may_edit)
        self.add_step.setVisible(view.may_edit)
        if fresh is not None and self._focus_new:
            self._focus_new = False
            fresh.fields.focus("when")

    def hold_findings(self, hold: bool) -> None:
        """Whether words with a block-level finding are held back."""
        for each in self._steps.values():
            each.fields.hold_findings(hold)

    def flush(self) -> None:
        """Enter what is being typed now."""
        for each in self._steps.values():
            each.fields.flush()

    @Slot()
    def _add_step(self) -> None:
        self._focus_new = True
        self._session.write(add_timeline_entry, self._case)

    @Slot(str, int)
    def _move(self, entry: RecordId, by: int) -> None:
        at = self._order.index(entry)
        others = [each for each in self._order if each != entry]
        to = at + by
        after = others[to - 1] if to > 0 else None
        self._session.write(move_timeline_entry, entry, after=after)

    @Slot(str)
    def _remove(self, entry: RecordId) -> None:
        self._session.write(remove_timeline_entry, entry)
        self._session.say(tr("The step is in the bin. Ctrl+Z takes it back."))


class TimelineStep(Card):
    """One step."""

    moved = Signal(str, int)
    """Its id, and by how many places it is to move: -1 or 1."""

    removed = Signal(str)
    """Its id: it is to go into the bin."""

    def __init__(self, session: Session, entry: TimelineEntry, find: Find) -> None:
        super().__init__(quiet=True)
        self.entry = entry.id
        writer = RecordWriter(session, entry, edit_timeline_entry, self)
        self.fields = RecordFields(session, writer, find, self)
        when = self.fields.line("when", tr("When"), most=WHEN_LENGTH)
        source = self.fields.choice("source", tr("How we know"), _sources())
        fact = self.fields.long("fact", tr("What happened"), lines=(1, 10))
        gap = self.fields.flag("gap", tr("Something is not known here"))
        self.up = IconButton("arrow-up", tr("Move this step up"), None)
        self.down = IconButton("arrow-down", tr("Move this step down"), None)
        self.remove = IconButton("trash-2", tr("Put this step in the bin"), None)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.remove.clicked.connect(self._remove)
        head = QHBoxLayout()
        head.setSpacing(step(2))
        head.addWidget(when, 3)
        head.addWidget(source, 3)
        self.add_layout(head)
        self.add(fact)
        self.add_layout(row(gap, None, self.up, self.down, self.remove))
        self._editable: tuple[QWidget, ...] = (when, source, fact, gap)

    def show_entry(self, entry: TimelineEntry) -> None:
        """Show the step as it stands now."""
        self.fields.show(entry)

    def show_place(self, at: int, count: int, *, editable: bool) -> None:
        """Where it stands among the others."""
        self.setAccessibleName(tr("Step {n} of {count}", n=at + 1, count=count))
        for part in self._editable:
            part.setEnabled(editable)
        self.up.setEnabled(editable and at > 0)
        self.down.setEnabled(editable and at < count - 1)
        self.remove.setEnabled(editable)

    @Slot()
    def _move_up(self) -> None:
        self.moved.emit(self.entry, -1)

    @Slot()
    def _move_down(self) -> None:
        self.moved.emit(self.entry, 1)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.entry)


def _sources() -> tuple[Option, ...]:
    return (
        Option(id="record", words=tr("From the record")),
        Option(id="recollection", words=tr("Somebody remembers")),
        Option(id="system", words=tr("From a system")),
    )
