"""This is where numbers other than the health service's own that point to a person are found."""

import re
from collections.abc import Iterator, Sequence

from layerdesk.domain.people.identifiers.digit_groups import Group
from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.reading import Reading

_AT_DIGITS = (
    # National Insurance. Source: HMRC National Insurance Manual, NIM39110.
    re.compile(
        r"(?<![A-Z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
        r"[ .\-]?\d\d[ .\-]?\d\d[ .\-]?\d\d[ .\-]?[A-D])(?![A-Z0-9])",
        re.IGNORECASE,
    ),
    # Vehicles since 2001; older plates look like too much else and count only beside a label.
    re.compile(r"(?<![A-Za-z0-9\-])([A-Z]{2}\d{2} ?[A-Z]{3})(?![A-Za-z0-9])"),
)
"""Two letters, at most one sign, and digits."""
_LABELLED = (
    re.compile(
        r"\b(?:reg|registration|number ?plate|car|vehicle)[ :.]{1,3}"
        r"(?:(?:no|number|plate|is)[ :.]{1,3}){0,2}"
        r"([A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]?)(?![A-Z0-9])",
        re.IGNORECASE,
    ),
    re.compile(r"\bpassport[^\n\d]{0,20}?([A-Z]{0,2}\d{7,9})(?![A-Z0-9])", re.IGNORECASE),
    re.compile(
        r"\b(?:emis|systmone|s1|vision|hospital|hosp|mrn|pas|crn|patient|pt)[ :.]{1,2}"
        r"(?:(?:patient|pt|record)[ :.]{1,2})?(?:no|num|number|id|identifier)\b[ :.#]{0,3}"
        r"(?:(?:is|was) )?([A-Z]{0,3}\d[\d/\-]{3,11}[A-Z]?)(?![A-Z0-9])",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:emis|systmone|mrn)[ :#]{1,3}(\d{4,12})(?!\d)", re.IGNORECASE),
)


def find_other_ids(reading: Reading, groups: Sequence[Group]) -> Iterator[Hit]:
    """National Insurance, passport, vehicle, and hospital or record system numbers."""
    plain = reading.plain
    if not groups:
        return
    for group in groups:
        for at in (group.start - 2, group.start - 3):
            for pattern in _AT_DIGITS:
                found = pattern.match(plain, at) if at >= 0 else None
                if found:
                    yield Hit(IdentifierKind.OTHER_ID, Level.WARN, found.start(1), found.end(1))
    for pattern in _LABELLED:
        for found in pattern.finditer(plain):
            yield Hit(IdentifierKind.OTHER_ID, Level.WARN, found.start(1), found.end(1))
