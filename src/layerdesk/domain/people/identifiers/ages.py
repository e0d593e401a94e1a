"""This is where ages so high or so low that they point to somebody are found."""

import re
from collections.abc import Iterator, Sequence

from layerdesk.domain.people.identifiers.digit_groups import Group
from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.reading import Reading

_NOT_A_BAND = r"(?!\d|\+|[ \-]{0,3}(?:to[ \-]{0,3})?\d| (?:or|and) (?:over|above|older|more))"
_AGED = re.compile(
    r"\bage(?:d|:| of)? {0,2}(\d{2,3})" + _NOT_A_BAND + r"(?! ?(?:days?|weeks?|months?|%))"
    r"(?:[ \-]?(?:years?|yrs?)\b)?",
    re.IGNORECASE,
)
_YEARS_OLD = re.compile(
    r"(?<![\d\-.])(\d{2,3})(?:[ \-]?(?:years?|yrs?|y)[ \-](?:old|of age)|[ \-]?(?:y/o|yo))\b",
    re.IGNORECASE,
)
_COUNT = r"(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)"
_NEWBORN = (
    re.compile(rf"(?<![\w.\-]){_COUNT}[ \-](day|hour|week)s?[ \-](?:old|of age)\b", re.IGNORECASE),
    re.compile(rf"\b(?:aged|age:?) {_COUNT}[ \-](day|hour|week)s?\b", re.IGNORECASE),
    re.compile(r"\bday {1,2}(\d{1,2}) of (life)\b", re.IGNORECASE),
)
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen",
)  # fmt: skip
_BANDED_ABOVE = 89
_OLDEST = 130
_DAYS_IN_BAND = 14
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "life": 1}


def find_ages(reading: Reading, groups: Sequence[Group]) -> Iterator[Hit]:
    """Exact ages over 89 years or under two weeks; an age written as a band is what we ask for."""
    plain = reading.plain
    years = [found for group in groups if (found := _YEARS_OLD.match(plain, group.start))]
    aged = _AGED.finditer(plain) if groups else ()
    for found in (*aged, *years):
        if _BANDED_ABOVE < int(found[1]) <= _OLDEST:
            yield Hit(IdentifierKind.AGE, Level.ADVISE, found.start(), found.end())
    for pattern in _NEWBORN:
        for found in pattern.finditer(reading.plain):
            if _number(found[1]) * _DAYS[found[2].lower()] < _DAYS_IN_BAND:
                yield Hit(IdentifierKind.AGE, Level.ADVISE, found.start(), found.end())


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBER_WORDS.index(written.lower())
