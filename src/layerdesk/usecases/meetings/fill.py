"""This is where an agenda fills itself from its plan and from what waits in the practice."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from layerdesk.domain.cases.priority import Priority, priority_of
from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.risk import band
from layerdesk.domain.follow_up.leavers import who_left
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.follow_up.unsettled import Unsettled, unsettled
from layerdesk.domain.meetings.agenda import (
    ParkedItem,
    Proposal,
    WaitingCase,
    propose,
    restricted_title,
)
from layerdesk.domain.meetings.plans import MeetingPlan
from layerdesk.domain.meetings.records import AgendaItem, ItemKind, ItemState, Meeting
from layerdesk.domain.meetings.states import PLANNING, check_state
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.meetings.after_cases import schedule_case
from layerdesk.usecases.meetings.arrange import is_hidden
from layerdesk.usecases.meetings.places import items_of, last_place
from layerdesk.usecases.meetings.plan import plan_meeting
from layerdesk.usecases.meetings.rights import check_run
from layerdesk.usecases.ports import Reading, Work

_MAY_BE_TAKEN_UP = frozenset({CaseState.READY, CaseState.SCHEDULED, CaseState.REOPENED})


def fill_agenda(
    work: Work, meeting: RecordId, plan: MeetingPlan, case_minutes: Mapping[str, int]
) -> Proposal:
    """Let an empty agenda write itself; what already stands on one stays, and is not doubled.

    ``case_minutes`` says for the id of each review method how long a case takes. Gives the
    proposal, whose ``left_out`` names the cases for which there was no time. Raises NotAllowed,
    and WrongState once the meeting is closed.
    """
    held = work.get(Meeting, meeting)
    check_run(work.viewer, held)
    check_state(held.state, PLANNING)
    proposal = propose_agenda(work, meeting, plan, case_minutes)
    there = items_of(work, meeting)
    subjects = {each.subject for each in there if each.subject}
    named = {(each.item_kind, each.title) for each in there if not each.subject}
    for each in proposal.items:
        if each.subject in subjects or (
            each.subject is None and (each.item_kind, each.title) in named
        ):
            continue
        item = AgendaItem(
            id=work.new_id(),
            space=held.space,
            meeting=meeting,
            item_kind=each.item_kind,
            title=each.title,
            subject=each.subject,
            restricted=each.restricted,
            minutes=each.minutes,
            note=each.note,
            order=last_place(work, items_of(work, meeting)),
        )
        work.save(None, item)
        case = work.maybe(Case, each.subject)
        if case is not None:
            schedule_case(work, case)
    return proposal


def plan_with_agenda(
    work: Work,
    title: str,
    starts_at: datetime | None,
    plan: MeetingPlan,
    case_minutes: Mapping[str, int],
    *,
    meeting_type: str = "",
) -> Meeting:
    """A new meeting whose agenda has written itself. Raises NotAllowed and FieldWrong.

    It is as long as the plan; the rest as ``plan_meeting`` and ``fill_agenda`` say.
    """
    held = plan_meeting(
        work, title, starts_at, meeting_type=meeting_type, plan=plan.id, minutes=plan.minutes
    )
    fill_agenda(work, held.id, plan, case_minutes)
    return held


def propose_agenda(
    reading: Reading, meeting: RecordId, plan: MeetingPlan, case_minutes: Mapping[str, int]
) -> Proposal:
    """The agenda as it would write itself, without writing it."""
    held = reading.get(Meeting, meeting)
    day = meeting_day(reading, held)
    return propose(
        plan,
        held.planned_minutes,
        cases=waiting_cases(reading, case_minutes, beside=meeting),
        parked=parked_last_time(reading, held),
        actions=actions_for(reading, day),
        has_last_minutes=held.previous is not None,
    )


def waiting_cases(
    reading: Reading, case_minutes: Mapping[str, int], *, beside: RecordId | None = None
) -> tuple[WaitingCase, ...]:
    """The ready cases that stand on no other agenda still to come, highest priority first."""
    taken = _on_coming_agendas(reading, beside)
    themes = Counter(theme for case in reading.find(Case) for theme in case.themes)
    ranked = sorted(
        (
            (_priority(reading, case, themes), case)
            for case in reading.find(Case, state=_MAY_BE_TAKEN_UP, continued_as=None)
            if case.id not in taken
        ),
        key=lambda each: (each[0].rank, each[1].id),
    )
    return tuple(
        WaitingCase(
            case=case.id,
            title=restricted_title(case.ref)
            if is_hidden(case, reading)
            else case.title or case.ref,
            restricted=is_hidden(case, reading),
            minutes=case_minutes.get(case.method, 0),
            reason="" if is_hidden(case, reading) else priority.reason,
        )
        for priority, case in ranked
    )


def parked_last_time(reading: Reading, meeting: Meeting) -> tuple[ParkedItem, ...]:
    """What the meeting before this one parked and nobody has taken up since."""
    if meeting.previous is None:
        return ()
    parked = [
        each
        for each in reading.find(AgendaItem, meeting=meeting.previous, state=ItemState.PARKED)
        if each.item_kind is not ItemKind.CASE or _is_still_waiting(reading, each)
    ]
    return tuple(
        ParkedItem(
            item_kind=each.item_kind,
            title=each.title,
            subject=_subject_now(reading, each),
            restricted=each.restricted,
            minutes=each.minutes,
            reason=each.parked_reason,
        )
        for each in sorted(parked, key=lambda each: (each.order, each.id))
    )


def actions_for(reading: Reading, day: date) -> tuple[Unsettled, ...]:
    """What a meeting on this day should ask about, longest overdue first."""
    gone = who_left(reading.find(Person), day)
    return unsettled(reading.find(Action), day, left=gone)


def meeting_day(reading: Reading, meeting: Meeting) -> date:
    """The calendar day of the meeting, or today while it has none."""
    if meeting.starts_at is None:
        return reading.today
    return meeting.starts_at.astimezone(reading.zone).date()


def _priority(reading: Reading, case: Case, themes: Mapping[str, int]) -> Priority:
    since = case.date_reported or (case.created_at.date() if case.created_at else reading.today)
    return priority_of(
        candour=case.candour,
        made_safe=case.made_safe,
        band=band(case.risk_consequence, case.risk_likelihood),
        learning_value=case.learning_value,
        repeats=any(themes[theme] > 1 for theme in case.themes),
        days_waiting=max(0, (reading.today - since).days),
        manual=case.priority_manual,
        manual_reason=case.priority_reason,
    )


def _is_still_waiting(reading: Reading, item: AgendaItem) -> bool:
    subject = reading.maybe(Case, item.subject)
    if subject is None:
        return item.restricted
    return latest(reading, subject.id).state in _MAY_BE_TAKEN_UP


def _subject_now(reading: Reading, item: AgendaItem) -> RecordId | None:
    subject = reading.maybe(Case, item.subject)
    return latest(reading, subject.id).id if subject is not None else item.subject


def _on_coming_agendas(reading: Reading, beside: RecordId | None) -> frozenset[RecordId]:
    coming = {each.id for each in reading.find(Meeting, state=PLANNING) if each.id != beside}
    items = reading.find(AgendaItem, meeting=coming, item_kind=ItemKind.CASE) if coming else ()
    return frozenset(
        _subject_now(reading, each) or RecordId("")
        for each in items
        if each.state is not ItemState.PARKED
    )
