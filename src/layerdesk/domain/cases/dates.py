"""This is where a date may be approximate: a day, a month, a year, a period, or not known.

The plain forms are ``2026-05-12``, ``2026-05``, ``2026``, ``2026-05-01/2026-05-20`` and the empty
string. They sort as text by when they began.
"""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import NewType

from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr

ApproximateDate = NewType("ApproximateDate", str)

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"
    UNKNOWN = "unknown"


def approximate(text: str) -> ApproximateDate:
    """The text as an approximate date. Raises FieldWrong where it is none of the plain forms."""
    for half in text.split("/") if text else ():
        _span(half, text)
    if text.count("/") > 1 or ("/" in text and not _in_order(text)):
        raise _wrong(text)
    return ApproximateDate(text)


def precision(when: ApproximateDate) -> Precision:
    """How exactly it is known."""
    if "/" in when:
        return Precision.PERIOD
    return {0: Precision.UNKNOWN, 4: Precision.YEAR, 7: Precision.MONTH}.get(
        len(when), Precision.DAY
    )


def span(when: ApproximateDate) -> tuple[date, date] | None:
    """The first and last day it may have been, or None where it is not known."""
    if not when:
        return None
    first, _, last = when.partition("/")
    return _span(first, when)[0], _span(last or first, when)[1]


def _span(half: str, text: str) -> tuple[date, date]:
    found = _FORM.fullmatch(half)
    if not found:
        raise _wrong(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        raise _wrong(text) from None


def _in_order(text: str) -> bool:
    first, last = text.split("/")
    return _span(first, text)[0] <= _span(last, text)[1]


def _wrong(text: str) -> FieldWrong:
    return FieldWrong(
        field=tr("Date of the event"),
        reason=tr("“{text}” is not a date. Write 12 May 2026, May 2026 or 2026.", text=text),
    )
