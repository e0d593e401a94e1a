"""This is where the people of the practice are listed, and what leavers leave open."""

from dataclasses import dataclass
from datetime import date

from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.ports import Reading

SETTLED = frozenset(
    {ActionState.DONE_EVIDENCED, ActionState.STOPPED, ActionState.TRANSFERRED, ActionState.PROPOSED}
)
"""States of actions that nobody needs to take over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction:
    """An action that still waits for its owner."""

    id: RecordId
    ref: str
    text: str
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person in the list."""

    person: Person
    is_me: bool
    is_active: bool
    open_actions: tuple[OpenAction, ...]
    """Earliest due first; those without a date last."""


def list_people(reading: Reading) -> tuple[PersonLine, ...]:
    """Everybody, by name: those who work here first, then those who left."""
    waiting: dict[RecordId, list[OpenAction]] = {}
    for action in reading.find(Action):
        if action.owner is not None and action.state not in SETTLED:
            waiting.setdefault(action.owner, []).append(
                OpenAction(id=action.id, ref=action.ref, text=action.text, due=action.due)
            )
    lines = [
        PersonLine(
            person=each,
            is_me=each.id == reading.viewer.person,
            is_active=each.is_active(reading.today),
            open_actions=tuple(sorted(waiting.get(each.id, ()), key=_by_date)),
        )
        for each in reading.find(Person)
    ]
    return tuple(sorted(lines, key=lambda line: (not line.is_active, line.person.name.casefold())))


def _by_date(action: OpenAction) -> tuple[date, str]:
    return action.due or date.max, action.text
