"""This is where it is gathered what a person should see when the day begins."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from layerdesk.domain.cases.rights import may_triage
from layerdesk.domain.follow_up.due import Band
from layerdesk.domain.follow_up.leavers import Leaver
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.follow_up.rights import may_lead
from layerdesk.domain.meetings.records import AgendaItem, Meeting, MeetingState
from layerdesk.domain.meetings.states import PLANNING
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.list_inbox import InboxKind, InboxRow, list_inbox
from layerdesk.usecases.follow_up.find_unsettled import leavers_actions
from layerdesk.usecases.follow_up.list_actions import ActionFilter, ActionRow, list_all_actions
from layerdesk.usecases.meetings.respond import unread_minutes
from layerdesk.usecases.ports import Reading

PRESSING = frozenset({Band.OVERDUE, Band.SOON})
STILL_TODAY = timedelta(hours=4)
"""A meeting that nobody opened is shown as the next one for this long after its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """The meeting that runs now, or the next one."""

    id: RecordId
    title: str
    starts_at: datetime | None
    zone: ZoneInfo
    """In which its time is said."""
    place: str
    minutes: int
    items: int
    is_sent: bool
    """Whether its agenda was sent."""
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadMinutes:
    """A meeting whose minutes the viewer has not read."""

    meeting: RecordId
    title: str
    """Many meetings have the same one: the date tells them apart."""
    starts_at: datetime | None
    zone: ZoneInfo
    """In which its time is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Things of one kind that wait."""

    count: int = 0
    oldest_days: int = 0
    """Whole days that the oldest has waited."""
    late: int = 0
    """How many should have been seen to by now."""
    first: RecordId | None = None
    """The one that waits longest."""


NONE_WAIT = Waiting()


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """Everything that the place Today shows."""

    name: str
    """The viewer's."""
    now: datetime
    today: date
    mine: tuple[ActionRow, ...]
    """The viewer's actions that are overdue or due within a week, the longest overdue first."""
    mine_open: int
    mine_overdue: int
    mine_awaiting_evidence: tuple[RecordId, ...]
    """The viewer's actions that are done without anything to show for it yet."""
    others_overdue: int
    """Of other people, where the viewer sees to those; else 0."""
    meeting: NextMeeting | None
    to_triage: Waiting
    """Where the viewer may triage."""
    notes: Waiting
    drafts: Waiting
    """Cases that the viewer began and has not reported."""
    minutes: tuple[UnreadMinutes, ...]
    """The latest meeting first."""
    leavers: tuple[Leaver, ...]
    """Where the viewer sees to other people's actions."""


def read_today(reading: Reading) -> TodayView:
    """What is due, what comes next and what waits, for the viewer, today."""
    leads = may_lead(reading.viewer.roles)
    person = reading.maybe(Person, reading.viewer.person)
    me = reading.viewer.person
    rows = list_all_actions(reading, ActionFilter() if leads else ActionFilter(owner=me))
    mine = [row for row in rows if row.mine]
    inbox = list_inbox(reading)
    return TodayView(
        name=person.name if person else "",
        now=reading.now,
        today=reading.today,
        mine=tuple(row for row in mine if row.band in PRESSING),
        mine_open=sum(1 for row in mine if row.band is not Band.FINISHED),
        mine_overdue=sum(1 for row in mine if row.band is Band.OVERDUE),
        mine_awaiting_evidence=tuple(
            row.id for row in mine if row.state is ActionState.DONE_AWAITING_EVIDENCE
        ),
        others_overdue=sum(1 for row in rows if row.band is Band.OVERDUE and not row.mine),
        meeting=_next_meeting(reading),
        to_triage=_waiting(inbox, InboxKind.REPORT)
        if may_triage(reading.viewer.roles)
        else NONE_WAIT,
        notes=_waiting(inbox, InboxKind.NOTE),
        drafts=_waiting(inbox, InboxKind.DRAFT),
        minutes=tuple(_unread(each) for each in unread_minutes(reading)),
        leavers=leavers_actions(reading) if leads else (),
    )


def _unread(meeting: Meeting) -> UnreadMinutes:
    return UnreadMinutes(
        meeting=meeting.id,
        title=meeting.title or meeting.ref,
        starts_at=meeting.starts_at or meeting.started_at,
        zone=ZoneInfo(meeting.time_zone),
    )


def _next_meeting(reading: Reading) -> NextMeeting | None:
    found = [
        each
        for each in reading.find(Meeting, state=tuple(PLANNING))
        if each.state is MeetingState.OPEN
        or (each.starts_at is not None and each.starts_at > reading.now - STILL_TODAY)
    ]
    if not found:
        return None
    chosen = min(
        found,
        key=lambda each: (each.state is not MeetingState.OPEN, each.starts_at or reading.now),
    )
    return NextMeeting(
        id=chosen.id,
        title=chosen.title or chosen.ref,
        starts_at=chosen.starts_at,
        zone=reading.zone,
        place=chosen.place,
        minutes=chosen.planned_minutes,
        items=reading.count(AgendaItem, meeting=chosen.id),
        is_sent=chosen.state is MeetingState.AGENDA_SENT,
        running=chosen.state is MeetingState.OPEN,
    )


def _waiting(inbox: tuple[InboxRow, ...], kind: InboxKind) -> Waiting:
    rows = [row for row in inbox if row.kind is kind]
    if not rows:
        return NONE_WAIT
    return Waiting(
        count=len(rows),
        oldest_days=max(row.days for row in rows),
        late=sum(1 for row in rows if row.late),
        first=rows[0].id,
    )
