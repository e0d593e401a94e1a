"""This is where what the practice has learned is a record."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from layerdesk.domain.record import Record, RecordId, names, place_in_order


class Maturity(StrEnum):
    """How settled a learning point is."""

    DRAFT = "draft"
    AGREED = "agreed"
    EMBEDDED = "embedded"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPoint(Record):
    """One thing that was learned, short enough to be remembered."""

    kind: ClassVar[str] = "learning_point"

    statement: str = ""
    """At most 280 characters."""
    advice: str = ""
    """keep, start or stop."""
    audience: frozenset[str] = names()
    """Job roles; empty means everybody."""
    scope: str = ""
    evidence_level: str = ""
    maturity: Maturity = Maturity.DRAFT
    review_by: date | None = None
    case: RecordId | None = None
    meeting: RecordId | None = None
    item: RecordId | None = None
    note: RecordId | None = None
    owner: RecordId | None = None
    order: bytes = place_in_order()
