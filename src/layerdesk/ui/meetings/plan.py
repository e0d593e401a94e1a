"""This is where a meeting is planned: its details, its agenda, and the minutes against the time."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.cases.records import Case
from layerdesk.domain.changed import Changed
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.agenda import Proposal, agenda_minutes
from layerdesk.domain.meetings.records import AgendaItem, Attendance, Meeting, MeetingState
from layerdesk.domain.meetings.states import state_word
from layerdesk.domain.meetings.when import instant_text
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.agenda_list import AgendaList
from layerdesk.ui.meetings.details_form import DetailsForm
from layerdesk.ui.meetings.item_form import ItemForm
from layerdesk.ui.meetings.room.ask_reason import AskReason
from layerdesk.ui.meetings.time_bar import TimeBar
from layerdesk.ui.meetings.waiting_list import WaitingList
from layerdesk.ui.people.foldable_history import FoldableHistory
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.columns import Columns, ScrollColumn
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.labels import eyebrow, muted, title
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.usecases.meetings.arrange import add_item, move_item, send_agenda
from layerdesk.usecases.meetings.fill import fill_agenda
from layerdesk.usecases.meetings.look import PlanView, read_plan
from layerdesk.usecases.meetings.plan import cancel_meeting

_SHOWN_BY = (Meeting, AgendaItem, Case, Action, Attendance)


class Plan(QWidget):
    """The plan of one meeting."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._meeting: RecordId | None = None
        self._view: PlanView | None = None
        self._state = eyebrow("")
        self._title = title("")
        self._about = muted("")
        self.news = InlineMessage()
        self.open_button = Button(
            tr("Open the meeting room"),
            icon="presentation",
            kind=ButtonKind.PRIMARY,
            shortcut="F9",
        )
        self.open_button.clicked.connect(self._open_room)
        self.send_button = Button(tr("Mark as sent"), icon="send")
        self.send_button.clicked.connect(self._send)
        self.fill_button = Button(tr("Fill the agenda"), icon="sparkles", shortcut="Ctrl+Shift+G")
        self.fill_button.clicked.connect(self._fill)
        self.cancel_button = Button(tr("Cancel the meeting"), kind=ButtonKind.QUIET)
        self.ask = AskReason(tr("Why is the meeting cancelled?"), tr("Cancel the meeting"), "x")
        self.ask.answered.connect(self._cancel)
        self.cancel_button.clicked.connect(self._ask_why)
        self.called_off = InlineMessage(closable=False)
        self.time = TimeBar()
        self.agenda = AgendaList()
        self.agenda.moved.connect(self._move)
        self.agenda.item_chosen.connect(self._choose)
        self.empty = EmptyPlace(
            "list",
            tr(
                "Nothing on the agenda yet. It can fill itself: overdue actions first, then the "
                "cases that are ready, by priority."
            ),
            button=tr("Fill the agenda"),
            shortcut="Ctrl+Shift+G",
        )
        self.empty.chosen.connect(self._fill)
        self.form = ItemForm(session)
        self.agenda.removal_asked.connect(self.form.remove)
        self.details = DetailsForm(session)
        self.history = FoldableHistory(session)
        self.waiting = WaitingList()
        self.waiting.wanted.connect(self._add_case)
        self._lay_out()
        session.changed.connect(self.show_again)

    def show_record(self, record: RecordId) -> None:
        """Show the plan of this meeting."""
        self._meeting = record
        self._view = None
        self.history.show_record(Meeting.kind, record)
        self.news.say("")
        self._read()

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read the plan again where something in it changed."""
        if self._meeting is not None and (changed is None or changed.touches(*_SHOWN_BY)):
            self._read()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each command does now."""
        found: dict[str, Callable[[], object]] = {"plan_open": self._open_room}
        if self._view is not None and self._view.may_run:
            found |= {
                "plan_fill": self._fill,
                "plan_add_item": self.form.begin_new,
                "plan_move_up": self._move_up,
                "plan_move_down": self._move_down,
            }
            if self._view.meeting.state is MeetingState.PLANNED:
                found["plan_send"] = self._send
        return found

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(step(0.5))
        words.addWidget(self._state)
        words.addWidget(self._title)
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(step(1))
        head.addLayout(words, 1)
        head.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        sheet = Card(tr("Agenda"))
        sheet.add_to_heading(self.fill_button)
        sheet.add_to_heading(self.send_button)
        sheet.add(self.time)
        sheet.add(self.agenda, 1)
        sheet.add(self.empty, 1)
        side = QWidget()
        below = QVBoxLayout(side)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(step(2))
        below.addWidget(self.form)
        below.addWidget(self.waiting)
        below.addWidget(self.details)
        below.addLayout(row(self.cancel_button, None))
        below.addWidget(self.history)
        below.addStretch(1)
        self.columns = Columns(sheet, side)
        self._column = column = ScrollColumn(wide=True)
        column.add_layout(head)
        column.add(self.called_off)
        column.add(self.news)
        column.add(self.ask)
        column.add(self.columns, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(column)

    def _read(self) -> None:
        minutes = self._session.declared.case_minutes()
        self._session.read(read_plan, self._meeting, minutes, done=self._show, latest_key="plan")

    @Slot(object)
    def _show(self, view: PlanView) -> None:
        if view.meeting.id != self._meeting:
            return
        self._view = view
        meeting = view.meeting
        self._state.setText(state_word(meeting.state))
        self._title.setText(meeting.title)
        when = (
            instant_text(meeting.starts_at, ZoneInfo(meeting.time_zone))
            if meeting.starts_at
            else tr("No date yet")
        )
        length = plural("{n} minute", "{n} minutes", meeting.planned_minutes)
        self._about.setText(" · ".join(part for part in (when, length, meeting.place) if part))
        items = [each.item for each in view.items]
        self.agenda.show_items(view.items, editable=view.may_run)
        self.agenda.setVisible(bool(items))
        self.empty.setVisible(not items)
        self.time.show_time(agenda_minutes(items), meeting.planned_minutes, view.to_park)
        self.form.show_plan(view, self.agenda.current_id())
        self.details.show_plan(view, view.today)
        self.waiting.show_cases(view.waiting, editable=view.may_run)
        self.fill_button.setVisible(view.may_run and bool(items))
        self.send_button.setVisible(view.may_run and meeting.state is MeetingState.PLANNED)
        self.send_button.setEnabled(not view.missing)
        self.send_button.setToolTip("\n".join(view.missing))
        cancellable = meeting.state in (MeetingState.PLANNED, MeetingState.AGENDA_SENT)
        self.cancel_button.setVisible(view.may_run and cancellable)
        is_off = meeting.state is MeetingState.CANCELLED
        self.open_button.setVisible(not is_off)
        reason = tr("This meeting was cancelled: {why}", why=meeting.state_reason)
        self.called_off.show_words(reason if is_off else "", MessageTone.WARN)

    @Slot(object)
    def _choose(self, item: RecordId | None) -> None:
        if self._view is not None:
            self.form.show_plan(self._view, item)

    @Slot()
    def _fill(self) -> None:
        if self._view is not None:
            plan = self._session.declared.plan(self._view.meeting.plan)
            minutes = self._session.declared.case_minutes()
            self._session.write(fill_agenda, self._meeting, plan, minutes, done=self._filled)

    @Slot(object)
    def _filled(self, proposal: Proposal) -> None:
        left_out = len(proposal.left_out)
        if left_out:
            words = plural(
                "There was no time for {n} case. It stays with the cases that are ready.",
                "There was no time for {n} cases. They stay with the cases that are ready.",
                left_out,
            )
            self.news.say(words, MessageTone.INFO)
        elif not proposal.items:
            self.news.say(tr("This plan has no items of its own. Add them one by one."))
        else:
            self.news.say("")

    @Slot(str, int)
    def _move(self, item: str, position: int) -> None:
        self._session.write(move_item, RecordId(item), position)

    @Slot()
    def _move_up(self) -> None:
        self.agenda.move_by(-1)

    @Slot()
    def _move_down(self) -> None:
        self.agenda.move_by(1)

    @Slot(object)
    def _add_case(self, case: RecordId) -> None:
        minutes = {each.case: each.minutes for each in self._view.waiting} if self._view else {}
        self._session.write(add_item, self._meeting, case=case, minutes=minutes.get(case) or 15)

    @Slot()
    def _send(self) -> None:
        self._session.write(send_agenda, self._meeting)

    @Slot()
    def _open_room(self) -> None:
        self._session.go("room", self._meeting)

    @Slot()
    def _ask_why(self) -> None:
        # The button is at the foot of the page, the question at its head.
        self._column.verticalScrollBar().setValue(0)
        self.ask.ask()

    @Slot(str)
    def _cancel(self, reason: str) -> None:
        self._session.write(cancel_meeting, self._meeting, reason, done=self._cancelled)

    @Slot(object)
    def _cancelled(self, _meeting: object) -> None:
        # The button that had the focus has gone; what was planned stays to be read.
        self.agenda.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.verticalScrollBar().setValue(0)
