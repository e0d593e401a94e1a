"""This is where a meeting is planned, its details are changed, and it is called off."""

from dataclasses import replace
from datetime import UTC, datetime

from layerdesk.domain.errors import FieldWrong, ReasonNeeded
from layerdesk.domain.ids import only_one
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import (
    Attendance,
    LastMinutes,
    Meeting,
    MeetingState,
)
from layerdesk.domain.meetings.states import (
    MINUTED,
    WRITING,
    MeetingFacts,
    check_state,
    check_way,
)
from layerdesk.domain.people.records import Person, Practice, SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.identifiers import keep_identifiers_out
from layerdesk.usecases.meetings.after_cases import unschedule_cases
from layerdesk.usecases.meetings.rights import check_run, check_take_part
from layerdesk.usecases.ports import Reading, Work

TITLE_LENGTH = 120
EARLIEST_YEAR, LATEST_YEAR = 1990, 2199
LONGEST_MINUTES = 8 * 60

_NO_DATE = datetime.max.replace(tzinfo=UTC)
"""Where a meeting without a date stands among others: last."""

_HAPPENED = frozenset(MeetingState) - {
    MeetingState.PLANNED,
    MeetingState.AGENDA_SENT,
    MeetingState.CANCELLED,
}


def plan_meeting(
    work: Work,
    title: str,
    starts_at: datetime | None,
    *,
    meeting_type: str = "",
    plan: str = "",
    minutes: int = 60,
    place: str = "",
    facilitator: RecordId | None = None,
    scribe: RecordId | None = None,
) -> Meeting:
    """A new meeting in the practice's space, following on the last one of its type.

    Everybody who works here is expected. ``minutes`` is 1 to 480; a facilitator is the viewer
    unless another is named. Raises NotAllowed and FieldWrong.
    """
    check_run(work.viewer)
    space = work.viewer.space(SpaceKind.PRACTICE)
    practice = next(iter(work.find(Practice)), None)
    last = last_meeting(work, meeting_type, before=starts_at)
    meeting = Meeting(
        id=work.new_id(),
        space=space,
        ref=work.next_ref("MT"),
        title=title.strip(),
        meeting_type=meeting_type,
        starts_at=starts_at,
        time_zone=work.zone.key,
        planned_minutes=minutes,
        place=place.strip(),
        plan=plan or (practice.default_plan if practice else ""),
        facilitator=facilitator or work.viewer.person,
        scribe=scribe,
        previous=last.id if last else None,
        previous_minutes=LastMinutes.NOT_YET if last else LastMinutes.NONE,
    )
    _check_details(meeting)
    work.save(None, meeting)
    for person in work.find(Person):
        if person.is_active(work.today):
            expected = Attendance(
                id=only_one(space, Attendance.kind, meeting.id, person.id),
                space=space,
                meeting=meeting.id,
                person=person.id,
            )
            work.save(None, expected)
    return meeting


def edit_meeting(work: Work, before: Meeting, after: Meeting) -> Meeting:
    """Change the details of a meeting, as the screen showed it and as it is to be.

    States, clocks and hand-overs have use cases of their own. Raises NotAllowed, FieldWrong,
    WrongState once its minutes have gone out, and IdentifiersFound in what minutes will say.
    """
    check_take_part(work.viewer, before)
    check_state(work.get(Meeting, before.id).state, frozenset(MeetingState) - MINUTED)
    _check_details(after)
    minuted = [
        new.plain
        for old, new in (
            (before.declarations, after.declarations),
            (before.key_messages, after.key_messages),
        )
        if new != old
    ]
    keep_identifiers_out(work, minuted, reason="")
    return work.save(before, replace(after, title=after.title.strip()))


def cancel_meeting(work: Work, meeting: RecordId, reason: str) -> Meeting:
    """Call a meeting off before it has begun; its cases are ready for another.

    Raises ReasonNeeded, NotAllowed and WrongState.
    """
    before = work.get(Meeting, meeting)
    check_run(work.viewer, before)
    check_way(before.state, MeetingState.CANCELLED, MeetingFacts())
    if not reason.strip():
        raise ReasonNeeded(what=tr("Say why the meeting is cancelled."))
    work.because(reason.strip())
    unschedule_cases(work, before)
    after = replace(before, state=MeetingState.CANCELLED, state_reason=reason.strip())
    return work.save(before, after)


def settle_next_meeting(work: Work, meeting: RecordId, at: datetime | None) -> Meeting:
    """Say when the next meeting is, a UTC instant, or that there is no date yet.

    Once a next meeting is planned its own date counts. Raises FieldWrong for an instant that is
    not after this meeting, NotAllowed, and WrongState before it began or once minutes went out.
    """
    before = work.get(Meeting, meeting)
    check_take_part(work.viewer, before)
    check_state(before.state, WRITING)
    began = before.started_at or before.starts_at
    _check_year(tr("Next meeting"), at)
    if at is not None and began is not None and at <= began:
        raise FieldWrong(
            field=tr("Next meeting"), reason=tr("Choose a day and time after this meeting.")
        )
    return work.save(before, replace(before, next_at=at))


def following_meeting(reading: Reading, meeting: RecordId) -> Meeting | None:
    """The first meeting that is planned to follow on this one, unless it was called off."""
    found = [
        each
        for each in reading.find(Meeting, previous=meeting)
        if each.state is not MeetingState.CANCELLED
    ]
    return min(found, key=lambda each: (each.starts_at or _NO_DATE, each.id), default=None)


def last_meeting(reading: Reading, meeting_type: str, *, before: datetime | None) -> Meeting | None:
    """The latest meeting of this type that took place, before the instant where one is given."""
    held = [
        each
        for each in reading.find(Meeting, meeting_type=meeting_type, state=_HAPPENED)
        if each.starts_at is not None and (before is None or each.starts_at < before)
    ]
    return max(held, key=lambda each: each.starts_at or reading.now, default=None)


def _check_year(field: str, at: datetime | None) -> None:
    """Refuse a slip of the finger: near the ends of the calendar no other zone has the instant."""
    if at is not None and not EARLIEST_YEAR <= at.year <= LATEST_YEAR:
        raise FieldWrong(
            field=field,
            reason=tr(
                "Choose a year from {first} to {last}.", first=EARLIEST_YEAR, last=LATEST_YEAR
            ),
        )


def _check_details(meeting: Meeting) -> None:
    _check_year(tr("Day"), meeting.starts_at)
    title = meeting.title.strip()
    if not title:
        raise FieldWrong(field=tr("Title"), reason=tr("Give the meeting a title."))
    if len(title) > TITLE_LENGTH:
        raise FieldWrong(
            field=tr("Title"),
            reason=tr("Keep the title within {n} characters.", n=TITLE_LENGTH),
        )
    if not 1 <= meeting.planned_minutes <= LONGEST_MINUTES:
        raise FieldWrong(
            field=tr("Minutes"),
            reason=tr("A meeting takes 1 to {n} minutes.", n=LONGEST_MINUTES),
        )
