"""This is where the plain values of ``Reading.rows`` become days, instants and sets again."""

import json
from datetime import date, datetime
from typing import Any

from layerdesk.domain.instants import shown_instant


def as_day(value: Any) -> date | None:
    """A day from its ISO text; None and the empty text are no day."""
    return date.fromisoformat(value) if value else None


def as_instant(value: Any) -> datetime | None:
    """A UTC instant from milliseconds since 1970; None where no clock can show it."""
    return None if value is None else shown_instant(value)


def as_names(value: Any) -> frozenset[str]:
    """A set of short strings from its JSON text."""
    return frozenset(json.loads(value)) if value and value != "[]" else frozenset()
