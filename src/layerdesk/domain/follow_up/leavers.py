"""This is where actions are found whose owner has left, so that none is left lying."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.follow_up.states import OPEN
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Somebody who has left, with the actions that they still own."""

    person: RecordId
    name: str
    left_on: date
    """Their last day."""
    actions: tuple[RecordId, ...]
    """At least one; those with the nearest date first."""


def who_left(people: Iterable[Person], today: date) -> frozenset[RecordId]:
    """Who no longer works here on this day; somebody who is yet to begin has not left."""
    return frozenset(
        each.id for each in people if each.active_to is not None and each.active_to < today
    )


def leavers(people: Sequence[Person], actions: Sequence[Action], today: date) -> tuple[Leaver, ...]:
    """Those who left while actions of theirs are open, who left last first."""
    gone = who_left(people, today)
    open_actions = sorted(
        (each for each in actions if each.state in OPEN),
        key=lambda each: (each.due or date.max, each.id),
    )
    found = [
        Leaver(
            person=person.id,
            name=person.name,
            left_on=person.active_to or today,
            actions=tuple(each.id for each in open_actions if each.owner == person.id),
        )
        for person in people
        if person.id in gone
    ]
    return tuple(
        sorted(
            (each for each in found if each.actions),
            key=lambda each: (-each.left_on.toordinal(), each.name),
        )
    )
