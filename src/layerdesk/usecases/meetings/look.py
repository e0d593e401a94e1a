"""This is where the meetings' screens find what they show: the list, the plan and the minutes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from layerdesk.domain.cases.records import Case
from layerdesk.domain.document import Document, from_bytes
from layerdesk.domain.meetings.agenda import WaitingCase, item_to_park, minutes_over
from layerdesk.domain.meetings.minutes_facts import Labels
from layerdesk.domain.meetings.records import (
    Acknowledgement,
    AgendaItem,
    Correction,
    Meeting,
    MeetingState,
    MinuteNote,
    MinutesVersion,
)
from layerdesk.domain.meetings.states import (
    MINUTED,
    PLANNING,
    WAYS,
    missing_steps,
)
from layerdesk.domain.people.records import Person, Practice
from layerdesk.domain.record import RecordId
from layerdesk.usecases.meetings.fill import waiting_cases
from layerdesk.usecases.meetings.finish import meeting_facts
from layerdesk.usecases.meetings.minute import build_minutes, versions_of
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.plan import following_meeting
from layerdesk.usecases.meetings.respond import sent_to, unread_minutes
from layerdesk.usecases.meetings.rights import may_approve, may_run, may_write
from layerdesk.usecases.meetings.write import EXTRA_TIME
from layerdesk.usecases.ports import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A meeting as the list shows it."""

    id: RecordId
    ref: str
    title: str
    meeting_type: str
    state: MeetingState
    starts_at: datetime | None
    time_zone: str
    minutes: int
    items: int
    facilitator: str
    is_unread: bool
    """Whether its minutes wait to be read by the viewer."""
    open_corrections: int


class HereAndNow(NamedTuple):
    """What a new meeting begins with."""

    today: date
    zone: ZoneInfo
    """In which the practice plans its meetings."""
    usual_plan: str
    """The id of the plan that the practice chose in its settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItemView:
    """An item as plan and rail show it."""

    item: AgendaItem
    presenter: str
    """A name, or nothing."""
    title: str
    """What the viewer may read: of a restricted item, its case's title only for those named."""
    why_longer: str = ""
    """What its additional minutes were for, where somebody said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """Everything that the plan of a meeting shows."""

    meeting: Meeting
    items: tuple[PlanItemView, ...]
    people: tuple[Person, ...]
    """Who works here now, by name."""
    waiting: tuple[WaitingCase, ...]
    """Ready cases that are not on this agenda, highest priority first."""
    over: int
    """Minutes over the time there is; negative where time is to spare."""
    to_park: AgendaItem | None
    """What to park where the agenda is over time."""
    missing: tuple[str, ...]
    """What is missing before the agenda can be sent."""
    may_run: bool
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction and who proposed it."""

    correction: Correction
    proposer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """Everything that the place of a meeting's minutes shows."""

    meeting: Meeting
    document: Document
    """The latest version that went round, or the draft as it stands now."""
    versions: tuple[MinutesVersion, ...]
    corrections: tuple[CorrectionView, ...]
    read_by: tuple[str, ...]
    not_read_by: tuple[str, ...]
    is_read: bool
    """Whether the viewer has read the latest version."""
    following: Meeting | None
    """The next meeting, where it is planned."""
    next_state: MeetingState | None
    missing: tuple[str, ...]
    """What is missing before the next state can be reached."""
    may_write: bool
    may_approve: bool
    today: date


def list_meetings(reading: Reading) -> tuple[MeetingRow, ...]:
    """All meetings, the latest first; those without a date on top."""
    names = {person.id: person.name for person in reading.find(Person)}
    items = Counter(meeting for (meeting,) in reading.rows(AgendaItem, ("meeting",)))
    corrections = Counter(each.meeting for each in reading.find(Correction, accepted=None))
    unread = {each.id for each in unread_minutes(reading)}
    rows = [
        MeetingRow(
            id=each.id,
            ref=each.ref,
            title=each.title,
            meeting_type=each.meeting_type,
            state=each.state,
            starts_at=each.starts_at,
            time_zone=each.time_zone,
            minutes=each.planned_minutes,
            items=items[each.id],
            facilitator=names.get(each.facilitator, "") if each.facilitator else "",
            is_unread=each.id in unread,
            open_corrections=corrections[each.id],
        )
        for each in reading.find(Meeting)
    ]
    dated = sorted(
        (row for row in rows if row.starts_at is not None),
        key=lambda row: row.starts_at or reading.now,
        reverse=True,
    )
    return (*(row for row in rows if row.starts_at is None), *dated)


