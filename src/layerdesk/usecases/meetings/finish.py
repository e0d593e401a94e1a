"""This is where a meeting ends and its minutes go their way: draft, circulated, approved, kept."""

from dataclasses import replace

from layerdesk.domain.document import document_hash, to_bytes
from layerdesk.domain.errors import StepsMissing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.clock import resumed, whole_second
from layerdesk.domain.meetings.minutes_facts import Labels
from layerdesk.domain.meetings.records import (
    Attendance,
    Correction,
    Decision,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    MinutesVersion,
    Presence,
)
from layerdesk.domain.meetings.states import (
    MAXIMUM_KEY_MESSAGES,
    MeetingFacts,
    check_way,
)
from layerdesk.domain.record import RecordId
from layerdesk.usecases.meetings.after_cases import settle_cases
from layerdesk.usecases.meetings.minute import build_minutes, lines, versions_of
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.rights import check_approve, check_run, check_take_part
from layerdesk.usecases.meetings.run import stop_clocks
from layerdesk.usecases.ports import Reading, Work

_TOPICS = frozenset({ItemKind.CASE, ItemKind.NOTE, ItemKind.GUIDELINE, ItemKind.OTHER})


def meeting_facts(reading: Reading, meeting: RecordId) -> MeetingFacts:
    """What the guards of the meeting's states look at, as it stands now."""
    held = reading.get(Meeting, meeting)
    items = items_of(reading, meeting)
    there = (Presence.PRESENT, Presence.PART)
    return MeetingFacts(
        has_date=held.starts_at is not None,
        has_facilitator=held.facilitator is not None,
        items=len(items),
        present=reading.count(Attendance, meeting=meeting, presence=there),
        agreed=sum(
            reading.count(kind, meeting=meeting) for kind in (LearningPoint, Decision, Action)
        ),
        read_back=held.read_back,
        without_outcome=tuple(
            each.title
            for each in items
            if each.item_kind is ItemKind.CASE
            and each.state in (ItemState.DONE, ItemState.CURRENT)
            and not each.outcome
        ),
        open_corrections=reading.count(Correction, meeting=meeting, accepted=None),
        key_messages=len(lines(held.key_messages)),
    )


def close_meeting(work: Work, meeting: RecordId, *, despite: str = "") -> Meeting:
    """End the meeting: clocks stop, cases move on by their outcome, what was not reached is parked.

    ``despite`` is the reason for closing although steps are missing. Raises NotAllowed, WrongState,
    and StepsMissing without a reason.
    """
    before = work.get(Meeting, meeting)
    check_run(work.viewer, before)
    try:
        check_way(before.state, MeetingState.CLOSED, meeting_facts(work, meeting))
    except StepsMissing:
        if not despite.strip():
            raise
        work.because(despite.strip())
    stop_clocks(work, before)
    for item in items_of(work, meeting):
        if item.state is ItemState.TO_COME and item.item_kind in _TOPICS:
            reason = tr("There was no time for it.")
            work.save(item, replace(item, state=ItemState.PARKED, parked_reason=reason))
    running = resumed(before, work.now) if before.paused_at else before
    after = replace(
        running, state=MeetingState.CLOSED, ended_at=whole_second(work.now), current_item=None
    )
    work.save(before, after)
    settle_cases(work, after)
    return after


def draft_minutes(work: Work, meeting: RecordId) -> Meeting:
    """Begin the draft; the first learning points stand in as key messages until somebody edits.

    Raises NotAllowed and WrongState.
    """
    before = work.get(Meeting, meeting)
    check_take_part(work.viewer, before)
    check_way(before.state, MeetingState.MINUTES_DRAFT, MeetingFacts())
    messages = before.key_messages
    if not messages:
        points = work.find(LearningPoint, meeting=meeting, space=before.space)
        chosen = [each.statement for each in points][:MAXIMUM_KEY_MESSAGES]
        messages = messages.saying("\n".join(chosen))
    after = replace(before, state=MeetingState.MINUTES_DRAFT, key_messages=messages)
    return work.save(before, after)


def circulate_minutes(
    work: Work, meeting: RecordId, labels: Labels, *, circulated_to: str = ""
) -> MinutesVersion:
    """Send the minutes round: what they say now is kept for ever, with its hash.

    Circulating again makes the next version, with the corrections accepted so far.
    ``circulated_to`` is in words or ``ATTENDED``; empty means all staff.
    Raises NotAllowed, WrongState and StepsMissing.
    """
    before = work.get(Meeting, meeting)
    check_take_part(work.viewer, before)
    check_way(before.state, MeetingState.CIRCULATED, meeting_facts(work, meeting))
    after = replace(
        before,
        state=MeetingState.CIRCULATED,
        circulated_on=work.today,
        circulated_to=before.circulated_to.saying(circulated_to.strip()),
    )
    work.save(before, after)
    return keep_version(work, after, labels)


def approve_minutes(work: Work, meeting: RecordId, labels: Labels) -> MinutesVersion:
    """Approve the minutes; from now on they are locked, and only dated corrections are added.

    Raises NotAllowed, WrongState, and StepsMissing while a correction is not settled.
    """
    before = work.get(Meeting, meeting)
    check_approve(work.viewer, before)
    check_way(before.state, MeetingState.APPROVED, meeting_facts(work, meeting))
    after = replace(
        before,
        state=MeetingState.APPROVED,
        approved_on=work.today,
        approved_by=work.viewer.person,
    )
    work.save(before, after)
    return keep_version(work, after, labels)


def archive_meeting(work: Work, meeting: RecordId) -> Meeting:
    """Put a meeting whose minutes are approved out of the way. Raises NotAllowed, WrongState."""
    before = work.get(Meeting, meeting)
    check_run(work.viewer, before)
    check_way(before.state, MeetingState.ARCHIVED, MeetingFacts())
    return work.save(before, replace(before, state=MeetingState.ARCHIVED))


def keep_version(work: Work, meeting: Meeting, labels: Labels) -> MinutesVersion:
    """A snapshot of the minutes as they stand, with the next version number."""
    document = build_minutes(work, meeting.id, labels)
    versions = versions_of(work, meeting.id)
    version = MinutesVersion(
        id=work.new_id(),
        space=meeting.space,
        meeting=meeting.id,
        version=(versions[-1].version if versions else 0) + 1,
        state=meeting.state,
        document=to_bytes(document),
        hash=document_hash(document),
        approved_by=meeting.approved_by,
    )
    return work.save(None, version)
