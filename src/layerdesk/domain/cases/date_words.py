"""This is where an approximate date is said in words, and understood from what a person types."""

import re
from datetime import date

from layerdesk.domain.cases.dates import ApproximateDate, Precision, approximate, precision
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr

_UNKNOWN = ("?", "unknown", "not known")
_DAY = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ ./-]+([a-z]+|\d{1,2})[ ./,-]+(\d{4})")
_MONTH = re.compile(r"(?:(?:sometime )?in )?([a-z]+|\d{1,2})[ ./,-]+(\d{4})")
_PERIOD = re.compile(r" (?:to|until|till|–|-) |–")


def month_names() -> tuple[str, ...]:
    """January to December."""
    return (
        tr("January"),
        tr("February"),
        tr("March"),
        tr("April"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("August"),
        tr("September"),
        tr("October"),
        tr("November"),
        tr("December"),
    )


def say_day(day: date) -> str:
    """A day in British form, such as 12 May 2026."""
    return f"{day.day} {month_names()[day.month - 1]} {day.year}"


def say(when: ApproximateDate) -> str:
    """An approximate date as a person says it; empty where it is not known."""
    match precision(when):
        case Precision.PERIOD:
            first, last = when.split("/")
            return tr(
                "{first} to {last}",
                first=say(ApproximateDate(first)),
                last=say(ApproximateDate(last)),
            )
        case Precision.MONTH:
            return f"{month_names()[int(when[5:]) - 1]} {when[:4]}"
        case Precision.DAY:
            return say_day(date.fromisoformat(when))
        case _:
            return str(when)


def understand(text: str) -> ApproximateDate:
    """The approximate date that somebody typed: 12 May 2026, 12/5/2026, May 2026, 2026, a period.

    "in May 2026" and "sometime in May 2026" are May 2026; nothing, "?" and "not known" are an
    unknown date. Days come before months. Raises FieldWrong for anything else.
    """
    plain = " ".join(text.casefold().split())
    if not plain or plain in _UNKNOWN:
        return ApproximateDate("")
    try:
        return approximate(plain)
    except FieldWrong:
        parts = _PERIOD.split(plain)
        if len(parts) == 2:
            return approximate("/".join(_single(part.strip(), text) for part in parts))
        return approximate(_single(plain, text))


def _single(plain: str, text: str) -> str:
    if day := _DAY.fullmatch(plain):
        number, month, year = day.groups()
        return f"{year}-{_month(month, text):02d}-{int(number):02d}"
    if found := _MONTH.fullmatch(plain):
        month, year = found.groups()
        return f"{year}-{_month(month, text):02d}"
    return plain


def _month(word: str, text: str) -> int:
    if word.isdigit():
        return int(word)
    for number, name in enumerate(month_names(), start=1):
        if len(word) >= 3 and name.casefold().startswith(word):
            return number
    raise FieldWrong(
        field=tr("Date of the event"),
        reason=tr("“{text}” is not a date. Write 12 May 2026, May 2026 or 2026.", text=text),
    )
