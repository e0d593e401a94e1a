"""This is where a case moves along its way, or to the side of it."""

from dataclasses import replace

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.states import (
    REASON_NEEDED,
    may_move,
    steps_missing,
)
from layerdesk.domain.errors import FieldWrong, StepsMissing, WrongState
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.allowing import (
    allow_closing,
    allow_moving,
    allow_triage,
    lies_in,
    need_reason,
)
from layerdesk.usecases.cases.facts import facts_of
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.cases.progress import tell_reporter
from layerdesk.usecases.ports import Work

_BY_THEMSELVES = frozenset(
    {CaseState.REPORTED, CaseState.CLOSED, CaseState.MERGED, CaseState.REOPENED}
)
"""States that ``report_case``, ``close_case``, ``merge_case`` and ``reopen_case`` lead to."""


def move_case(work: Work, case_id: RecordId, to_state: CaseState, *, reason: str = "") -> Case:
    """Bring a case into a state of its way, or park it, drop it or hand it over with a reason.

    Follows the case to its newest copy. Raises WrongState where no way leads there (or another use
    case does), StepsMissing with each missing step, NotAllowed, ReasonNeeded.
    """
    case = latest(work, case_id)
    allow_moving(work, to_state)
    drafted = lies_in(work, case) is SpaceKind.ME
    if to_state in _BY_THEMSELVES or drafted or not may_move(case, to_state):
        raise WrongState(state=case.state, wanted=to_state)
    if to_state in REASON_NEEDED:
        reason = need_reason(reason, tr("Say why."))
    steps = steps_missing(case, to_state, facts=facts_of(work, case))
    if steps:
        raise StepsMissing(state=to_state, steps=steps)
    if reason:
        work.because(reason)
    return _moved(work, case, replace(case, state=to_state, state_reason=reason))


def triage_case(work: Work, case_id: RecordId) -> Case:
    """Say that a reported case has been looked at: kind of event, risk, candour, LFPSE.

    Raises StepsMissing, WrongState, NotAllowed.
    """
    return move_case(work, case_id, CaseState.TRIAGED)


def park_case(work: Work, case_id: RecordId, *, reason: str) -> Case:
    """Lay a case aside until later. Raises ReasonNeeded, WrongState, NotAllowed."""
    return move_case(work, case_id, CaseState.PARKED, reason=reason)


def drop_case(work: Work, case_id: RecordId, *, reason: str) -> Case:
    """Say that a report is not a case, and why; it stays. Raises as ``park_case`` does."""
    return move_case(work, case_id, CaseState.NOT_A_CASE, reason=reason)


def transfer_case(work: Work, case_id: RecordId, *, to: str, reason: str = "") -> Case:
    """Hand a case over to another process, such as complaints or safeguarding.

    ``to`` says where, in words. Raises as ``park_case`` does.
    """
    where = need_reason(to, tr("Say where the case is handed over to."))
    words = f"{where}: {reason.strip()}" if reason.strip() else where
    return move_case(work, case_id, CaseState.TRANSFERRED, reason=words)


def merge_case(work: Work, case_id: RecordId, into: RecordId, *, reason: str = "") -> Case:
    """End a case because another one tells the same event; each then links to the other.

    Gives the ended case. Raises FieldWrong for itself, WrongState, NotAllowed.
    """
    allow_triage(work)
    case, kept = latest(work, case_id), latest(work, into)
    if case.id == kept.id:
        raise FieldWrong(
            field=tr("Merge into"), reason=tr("Choose another case than this one itself.")
        )
    if not may_move(case, CaseState.MERGED):
        raise WrongState(state=case.state, wanted=CaseState.MERGED)
    if kept.state in (CaseState.MERGED, CaseState.DRAFT):
        raise WrongState(state=kept.state, wanted=CaseState.TRIAGED)
    if reason.strip():
        work.because(reason.strip())
    work.save(kept, replace(kept, linked_cases=kept.linked_cases | {case.id}))
    return _moved(
        work,
        case,
        replace(
            case,
            state=CaseState.MERGED,
            state_reason=reason.strip(),
            merged_into=kept.id,
            linked_cases=case.linked_cases | {kept.id},
        ),
    )


def reopen_case(work: Work, case_id: RecordId, *, reason: str) -> Case:
    """Take up a case again that had ended. Its closing statement stays to be rewritten.

    Raises ReasonNeeded, WrongState, NotAllowed.
    """
    allow_closing(work)
    case = latest(work, case_id)
    if not may_move(case, CaseState.REOPENED):
        raise WrongState(state=case.state, wanted=CaseState.REOPENED)
    why = need_reason(reason, tr("Say why the case is taken up again."))
    work.because(why)
    return _moved(
        work,
        case,
        replace(
            case,
            state=CaseState.REOPENED,
            state_reason=why,
            closure_date=None,
            closure_by=None,
            closure_override="",
            merged_into=None,
        ),
    )


def _moved(work: Work, before: Case, after: Case) -> Case:
    moved = work.save(before, after)
    tell_reporter(work, moved)
    return moved
