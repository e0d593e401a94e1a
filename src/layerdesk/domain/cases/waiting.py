"""This is where it is counted how long a case has been open, and whether its next step is late."""

from dataclasses import dataclass
from datetime import date, timedelta

from layerdesk.domain.cases.harm import CANDOUR_TO_DO
from layerdesk.domain.cases.records import CaseState
from layerdesk.domain.cases.risk import Band
from layerdesk.domain.cases.states import ENDED

SATURDAY = 5

TO_TRIAGE = frozenset({CaseState.REPORTED})
TO_DISCUSS = frozenset(
    {CaseState.TRIAGED, CaseState.GATHERING_FACTS, CaseState.READY, CaseState.SCHEDULED}
)
TO_FINISH = frozenset({CaseState.DISCUSSED, CaseState.ACTIONS_AGREED, CaseState.REOPENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """How long each step may take, counted from the day of the report.

    Source: domain model, workflow states (proposed defaults, a practice may have its own).
    """

    triage_working_days: int = 3
    discuss_days: int = 30
    discuss_days_if_high: int = 14
    follow_up_days: int = 60


DEFAULT_TARGETS = Targets()


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long a case has waited, and until when its next step should be taken."""

    days: int
    """Whole days since the report, 0 and up; until it was closed, for a closed case."""
    due: date | None
    """None where no step is due: drafts, parked cases, cases in follow-up and ended ones."""
    late: bool


def waiting(
    *,
    state: CaseState,
    since: date,
    today: date,
    band: Band | None = None,
    candour: str = "",
    closed_on: date | None = None,
    targets: Targets = DEFAULT_TARGETS,
) -> Waiting:
    """How long a case has been open; ``since`` is the day it was reported (or first written)."""
    ended = closed_on if state in ENDED and closed_on else today
    due = _due(state, since, band, candour, targets)
    return Waiting(max((ended - since).days, 0), due, due is not None and today > due)


def after_working_days(start: date, days: int) -> date:
    """The day that many working days (Monday to Friday) after the start; holidays are not known."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            days -= 1
    return day


def _due(
    state: CaseState, since: date, band: Band | None, candour: str, targets: Targets
) -> date | None:
    if state in TO_TRIAGE:
        same_day = band is Band.EXTREME or candour == CANDOUR_TO_DO
        return since if same_day else after_working_days(since, targets.triage_working_days)
    if state in TO_DISCUSS:
        soon = band in (Band.HIGH, Band.EXTREME)
        return since + timedelta(
            days=targets.discuss_days_if_high if soon else targets.discuss_days
        )
    return since + timedelta(days=targets.follow_up_days) if state in TO_FINISH else None
