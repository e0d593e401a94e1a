"""This is where a person begins to belong to a space, so that their desks may be let in."""

from collections.abc import Sequence
from dataclasses import replace

from layerdesk.domain.ids import only_one
from layerdesk.domain.people.records import Membership, Person, Role
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.usecases.ports import Work


def reviews(person: Person) -> bool:
    """Whether the person's roles make them one of the review team."""
    return bool(person.roles - {Role.STAFF.value})


def welcome_person(work: Work, person: RecordId, spaces: Sequence[SpaceId]) -> None:
    """Make the person a member of these spaces of the viewer's; being one already is fine.

    It can't be undone: whoever was let in has seen what is there.
    """
    for space in spaces:
        own = only_one(space, Membership.kind, person)
        known = work.maybe(Membership, own)
        if known is None:
            work.save(None, Membership(id=own, space=space, person=person))
        elif known.ended:
            work.save(known, replace(known, ended=False))
