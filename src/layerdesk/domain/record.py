"""This is where it is said what a record is: a frozen value whose fields know how they merge.

A record may cross threads and be held by a screen for ever. Each field has an empty value, which
never changes once released, and a merge rule; ``seen`` names the edits that stood when the record
was read, which is where the next edit learns what it replaces.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, NewType, get_type_hints

RecordId = NewType("RecordId", str)
"""A UUID as 36 lower-case characters; version 7, or version 5 for a thing of which there is one."""

SpaceId = NewType("SpaceId", str)
"""The UUID of a space: who shares the record with whom."""

NOTHING_SEEN: Mapping[str, "tuple[EditId, ...]"] = MappingProxyType({})

STANDARD_FIELDS = frozenset(
    {"id", "space", "deleted", "created_at", "created_by", "updated_at", "updated_by", "seen"}
)


class EditId(NamedTuple):
    """Names one edit for ever: the command that made it (a UUID) and its place in the operation."""

    command: str
    place: int


class Merge(Enum):
    """How two people's edits of one field come together."""

    VALUE = "value"
    """The latest edit shows; a concurrent one is kept to be settled."""
    TEXT = "text"
    """Every letter of both survives."""
    SET = "set"
    """Elements are added and removed one by one."""
    ORDER = "order"
    """A place among others, compared bytewise."""


@dataclass(frozen=True, slots=True)
class Text:
    """A long text that merges: what a person reads, and the document state it came from.

    A screen changes ``plain`` only (``text.saying("…")``); the state stays that of the text which
    was read, so that saving finds the smallest difference.
    """

    plain: str = ""
    state: bytes = field(default=b"", repr=False, compare=False)

    def saying(self, plain: str) -> "Text":
        """The same document with other words."""
        return Text(plain, self.state)

    def __str__(self) -> str:
        return self.plain

    def __bool__(self) -> bool:
        return bool(self.plain.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has; ``created_*`` and ``updated_*`` come from the log, not a screen."""

    kind: ClassVar[str] = ""

    id: RecordId
    space: SpaceId
    deleted: bool = False
    created_at: datetime | None = field(default=None, compare=False)
    created_by: RecordId | None = field(default=None, compare=False)
    updated_at: datetime | None = field(default=None, compare=False)
    updated_by: RecordId | None = field(default=None, compare=False)
    seen: Mapping[str, tuple[EditId, ...]] = field(
        default_factory=lambda: NOTHING_SEEN, compare=False, repr=False, hash=False
    )

    def written_by_two(self) -> tuple[str, ...]:
        """The fields that hold concurrent edits still to be settled, by name."""
        single = {
            each.name for each in fields_of(type(self)) if each.merge in (Merge.VALUE, Merge.ORDER)
        }
        return tuple(name for name, heads in self.seen.items() if len(heads) > 1 and name in single)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What the log and the tables need to know of one field."""

    name: str
    merge: Merge
    type: Any
    """The field's type without ``None``: str, int, bool, bytes, date, datetime, an Enum, Text."""
    optional: bool
    """Whether ``None`` is a value."""
    empty: Any


def texts() -> Any:
    """A field of mergeable text, born empty."""
    return field(default=Text(), metadata={"merge": Merge.TEXT})


def names() -> Any:
    """A field that is a set of short strings, born empty."""
    return field(default=frozenset(), metadata={"merge": Merge.SET})


def place_in_order() -> Any:
    """A field that is a place among others, born empty (which sorts first)."""
    return field(default=b"", metadata={"merge": Merge.ORDER})


def fields_of(record: type[Record]) -> tuple[FieldRule, ...]:
    """The rules of a record's own fields, in the order they were written; not the standard ones.

    Raises TypeError for a field without an empty value, which is a fault of the record's author.
    """
    return tuple(_rules(record).values())


def rule_of(record: type[Record], name: str) -> FieldRule | None:
    """The rule of one field, or None where the record has no such field."""
    return _rules(record).get(name)


_known: dict[type[Record], dict[str, FieldRule]] = {}


def _rules(record: type[Record]) -> Mapping[str, FieldRule]:
    if record not in _known:
        hints = get_type_hints(record)
        own = (each for each in fields(record) if each.name not in STANDARD_FIELDS)
        _known[record] = {each.name: _rule(each, hints[each.name]) for each in own}
    return _known[record]


def _rule(each: "Field[Any]", hint: Any) -> FieldRule:
    factory: Callable[[], Any] | Any = each.default_factory
    if each.default is not MISSING:
        empty = each.default
    elif factory is not MISSING:
        empty = factory()
    else:
        raise TypeError(f"{each.name} has no empty value")
    parts = getattr(hint, "__args__", ())
    optional = type(None) in parts
    plain = next((part for part in parts if part is not type(None)), hint) if optional else hint
    plain = getattr(plain, "__supertype__", plain)
    return FieldRule(each.name, each.metadata.get("merge", Merge.VALUE), plain, optional, empty)
