"""This is where it is found what two people wrote at once, and settled what holds."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from layerdesk.domain.errors import Missing
from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import Acknowledgement, MinutesVersion
from layerdesk.domain.people.field_labels import field_label, kind_label
from layerdesk.domain.people.records import Access, Membership, Person, Space
from layerdesk.domain.people.telling import Telling, value_words
from layerdesk.domain.record import Merge, Record, RecordId, Text, fields_of, rule_of
from layerdesk.usecases.people.tell_history import TITLES, Labels
from layerdesk.usecases.ports import Reading, Work

_NOT_WRITTEN = (Access, Acknowledgement, Membership, MinutesVersion, Space)
"""Kinds that no person writes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one of two people wrote into a field."""

    value: Any
    """As the record holds it; plain words for a text."""
    words: str
    """The value as a person reads it; may be empty."""
    who: str
    """A name, or "somebody"."""
    when: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenByTwo:
    """A field that two people wrote without knowing of each other."""

    kind: str
    record: RecordId
    title: str
    """What the record is about, or what kind it is."""
    field: str
    label: str
    shown: Any
    """What holds until somebody settles it; of a text, both people's words together."""
    is_text: bool
    versions: tuple[Version, ...]
    """Latest last."""


def list_written_by_two(reading: Reading, labels: Labels) -> tuple[WrittenByTwo, ...]:
    """All fields of the viewer's records that wait to be settled, by kind and age."""
    names = dict(reading.rows(Person, ("id", "name")))

    def who(person: RecordId) -> str:
        return str(names.get(person) or tr("somebody"))

    def value(field: str, plain: str) -> str:
        if plain in names:
            return who(RecordId(plain))
        label = labels(field, plain)
        return label if label != plain else ""

    telling = Telling(who=who, value=value, zone=reading.zone)
    return tuple(
        _written_by_two(reading, record, field, telling)
        for kind in BY_KIND.values()
        if kind not in _NOT_WRITTEN
        for record in reading.find(kind)
        for field in _open_fields(record)
    )


def settle(work: Work, kind: str, record: RecordId, field: str, value: Any) -> Record:
    """Let this value hold; of a text, the words as they stand. Others can still be read in history.

    Raises Missing where there is no such record or field for this viewer.
    """
    known = BY_KIND.get(kind)
    rule = rule_of(known, field) if known is not None else None
    if known is None or rule is None:
        raise Missing(what=kind)
    stored: Any = work.get(known, record)
    now: Any = getattr(stored, field)
    holds = now if rule.merge is Merge.TEXT else value
    # Said over whatever stands, also over the same value: only an edit that saw both settles them.
    other = (
        now.saying(now.plain + " ") if isinstance(now, Text) else _another(rule.empty, now, holds)
    )
    before: Record = replace(stored, **{field: other})
    settled: Record = replace(stored, **{field: holds})
    return work.save(before, settled)


def _another(empty: Any, now: Any, holds: Any) -> Any:
    """A value that is not the one which is to hold."""
    return next((each for each in (now, empty) if each != holds), None)


def _open_fields(record: Record) -> tuple[str, ...]:
    merges = {each.name: each.merge for each in fields_of(type(record))}
    return tuple(
        name
        for name, heads in record.seen.items()
        if len(heads) > 1 and merges.get(name) in (Merge.VALUE, Merge.TEXT)
    )


def _written_by_two(reading: Reading, record: Record, field: str, telling: Telling) -> WrittenByTwo:
    happened = {each.command_id: each for each in reading.history(record)}
    versions = []
    for head in record.seen[field]:
        each = happened.get(head.command)
        change = next((one for one in each.changes if one.field == field), None) if each else None
        if each is None or change is None or change.erased:
            continue
        words = value_words(field, change.after, telling)
        who = telling.who(each.who)
        versions.append(Version(value=change.after, words=words, who=who, when=each.when))
    now = getattr(record, field)
    titles = (str(getattr(record, name)) for kind, name in TITLES if kind is type(record))
    return WrittenByTwo(
        kind=record.kind,
        record=record.id,
        title=next(titles, "").strip().partition("\n")[0] or kind_label(record.kind),
        field=field,
        label=field_label(record.kind, field),
        shown=now.plain if isinstance(now, Text) else now,
        is_text=isinstance(now, Text),
        versions=tuple(versions),
    )
