"""This is where the window learns whose desk it is, and in which practice."""

from dataclasses import dataclass

from layerdesk.domain.people.records import Person, Practice
from layerdesk.usecases.people.edit_practice import read_practice
from layerdesk.usecases.ports import Reading, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """Who sits at this desk."""

    practice: Practice
    person: Person


def who_am_i(reading: Reading) -> WhoAmI:
    """The viewer and the practice. Raises Missing before the first start is finished."""
    return WhoAmI(
        practice=read_practice(reading), person=reading.get(Person, reading.viewer.person)
    )


def who_looks(reading: Reading) -> Viewer:
    """The viewer as the spaces and roles stand now."""
    return reading.viewer
