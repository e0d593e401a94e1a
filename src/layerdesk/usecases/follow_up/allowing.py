"""This is where a use case refuses to change an action that is not the viewer's to change."""

from layerdesk.domain.errors import FieldWrong, NotAllowed, ReasonNeeded
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.follow_up.rights import may_lead, may_tell, may_update
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Person, SpaceKind
from layerdesk.domain.record import Record, RecordId
from layerdesk.usecases.cases.identifiers import changed_words, keep_identifiers_out
from layerdesk.usecases.ports import Reading


def action_to_update(reading: Reading, action_id: RecordId) -> Action:
    """The action, if the viewer may change it. Raises Missing or NotAllowed."""
    action = reading.get(Action, action_id)
    if not may_update(action, person=reading.viewer.person, roles=reading.viewer.roles):
        raise NotAllowed(what=tr("Only its owner, facilitators and leads change an action."))
    return action


def action_to_tell(reading: Reading, action_id: RecordId) -> Action:
    """The action, if the viewer may add to its progress. Raises Missing or NotAllowed."""
    action = reading.get(Action, action_id)
    if not may_tell(action, person=reading.viewer.person, roles=reading.viewer.roles):
        raise NotAllowed(
            what=tr("Only its owner, those who help, facilitators and leads add to an action.")
        )
    return action


def allow_leading(reading: Reading) -> None:
    """Raise NotAllowed unless the viewer sees to other people's actions."""
    if not may_lead(reading.viewer.roles):
        raise NotAllowed(
            what=tr("Only facilitators, leads and the practice manager give actions to others.")
        )


def active_person(reading: Reading, person: RecordId | None) -> Person:
    """Somebody who works here now. Raises FieldWrong for anybody else."""
    found = reading.maybe(Person, person)
    if found is None:
        raise FieldWrong(field=tr("Owner"), reason=tr("Choose one person who will see to it."))
    if not found.is_active(reading.today):
        raise FieldWrong(
            field=tr("Owner"),
            reason=tr("{name} no longer works here. Choose somebody else.", name=found.name),
        )
    return found


def need_reason(reason: str, what: str) -> str:
    """The reason without spaces around it. Raises ReasonNeeded where there is none."""
    if not reason.strip():
        raise ReasonNeeded(what=what)
    return reason.strip()


def guard_words(reading: Reading, before: Record | None, after: Record) -> None:
    """Raise IdentifiersFound where words that others will see identify somebody."""
    if reading.viewer.spaces.get(after.space) is not SpaceKind.ME:
        keep_identifiers_out(reading, changed_words(before, after), reason="")
