"""This is where it is decided which actions come back to a meeting, and why."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from layerdesk.domain.follow_up.due import days_overdue, short_day
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.follow_up.states import SETTLED
from layerdesk.domain.language import plural, tr
from layerdesk.domain.record import RecordId

NOBODY_LEFT: frozenset[RecordId] = frozenset()


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An action that a meeting should talk about, and why."""

    action: Action
    reason: str
    """A sentence without a full stop."""
    overdue_days: int = 0


def unsettled(
    actions: Sequence[Action], day: date, *, left: Set[RecordId] = NOBODY_LEFT
) -> tuple[Unsettled, ...]:
    """The actions that a meeting on this day should talk about, the longest overdue first.

    What has no date stands where the day itself would. ``left`` are the people who have left the
    practice by then.
    """
    found = [
        Unsettled(action, reason, days_overdue(action.state, action.due, day))
        for action in actions
        if (reason := unsettled_reason(action, day, left=left))
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (-each.overdue_days, each.action.due or day, each.action.id),
        )
    )


def unsettled_reason(action: Action, day: date, *, left: Set[RecordId] = NOBODY_LEFT) -> str:
    """Why a meeting on this day should talk about the action, or nothing where it need not."""
    if action.state in SETTLED:
        return ""
    overdue = days_overdue(action.state, action.due, day)
    if action.owner in left and action.state is not ActionState.DONE_AWAITING_EVIDENCE:
        if overdue:
            return plural(
                "Its owner has left, and it is overdue by {n} day",
                "Its owner has left, and it is overdue by {n} days",
                overdue,
            )
        return tr("Its owner has left")
    if overdue:
        return plural("Overdue by {n} day", "Overdue by {n} days", overdue)
    if action.state is ActionState.BLOCKED:
        return tr("Blocked")
    if action.state is ActionState.DONE_AWAITING_EVIDENCE:
        return tr("Done, evidence to be shown")
    if action.state is ActionState.PROPOSED:
        return tr("Proposed, not yet agreed")
    if action.due is None:
        return tr("Has no date")
    if action.due <= day:
        return tr("Due {day}", day=short_day(action.due, day))
    return ""
