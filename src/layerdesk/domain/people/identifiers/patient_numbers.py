"""This is where NHS, CHI, H&C and old NHS numbers are found.

How numbers that begin with 0 are decided. A CHI number begins with a day, so days 01 to 09 give a
leading 0. UK telephone numbers begin with 0 too, but have eleven digits apart from a few of ten
(01xxx xxxxx, 0500 xxxxxx, 0800 xxxxxx). None of those few has a month from 01 to 12 as its third
and fourth digits, so ten digits with a true date and the right check digit are a CHI number and
block. Ten digits with the right check digit but no date that begin with 01 or 02 are left to the
telephone rule, which warns; grouped 3-3-4 or named as an NHS number they block all the same.
"""

import re
from collections.abc import Iterator, Sequence

from layerdesk.domain.people.identifiers.check_digits import (
    LENGTH,
    begins_with_birth_date,
    is_in_hc_range,
    passes,
)
from layerdesk.domain.people.identifiers.digit_groups import (
    Group,
    Window,
    is_part_of_more,
    windows,
)
from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.phones import is_led_by_country_code
from layerdesk.domain.people.identifiers.reading import Reading, has_blank_line

_PRINTED = (3, 3, 4)
_ONE_BY_ONE = (1,) * 10
_SHAPES = {(10,), _PRINTED, (6, 4), (3, 7), (2, 2, 2, 4), _ONE_BY_ONE}
"""How people write ten digits; any other grouping counts only beside a label, because dates, times
and lists of scores have ten digits too ("2026-05-12 10.30")."""
_FIRST_LENGTHS = {shape[0] for shape in _SHAPES}
_LABEL = re.compile(
    r"(?:\b(?:nhs|chi|hcn|h ?& ?c|health and care)|(?<![a-z])nhs)"
    r"[ :#=.,()\n\-]{0,4}(?:(?:number|num|no|nr|id|is|was)[ :#=.,()\n\-]{0,4}){0,3}",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,12}$")
_GLUED_LENGTH = 13
_GLUED_LABEL = re.compile(r"(?:id|no|num|number|pt|pat|patient|chi|hcn)$", re.IGNORECASE)
_OLD_COMPACT = re.compile(
    r"(?<![A-Za-z0-9/])[A-Z]{4}(?:/\d{1,3}(?:/\d{1,2})?|\d{3})(?![A-Za-z0-9/])"
)
_OLD_LABELLED = re.compile(
    r"\bnhs[ :#.]{0,3}(?:(?:number|num|no)[ :#.]{0,3})?(?:(?:is|was)[ :]{1,2})?"
    r"([A-Z]{4}[ /\-]?\d{1,3}(?:[ /\-]\d{1,2})?|[A-Z]{6}\d)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NOT_OLD = frozenset(("COPD", "EMIS", "GOLD", "ICPC", "MMSE", "NEWS", "NICE", "SIGN", "TEMP"))


def find_patient_numbers(reading: Reading, groups: Sequence[Group]) -> Iterator[Hit]:
    """Numbers by which the health service knows a patient."""
    plain = reading.plain
    labels = _LABEL.finditer(plain) if groups else ()
    labelled = {label.end() for label in labels if not has_blank_line(label[0])}
    for first, group in enumerate(groups):
        if group.start not in labelled and (
            len(group.digits) not in _FIRST_LENGTHS or _goes_on_one_by_one(groups, first)
        ):
            continue
        for window in windows(groups, first, LENGTH, LENGTH):
            if window.start in labelled or _is_written_as_one(plain, groups, window):
                yield from _judged(window, labelled=window.start in labelled)
            elif window.shape == (LENGTH,) and passes(window.digits):
                yield from _glued(plain, window)
    yield from _old_numbers(plain)


def _goes_on_one_by_one(groups: Sequence[Group], at: int) -> bool:
    """Whether a single digit is not the first of its row: only a row of just ten is a number."""
    before = groups[at - 1] if at else None
    return (
        before is not None
        and len(groups[at].digits) == len(before.digits) == 1
        and groups[at].lines is not None
    )


def _is_written_as_one(plain: str, groups: Sequence[Group], window: Window) -> bool:
    """Whether ten digits without a label stand for themselves and not in a longer code."""
    return (
        window.shape in _SHAPES
        and not plain[max(0, window.start - 1) : window.start].isalpha()
        and not is_part_of_more(plain, groups, window)
        and not (window.digits[0] in "127" and is_led_by_country_code(plain, window.start))
    )


def _glued(plain: str, window: Window) -> Iterator[Hit]:
    """A number with a word before it and no space; one letter alone makes it another code."""
    word = _GLUED.search(plain[max(0, window.start - _GLUED_LENGTH) : window.start])
    if word is not None:
        level = Level.BLOCK if _GLUED_LABEL.search(word[0]) else Level.WARN
        yield Hit(IdentifierKind.NHS_NUMBER, level, window.start, window.end)


def _judged(window: Window, *, labelled: bool) -> Iterator[Hit]:
    """Whether ten digits are a number that blocks, looks mistyped, or is something else."""
    digits = window.digits
    dated = begins_with_birth_date(digits)
    sure_of_kind = labelled or window.shape == _PRINTED
    if not passes(digits):
        if sure_of_kind:
            yield Hit(IdentifierKind.NHS_LIKE, Level.WARN, window.start, window.end)
    elif dated and (labelled or window.shape != _ONE_BY_ONE):
        yield Hit(IdentifierKind.CHI_NUMBER, Level.BLOCK, window.start, window.end)
    elif window.shape == (2, 2, 2, 4) and not labelled:
        return  # only a CHI number is written so
    elif window.shape == _ONE_BY_ONE and not labelled:
        yield Hit(IdentifierKind.NHS_NUMBER, Level.WARN, window.start, window.end)
    elif is_in_hc_range(digits):
        yield Hit(IdentifierKind.HC_NUMBER, Level.BLOCK, window.start, window.end)
    elif sure_of_kind or not digits.startswith(("01", "02")):
        yield Hit(IdentifierKind.NHS_NUMBER, Level.BLOCK, window.start, window.end)


def _old_numbers(plain: str) -> Iterator[Hit]:
    """Numbers of letters and digits from before 1996; with a space between only when named."""
    for found in _OLD_LABELLED.finditer(plain):
        yield Hit(IdentifierKind.OLD_NHS_NUMBER, Level.WARN, found.start(1), found.end(1))
    for found in _OLD_COMPACT.finditer(plain):
        if found[0][:4] not in _NOT_OLD:
            yield Hit(IdentifierKind.OLD_NHS_NUMBER, Level.WARN, found.start(), found.end())
