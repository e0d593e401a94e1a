"""This is where what happened to a record is a list of happenings, oldest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from layerdesk.domain.record import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What one edit did to one field."""

    field: str
    verb: str
    before: Any = None
    """The value that the edit replaced, as the record would hold it; plain words for texts."""
    after: Any = None
    erased: bool = False
    """The values were erased since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One operation, as far as it touched the record."""

    when: datetime
    who: RecordId
    command: str
    """The use case's name."""
    command_id: str
    reason: str
    undid: bool
    """Whether it took something back (or brought it back again)."""
    changes: tuple[FieldChange, ...]
