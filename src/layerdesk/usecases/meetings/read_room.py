"""This is where everything is gathered that the meeting room shows, in one reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from layerdesk.domain.cases.records import Answer, Case
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import (
    AgendaItem,
    Attendance,
    Decision,
    ItemKind,
    Meeting,
    MeetingState,
    MinuteNote,
    NoteKind,
    Presence,
)
from layerdesk.domain.meetings.states import missing_steps
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.meetings.fill import actions_for, meeting_day
from layerdesk.usecases.meetings.finish import meeting_facts
from layerdesk.usecases.meetings.look import PlanItemView, item_views, people_here
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.plan import following_meeting
from layerdesk.usecases.meetings.rights import may_run, may_write
from layerdesk.usecases.meetings.unanswered import (
    Required,
    Unanswered,
    nothing_required,
    unanswered_questions,
)
from layerdesk.usecases.meetings.write import note_of_item
from layerdesk.usecases.ports import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPerson:
    """Somebody on the attendance list."""

    attendance: Attendance
    name: str
    role: str
    """A job role's id, or a guest's role in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAction:
    """An action with its owner's name, and why it is talked about where it is an old one."""

    action: Action
    owner: str
    reason: str = ""
    overdue_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTopic:
    """What the room sees of the current item."""

    item: AgendaItem
    case: Case | None = None
    """None also where the case is restricted and not open to the viewer."""
    is_closed_to_viewer: bool = False
    note: MinuteNote | None = None
    """The one running note of the item; a new one is empty."""
    points: tuple[MinuteNote, ...] = ()
    went_well: tuple[MinuteNote, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """The case's answers by prompt."""
    learning: tuple[LearningPoint, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[RoomAction, ...] = ()
    to_review: tuple[RoomAction, ...] = ()
    """Actions of earlier meetings, where the item is about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """Everything that the meeting room shows."""

    meeting: Meeting
    now: datetime
    """The instant of this reading."""
    items: tuple[PlanItemView, ...]
    attendees: tuple[RoomPerson, ...]
    people: tuple[Person, ...]
    """Who works here now, by name: those who may own an action."""
    topic: RoomTopic | None
    agreed_learning: tuple[LearningPoint, ...]
    """Of the whole meeting, without what belongs to restricted cases: all hear it read back."""
    agreed_actions: tuple[RoomAction, ...]
    """As the learning."""
    agreed_decisions: tuple[Decision, ...]
    """As the learning."""
    agreed_apart: int
    """How many points, decisions and actions of restricted cases the viewer sees besides."""
    following: Meeting | None
    """The next meeting, where it is planned."""
    missing: tuple[str, ...]
    """What is missing before the meeting can be closed."""
    unanswered: tuple[Unanswered, ...]
    """What the methods of the cases taken up so far still ask; nothing waits for it."""
    may_run: bool
    may_write: bool

    @property
    def today(self) -> date:
        """The day of this reading where the meeting is."""
        return self.now.astimezone(ZoneInfo(self.meeting.time_zone)).date()

    @property
    def position(self) -> int:
        """The place of the current item, 1 and up, or 0 where there is none."""
        places = [each.item.id for each in self.items]
        current = self.meeting.current_item
        return places.index(current) + 1 if current in places else 0

    @property
    def present(self) -> int:
        """How many are here."""
        there = (Presence.PRESENT, Presence.PART)
        return sum(
            1
            for each in self.attendees
            if each.attendance.presence in there and each.attendance.left_at is None
        )


def read_room(
    reading: Reading,
    meeting: RecordId,
    *,
    item: RecordId | None = None,
    required: Required = nothing_required,
) -> RoomView:
    """What the room shows, with the current item (or another one, to look at). Raises Missing."""
    held = reading.get(Meeting, meeting)
    items = items_of(reading, meeting)
    people = people_here(reading)
    shown = next((each for each in items if each.id == (item or held.current_item)), None)
    everybody = {person.id: person for person in reading.find(Person)}
    learning = reading.find(LearningPoint, meeting=meeting)
    actions = reading.find(Action, meeting=meeting)
    decisions = reading.find(Decision, meeting=meeting)
    return RoomView(
        meeting=held,
        now=reading.now,
        items=item_views(reading, items),
        attendees=_attendees(reading, meeting, everybody),
        people=people,
        topic=read_topic(reading, held, shown) if shown else None,
        agreed_learning=tuple(each for each in learning if each.space == held.space),
        agreed_actions=tuple(
            room_action(each, everybody) for each in actions if each.space == held.space
        ),
        agreed_decisions=tuple(each for each in decisions if each.space == held.space),
        agreed_apart=sum(
            1 for each in (*learning, *decisions, *actions) if each.space != held.space
        ),
        following=following_meeting(reading, meeting),
        missing=missing_steps(MeetingState.CLOSED, meeting_facts(reading, meeting)),
        unanswered=unanswered_questions(reading, items, required),
        may_run=may_run(reading.viewer, held),
        may_write=may_write(reading.viewer, held),
    )


def read_topic(reading: Reading, meeting: Meeting, item: AgendaItem) -> RoomTopic:
    """What the room sees of one item."""
    everybody = {person.id: person for person in reading.find(Person)}
    try:
        case = latest(reading, item.subject) if item.item_kind is ItemKind.CASE else None
    except Missing:
        case = None
    if item.restricted and case is None:
        return RoomTopic(item=item, is_closed_to_viewer=True)
    notes = sorted(
        (each for each in reading.find(MinuteNote, item=item.id) if not each.prompt),
        key=lambda each: (each.order, each.id),
    )
    answers = reading.find(Answer, case=case.id) if case else ()
    actions = sorted(reading.find(Action, item=item.id), key=lambda each: (each.order, each.id))
    points = reading.find(LearningPoint, item=item.id)
    decisions = reading.find(Decision, item=item.id)
    reviewed = (
        actions_for(reading, meeting_day(reading, meeting))
        if item.item_kind is ItemKind.ACTIONS
        else ()
    )
    return RoomTopic(
        item=item,
        case=case,
        note=note_of_item(reading, item),
        points=tuple(each for each in notes if each.note_kind is not NoteKind.WENT_WELL),
        went_well=tuple(each for each in notes if each.note_kind is NoteKind.WENT_WELL),
        answers={each.prompt: each for each in answers},
        learning=tuple(sorted(points, key=lambda each: (each.order, each.id))),
        decisions=tuple(sorted(decisions, key=lambda each: (each.order, each.id))),
        actions=tuple(room_action(each, everybody) for each in actions),
        to_review=tuple(
            room_action(each.action, everybody, each.reason, each.overdue_days)
            for each in reviewed
            if each.action.meeting != meeting.id
        ),
    )


def room_action(
    action: Action,
    people: Mapping[RecordId, Person],
    reason: str = "",
    overdue_days: int = 0,
) -> RoomAction:
    """The action with its owner's name."""
    owner = people.get(action.owner) if action.owner else None
    return RoomAction(
        action=action,
        owner=owner.name if owner else "",
        reason=reason,
        overdue_days=overdue_days,
    )


def _attendees(
    reading: Reading, meeting: RecordId, people: Mapping[RecordId, Person]
) -> tuple[RoomPerson, ...]:
    found = []
    for each in reading.find(Attendance, meeting=meeting):
        person = people.get(each.person) if each.person else None
        if person is not None or each.person is None:
            found.append(
                RoomPerson(
                    attendance=each,
                    name=person.name if person else each.guest_name or each.guest_role,
                    role=person.job_role if person else each.guest_role,
                )
            )
    return tuple(
        sorted(found, key=lambda each: (each.attendance.person is None, each.name.casefold()))
    )
