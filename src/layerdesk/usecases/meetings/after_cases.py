"""This is where a meeting tells the cases on its agenda what became of them.

All that the meetings room does to a case's state is here.
"""

from dataclasses import replace

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.rights import may_bring
from layerdesk.domain.cases.states import may_move
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.meetings.records import AgendaItem, ItemKind, ItemState, Meeting
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.cases.move_case import move_case
from layerdesk.usecases.ports import Work

MORE_FACTS = "more_facts_needed"
"""The outcome after which facts are gathered again."""


def schedule_case(work: Work, case: Case) -> None:
    """A ready case that stands on an agenda is scheduled."""
    if case.state is CaseState.READY:
        _move(work, case, CaseState.SCHEDULED)


def unschedule_case(work: Work, item: AgendaItem) -> None:
    """A scheduled case that was taken off the agenda is ready again."""
    case = work.maybe(Case, item.subject)
    if case is not None and latest(work, case.id).state is CaseState.SCHEDULED:
        _move(work, latest(work, case.id), CaseState.READY)


def unschedule_cases(work: Work, meeting: Meeting) -> None:
    """All cases of a meeting that is called off are ready again."""
    for item in work.find(AgendaItem, meeting=meeting.id, item_kind=ItemKind.CASE):
        unschedule_case(work, item)


def settle_cases(work: Work, meeting: Meeting) -> None:
    """Each case that the meeting discussed gets its outcome, and moves on by it.

    It is discussed; where actions were agreed it is so marked, and where more facts are needed
    they are gathered again. A parked item leaves its case where it is. A case whose way does not
    lead there, or that the viewer may not move, keeps its state and still gets the outcome.
    """
    for item in work.find(
        AgendaItem, meeting=meeting.id, item_kind=ItemKind.CASE, state=ItemState.DONE
    ):
        before = work.maybe(Case, item.subject)
        if before is None or not item.outcome:
            continue
        case = latest(work, before.id)
        told = replace(case, outcome=item.outcome, discussed_on=work.today, discussed_at=meeting.id)
        work.save(case, told)
        discussed = _move(work, told, CaseState.DISCUSSED)
        if item.outcome == MORE_FACTS:
            _move(work, discussed, CaseState.GATHERING_FACTS)
        elif work.find(Action, item=item.id):
            _move(work, discussed, CaseState.ACTIONS_AGREED)


def _move(work: Work, case: Case, state: CaseState) -> Case:
    if may_move(case, state) and may_bring(work.viewer.roles, state):
        return move_case(work, case.id, state)
    return case
