"""This is where the facts are counted that decide what a case still needs."""

from layerdesk.domain.cases.records import Answer, Case, ContributoryFactor, TimelineEntry
from layerdesk.domain.cases.states import ENDED, CaseFacts
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import AgendaItem
from layerdesk.domain.people.records import Practice
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.following import copies_of
from layerdesk.usecases.cases.identifiers import blocking, words_of
from layerdesk.usecases.ports import Reading

FINISHED = frozenset(
    {
        ActionState.DONE_AWAITING_EVIDENCE,
        ActionState.DONE_EVIDENCED,
        ActionState.STOPPED,
        ActionState.TRANSFERRED,
    }
)
"""States in which nothing of an action is left to be done."""

LFPSE_NATIONS = frozenset({"england"})


def ids_of(reading: Reading, case: Case) -> tuple[RecordId, ...]:
    """The ids under which other records may know the case: its own and its older copies'."""
    return (case.id, *(copy.id for copy in copies_of(reading, case)))


def facts_of(reading: Reading, case: Case) -> CaseFacts:
    """What the guards need to know of a case; for one that has ended identifiers aren't sought."""
    ids = ids_of(reading, case)
    actions = [
        action
        for action in reading.find(Action, case=ids)
        if action.state is not ActionState.STOPPED
    ]
    answers = [answer for answer in reading.find(Answer, case=case.id) if answer.text]
    timeline = reading.find(TimelineEntry, case=case.id)
    factors = reading.find(ContributoryFactor, case=case.id)
    seek = case.state not in ENDED and not case.identifier_reason
    words = words_of(case, *timeline, *factors, *answers) if seek else ()
    practices = reading.find(Practice)
    return CaseFacts(
        timeline=len(timeline),
        answers=len(answers),
        learning_points=len(reading.find(LearningPoint, case=ids)),
        actions=len(actions),
        actions_without_owner_or_date=sum(
            1 for action in actions if action.owner is None or action.due is None
        ),
        actions_open=sum(1 for action in actions if action.state not in FINISHED),
        on_agenda=bool(reading.find(AgendaItem, subject=ids)),
        identifiers_left=bool(blocking(reading, words)),
        lfpse_applies=not practices or practices[0].nation in LFPSE_NATIONS,
    )
