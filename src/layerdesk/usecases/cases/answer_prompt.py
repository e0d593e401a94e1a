"""This is where the prompts of a case's review method are answered."""

from collections.abc import Mapping, Sequence

from layerdesk.domain.cases.checks import check_length
from layerdesk.domain.cases.records import Answer, Case
from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.allowing import allow_editing
from layerdesk.usecases.cases.following import answer_id
from layerdesk.usecases.cases.identifiers import guard_edit
from layerdesk.usecases.ports import Reading, Work

ANSWER_LENGTH = 10_000


def answers_of(reading: Reading, case_id: RecordId) -> Mapping[str, Answer]:
    """The answers of a case by the id of their prompt."""
    return {answer.prompt: answer for answer in reading.find(Answer, case=case_id)}


def empty_answer(case: Case, prompt: str) -> Answer:
    """The answer that a case does not have yet, for a screen to begin from."""
    return Answer(id=answer_id(case, prompt), space=case.space, case=case.id, prompt=prompt)


def answer_prompt(work: Work, before: Answer, after: Answer) -> Answer:
    """Keep the answer to one prompt; ``before`` may be an ``empty_answer``.

    At most 10,000 characters. Raises FieldWrong, NotAllowed, IdentifiersFound.
    """
    case = work.get(Case, before.case)
    allow_editing(work, case)
    check_length(tr("Answer"), after.text.plain, ANSWER_LENGTH)
    guard_edit(work, before, after, reason=case.identifier_reason)
    if work.maybe(Answer, before.id) is None:
        return work.save(None, after)
    return work.save(before, after)


def unanswered(answers: Mapping[str, Answer], prompts: Sequence[str]) -> tuple[str, ...]:
    """The prompts that nobody has answered yet, in their order."""
    return tuple(each for each in prompts if each not in answers or not answers[each].text)
