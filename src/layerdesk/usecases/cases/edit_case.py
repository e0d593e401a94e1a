"""This is where the fields of a case are edited; its state is moved elsewhere."""

from layerdesk.domain.cases.checks import check_case
from layerdesk.domain.cases.records import Case
from layerdesk.domain.cases.reporters import stays_unnamed
from layerdesk.domain.cases.states import ENDED
from layerdesk.domain.errors import NotAllowed, WrongState
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.usecases.cases.allowing import allow_editing, allow_triage, lies_in
from layerdesk.usecases.cases.identifiers import guard_edit
from layerdesk.usecases.ports import Work

_OWN = (SpaceKind.ME, SpaceKind.NAMED)

_BY_TRIAGE = (
    "risk_consequence",
    "risk_likelihood",
    "learning_value",
    "priority_manual",
    "priority_reason",
)
"""Who judges these decides what the practice looks at first."""

_BY_USE_CASE = (
    "state",
    "restricted",
    "ref",
    "continued_as",
    "derived_from",
    "merged_into",
    "closure_date",
    "closure_by",
    "closure_override",
)
"""Changed by a step of the case's way only."""

_WHO_REPORTED = ("reporter", "reported_by_role")


def edit_case(work: Work, before: Case, after: Case) -> Case:
    """Keep what was changed in a case; ``before`` is what the screen showed.

    Raises FieldWrong or ReasonNeeded for what cannot be kept, NotAllowed, WrongState for a case
    that has ended or a state changed by hand, IdentifiersFound for block-level identifiers in new
    words of a case that others see, unless it has an ``identifier_reason``.
    """
    allow_editing(work, before)
    if before.state in ENDED or _differ(before, after, _BY_USE_CASE):
        raise WrongState(state=before.state, wanted=after.state)
    if _differ(before, after, _BY_TRIAGE) and lies_in(work, before) not in _OWN:
        allow_triage(work)
    if stays_unnamed(before) and _differ(before, after, _WHO_REPORTED):
        _allow_naming(work, before)
    check_case(after)
    guard_edit(work, before, after, reason=after.identifier_reason)
    return work.save(before, after)


def _allow_naming(work: Work, case: Case) -> None:
    """Who stays unnamed is named by nobody else."""
    if case.reporter != work.viewer.person:
        raise NotAllowed(
            what=tr("Whoever reported this wishes to stay unnamed; only they can change that.")
        )


def _differ(before: Case, after: Case, names: tuple[str, ...]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)
