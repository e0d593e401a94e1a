"""This is where an action is read with all that its panel shows."""

from dataclasses import dataclass
from datetime import date, datetime

from layerdesk.domain.follow_up.due import Band, band_of, days_overdue
from layerdesk.domain.follow_up.records import Action, ActionUpdate, UpdateKind
from layerdesk.domain.follow_up.rights import may_lead, may_tell, may_update
from layerdesk.domain.follow_up.states import Lack, lacking
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.follow_up.list_actions import Origin, Origins
from layerdesk.usecases.ports import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """One entry of the progress log."""

    update_kind: UpdateKind
    words: str
    day: date | None
    by: str
    """A name, or nothing where it is not known."""
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionView:
    """An action with its progress, and what the viewer may do with it."""

    action: Action
    owner_name: str
    owner_left: bool
    helpers: tuple[str, ...]
    """Names, in their order."""
    band: Band
    overdue_days: int
    today: date
    origin: Origin
    updates: tuple[UpdateView, ...]
    """The latest first."""
    lacking: tuple[Lack, ...]
    people: tuple[tuple[RecordId, str], ...]
    """Who works here now, by name, to choose an owner from."""
    mine: bool
    may_update: bool
    may_tell: bool
    may_lead: bool


def read_action(reading: Reading, action_id: RecordId) -> ActionView:
    """The action with its progress log and where it comes from. Raises Missing."""
    action = reading.get(Action, action_id)
    viewer, today = reading.viewer, reading.today
    people = {each.id: each for each in reading.find(Person)}
    names = {key: each.name for key, each in people.items()}
    owner = people.get(action.owner) if action.owner else None
    here = sorted(
        (each for each in people.values() if each.is_active(today)),
        key=lambda each: each.name.casefold(),
    )
    return ActionView(
        action=action,
        owner_name=owner.name if owner else "",
        owner_left=bool(owner and owner.active_to and owner.active_to < today),
        helpers=tuple(sorted(names[RecordId(each)] for each in action.helpers if each in names)),
        band=band_of(action.state, action.due, today),
        overdue_days=days_overdue(action.state, action.due, today),
        today=today,
        origin=Origins(reading).of(action.meeting, action.case, action.note),
        updates=_updates(reading, action, names),
        lacking=lacking(action),
        people=tuple((each.id, each.name) for each in here),
        mine=action.owner == viewer.person,
        may_update=may_update(action, person=viewer.person, roles=viewer.roles),
        may_tell=may_tell(action, person=viewer.person, roles=viewer.roles),
        may_lead=may_lead(viewer.roles),
    )


def _updates(
    reading: Reading, action: Action, names: dict[RecordId, str]
) -> tuple[UpdateView, ...]:
    found = reading.find(ActionUpdate, action=action.id)
    latest = sorted(
        found,
        key=lambda each: (each.day or date.min, each.created_at or reading.now, each.id),
        reverse=True,
    )
    return tuple(
        UpdateView(
            update_kind=each.update_kind,
            words=each.text.plain,
            day=each.day,
            by=names.get(each.created_by, "") if each.created_by else "",
            at=each.created_at,
        )
        for each in latest
    )
