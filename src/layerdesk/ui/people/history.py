"""This is where one sees what changed lately, what lies in the bin, and who signed in or looked."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.language import tr
from layerdesk.domain.people.field_labels import kind_label
from layerdesk.domain.people.records import Access, AccessKind
from layerdesk.domain.record import Record, RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.erasing import Erasing
from layerdesk.ui.people.history_panel import HistoryPanel
from layerdesk.ui.people.signing_in import failed_words
from layerdesk.ui.session import Session
from layerdesk.ui.whereabouts import place_of_kind
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.columns import Columns, Narrow, ScrollColumn
from layerdesk.ui.widgets.date_words import day_words
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.labels import muted, title
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.rows_model import Cell, Column, RowsModel
from layerdesk.usecases.people.note_access import Trace, failed_times, list_access
from layerdesk.usecases.people.tell_history import Recent, find_recent, list_recent
from layerdesk.usecases.people.use_bin import BINNED, Binned, list_bin, restore_record

LATELY, BIN, LOOKED = range(3)

TIMES_SHOWN = 5
"""Failed attempts whose times are listed."""


class History(QWidget):
    """Three lists: what changed lately, the bin, and who signed in or looked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._recent: dict[RecordId, Recent] = {}
        self._binned: dict[RecordId, Binned] = {}
        self._wanted: RecordId | None = None
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("Parts of the history"))
        for words in (tr("Changed lately"), tr("Bin"), tr("Who looked")):
            self.tabs.addTab(words)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._lately())
        self.pages.addWidget(self._bin())
        self.pages.addWidget(self._looked())
        self.tabs.currentChanged.connect(self._turn)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(3), step(2.5), step(3), step(2))
        lay.setSpacing(step(1.5))
        lay.addWidget(title(tr("History")))
        lay.addWidget(
            muted(tr("Nothing is lost: every change is kept with who made it, when, and why."))
        )
        lay.addLayout(row(self.tabs, None))
        lay.addWidget(self.pages, 1)
        session.changed.connect(self.show_again)
        self.show_again(Changed())

    @Slot(object)
    def show_again(self, _changed: Changed) -> None:
        """Read all three lists again."""
        self._session.read(list_recent, done=self.show_recent, latest_key="history lately")
        self._session.read(list_bin, done=self.show_bin, latest_key="history bin")
        self._session.read(list_access, done=self.show_traces, latest_key="history traces")

    def show_record(self, record: RecordId) -> None:
        """Show what happened to this record, if it changed lately."""
        self.tabs.setCurrentIndex(LATELY)
        self._wanted = record
        self.show_again(Changed())

    @Slot(object)
    def show_recent(self, recent: tuple[Recent, ...]) -> None:
        """Show these records as changed lately."""
        self._recent = {each.id: each for each in recent}
        self.recent_list.set_rows(recent)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted in self._recent:
            self.recent_list.choose(wanted)
        elif wanted is not None:
            self._session.read(find_recent, wanted, done=self._found)
        elif self.recent_list.current_id() is None and recent:
            self.recent_list.choose(recent[0].id)

    @Slot(object)
    def _found(self, found: Recent | None) -> None:
        """A record that changed longer ago joins the list."""
        if found is not None:
            self._wanted = found.id
            self.show_recent((found, *self._recent.values()))

    @Slot(object)
    def show_bin(self, binned: tuple[Binned, ...]) -> None:
        """Show these records in the bin."""
        self._binned = {each.id: each for each in binned}
        self.bin_list.set_rows(binned)
        self._bin_pages.setCurrentIndex(0 if binned else 1)
        if self.bin_list.current_id() is None and binned:
            self.bin_list.choose(binned[0].id)
        self._binned_chosen(self.bin_list.current_id())

    @Slot(object)
    def show_traces(self, traces: tuple[Trace, ...]) -> None:
        """Show these traces."""
        self.trace_list.set_rows(traces)

    def _lately(self) -> QWidget:
        model = RowsModel(
            (
                Column(id="title", heading=tr("What changed"), width=240, stretches=True),
                Column(id="when", heading=tr("When"), width=170, key=lambda each: each.changed_at),
            ),
            cells=_recent_cells,
            row_id=lambda each: each.id,
        )
        self.recent_list = ListTable(model, name=tr("What changed lately"))
        self.recent_list.setMinimumHeight(step(24))
        self.recent_list.row_chosen.connect(self._recent_chosen)
        self.recent_list.opened.connect(self._recent_opened)
        self.panel = HistoryPanel(self._session)
        self.card = Card(tr("What happened"))
        self.open = Button(tr("Open it"), icon="arrow-right")
        self.open.clicked.connect(self._open)
        self.card.add_to_heading(self.open)
        self.card.add(self.panel)
        self.erasing = Erasing(self._session)
        self.erasing.hide()
        self.card.add(self.erasing)
        side = ScrollColumn(wide=True)
        side.add(self.card)
        return Columns(
            self.recent_list,
            side,
            shares=(11, 10),
            narrow=Narrow.DRAWER,
            drawer=tr("What happened"),
            breakpoint_at=820,
        )

    def _bin(self) -> QWidget:
        model = RowsModel(
            (
                Column(id="title", heading=tr("In the bin"), width=240, stretches=True),
                Column(
                    id="when", heading=tr("Since"), width=170, key=lambda each: str(each.when or "")
                ),
            ),
            cells=_binned_cells,
            row_id=lambda each: each.id,
        )
        self.bin_list = ListTable(model, name=tr("What lies in the bin"))
        self.bin_list.row_chosen.connect(self._binned_chosen)
        self.restore = Button(tr("Take it out of the bin"), icon="rotate-ccw")
        self.restore.clicked.connect(self._restore)
        page = QWidget()
        lay = QVBoxLayout(page)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.bin_list, 1)
        lay.addLayout(row(self.restore, None))
        empty = EmptyPlace("trash-2", tr("The bin is empty. What you delete waits here for ever."))
        self._bin_pages = QStackedWidget()
        self._bin_pages.addWidget(page)
        self._bin_pages.addWidget(empty)
        return self._bin_pages

    def _looked(self) -> QWidget:
        model = RowsModel(
            (
                Column(id="what", heading=tr("What"), width=240, stretches=True),
                Column(id="who", heading=tr("Who"), width=200),
                Column(
                    id="when",
                    heading=tr("When"),
                    width=170,
                    key=lambda each: str(each.access.created_at or ""),
                ),
            ),
            cells=_trace_cells,
            row_id=lambda each: each.access.id,
        )
        self.trace_list = ListTable(model, name=tr("Who signed in or looked"))
        return self.trace_list

    @Slot(int)
    def _turn(self, page: int) -> None:
        self.pages.setCurrentIndex(page)

    @Slot(object)
    def _recent_chosen(self, record: object) -> None:
        found = self._recent.get(RecordId(str(record)))
        if found is not None:
            self.card.heading.setText(found.title or kind_label(found.kind).capitalize())
            self.panel.show_record(found.kind, found.id)
            self.erasing.show_record(found.kind, found.id)

    @Slot(object)
    def _recent_opened(self, record: object) -> None:
        found = self._recent.get(RecordId(str(record)))
        if found is not None:
            self._session.go(place_of_kind(found.kind), found.id)

    @Slot()
    def _open(self) -> None:
        self._recent_opened(self.recent_list.current_id())

    @Slot(object)
    def _binned_chosen(self, record: object) -> None:
        found = self._binned.get(RecordId(str(record)))
        self.restore.setEnabled(found is not None and found.kind in BINNED)

    @Slot()
    def _restore(self) -> None:
        found = self._binned.get(RecordId(str(self.bin_list.current_id())))
        if found is not None:
            self._session.write(restore_record, found.kind, found.id, done=self._restored)

    @Slot(object)
    def _restored(self, record: Record) -> None:
        self._session.say(
            tr("The {kind} is back where it was.", kind=kind_label(record.kind)), "ok"
        )


