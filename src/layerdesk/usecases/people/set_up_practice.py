"""This is where a practice begins on a desk alone: its spaces, and the person at the desk."""

from collections.abc import Iterable

from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.ids import only_one
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import (
    Membership,
    Person,
    Practice,
    Role,
    Space,
    SpaceKind,
)
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.usecases.ports import Work

NAME_LIMIT = 120


def set_up_practice(
    work: Work,
    *,
    practice: str,
    person: str,
    job_role: str,
    nation: str = "england",
    roles: Iterable[Role] = tuple(Role),
    sample: bool = False,
) -> Practice:
    """Make the spaces *me*, review team and practice, the practice, and the person at this desk.

    The viewer's person id names who is made; ``practice`` and ``person`` are 1–120 characters. The
    first person holds all roles unless told otherwise. Raises FieldWrong for an empty name.
    """
    for name, label in ((practice, tr("Practice name")), (person, tr("Your name"))):
        if not 1 <= len(name.strip()) <= NAME_LIMIT:
            raise FieldWrong(field=label, reason=tr("Write between 1 and 120 characters."))
    me = work.viewer.person
    spaces = {kind: _space(work, kind, me) for kind in _KINDS}
    home = spaces[SpaceKind.PRACTICE]
    work.save(
        None,
        Person(
            id=me,
            space=home,
            name=person.strip(),
            job_role=job_role,
            roles=frozenset(role.value for role in roles),
            active_from=work.today,
        ),
    )
    return work.save(
        None,
        Practice(
            id=only_one(home, Practice.kind),
            space=home,
            name=practice.strip(),
            nation=nation,
            sea_lead=me,
            follow_up_lead=me,
            sample=sample,
        ),
    )


_KINDS = (SpaceKind.ME, SpaceKind.REVIEW_TEAM, SpaceKind.PRACTICE)


def _space(work: Work, kind: SpaceKind, me: RecordId) -> SpaceId:
    record_id = work.new_id()
    space = SpaceId(record_id)
    work.save(None, Space(id=record_id, space=space, space_kind=kind))
    work.save(
        None,
        Membership(id=only_one(space, Membership.kind, me), space=space, person=me, admin=True),
    )
    return space
