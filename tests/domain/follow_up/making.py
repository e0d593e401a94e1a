"""This is where tests of the follow-up get actions and people."""

from typing import Any

from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId, SpaceId

SPACE = SpaceId("00000000-0000-7000-8000-0000000000aa")


def an_action(number: int = 1, **values: Any) -> Action:
    """An agreed action."""
    given = {"text": "Ask the laboratory", "state": ActionState.AGREED, **values}
    return Action(id=RecordId(f"a{number}"), space=SPACE, **given)


def a_person(name: str, **values: Any) -> Person:
    """A person whose id is the name in small letters."""
    return Person(id=RecordId(name.casefold()), space=SPACE, name=name, **values)
