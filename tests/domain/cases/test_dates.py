"""This is where approximate dates are read, said in words and understood."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.cases.date_words import say, say_day, understand
from layerdesk.domain.cases.dates import (
    ApproximateDate,
    Precision,
    approximate,
    precision,
    span,
)
from layerdesk.domain.errors import FieldWrong

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))


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


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12 May 2026", "2026-05-12"),
        ("Tuesday 12th may, 2026", "2026-05-12"),
        ("12/5/2026", "2026-05-12"),
        ("12.05.2026", "2026-05-12"),
        ("2026-05-12", "2026-05-12"),
        ("May 2026", "2026-05"),
        ("sometime in May 2026", "2026-05"),
        ("in sept 2026", "2026-09"),
        ("5/2026", "2026-05"),
        ("2026", "2026"),
        ("12 May 2026 to 14 May 2026", "2026-05-12/2026-05-14"),
        ("March 2026 – May 2026", "2026-03/2026-05"),
        ("", ""),
        ("Not known", ""),
        ("?", ""),
    ],
)
def test_what_people_type_is_understood(typed, meant):
    assert understand(typed) == meant


@pytest.mark.parametrize("typed", ["last Tuesday", "12 Fay 2026", "Ma 2026", "31 April 2026"])
def test_what_is_not_understood_is_refused_with_the_forms_that_are(typed):
    with pytest.raises(FieldWrong) as caught:
        understand(typed)
    assert "12 May 2026" in str(caught.value.values["reason"])


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-05-12", "12 May 2026"),
        ("2026-05", "May 2026"),
        ("2026", "2026"),
        ("2026-05-01/2026-06", "1 May 2026 to June 2026"),
        ("", ""),
    ],
)
def test_a_date_is_said_in_british_words(when, words):
    assert say(ApproximateDate(when)) == words


@given(DAYS, st.integers(0, 400))
def test_what_is_said_is_understood_again(day, more):
    assert understand(say_day(day)) == day.isoformat()
    period = approximate(f"{day}/{day + timedelta(days=more)}")
    assert understand(say(period)) == period
