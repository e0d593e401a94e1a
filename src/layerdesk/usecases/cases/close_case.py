"""This is where a case is closed: only with learning, owned actions and word to who reported it."""

from dataclasses import replace

from layerdesk.domain.cases.records import Case, CaseState, Embedded
from layerdesk.domain.cases.states import may_move, steps_missing
from layerdesk.domain.errors import StepsMissing, WrongState
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.allowing import allow_closing
from layerdesk.usecases.cases.facts import facts_of
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.cases.progress import tell_reporter
from layerdesk.usecases.ports import Work


def close_case(
    work: Work,
    case_id: RecordId,
    *,
    statement: str = "",
    lessons_embedded: Embedded | None = None,
    feedback: str = "",
    override_reason: str = "",
) -> Case:
    """Close a case. What is given here is kept with it; what is empty stays as it stands.

    Steps that are missing raise StepsMissing unless ``override_reason`` says why the case is closed
    all the same, which is kept as ``closure_override``. Raises WrongState, NotAllowed.
    """
    allow_closing(work)
    case = latest(work, case_id)
    if not may_move(case, CaseState.CLOSED):
        raise WrongState(state=case.state, wanted=CaseState.CLOSED)
    told = bool(feedback.strip())
    ready = replace(
        case,
        closure_statement=case.closure_statement.saying(
            statement.strip() or case.closure_statement.plain
        ),
        feedback=case.feedback.saying(feedback.strip() or case.feedback.plain),
        feedback_date=work.today if told else case.feedback_date,
        lessons_embedded=lessons_embedded or case.lessons_embedded,
    )
    steps = steps_missing(ready, CaseState.CLOSED, facts=facts_of(work, ready))
    override = override_reason.strip() if steps else ""
    if steps and not override:
        raise StepsMissing(state=CaseState.CLOSED, steps=steps)
    if override:
        work.because(override)
    closed = work.save(
        case,
        replace(
            ready,
            state=CaseState.CLOSED,
            state_reason="",
            closure_date=work.today,
            closure_by=work.viewer.person,
            closure_override=override,
        ),
    )
    tell_reporter(work, closed)
    return closed
