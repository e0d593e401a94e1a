"""This is where approximate dates are read as exactly as they were said."""

from datetime import date

import pytest

from layerdesk.domain.cases.dates import (
    Precision,
    approximate,
    precision,
    span,
)
from layerdesk.domain.errors import FieldWrong


@pytest.mark.parametrize(
    ("text", "how", "first", "last"),
    [
        ("2026-05-12", Precision.DAY, date(2026, 5, 12), date(2026, 5, 12)),
        ("2026-02", Precision.MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        ("2026", Precision.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-05/2026-06", Precision.PERIOD, date(2026, 5, 1), date(2026, 6, 30)),
    ],
)
def test_a_date_is_known_as_exactly_as_it_was_said(text, how, first, last):
    when = approximate(text)
    assert precision(when) is how
    assert span(when) == (first, last)


def test_an_unknown_date_has_no_span():
    assert precision(approximate("")) is Precision.UNKNOWN
    assert span(approximate("")) is None


@pytest.mark.parametrize(
    "text",
    ["yesterday", "2026-13", "2026-02-30", "26", "2026-05/2026-04", "2026/2027/2028", "0000"],
)
def test_anything_else_is_refused(text):
    with pytest.raises(FieldWrong):
        approximate(text)
