"""This is where dates are read as people write them, and written as people in Britain read them."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from layerdesk.domain.calendar_words import months, short_months, weekdays
from layerdesk.domain.language import tr

_CENTURY = 2000
_BETWEEN = re.compile(r"[./\-\s]+")
_ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)\b")
_IN = re.compile(r"(?:in )?\+? ?(\d{1,3}) ?(d|days?|w|weeks?|months?)")
_DAY_NUMBER = re.compile(r"\d{1,2}")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NEXT, _THIS, _LAST = "next", "this", "last"


def day_words(day: date) -> str:
    """A day as in "3 Dec 2026"."""
    return tr(
        "{day} {month} {year}", day=day.day, month=short_months()[day.month - 1], year=day.year
    )


def long_day_words(day: date) -> str:
    """A day as in "Thursday 3 December 2026"."""
    return tr(
        "{weekday} {day} {month} {year}",
        weekday=weekdays()[day.weekday()],
        day=day.day,
        month=months()[day.month - 1],
        year=day.year,
    )


def month_words(year: int, month: int) -> str:
    """A month as in "May 2026"."""
    return tr("{month} {year}", month=months()[month - 1], year=year)


def approximate_words(plain: str) -> str:
    """An approximate date in words, such as "May 2026", "1 May 2026 to 20 May 2026" or "Not known".

    Source of the plain forms: ``layerdesk.domain.cases.dates``. Raises ValueError for others.
    """
    if not plain:
        return tr("Not known")
    if "/" in plain:
        first, _, last = plain.partition("/")
        return tr("{first} to {last}", first=approximate_words(first), last=approximate_words(last))
    parts = [int(part) for part in plain.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return month_words(parts[0], parts[1])
    return day_words(date(parts[0], parts[1], parts[2]))


def parse_day(text: str, today: date) -> date | None:
    """The day that is meant, or None if it cannot be told.

    It knows "3/12/2026", "3.12.26", "2026-12-03", "3 dec", "Dec 3", "3rd december", "today",
    "tomorrow", "yesterday", "fri", "next fri", "last monday", "in 2 weeks", "+3d" and "12" (the
    next 12th). The day comes before the month. A day and month without a year is the one nearest to
    today of this year, the last and the next; a weekday is the next one after today, and "next fri"
    is that of the coming week.
    """
    words = " ".join(text.strip().lower().replace(",", " ").split())
    if not words:
        return None
    return (
        _named(words, today)
        or _weekday(words, today)
        or _distance(words, today)
        or _iso(words)
        or _written(_ORDINAL.sub(r"\1", words), today)
    )


def parse_month(text: str, today: date) -> tuple[int, int] | None:
    """The year and month that are meant by "May 2026", "5/2026", "2026-05" or "may", or None.

    Without a year it is the latest such month that has begun.
    """
    parts = [part for part in _BETWEEN.split(text.strip().lower()) if part]
    if len(parts) == 1:
        month = _month(parts[0])
        if month is None or parts[0].isdecimal():
            return None
        return today.year - (month > today.month), month
    if len(parts) != 2:
        return None
    if len(parts[0]) == 4 and parts[0].isdecimal():
        parts.reverse()
    month, year = _month(parts[0]), _year(parts[1])
    return (year, month) if month and year else None


def parse_year(text: str) -> int | None:
    """A year from 1900 to 2199, or None."""
    words = text.strip()
    return int(words) if re.fullmatch(r"(19|20|21)\d\d", words) else None


def _named(words: str, today: date) -> date | None:
    for names, days in (
        ((tr("today"), "today"), 0),
        ((tr("tomorrow"), "tomorrow", "tmr"), 1),
        ((tr("yesterday"), "yesterday"), -1),
    ):
        if words in names:
            return today + timedelta(days=days)
    return None


def _weekday(words: str, today: date) -> date | None:
    first, _, rest = words.partition(" ")
    which, name = (first, rest) if first in (_NEXT, _THIS, _LAST) else ("", words)
    number = _found(name, weekdays(), 3)
    if number is None:
        return None
    ahead = (number - today.weekday() - 1) % 7 + 1
    if which == _LAST:
        return today + timedelta(days=ahead - 7 if ahead < 7 else -7)
    if which == _NEXT:
        # The one of the week that begins on the coming Monday.
        return today + timedelta(days=7 - today.weekday() + number)
    return today + timedelta(days=ahead)


def _distance(words: str, today: date) -> date | None:
    found = _IN.fullmatch(words)
    if words in ("next week", "next month"):
        return today + timedelta(days=7) if words == "next week" else _months_on(today, 1)
    if not found:
        return None
    count, unit = int(found[1]), found[2][0]
    if unit == "m":
        return _months_on(today, count)
    return today + timedelta(days=count * (7 if unit == "w" else 1))


def _iso(words: str) -> date | None:
    found = _ISO.fullmatch(words)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _written(words: str, today: date) -> date | None:
    parts = [part for part in _BETWEEN.split(words) if part]
    if _found(parts[0], weekdays(), 3) is not None if parts else False:
        parts = parts[1:]
    if len(parts) == 1 and _DAY_NUMBER.fullmatch(parts[0]):
        return _next_day_number(int(parts[0]), today)
    if len(parts) not in (2, 3):
        return None
    if not parts[0].isdecimal() and parts[1].isdecimal():
        parts[0], parts[1] = parts[1], parts[0]
    month = _month(parts[1])
    if not _DAY_NUMBER.fullmatch(parts[0]) or month is None:
        return None
    if len(parts) == 3:
        year = _year(parts[2])
        return _day(year, month, int(parts[0])) if year else None
    near = [_day(today.year + by, month, int(parts[0])) for by in (-1, 0, 1)]
    return min((day for day in near if day), key=lambda day: abs(day - today), default=None)


def _next_day_number(number: int, today: date) -> date | None:
    for ahead in range(4):
        month = (today.month - 1 + ahead) % 12 + 1
        day = _day(today.year + (today.month - 1 + ahead) // 12, month, number)
        if day and day >= today:
            return day
    return None


def _months_on(day: date, count: int) -> date:
    """The same day so many months on, or the last of that month."""
    at = day.year * 12 + day.month - 1 + count
    for number in range(day.day, 0, -1):
        found = _day(at // 12, at % 12 + 1, number)
        if found:
            return found
    raise AssertionError("every month has a first")


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    found = _found(text, months(), 3)
    return None if found is None else found + 1


def _year(text: str) -> int | None:
    if re.fullmatch(r"\d\d", text):
        return _CENTURY + int(text)
    return parse_year(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _found(text: str, names: Sequence[str], shortest: int) -> int | None:
    """Which name begins with the text, which has at least ``shortest`` letters."""
    if len(text) < shortest:
        return None
    for number, name in enumerate(names):
        if name.lower().startswith(text):
            return number
    return None