def _when(instant: datetime | None) -> str:
    if instant is None:
        return ""
    local = instant.astimezone()
    return tr("{day}, {time}", day=day_words(local.date()), time=f"{local:%H:%M}")


def _recent_cells(each: Recent) -> tuple[Cell | str, ...]:
    kind = kind_label(each.kind)
    below = tr("{kind}, by {who}", kind=kind, who=each.who) if each.who else kind
    return (
        Cell(words=each.title or tr("Without a title"), below=below, strong=True),
        _when(each.changed_at),
    )


def _binned_cells(each: Binned) -> tuple[Cell | str, ...]:
    kind = kind_label(each.kind)
    below = tr("{kind}, by {who}", kind=kind, who=each.who) if each.who else kind
    return (
        Cell(words=each.title or tr("Without a title"), below=below, strong=True),
        _when(each.when),
    )


def _trace_cells(each: Trace) -> tuple[Cell | str, ...]:
    return (
        Cell(words=_trace_words(each.access), below=_trace_detail(each.access)),
        each.who or tr("Somebody"),
        _when(each.access.created_at),
    )


def _trace_words(access: Access) -> str:
    kind = kind_label(access.record_kind) if access.record_kind else ""
    match access.what:
        case AccessKind.SIGNED_IN:
            return tr("Opened or unlocked this desk")
        case AccessKind.FAILED_TO_SIGN_IN:
            return failed_words(failed_times(access))
        case AccessKind.OPENED_RESTRICTED:
            return tr("Looked at a restricted {kind}", kind=kind or tr("record"))
        case AccessKind.EXPORTED:
            return tr("Exported a {kind}", kind=kind or tr("record"))
        case AccessKind.REPORT_CAME_ON:
            return tr("A report came on")


def _trace_detail(access: Access) -> str:
    if access.what is not AccessKind.FAILED_TO_SIGN_IN:
        return access.detail
    shown = failed_times(access)[-TIMES_SHOWN:]
    return tr("Lastly: {times}", times="; ".join(_when(each) for each in shown))
