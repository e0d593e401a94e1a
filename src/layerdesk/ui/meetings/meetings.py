"""This is where all meetings are listed, and a new one is planned."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import (
    Acknowledgement,
    AgendaItem,
    Correction,
    Meeting,
    MeetingState,
    MinutesVersion,
)
from layerdesk.domain.meetings.states import PLANNING, state_word
from layerdesk.domain.meetings.when import instant_of, instant_text
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.clock_words import time_of
from layerdesk.ui.meetings.declared_words import options
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Tone
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import title
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.rows_model import Cell, Column, RowsModel
from layerdesk.ui.wording import sentence
from layerdesk.usecases.meetings.fill import plan_with_agenda
from layerdesk.usecases.meetings.look import HereAndNow, MeetingRow, here_and_now, list_meetings

_TONES = {
    MeetingState.OPEN: Tone.ACCENT,
    MeetingState.CLOSED: Tone.WARN,
    MeetingState.MINUTES_DRAFT: Tone.WARN,
    MeetingState.CIRCULATED: Tone.OK,
    MeetingState.APPROVED: Tone.OK,
}
"""The other states are neutral: nothing is to be done now."""

_SHOWN_BY = (Meeting, AgendaItem, Correction, MinutesVersion, Acknowledgement)


class Meetings(QWidget):
    """The list of meetings, and the form that plans one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._rows: dict[RecordId, MeetingRow] = {}
        self.new_button = Button(
            tr("Plan a meeting"), icon="plus", kind=ButtonKind.PRIMARY, shortcut="Ctrl+Shift+M"
        )
        self.new_button.clicked.connect(self.plan_new)
        self.form = NewMeeting(session)
        self.form.planned.connect(self._planned)
        self.table = ListTable(
            RowsModel(_columns(), cells=self._cells, row_id=_id_of), name=tr("Meetings")
        )
        self.table.opened.connect(self._open)
        self.empty = EmptyPlace(
            "presentation",
            tr("No meetings yet. Plan the first one, and its agenda writes itself."),
            button=tr("Plan a meeting"),
            shortcut="Ctrl+Shift+M",
        )
        self.empty.chosen.connect(self.plan_new)
        head = QHBoxLayout()
        head.addWidget(title(tr("Meetings")), 1)
        head.addWidget(self.new_button)
        # The form may be higher than a low window with large text.
        self.table.setMinimumHeight(step(24))
        page = ScrollColumn(wide=True)
        page.add_layout(head)
        page.add(self.form)
        page.add(self.table, 1)
        page.add(self.empty, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(page)
        self.table.hide()
        self.empty.hide()
        self.form.hide()
        session.changed.connect(self.show_again)
        self.show_again(None)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read the list again where a meeting, its agenda or its minutes changed."""
        if changed is None or changed.touches(*_SHOWN_BY):
            self._session.read(list_meetings, done=self._show, latest_key="meetings")

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each command does now."""
        return {"new_meeting": self.plan_new}

    @Slot()
    def plan_new(self) -> None:
        """Show the form for a new meeting."""
        self.form.begin()

    def first_work(self) -> QWidget | None:
        """The list, where there is one."""
        return self.table if self.table.isVisible() else None

    def kept_place(self) -> str:
        """The meeting that is selected."""
        return str(self.table.current_id() or "")

    def take_place(self, kept: str) -> None:
        """Select that meeting again."""
        self.table.choose(RecordId(kept))

    @Slot(object)
    def _show(self, rows: tuple[MeetingRow, ...]) -> None:
        self._rows = {each.id: each for each in rows}
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.new_button.setVisible(bool(rows))

    def _cells(self, row: MeetingRow) -> tuple[Cell | str, ...]:
        zone = ZoneInfo(row.time_zone)
        when = instant_text(row.starts_at, zone) if row.starts_at else tr("No date")
        kind = (
            self._session.declared.label("meeting_type", row.meeting_type)
            if row.meeting_type
            else ""
        )
        waits = []
        if row.is_unread:
            waits.append(tr("Minutes to read"))
        if row.open_corrections:
            waits.append(plural("{n} correction", "{n} corrections", row.open_corrections))
        return (
            Cell(words=when, below=plural("{n} minute", "{n} minutes", row.minutes)),
            Cell(words=row.title, below=kind, strong=True),
            Cell(words=state_word(row.state), tone=_TONES.get(row.state, Tone.NEUTRAL)),
            Cell(words=" · ".join(waits)),
            Cell(words=row.facilitator),
        )

    @Slot(object)
    def _open(self, meeting: RecordId) -> None:
        row_of = self._rows[meeting]
        if row_of.state is MeetingState.OPEN:
            self._session.go("room", meeting)
        elif row_of.state in PLANNING or row_of.state is MeetingState.CANCELLED:
            self._session.go("plan", meeting)
        else:
            self._session.go("minutes", meeting)

    @Slot(object)
    def _planned(self, meeting: RecordId) -> None:
        self._session.go("plan", meeting)


class NewMeeting(Card):
    """The few things a meeting needs to begin with."""

    planned = Signal(object)
    """A meeting was planned: its id."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Plan a meeting"), parent=parent)
        self._session = session
        self.name = LineEdit(tr("Learning meeting"))
        plans = session.declared.plans
        self.plan = Choice([Option(id=each.id, words=each.title) for each in plans], unset=None)
        self.plan.chosen.connect(self._plan_chosen)
        self._today = date.min
        self._zone = ZoneInfo("Europe/London")
        self.day = DateField(self._this_day)
        self.time = LineEdit("13:00")
        self.kind = Choice(options(session.declared, "meeting_type"))
        self._name_field = Field(tr("Title"), self.name)
        self._time_field = Field(tr("Time (24-hour clock)"), self.time)
        self._save = Button(tr("Plan it"), icon="calendar-check", kind=ButtonKind.PRIMARY)
        self._save.clicked.connect(self._plan)
        self._cancel = Button(tr("Go back"))
        self._cancel.clicked.connect(self.hide)
        when = QHBoxLayout()
        when.setSpacing(step(2))
        when.addWidget(Field(tr("Day"), self.day), 1)
        when.addWidget(self._time_field, 1)
        self.add(self._name_field)
        self.add_layout(when)
        # One below the other: side by side, large text cuts the name of the plan.
        self.add(Field(tr("Plan"), self.plan))
        self.add(Field(tr("Type"), self.kind))
        self.add_layout(row(self._save, self._cancel, None))
        for line_edit in (self.name, self.time):
            line_edit.returnPressed.connect(self._plan)

    def begin(self) -> None:
        """Show the form; a week from now is proposed."""
        self._session.read(here_and_now, done=self._know_the_day)
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    @Slot(object)
    def _know_the_day(self, found: HereAndNow) -> None:
        self._today, self._zone = found.today, found.zone
        self.plan.set_chosen(found.usual_plan)
        self._plan_chosen(self.plan.chosen_id())
        if self.day.day() is None:
            self.day.set_day(self._today + timedelta(days=7))

    def _this_day(self) -> date:
        return self._today

    @Slot(object)
    def _plan_chosen(self, plan: str | None) -> None:
        kind = self._session.declared.plan(plan or "").meeting_type
        if kind:
            self.kind.set_chosen(kind)

    @Slot()
    def _plan(self) -> None:
        day, clock = self.day.day(), time_of(self.time.words())
        if clock is None:
            self._time_field.show_problem(tr("Write the time as 13:00."))
            return
        self._time_field.clear_problem()
        plan = self._session.declared.plan(self.plan.chosen_id() or "")
        self._session.write(
            plan_with_agenda,
            self.name.words(),
            instant_of(day, clock, self._zone) if day else None,
            plan,
            self._session.declared.case_minutes(),
            meeting_type=self.kind.chosen_id() or "",
            done=self._done,
            failed=self._refused,
        )

    @Slot(object)
    def _done(self, meeting: Meeting) -> None:
        self._name_field.clear_problem()
        self.hide()
        self.planned.emit(meeting.id)

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self._name_field.show_problem(sentence(error))


def _columns() -> tuple[Column, ...]:
    return (
        Column(id="when", heading=tr("When"), width=190, key=_when),
        Column(id="title", heading=tr("Meeting"), width=220, stretches=True, key=_title),
        Column(id="state", heading=tr("State"), width=170, key=_state),
        Column(id="waits", heading=tr("Waits"), width=150, hide_below=700),
        Column(id="facilitator", heading=tr("Facilitator"), width=150, hide_below=860),
    )


def _when(row: MeetingRow) -> datetime:
    return row.starts_at or datetime.max.replace(tzinfo=UTC)


def _title(row: MeetingRow) -> str:
    return row.title.casefold()


def _state(row: MeetingRow) -> int:
    return tuple(MeetingState).index(row.state)


def _id_of(row: MeetingRow) -> RecordId:
    return row.id
