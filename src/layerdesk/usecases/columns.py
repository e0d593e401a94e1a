"""This is where the plain values of ``Reading.rows`` become days, instants and sets again."""

import json
from datetime import UTC, date, datetime
from typing import Any


def as_day(value: Any) -> date | None:
    """A day from its ISO text; None and the empty text are no day."""
    return date.fromisoformat(value) if value else None


def as_instant(value: Any) -> datetime | None:
    """A UTC instant from milliseconds since 1970."""
    return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


def as_names(value: Any) -> frozenset[str]:
    """A set of short strings from its JSON text."""
    return frozenset(json.loads(value)) if value and value != "[]" else frozenset()
