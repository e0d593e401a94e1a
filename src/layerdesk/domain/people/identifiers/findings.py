"""This is where the kinds of identifier, and what is found of them in a text, are values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How firmly the guard speaks, strongest first."""

    BLOCK = "block"
    WARN = "warn"
    ADVISE = "advise"


class IdentifierKind(StrEnum):
    """What a finding looks like."""

    NHS_NUMBER = "nhs_number"
    NHS_LIKE = "nhs_like"
    CHI_NUMBER = "chi_number"
    HC_NUMBER = "hc_number"
    OLD_NHS_NUMBER = "old_nhs_number"
    DATE_OF_BIRTH = "date_of_birth"
    POSTCODE = "postcode"
    POSTCODE_AREA = "postcode_area"
    """The outward half only, such as the first part of a postcode beside "lives in"."""
    PHONE = "phone"
    EMAIL = "email"
    TITLE_AND_NAME = "title_and_name"
    STAFF_NAME = "staff_name"
    ADDRESS = "address"
    OTHER_ID = "other_id"
    """National Insurance, passport, vehicle registration, hospital or record system number."""
    AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place in a text; ``start`` and ``end`` count Python characters of the text as given."""

    kind: IdentifierKind
    level: Level
    start: int
    end: int
    text: str


class Hit(NamedTuple):
    """A possible finding; ``start`` and ``end`` count characters of a reading's plain text."""

    kind: IdentifierKind
    level: Level
    start: int
    end: int
