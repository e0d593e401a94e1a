"""This is where a field's value becomes a log value, a column value, and a field's value again."""

import json
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from layerdesk.domain.instants import shown_instant
from layerdesk.domain.people.log import NONE, Wire
from layerdesk.domain.record import FieldRule
from layerdesk.storage.log.encoding import WHOLE, BadBytes

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_wire(value: Any) -> Wire:
    """A field's value as the log keeps it.

    Raises TypeError for a type that no record may have, BadBytes for a number beyond 64 bits.
    """
    match value:
        case None:
            return NONE
        case bool():
            return int(value)
        case Enum():
            return str(value.value)
        case int() if not -WHOLE <= value < WHOLE:
            raise BadBytes(reason="a number of more than 64 bits")
        case int() | str() | bytes():
            return value
        case datetime():
            return instant_out(value)
        case date():
            return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in the log")


def instant_out(value: datetime) -> int:
    """Milliseconds since 1970 UTC. Raises ValueError for an instant without a zone."""
    if value.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return round((value - _EPOCH) / timedelta(milliseconds=1))


def instant_in(milliseconds: int) -> datetime:
    """The UTC instant of milliseconds since 1970. Raises OverflowError beyond the year 9999."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def to_column(rule: FieldRule, wire: Wire) -> Any:
    """A log value as its column keeps it; the field's empty value where the type does not fit."""
    if wire == NONE and rule.optional:
        return None
    if isinstance(wire, int) and not -WHOLE <= wire < WHOLE:
        return empty_column(rule)
    wanted = {int: int, bool: int, datetime: int, bytes: bytes}.get(rule.type, str)
    return wire if isinstance(wire, wanted) else empty_column(rule)


def empty_column(rule: FieldRule) -> Any:
    """What the column of an empty field holds."""
    wire = to_wire(rule.empty)
    return None if wire == NONE else wire


def from_column(rule: FieldRule, value: Any) -> Any:
    """A column's value as the field's; what this program can't show reads as the empty one.

    That is an enum value of a newer program, or an instant at the ends of the calendar.
    """
    if value is None:
        return rule.empty
    kind = rule.type
    if kind is str or kind is int:  # nearly all of them, and this runs for every field of a list
        return value
    try:
        if kind is bool:
            return bool(value)
        if kind is datetime:
            return shown_instant(value) or rule.empty
        if kind is date:
            return date.fromisoformat(value)
        if issubclass(kind, Enum):
            return kind(value)
    except ValueError:
        return rule.empty
    return value


def set_out(elements: frozenset[str]) -> str:
    """A set as its column keeps it: a sorted JSON list."""
    return json.dumps(sorted(elements), ensure_ascii=False)


def set_in(column: str | None) -> frozenset[str]:
    """The set in a column."""
    return frozenset(json.loads(column)) if column else frozenset()
