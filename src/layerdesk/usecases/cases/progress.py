"""This is where a reporter outside the review team learns how their report stands.

The review team works on its own copy, which the reporter may not see before it is discussed. Each
state that it comes to leaves a trace where the whole practice can read, which names nothing but the
reporter's own draft: only its author can tell what it is about. A restricted case leaves none.
"""

from dataclasses import dataclass
from datetime import datetime

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.people.records import Access, AccessKind, SpaceKind
from layerdesk.usecases.cases.allowing import lies_in
from layerdesk.usecases.ports import Reading, Work


@dataclass(frozen=True, slots=True)
class Progress:
    """That a report came to a state, and when."""

    when: datetime
    state: CaseState


def tell_reporter(work: Work, case: Case) -> None:
    """Leave a trace of the state that a report in the review team has come to."""
    if lies_in(work, case) is not SpaceKind.REVIEW_TEAM or case.derived_from is None:
        return
    work.save(
        None,
        Access(
            id=work.new_id(),
            space=work.viewer.space(SpaceKind.PRACTICE),
            what=AccessKind.REPORT_CAME_ON,
            record_kind=Case.kind,
            record=case.derived_from,
            detail=case.state,
        ),
    )


def progress_of(reading: Reading, draft: Case) -> tuple[Progress, ...]:
    """The states that the viewer's report came to in the review team, oldest first."""
    traces = reading.find(Access, what=AccessKind.REPORT_CAME_ON, record=draft.id)
    found = [
        Progress(each.created_at or reading.now, CaseState(each.detail))
        for each in traces
        if each.detail in tuple(CaseState)
    ]
    return tuple(sorted(found, key=lambda each: each.when))
