"""This is where what is being typed, and has not entered the log yet, is a draft."""

from dataclasses import dataclass
from datetime import datetime

from layerdesk.domain.record import RecordId, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Half-written words of one field, with the text they started from. Never logged or shared."""

    kind: str
    """The kind of record; one that does not exist yet has an id all the same."""
    record: RecordId
    field: str
    words: str
    base: Text
    kept_at: datetime
