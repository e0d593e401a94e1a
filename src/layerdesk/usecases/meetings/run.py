"""This is where a meeting runs: it opens, goes from item to item, pauses, and makes time.

Each of these is one operation, so that no clock runs twice and none is left standing.
"""

from dataclasses import replace

from layerdesk.domain.errors import FieldWrong, NotAllowed, ReasonNeeded, WrongState
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.clock import paused, resumed, started, stopped, whole_second
from layerdesk.domain.meetings.records import (
    AgendaItem,
    ItemState,
    LastMinutes,
    Meeting,
    MeetingState,
    MinuteNote,
)
from layerdesk.domain.meetings.states import (
    WRITING,
    MeetingFacts,
    check_state,
    check_way,
    state_word,
)
from layerdesk.domain.people.records import Practice
from layerdesk.domain.record import RecordId
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.rights import check_run, check_take_part
from layerdesk.usecases.meetings.write import EXTRA_TIME, edit_note_of_item, note_of_item
from layerdesk.usecases.ports import Work

RUNNING = frozenset({MeetingState.OPEN})
LONGEST_ADDITION = 60


def open_meeting(
    work: Work, meeting: RecordId, *, default_rules: str = "", rules_version: int = 0
) -> Meeting:
    """Begin the meeting and take up its first item.

    The practice's ground rules are copied in as they stand today, or the default ones (of this
    version) where it has none of its own. Raises NotAllowed, WrongState,
    and StepsMissing without a facilitator or any item.
    """
    before = work.get(Meeting, meeting)
    check_run(work.viewer, before)
    items = items_of(work, meeting)
    facts = MeetingFacts(has_facilitator=before.facilitator is not None, items=len(items))
    check_way(before.state, MeetingState.OPEN, facts)
    practice = next(iter(work.find(Practice)), None)
    own = practice.ground_rules.plain if practice else ""
    rules = own if own.strip() else default_rules
    after = replace(
        before,
        state=MeetingState.OPEN,
        started_at=whole_second(work.now),
        ground_rules=before.ground_rules or before.ground_rules.saying(rules),
        ground_rules_version=0 if own.strip() else rules_version,
        previous_minutes=(
            before.previous_minutes if before.previous is not None else LastMinutes.NONE
        ),
    )
    first = next((each for each in items if each.state is ItemState.TO_COME), None)
    if first is not None:
        after = replace(after, current_item=first.id)
        work.save(first, started(first, after, work.now))
    return work.save(before, after)


def go_to_item(work: Work, item: RecordId) -> AgendaItem:
    """Leave the current item and take up this one, which may be a parked or a finished one.

    The item left keeps its time, and is done unless it was parked. Raises NotAllowed and
    WrongState where the meeting is not running.
    """
    wanted = work.get(AgendaItem, item)
    meeting = _running(work, wanted.meeting)
    if meeting.current_item == wanted.id and wanted.state is ItemState.CURRENT:
        return wanted
    for each in items_of(work, meeting.id):
        if each.id != wanted.id and (each.state is ItemState.CURRENT or each.running_since):
            _leave(work, each)
    work.save(meeting, replace(meeting, current_item=wanted.id))
    return work.save(wanted, replace(started(wanted, meeting, work.now), parked_reason=""))


def next_item(work: Work, meeting: RecordId) -> AgendaItem | None:
    """Go to the next item that was not parked; None (and nothing done) at the last one."""
    return _step(work, meeting, 1)


def previous_item(work: Work, meeting: RecordId) -> AgendaItem | None:
    """Go back to the item before that was not parked; None (and nothing done) at the first."""
    return _step(work, meeting, -1)


def pause_meeting(work: Work, meeting: RecordId) -> Meeting:
    """Let both clocks stand still. Pausing twice is pausing once."""
    before = _running(work, meeting)
    if before.paused_at is not None:
        return before
    current = work.maybe(AgendaItem, before.current_item)
    if current is not None:
        work.save(current, stopped(current, work.now))
    return work.save(before, paused(before, work.now))


def resume_meeting(work: Work, meeting: RecordId) -> Meeting:
    """Let both clocks run again."""
    before = _running(work, meeting)
    if before.paused_at is None:
        return before
    after = resumed(before, work.now)
    current = work.maybe(AgendaItem, before.current_item)
    if current is not None:
        work.save(current, started(current, after, work.now))
    return work.save(before, after)


