"""This is where it is found which required questions the room left open under its cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from layerdesk.domain.cases.records import Answer, Case
from layerdesk.domain.errors import Missing
from layerdesk.domain.meetings.records import AgendaItem, ItemKind, ItemState
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.ports import Reading

Required = Callable[[Case], Sequence[tuple[str, str]]]
"""Gives for a case the required questions of its method: the id of each prompt, and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """An item whose case has required questions without an answer."""

    item: RecordId
    title: str
    questions: tuple[str, ...]
    """In words, one and more."""


def nothing_required(_case: Case) -> tuple[tuple[str, str], ...]:
    """Where nobody says what a method requires, it requires nothing."""
    return ()


def unanswered_questions(
    reading: Reading, items: Sequence[AgendaItem], required: Required
) -> tuple[Unanswered, ...]:
    """The taken up cases, in the agenda's order, whose required questions are open.

    Parked cases come back and are passed over, as are those that the viewer cannot see.
    """
    found = []
    for item in items:
        if item.item_kind is not ItemKind.CASE or item.state not in _TAKEN_UP:
            continue
        try:
            case = latest(reading, item.subject)
        except Missing:
            continue
        answered = {each.prompt for each in reading.find(Answer, case=case.id) if each.text}
        questions = tuple(words for prompt, words in required(case) if prompt not in answered)
        if questions:
            found.append(Unanswered(item=item.id, title=item.title, questions=questions))
    return tuple(found)


_TAKEN_UP = frozenset({ItemState.CURRENT, ItemState.DONE})
