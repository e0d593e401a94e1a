"""This is where an agenda writes itself from a meeting plan and is weighed against the time."""

from collections.abc import Sequence
from dataclasses import dataclass

from layerdesk.domain.follow_up.unsettled import Unsettled
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.plans import MeetingPlan, PlanItem, Repeat
from layerdesk.domain.meetings.records import AgendaItem, ItemKind, ItemState
from layerdesk.domain.record import RecordId

LEAST_CASE_MINUTES = 5
"""Less than this is not worth beginning a case for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCase:
    """A case that is ready to be discussed."""

    case: RecordId
    title: str
    """Neutral; for a restricted case what everybody may see."""
    restricted: bool = False
    minutes: int = 0
    """What its review method asks for; 0 means what the plan says."""
    reason: str = ""
    """Why it stands where it does, such as its risk and how long it has waited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedItem:
    """An item that the last meeting parked."""

    item_kind: ItemKind
    title: str
    subject: RecordId | None = None
    restricted: bool = False
    minutes: int = 5
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedItem:
    """An item as the agenda would have it."""

    item_kind: ItemKind
    title: str
    minutes: int
    """1 and up."""
    subject: RecordId | None = None
    restricted: bool = False
    note: str = ""
    """Why it is here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An agenda that wrote itself."""

    items: tuple[ProposedItem, ...]
    left_out: tuple[WaitingCase, ...] = ()
    """Cases for which there was no time, highest priority first."""


def propose(
    plan: MeetingPlan,
    minutes: int,
    *,
    cases: Sequence[WaitingCase] = (),
    parked: Sequence[ParkedItem] = (),
    actions: Sequence[Unsettled] = (),
    has_last_minutes: bool = False,
) -> Proposal:
    """The plan's items in its order, with cases fitted to the ``minutes`` of the meeting.

    ``cases`` come highest priority first. What was parked is always taken up again: a parked case
    before the other cases, anything else after them. Beside parked ones, the first case is always
    taken, the others as long as they fit. A plan's item about last minutes or actions is left out
    where there are none, unless the plan requires it.
    """
    fixed = [item for item in plan.items if item.repeat is not Repeat.PER_CASE]
    kept = [item for item in fixed if _is_wanted(item, actions, has_last_minutes)]
    case_items = [item for item in plan.items if item.repeat is Repeat.PER_CASE]
    parked_cases = [each for each in parked if each.item_kind is ItemKind.CASE]
    others = [each for each in parked if each.item_kind is not ItemKind.CASE]
    taken_up = {each.subject for each in parked_cases}
    waiting = [each for each in cases if each.case not in taken_up]
    spare = minutes - sum(item.minutes for item in kept)
    spare -= sum(each.minutes for each in parked)
    chosen, left_out = _fit(waiting, case_items, spare, has_one=bool(parked_cases))
    middle = (
        tuple(_again(each) for each in parked_cases)
        + chosen
        + tuple(_again(each) for each in others)
    )
    return Proposal(items=_in_plan_order(plan, kept, middle, actions), left_out=left_out)


def restricted_title(ref: str) -> str:
    """What everybody reads of a restricted case: that there is one, and its reference."""
    return tr("Restricted case {ref}", ref=ref) if ref else tr("Restricted case")


def agenda_minutes(items: Sequence[AgendaItem]) -> int:
    """What the items ask for together, in minutes; parked ones ask for nothing."""
    return sum(
        item.minutes + item.extra_minutes for item in items if item.state is not ItemState.PARKED
    )


def minutes_over(items: Sequence[AgendaItem], minutes: int) -> int:
    """Minutes by which the agenda exceeds the time there is; negative where time is to spare."""
    return agenda_minutes(items) - minutes


def item_to_park(items: Sequence[AgendaItem], minutes: int) -> AgendaItem | None:
    """The item to park where the agenda is over time: the case or other topic of lowest priority.

    Items come in the agenda's order, which is that of priority; None where time suffices or only
    the first topic is left.
    """
    if minutes_over(items, minutes) <= 0:
        return None
    topics = (ItemKind.CASE, ItemKind.NOTE, ItemKind.GUIDELINE, ItemKind.OTHER)
    waiting = [
        item for item in items if item.item_kind in topics and item.state is ItemState.TO_COME
    ]
    return waiting[-1] if len(waiting) > 1 else None


def _is_wanted(item: PlanItem, actions: Sequence[Unsettled], has_last_minutes: bool) -> bool:
    if item.required:
        return True
    if item.kind is ItemKind.MINUTES:
        return has_last_minutes
    if item.kind is ItemKind.ACTIONS:
        return bool(actions)
    return True


def _fit(
    waiting: Sequence[WaitingCase], case_items: Sequence[PlanItem], spare: int, *, has_one: bool
) -> tuple[tuple[ProposedItem, ...], tuple[WaitingCase, ...]]:
    chosen: list[ProposedItem] = []
    left_out: list[WaitingCase] = []
    for case in waiting:
        planned = case_items[min(len(chosen), len(case_items) - 1)].minutes if case_items else 0
        minutes = case.minutes or planned or LEAST_CASE_MINUTES
        is_first = not chosen and not has_one
        if not case_items or (minutes > spare and not is_first):
            left_out.append(case)
            continue
        chosen.append(
            ProposedItem(
                item_kind=ItemKind.CASE,
                title=case.title,
                minutes=max(LEAST_CASE_MINUTES, min(minutes, spare)) if is_first else minutes,
                subject=case.case,
                restricted=case.restricted,
                note=case.reason,
            )
        )
        spare -= chosen[-1].minutes
    return tuple(chosen), tuple(left_out)


def _in_plan_order(
    plan: MeetingPlan,
    kept: Sequence[PlanItem],
    middle: Sequence[ProposedItem],
    actions: Sequence[Unsettled],
) -> tuple[ProposedItem, ...]:
    """The fixed items around the middle, which stands where the plan has its cases.

    A plan without a place for cases gets the middle before its last items.
    """
    made: list[ProposedItem] = []
    is_placed = False
    for item in plan.items:
        is_end = item.kind in (ItemKind.READ_BACK, ItemKind.SHARE, ItemKind.CLOSE)
        if not is_placed and (item.repeat is Repeat.PER_CASE or is_end):
            made.extend(middle)
            is_placed = True
        if item in kept:
            note = _actions_note(actions) if item.kind is ItemKind.ACTIONS else ""
            made.append(
                ProposedItem(item_kind=item.kind, title=item.title, minutes=item.minutes, note=note)
            )
    return tuple(made if is_placed else [*made, *middle])


def _again(parked: ParkedItem) -> ProposedItem:
    reason = parked.reason or tr("no reason given")
    return ProposedItem(
        item_kind=parked.item_kind,
        title=parked.title,
        minutes=max(1, parked.minutes),
        subject=parked.subject,
        restricted=parked.restricted,
        note=tr("Parked last time: {reason}", reason=reason),
    )


def _actions_note(actions: Sequence[Unsettled]) -> str:
    overdue = sum(1 for each in actions if each.overdue_days)
    others = len(actions) - overdue
    parts = []
    if overdue:
        parts.append(plural("{n} overdue", "{n} overdue", overdue))
    if others:
        parts.append(plural("{n} to settle", "{n} to settle", others))
    return ", ".join(parts)
