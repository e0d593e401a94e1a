"""This is where actions are listed: one person's and everybody's, the most pressing first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from layerdesk.domain.cases.records import Case
from layerdesk.domain.document import Document
from layerdesk.domain.follow_up.due import BANDS, Band, band_of, days_overdue
from layerdesk.domain.follow_up.leavers import who_left
from layerdesk.domain.follow_up.my_list import ListedAction, my_list
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.follow_up.rights import may_lead
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.meetings.when import short_day_text
from layerdesk.domain.people.records import Person, Practice
from layerdesk.domain.record import RecordId
from layerdesk.usecases.columns import as_day, as_instant
from layerdesk.usecases.ports import Reading

_COLUMNS = (
    "id",
    "ref",
    "text",
    "state",
    "owner",
    "due",
    "strength",
    "how_we_will_know",
    "case",
    "meeting",
    "note",
    "replanned",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFilter:
    """Which actions to list; what is empty does not narrow."""

    owner: RecordId | None = None
    states: frozenset[ActionState] = frozenset()
    bands: frozenset[Band] = frozenset()
    strengths: frozenset[str] = frozenset()
    """strong, intermediate, weak."""
    open_only: bool = False
    of_leavers: bool = False
    """Only what belongs to people who have left."""
    words: str = ""
    """Words that text, reference, owner or origin contain, in any order."""


EVERY_ACTION = ActionFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an action comes from."""

    kind: str = ""
    """meeting, case or note; empty where it was simply added."""
    record: RecordId | None = None
    words: str = ""
    """A meeting's title and day, or a case's reference and title."""


NO_ORIGIN = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One line of a list of actions."""

    id: RecordId
    ref: str
    text: str
    state: ActionState
    owner: RecordId | None
    owner_name: str
    """Empty where nobody owns it."""
    owner_left: bool
    due: date | None
    band: Band
    overdue_days: int
    strength: str
    how_we_will_know: str
    origin: Origin
    replanned: int
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionList:
    """A list of actions with what its place shows around it."""

    today: date
    rows: tuple[ActionRow, ...]
    owners: tuple[tuple[RecordId, str], ...] = ()
    """Who owns an action or works here: id and name, by name."""
    people: tuple[tuple[RecordId, str], ...] = ()
    """Who works here now: id and name, by name."""
    may_lead: bool = False
    """Whether the viewer sees to the actions of others."""


def read_my_actions(reading: Reading) -> ActionList:
    """What the place My actions shows."""
    return ActionList(today=reading.today, rows=list_my_actions(reading))


def read_all_actions(reading: Reading, narrowed: ActionFilter = EVERY_ACTION) -> ActionList:
    """What the place All actions shows."""
    owning = {owner for (owner,) in reading.rows(Action, ("owner",))}
    people = sorted(reading.find(Person), key=lambda each: each.name.casefold())
    here = [each for each in people if each.is_active(reading.today)]
    return ActionList(
        today=reading.today,
        rows=list_all_actions(reading, narrowed),
        owners=tuple((each.id, each.name) for each in people if each in here or each.id in owning),
        people=tuple((each.id, each.name) for each in here),
        may_lead=may_lead(reading.viewer.roles),
    )


def list_my_actions(reading: Reading) -> tuple[ActionRow, ...]:
    """The viewer's own actions, the most pressing first; finished ones last."""
    return list_all_actions(reading, ActionFilter(owner=reading.viewer.person))


def list_all_actions(
    reading: Reading, narrowed: ActionFilter = EVERY_ACTION
) -> tuple[ActionRow, ...]:
    """The actions that the viewer sees, the longest overdue first; finished ones last."""
    people = {each.id: each for each in reading.find(Person)}
    left = who_left(people.values(), reading.today)
    equal: dict[str, object] = {"owner": narrowed.owner} if narrowed.owner else {}
    found = [
        dict(zip(_COLUMNS, row, strict=True)) for row in reading.rows(Action, _COLUMNS, **equal)
    ]
    origins = Origins(reading)
    rows = (_row(reading, values, people, left, origins) for values in found)
    return tuple(sorted((row for row in rows if _fits(row, narrowed)), key=_place))


def my_list_document(reading: Reading) -> Document:
    """The viewer's open actions as a document."""
    person = reading.get(Person, reading.viewer.person)
    practice = next((each.name for each in reading.find(Practice)), "")
    return my_list(
        [
            ListedAction(
                ref=row.ref,
                text=row.text,
                state=row.state,
                due=row.due,
                how_we_will_know=row.how_we_will_know,
                origin=row.origin.words,
            )
            for row in list_my_actions(reading)
        ],
        name=person.name,
        practice=practice,
        today=reading.today,
    )


class Origins:
    """Finds the words for where actions come from; each kind is read once."""

    def __init__(self, reading: Reading) -> None:
        zone = reading.zone
        self._meetings = {}
        for meeting, title, starts in reading.rows(Meeting, ("id", "title", "starts_at")):
            instant = as_instant(starts)
            day = short_day_text(instant.astimezone(zone).date()) if instant else ""
            self._meetings[meeting] = ", ".join(part for part in (title, day) if part)
        self._cases = {
            case: " ".join(part for part in (ref, title) if part)
            for case, ref, title in reading.rows(Case, ("id", "ref", "title"))
        }

    def of(self, meeting: RecordId | None, case: RecordId | None, note: RecordId | None) -> Origin:
        """The meeting, else the case, else the note; what the viewer cannot see is left out."""
        if meeting in self._meetings:
            return Origin(kind="meeting", record=meeting, words=self._meetings[meeting])
        if case in self._cases:
            return Origin(kind="case", record=case, words=self._cases[case])
        return Origin(kind="note", words=tr("A quick note")) if note else NO_ORIGIN


def _row(
    reading: Reading,
    values: Mapping[str, Any],
    people: Mapping[RecordId, Person],
    left: frozenset[RecordId],
    origins: Origins,
) -> ActionRow:
    state, due, owner = ActionState(values["state"]), as_day(values["due"]), values["owner"]
    return ActionRow(
        id=values["id"],
        ref=values["ref"],
        text=values["text"],
        state=state,
        owner=owner,
        owner_name=people[owner].name if owner in people else "",
        owner_left=owner in left,
        due=due,
        band=band_of(state, due, reading.today),
        overdue_days=days_overdue(state, due, reading.today),
        strength=values["strength"],
        how_we_will_know=values["how_we_will_know"],
        origin=origins.of(values["meeting"], values["case"], values["note"]),
        replanned=values["replanned"],
        mine=owner == reading.viewer.person,
    )


def _fits(row: ActionRow, narrowed: ActionFilter) -> bool:
    text = f"{row.ref} {row.text} {row.owner_name} {row.origin.words}".casefold()
    return (
        (not narrowed.states or row.state in narrowed.states)
        and (not narrowed.bands or row.band in narrowed.bands)
        and (not narrowed.strengths or row.strength in narrowed.strengths)
        and not (narrowed.open_only and row.band is Band.FINISHED)
        and not (narrowed.of_leavers and (not row.owner_left or row.band is Band.FINISHED))
        and all(word in text for word in narrowed.words.casefold().split())
    )


def _place(row: ActionRow) -> tuple[int, int, str]:
    day = (row.due or date.max).toordinal()
    return (BANDS.index(row.band), -day if row.band is Band.FINISHED else day, row.id)
