"""This is where members of staff are added, changed and noted as leaving."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from layerdesk.domain.errors import FieldWrong, NotAllowed
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Membership, Person, Role, SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.usecases.people.allowing import allow_settings
from layerdesk.usecases.people.welcome_person import reviews, welcome_person
from layerdesk.usecases.ports import Work

NAME_LIMIT = 120


def add_person(
    work: Work,
    *,
    name: str,
    job_role: str,
    roles: Iterable[Role] = (Role.STAFF,),
    active_from: date | None = None,
) -> Person:
    """A new member of staff, from today unless a first day is given.

    ``name`` is 1–120 characters. Raises NotAllowed and FieldWrong, also where somebody of this name
    works here already.
    """
    allow_settings(work)
    person = Person(
        id=work.new_id(),
        space=work.viewer.space(SpaceKind.PRACTICE),
        name=" ".join(name.split()),
        job_role=job_role,
        roles=frozenset(role.value for role in roles),
        active_from=active_from or work.today,
    )
    _check(person)
    for other in work.find(Person):
        if other.name.casefold() == person.name.casefold() and other.is_active(work.today):
            raise FieldWrong(
                field=tr("Name"),
                reason=tr(
                    "“{name}” is on the list already. Add something that tells the two apart.",
                    name=person.name,
                ),
            )
    return work.save(None, person)


def edit_person(work: Work, before: Person, after: Person) -> Person:
    """Change a person's details. Everybody may change their own name and job.

    Whoever has a desk of their own and gets a role beside that of staff belongs to the review team
    from then on, and no longer once they have none; nobody puts themselves out. Raises NotAllowed
    and FieldWrong; the last practice manager stays one.
    """
    after = replace(after, name=" ".join(after.name.split()))
    only_name = replace(after, name=before.name, job_role=before.job_role) == before
    if not (only_name and before.id == work.viewer.person):
        allow_settings(work)
    _check(after)
    _keep_a_manager(work, before, after)
    if after.roles != before.roles:
        _follow_roles(work, after)
    return work.save(before, after)


def end_person(work: Work, person: RecordId, *, last_day: date, reason: str = "") -> Person:
    """Note that a person leaves: what they wrote stays theirs.

    From the last day on, if it is not still to come, they belong to no group any more. Open actions
    stay with them until they are given to somebody else. Raises NotAllowed and FieldWrong.
    """
    allow_settings(work)
    before = work.get(Person, person)
    if before.active_from is not None and last_day < before.active_from:
        raise FieldWrong(
            field=tr("Last day"), reason=tr("It comes before the first day. Choose a later one.")
        )
    after = replace(before, active_to=last_day)
    _keep_a_manager(work, before, after)
    if reason.strip():
        work.because(reason.strip())
    if last_day <= work.today:
        for each in work.find(Membership, person=person, ended=False):
            work.save(each, replace(each, ended=True))
    return work.save(before, after)


def _follow_roles(work: Work, person: Person) -> None:
    spaces = {kind: space for space, kind in work.viewer.spaces.items()}
    team, practice = spaces.get(SpaceKind.REVIEW_TEAM), spaces.get(SpaceKind.PRACTICE)
    if team is None or not work.find(Membership, space=practice, person=person.id, ended=False):
        return
    if reviews(person):
        welcome_person(work, person.id, (team,))
    elif person.id != work.viewer.person:
        for each in work.find(Membership, space=team, person=person.id, ended=False):
            work.save(each, replace(each, ended=True))


def _check(person: Person) -> None:
    if not 1 <= len(person.name) <= NAME_LIMIT:
        raise FieldWrong(field=tr("Name"), reason=tr("Write between 1 and 120 characters."))
    if not person.job_role:
        raise FieldWrong(field=tr("Job"), reason=tr("Choose what this person does."))
    first, last = person.active_from, person.active_to
    if first is not None and last is not None and last < first:
        raise FieldWrong(
            field=tr("Last day"), reason=tr("It comes before the first day. Choose a later one.")
        )


def _keep_a_manager(work: Work, before: Person, after: Person) -> None:
    if not _manages(before) or _manages(after):
        return
    if not any(_manages(each) for each in work.find(Person) if each.id != after.id):
        raise NotAllowed(
            what=tr(
                "Somebody has to be practice manager in LayerDesk. Give the role to another person"
                " first."
            )
        )


def _manages(person: Person) -> bool:
    return Role.PRACTICE_MANAGER.value in person.roles and person.active_to is None
