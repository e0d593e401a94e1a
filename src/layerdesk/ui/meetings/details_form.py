"""This is where a planned meeting's own details are edited: when, where, how long, who leads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import Meeting, MeetingState
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.day_and_time import DayAndTime
from layerdesk.ui.meetings.meeting_text import MeetingText, Said
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.wording import sentence
from layerdesk.usecases.meetings.attend import Duty, hand_over
from layerdesk.usecases.meetings.look import PlanView
from layerdesk.usecases.meetings.plan import edit_meeting

SHORTEST, LONGEST = 5, 480


class DetailsForm(Card):
    """Kept when one leaves a field; there is nothing to save."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("The meeting"), parent=parent)
        self._session = session
        self._meeting: Meeting | None = None
        self._today = date.min
        self.name = LineEdit()
        self.date = DayAndTime(self._this_day)
        self.minutes = QSpinBox()
        self.minutes.setRange(SHORTEST, LONGEST)
        self.minutes.setSingleStep(5)
        self.minutes.setKeyboardTracking(False)
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.minutes.lineEdit().setAccessibleName(tr("Minutes altogether"))
        self.place = LineEdit(placeholder=tr("A room, or a link"))
        self.duties = {duty: Choice((), unset=tr("Nobody yet")) for duty in Duty}
        self.declarations = MeetingText(
            session,
            Said.DECLARATIONS,
            tr("Declarations of interest"),
            placeholder=tr("Who was involved in a case, or has another interest in it"),
            labelled=True,
        )
        self.name_field = Field(tr("Title"), self.name)
        self.add(self.name_field)
        self.add(self.date)
        self.add_layout(
            _line(Field(tr("Minutes altogether"), self.minutes), Field(tr("Place"), self.place))
        )
        for duty, words in (
            (Duty.FACILITATOR, tr("Facilitator")),
            (Duty.SCRIBE, tr("Minute taker")),
            (Duty.CHAIR, tr("Chair")),
        ):
            self.add(Field(words, self.duties[duty]))
        self.add(self.declarations)
        self.name.editingFinished.connect(self._rename)
        self.date.settled.connect(self._settle)
        self.minutes.valueChanged.connect(self._lengthen)
        self.place.editingFinished.connect(self._locate)
        for duty in Duty:
            self.duties[duty].chosen.connect(self._giver(duty))

    def show_plan(self, view: PlanView, today: date) -> None:
        """Show the meeting as it is; what somebody is typing in stays."""
        meeting = view.meeting
        other = self._meeting is None or self._meeting.id != meeting.id
        self._meeting, self._today = meeting, today
        if other:
            self.date.forget()
        for editor, words in (
            (self.name, meeting.title),
            (self.place, meeting.place),
        ):
            if other or not editor.hasFocus():
                editor.set_words(words)
        self.date.show_instant(meeting.starts_at, ZoneInfo(meeting.time_zone))
        self.minutes.blockSignals(True)
        self.minutes.setValue(meeting.planned_minutes)
        self.minutes.blockSignals(False)
        people = [Option(id=each.id, words=each.name) for each in view.people]
        held = {
            Duty.FACILITATOR: meeting.facilitator,
            Duty.SCRIBE: meeting.scribe,
            Duty.CHAIR: meeting.chair,
        }
        for duty, choice in self.duties.items():
            choice.set_options(people, held[duty])
        self.declarations.show_meeting(meeting, today, editable=view.may_run)
        self.setEnabled(view.may_run)

    def _this_day(self) -> date:
        return self._today

    @Slot()
    def _rename(self) -> None:
        self._change(lambda meeting: replace(meeting, title=self.name.words()))

    @Slot()
    def _locate(self) -> None:
        self._change(lambda meeting: replace(meeting, place=self.place.words().strip()))

    @Slot(int)
    def _lengthen(self, minutes: int) -> None:
        self._change(lambda meeting: replace(meeting, planned_minutes=minutes))

    @Slot(object)
    def _settle(self, at: datetime | None) -> None:
        meeting = self._meeting
        if at is None and meeting is not None and meeting.state is not MeetingState.PLANNED:
            self.date.show_problem(tr("Everybody was told a day. Choose another one."))
            return
        self._change(lambda meeting: replace(meeting, starts_at=at))

    def _giver(self, duty: Duty) -> Callable[[object], None]:
        def give(person: object) -> None:
            if self._meeting is not None:
                chosen = RecordId(str(person)) if person else None
                self._session.write(hand_over, self._meeting.id, duty, chosen, failed=self._refused)

        return give

    def _change(self, change: Callable[[Meeting], Meeting]) -> None:
        before = self._meeting
        if before is None or change(before) == before:
            return
        self._session.write(
            edit_meeting, before, change(before), done=self._kept, failed=self._refused
        )

    @Slot(object)
    def _kept(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self.name_field.clear_problem()

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.name_field.show_problem(sentence(error))


def _line(*fields: Field) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(step(2))
    for field in fields:
        line.addWidget(field, 1)
    return line