def here_and_now(reading: Reading) -> HereAndNow:
    """What a new meeting begins with."""
    practice = next(iter(reading.find(Practice)), None)
    usual = practice.default_plan if practice else ""
    return HereAndNow(reading.today, reading.zone, usual)


def read_plan(reading: Reading, meeting: RecordId, case_minutes: Mapping[str, int]) -> PlanView:
    """The plan of a meeting. ``case_minutes`` is as for ``fill_agenda``. Raises Missing."""
    held = reading.get(Meeting, meeting)
    items = items_of(reading, meeting)
    on_agenda = {each.subject for each in items}
    waiting = waiting_cases(reading, case_minutes, beside=meeting)
    return PlanView(
        meeting=held,
        items=item_views(reading, items),
        people=people_here(reading),
        waiting=tuple(each for each in waiting if each.case not in on_agenda),
        over=minutes_over(items, held.planned_minutes),
        to_park=item_to_park(items, held.planned_minutes),
        missing=missing_steps(MeetingState.AGENDA_SENT, meeting_facts(reading, meeting)),
        may_run=may_run(reading.viewer, held) and held.state in PLANNING,
        today=reading.today,
    )


def read_minutes(reading: Reading, meeting: RecordId, labels: Labels) -> MinutesView:
    """The minutes of a meeting: what went round last, or the draft as it stands. Raises Missing."""
    held = reading.get(Meeting, meeting)
    versions = versions_of(reading, meeting)
    shows_version = held.state in MINUTED and bool(versions)
    document = (
        from_bytes(versions[-1].document)
        if shows_version
        else build_minutes(reading, meeting, labels)
    )
    people = tuple(each for each in people_here(reading) if sent_to(reading, held, each))
    readers = (
        {each.person for each in reading.find(Acknowledgement, record=versions[-1].id)}
        if versions
        else set()
    )
    next_state = _next_state(held)
    names = {person.id: person.name for person in reading.find(Person)}
    return MinutesView(
        meeting=held,
        document=document,
        versions=versions,
        corrections=tuple(
            CorrectionView(
                correction=each, proposer=names.get(each.proposer, "") if each.proposer else ""
            )
            for each in reading.find(Correction, meeting=meeting)
        ),
        read_by=tuple(person.name for person in people if person.id in readers),
        not_read_by=tuple(person.name for person in people if person.id not in readers),
        is_read=reading.viewer.person in readers,
        following=following_meeting(reading, meeting),
        next_state=next_state,
        missing=missing_steps(next_state, meeting_facts(reading, meeting)) if next_state else (),
        may_write=may_write(reading.viewer, held),
        may_approve=may_approve(reading.viewer, held),
        today=reading.today,
    )


def item_views(reading: Reading, items: "tuple[AgendaItem, ...]") -> tuple[PlanItemView, ...]:
    """The items with the names of their presenters, and why they got more time."""
    names = {person.id: person.name for person in reading.find(Person)}
    longer = tuple(each.id for each in items if each.extra_minutes)
    notes = reading.find(MinuteNote, item=longer, prompt=EXTRA_TIME) if longer else ()
    reasons = {each.item: each.text.plain for each in notes}
    return tuple(
        PlanItemView(
            item=each,
            presenter=names.get(each.presenter, "") if each.presenter else "",
            title=_title_for_viewer(reading, each),
            why_longer=reasons.get(each.id, ""),
        )
        for each in items
    )


def _title_for_viewer(reading: Reading, item: AgendaItem) -> str:
    case = reading.maybe(Case, item.subject) if item.restricted else None
    return (case.title if case is not None else "") or item.title


def people_here(reading: Reading) -> tuple[Person, ...]:
    """Who works here now, by name."""
    found = (person for person in reading.find(Person) if person.is_active(reading.today))
    return tuple(sorted(found, key=lambda person: person.name.casefold()))


def _next_state(meeting: Meeting) -> MeetingState | None:
    ways = WAYS[meeting.state] - {meeting.state, MeetingState.CANCELLED}
    return next((each for each in MeetingState if each in ways), None)