def add_time(work: Work, item: RecordId, minutes: int) -> AgendaItem:
    """Give the item more time, commonly 2 or 5 minutes. Raises FieldWrong outside 1 to 60."""
    before = work.get(AgendaItem, item)
    _running(work, before.meeting)
    if not 1 <= minutes <= LONGEST_ADDITION:
        raise FieldWrong(
            field=tr("Minutes"), reason=tr("Add 1 to {n} minutes.", n=LONGEST_ADDITION)
        )
    return work.save(before, replace(before, extra_minutes=before.extra_minutes + minutes))


def explain_time(work: Work, item: RecordId, why: str) -> MinuteNote:
    """Note what the item's additional minutes were for, beside what was noted before.

    Raises NotAllowed, also for a restricted item, WrongState and IdentifiersFound.
    """
    under = work.get(AgendaItem, item)
    _running(work, under.meeting)
    _keep_quiet(under, why)
    before = note_of_item(work, under, EXTRA_TIME)
    said = "; ".join(each for each in (before.text.plain, why.strip()) if each)
    return edit_note_of_item(work, before, before.text.saying(said))


def park_item(work: Work, item: RecordId, reason: str) -> AgendaItem | None:
    """Leave the item for the next agenda, and go on with the next one where it was current.

    Of a restricted item no reason is kept: everybody would read it.
    Gives the item that is now current. Raises ReasonNeeded, NotAllowed and WrongState.
    """
    before = work.get(AgendaItem, item)
    meeting = _running(work, before.meeting)
    _keep_quiet(before, reason)
    if not (reason.strip() or before.restricted):
        raise ReasonNeeded(what=tr("Say why the item is parked."))
    following = _neighbour(work, meeting, before, 1) or _neighbour(work, meeting, before, -1)
    after = replace(stopped(before, work.now), state=ItemState.PARKED, parked_reason=reason.strip())
    work.save(before, after)
    if meeting.current_item != before.id:
        return work.maybe(AgendaItem, meeting.current_item)
    if following is None:
        work.save(meeting, replace(meeting, current_item=None))
        return None
    return go_to_item(work, following.id)


def _keep_quiet(item: AgendaItem, words: str) -> None:
    """Everybody reads what an agenda says: about a restricted item it says nothing."""
    if item.restricted and words.strip():
        raise NotAllowed(
            what=tr("This item is restricted, and everybody would read that. It was not kept.")
        )


def finish_item(work: Work, item: RecordId, outcome: str) -> AgendaItem:
    """Say what the item came to, one of the value set of outcomes; the clock goes on.

    Also once the meeting is closed, until the minutes go out. Raises NotAllowed and WrongState.
    """
    before = work.get(AgendaItem, item)
    meeting = work.get(Meeting, before.meeting)
    check_take_part(work.viewer, meeting)
    check_state(meeting.state, WRITING)
    return work.save(before, replace(before, outcome=outcome))


def share_item(work: Work, item: RecordId, share_with: frozenset[str]) -> AgendaItem:
    """Say who else needs to know, values of the set of sharing."""
    before = work.get(AgendaItem, item)
    meeting = work.get(Meeting, before.meeting)
    check_take_part(work.viewer, meeting)
    check_state(meeting.state, WRITING)
    return work.save(before, replace(before, share_with=share_with))


def stop_clocks(work: Work, meeting: Meeting) -> None:
    """Count the time of whatever still runs; what was current is done."""
    for each in items_of(work, meeting.id):
        if each.state is ItemState.CURRENT or each.running_since:
            _leave(work, each)


def _step(work: Work, meeting: RecordId, direction: int) -> AgendaItem | None:
    held = _running(work, meeting)
    current = work.maybe(AgendaItem, held.current_item)
    if current is None:
        waiting = [each for each in items_of(work, meeting) if each.state is ItemState.TO_COME]
        return go_to_item(work, waiting[0].id) if waiting else None
    found = _neighbour(work, held, current, direction)
    return go_to_item(work, found.id) if found else None


def _neighbour(work: Work, meeting: Meeting, item: AgendaItem, direction: int) -> AgendaItem | None:
    items = [
        each
        for each in items_of(work, meeting.id)
        if each.id == item.id or each.state is not ItemState.PARKED
    ]
    place = next((n for n, each in enumerate(items) if each.id == item.id), -1) + direction
    return items[place] if 0 <= place < len(items) else None


def _leave(work: Work, item: AgendaItem) -> None:
    state = ItemState.DONE if item.state is ItemState.CURRENT else item.state
    work.save(item, replace(stopped(item, work.now), state=state))


def _running(work: Work, meeting: RecordId | None) -> Meeting:
    held = work.get(Meeting, meeting)
    check_run(work.viewer, held)
    if held.state not in RUNNING:
        raise WrongState(state=state_word(held.state), wanted=state_word(MeetingState.OPEN))
    return held
