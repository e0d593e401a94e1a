"""This is where telephone numbers that may be a person's are found.

UK numbers that begin 03, 05, 08 or 09 belong to organisations, and are left alone: a helpline is
just what minutes should name. Those of other countries are found by the sign or noughts in front.
"""

import re
from collections.abc import Iterator, Sequence

from layerdesk.domain.people.identifiers.digit_groups import Group, Window, windows
from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.reading import Reading

_LEAST_DIGITS, _MOST_DIGITS = 10, 15
_PERSONAL = re.compile(r"0(?:7\d{9}|[12]\d{8,9})")
_COUNTRY = re.compile(r"(?:\+ ?|(?<!\d)00)44[ .\-()]{0,3}(?:0[ .\-)]{0,2})?$")
_COUNTRY_LENGTH = 12
_ABROAD = re.compile(r"00(?!44)[1-9]")
_LEAST_ABROAD = 9
_LEAD = re.compile(r"0\d\d|44")
_LEAST_AREA_CODE = 3


def find_phones(reading: Reading, groups: Sequence[Group]) -> Iterator[Hit]:
    """Mobile and geographic numbers, written as in the UK or with +44."""
    plain = reading.plain
    for first, group in enumerate(groups):
        yield from _of_other_countries(plain, groups, first)
        if not _LEAD.match(group.digits):
            continue
        abroad = _country_start(plain, group.start, group.digits)
        for window in windows(groups, first, _LEAST_DIGITS, _MOST_DIGITS):
            if _is_phone(window, abroad=abroad is not None):
                start = window.start if abroad is None else abroad
                yield Hit(IdentifierKind.PHONE, Level.WARN, start, window.end)


def is_led_by_country_code(plain: str, start: int) -> bool:
    """Whether what begins at ``start`` follows +44 or 0044."""
    return _COUNTRY.search(plain[max(0, start - _COUNTRY_LENGTH) : start]) is not None


def _country_start(plain: str, start: int, digits: str) -> int | None:
    """Where the plus sign or 00 of a country code stands, if the group begins with one."""
    if digits.startswith("0044"):
        return start
    if not digits.startswith("44"):
        return None
    lead = plain[max(0, start - 2) : start]
    if lead.endswith("+"):
        return start - 1
    return start - 2 if lead == "+ " else None


def _of_other_countries(plain: str, groups: Sequence[Group], first: int) -> Iterator[Hit]:
    """What follows a plus sign or 00 and another country's code; the longest of it wins later."""
    group = groups[first]
    signed = plain[max(0, group.start - 2) : group.start].rstrip(" ").endswith("+")
    noughts = _ABROAD.match(group.digits) is not None
    if not (signed or noughts) or group.digits.startswith("44"):
        return
    start = plain.rfind("+", 0, group.start) if signed else group.start
    for window in windows(groups, first, _LEAST_ABROAD + (0 if signed else 2), _MOST_DIGITS):
        yield Hit(IdentifierKind.PHONE, Level.WARN, start, window.end)


def _is_phone(window: Window, *, abroad: bool) -> bool:
    """Whether the digits are a mobile or geographic number with its area code together."""
    digits = window.digits
    if abroad:
        national = digits.removeprefix("00").removeprefix("44")
        return _PERSONAL.fullmatch("0" + national.removeprefix("0")) is not None
    # A date and time ("01-12-2026 14") has a first group too short to be an area code.
    return window.shape[0] >= _LEAST_AREA_CODE and _PERSONAL.fullmatch(digits) is not None
