"""This is where a person's own space begins on a desk that joins a practice."""

from layerdesk.domain.ids import only_one
from layerdesk.domain.people.records import Membership, Space, SpaceKind
from layerdesk.domain.record import SpaceId
from layerdesk.usecases.ports import Work


def begin_own_space(work: Work) -> Space:
    """Make the space *me*; the practice's spaces come from its hub."""
    made = work.new_id()
    space = SpaceId(made)
    person = work.viewer.person
    own = only_one(space, Membership.kind, person)
    work.save(None, Membership(id=own, space=space, person=person, admin=True))
    return work.save(None, Space(id=made, space=space, space_kind=SpaceKind.ME))
