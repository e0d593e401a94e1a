"""This is where a text goes in and everything in it that would identify somebody comes out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from layerdesk.domain.people.identifiers.addresses import (
    find_emails,
    find_postcodes,
    find_streets,
)
from layerdesk.domain.people.identifiers.ages import find_ages
from layerdesk.domain.people.identifiers.dates_of_birth import find_dates_of_birth
from layerdesk.domain.people.identifiers.digit_groups import digit_groups
from layerdesk.domain.people.identifiers.findings import Finding, Hit, Level
from layerdesk.domain.people.identifiers.names import find_staff_names, find_titled_names
from layerdesk.domain.people.identifiers.other_ids import find_other_ids
from layerdesk.domain.people.identifiers.patient_numbers import find_patient_numbers
from layerdesk.domain.people.identifiers.phones import find_phones
from layerdesk.domain.people.identifiers.reading import Reading, read
from layerdesk.domain.people.identifiers.spoken_digits import find_spoken_numbers
from layerdesk.domain.people.identifiers.untitled_names import find_untitled_names

_STRENGTH = {level: rank for rank, level in enumerate(Level)}


def find_identifiers(
    text: str, *, staff_names: Sequence[str] = (), today: date | None = None
) -> tuple[Finding, ...]:
    """What in the text would identify a patient or a colleague, in order and never overlapping.

    A finding is a likelihood: about 1 in 11 random ten-digit numbers pass as an NHS number, and a
    text without findings may still tell a story that points to somebody.

    Args:
        text: any text of any length; the time taken grows with the length only.
        staff_names: full names from the practice's directory; may be empty.
        today: the calendar day against which unnamed dates are judged; without it, dates before
            2015 are taken for birth dates.
    """
    reading = read(text)
    return tuple(
        _finding(reading, hit)
        for hit in _strongest(len(reading.plain), _hits(reading, staff_names, today))
    )


def _hits(reading: Reading, staff_names: Sequence[str], today: date | None) -> Iterator[Hit]:
    """Everything that any rule finds; several may cover the same place."""
    groups = digit_groups(reading.plain)
    yield from find_patient_numbers(reading, groups)
    yield from find_dates_of_birth(reading, groups, today)
    yield from find_postcodes(reading, groups)
    yield from find_phones(reading, groups)
    yield from find_emails(reading)
    yield from find_spoken_numbers(reading)
    yield from find_titled_names(reading)
    yield from find_staff_names(reading, staff_names)
    yield from find_untitled_names(reading)
    if groups:
        yield from find_streets(reading)
    yield from find_other_ids(reading, groups)
    yield from find_ages(reading, groups)


def _strongest(length: int, hits: Iterable[Hit]) -> list[Hit]:
    """Hits that don't overlap: a stronger level wins over a longer hit, that over an earlier."""
    taken = bytearray(length)
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (_STRENGTH[hit.level], hit.start - hit.end, hit.start)):
        if taken.find(1, hit.start, hit.end) < 0:
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _finding(reading: Reading, hit: Hit) -> Finding:
    start, end = reading.span(hit.start, hit.end)
    return Finding(
        kind=hit.kind, level=hit.level, start=start, end=end, text=reading.text[start:end]
    )
