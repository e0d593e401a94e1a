"""This is where dates that are, or could well be, a date of birth are found.

A date named as one blocks. Any other date warns only when it looks like a birth date: a real day,
written with its full year (or dd/mm/yy of the last century), over a year ago. So the dates of
recent events do not cry wolf; a baby's unnamed birth date is let through for the same reason.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from layerdesk.domain.people.identifiers.check_digits import is_date
from layerdesk.domain.people.identifiers.digit_groups import Group
from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.reading import Reading

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month_name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_EDGE = r"(?<![\d/])(?<!\d[.\-])"
_END = r"(?!\d)(?![/.\-]\d)"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_IN_FIGURES, _YEAR_FIRST, _IN_WORDS, _MONTH_FIRST = (
    re.compile(_EDGE + form + _END, re.IGNORECASE)
    for form in (
        rf"{_DAY} ?(?P<sign>[/.\-]) ?(?P<month>\d{{1,2}}) ?(?P=sign) ?{_YEAR}",
        r"(?P<year>\d{4})(?P<sign>[/.\-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        rf"{_DAY} ?(?:st|nd|rd|th)?(?: of)?[ /.\-]{{0,2}}{_MONTH}[ /.,\-]{{0,2}}{_YEAR}",
        rf"(?<![a-z]){_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_MONTH_BEFORE = re.compile(rf"{_MONTH}\.? $", re.IGNORECASE)
_MONTH_LENGTH = len("september. ")
_TOGETHER, _APART = (
    re.compile(_EDGE + form + _END)
    for form in (
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4}|\d\d)",
        r"(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>\d{4}|\d\d)",
    )
)
"""Only beside a label are these dates."""
_MOST_DAY_DIGITS, _YEAR_LENGTH = 2, 4
_LABEL = re.compile(
    r"(?:\bd\.? ?o\.? ?b\b\.?|\bdate of birth|\bbirth ?dates?|\bbirthday|\bborn)"
    r"(?:[ \n:=.,;()\[\]\"'|*/\-]|is|was|on|the|as|given|recorded|[a-z]{3,6}day){0,12}$",
    re.IGNORECASE,
)
_LABEL_LENGTH = 48
_LABEL_AFTER = re.compile(r" ?[(\[](?:d\.?o\.?b\.?|date of birth)[)\]]", re.IGNORECASE)
_LABEL_AFTER_LENGTH = 20
_OLDEST_YEARS = 120
_YEAR_DAYS = 365
_LATEST_BIRTH_WITHOUT_TODAY = date(2014, 12, 31)
"""Without knowing today, a date before 2015 is taken for a birth date: it is well before the
events that a practice now reviews, and later ones could be events."""
_LATEST_SHORT_YEAR_WITHOUT_TODAY = 29


def find_dates_of_birth(
    reading: Reading, groups: Sequence[Group], today: date | None
) -> Iterator[Hit]:
    """Dates named as birth dates, and dates that look like one on the given day."""
    plain = reading.plain
    for group in groups:
        for found in _dates_at(plain, group):
            if _is_real(found) and _is_labelled(reading, found):
                yield _hit(Level.BLOCK, found)
            elif _looks_like_birth(found, today):
                yield _hit(Level.WARN, found)
        bare = _bare_date_at(plain, group)
        if bare and _is_real(bare) and _is_labelled(reading, bare):
            yield _hit(Level.BLOCK, bare)


def _dates_at(plain: str, group: Group) -> Iterator[re.Match[str]]:
    """The dates that begin with these digits, or with a month in words just before them."""
    start, length = group.start, len(group.digits)
    if length == _YEAR_LENGTH and (found := _YEAR_FIRST.match(plain, start)):
        yield found
    if length > _MOST_DAY_DIGITS:
        return
    for form in (_IN_FIGURES, _IN_WORDS):
        if found := form.match(plain, start):
            yield found
    if plain[max(0, start - 1) : start] == " ":
        month = _MONTH_BEFORE.search(plain, max(0, start - _MONTH_LENGTH), start)
        if month and (found := _MONTH_FIRST.match(plain, month.start())):
            yield found


def _bare_date_at(plain: str, group: Group) -> re.Match[str] | None:
    """Digits without any sign that are a date beside a label."""
    form = _APART if len(group.digits) <= _MOST_DAY_DIGITS else _TOGETHER
    return form.match(plain, group.start)


def _hit(level: Level, found: re.Match[str]) -> Hit:
    return Hit(IdentifierKind.DATE_OF_BIRTH, level, found.start(), found.end())


def _is_labelled(reading: Reading, found: re.Match[str]) -> bool:
    """Whether the words just before, or brackets just after, call it a date of birth."""
    after = reading.plain[found.end() : found.end() + _LABEL_AFTER_LENGTH]
    if _LABEL_AFTER.match(after):
        return True
    return _LABEL.search(reading.before(found.start(), _LABEL_LENGTH)) is not None


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    parts = found.groupdict()
    name = parts.get("month_name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"])
    return month, int(parts["day"])


def _is_real(found: re.Match[str]) -> bool:
    """Whether day and month exist in some year; a labelled date may be American or mistyped."""
    month, day = _month_and_day(found)
    return is_date(2000, month, day) or is_date(2000, day, month)


def _looks_like_birth(found: re.Match[str], today: date | None) -> bool:
    """Whether an unnamed date is a real day that somebody alive could have been born on."""
    year = _full_year(found, today)
    month, day = _month_and_day(found)
    if year is None or not is_date(year, month, day):
        return False
    if today is None:
        return year >= 1900 and date(year, month, day) <= _LATEST_BIRTH_WITHOUT_TODAY
    return year >= today.year - _OLDEST_YEARS and (today - date(year, month, day)).days > _YEAR_DAYS


def _full_year(found: re.Match[str], today: date | None) -> int | None:
    """The year; for two digits with slashes the last century's, if this one's is yet to come."""
    written = found["year"]
    if len(written) == 4:
        return int(written)
    latest = _LATEST_SHORT_YEAR_WITHOUT_TODAY if today is None else today.year % 100
    if found.groupdict().get("sign") != "/" or not written.isdigit() or int(written) <= latest:
        return None
    return 1900 + int(written)
