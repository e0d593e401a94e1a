"""This is where the history of a record, and what changed lately, is told in sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.ids import is_id
from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import AgendaItem, Meeting
from layerdesk.domain.people.records import Person, Practice
from layerdesk.domain.people.telling import Telling, Told, tell
from layerdesk.domain.record import Record, RecordId
from layerdesk.usecases.columns import as_instant
from layerdesk.usecases.ports import Reading

Labels = Callable[[str, str], str]
"""The words for a value of a value set (set, value)."""

TITLES: tuple[tuple[type[Record], str], ...] = (
    (Case, "title"),
    (Meeting, "title"),
    (Action, "text"),
    (LearningPoint, "statement"),
    (Note, "text"),
    (Person, "name"),
    (Practice, "name"),
)
"""The kinds that a person thinks of as things, and the field that names one."""


_LED_TO: tuple[tuple[type[Record], str], ...] = (*TITLES, (AgendaItem, "title"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A record that was changed, and when last."""

    kind: str
    id: RecordId
    title: str
    changed_at: datetime
    who: str


def tell_history(
    reading: Reading, kind: str, record: RecordId, labels: Labels, *, by_role: bool = False
) -> tuple[Told, ...]:
    """What happened to a record, in sentences, newest first.

    With ``by_role`` people are named by their job only. Raises Missing where there is no such
    record for this viewer.
    """
    record_type = BY_KIND.get(kind)
    if record_type is None:
        raise Missing(what=kind)
    found = reading.get(record_type, record)
    people = {each.id: each for each in (*reading.find(Person), *reading.find(Person, in_bin=True))}

    def who(person: RecordId) -> str:
        known = people.get(person)
        if known is None:
            return tr("somebody")
        if by_role or not known.name:
            job = labels("job_role", known.job_role) or known.job_role.replace("_", " ")
            return tr("the {job}", job=job) if job else tr("somebody")
        return known.name

    def value(field: str, plain: str) -> str:
        known = people.get(RecordId(plain))
        if known is not None:
            return who(known.id)
        if is_id(plain):
            if plain not in titles:
                titles[plain] = _title(reading, RecordId(plain))
            return titles[plain]
        label = labels(field, plain)
        return label if label != plain else ""

    titles: dict[str, str] = {}
    """Of the records that fields of this one lead to, by their ids."""

    telling = Telling(who=who, value=value, zone=reading.zone)
    return tuple(reversed(tell(kind, reading.history(found), telling)))


def _title(reading: Reading, record: RecordId) -> str:
    """What a person calls the record that another one leads to."""
    for kind, field in _LED_TO:
        found = reading.maybe(kind, record)
        words = str(getattr(found, field, "")).strip()
        if words:
            return words.partition("\n")[0]
    return tr("one that cannot be seen")


def list_recent(reading: Reading, *, limit: int = 100) -> tuple[Recent, ...]:
    """What was changed lately, newest first."""
    names = dict(reading.rows(Person, ("id", "name")))
    found: list[Recent] = []
    for kind, title in TITLES:
        for key, words, at, by, made_at, made_by in reading.rows(
            kind, ("id", title, "updated_at", "updated_by", "created_at", "created_by")
        ):
            changed_at = as_instant(at if at is not None else made_at)
            if changed_at is not None:
                who = str(names.get(by or made_by, ""))
                first_line = str(words).strip().partition("\n")[0]
                found.append(
                    Recent(kind=kind.kind, id=key, title=first_line, changed_at=changed_at, who=who)
                )
    found.sort(key=lambda each: each.changed_at, reverse=True)
    return tuple(found[:limit])


def find_recent(reading: Reading, record: RecordId) -> Recent | None:
    """A record that is a thing of its own, whenever it changed; None where there is none."""
    for kind, title in TITLES:
        found = reading.maybe(kind, record)
        changed_at = (found.updated_at or found.created_at) if found is not None else None
        if found is not None and changed_at is not None:
            who = reading.maybe(Person, found.updated_by or found.created_by)
            return Recent(
                kind=kind.kind,
                id=record,
                title=str(getattr(found, title)).strip().partition("\n")[0],
                changed_at=changed_at,
                who=who.name if who else "",
            )
    return None
