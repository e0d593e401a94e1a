"""This is where dates are read in all the ways in which people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.ui.widgets.date_words import (
    approximate_words,
    day_words,
    long_day_words,
    parse_day,
    parse_month,
    parse_year,
)

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/12/2026", date(2026, 12, 3)),
        ("03.12.26", date(2026, 12, 3)),
        ("3-12-2026", date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("3 dec", date(2026, 12, 3)),
        ("Dec 3", date(2026, 12, 3)),
        ("3rd December 2026", date(2026, 12, 3)),
        ("  3   Dec,  2026 ", date(2026, 12, 3)),
        ("Thu 3 Dec 2026", date(2026, 12, 3)),
        ("5 jan", date(2027, 1, 5)),
        ("5 july", date(2026, 7, 5)),
        ("today", THURSDAY),
        ("Tomorrow", date(2026, 11, 27)),
        ("yesterday", date(2026, 11, 25)),
        ("fri", date(2026, 11, 27)),
        ("thursday", date(2026, 12, 3)),
        ("this sat", date(2026, 11, 28)),
        ("next fri", date(2026, 12, 4)),
        ("next monday", date(2026, 11, 30)),
        ("last monday", date(2026, 11, 23)),
        ("last thu", date(2026, 11, 19)),
        ("in 2 weeks", date(2026, 12, 10)),
        ("+3d", date(2026, 11, 29)),
        ("3 days", date(2026, 11, 29)),
        ("in 3 months", date(2027, 2, 26)),
        ("next week", date(2026, 12, 3)),
        ("next month", date(2026, 12, 26)),
        ("12", date(2026, 12, 12)),
        ("28", date(2026, 11, 28)),
        ("29/2/2028", date(2028, 2, 29)),
        ("", None),
        ("soon", None),
        ("31/11/2026", None),
        ("12/31/2026", None),
        ("99", None),
        ("3/12/1066", None),
        ("2026-13-01", None),
        ("1 2 3 4", None),
        ("-", None),
        ("next", None),
        ("feb mar", None),
    ],
)
def test_a_day_is_read_as_it_is_meant(text: str, day: date | None) -> None:
    assert parse_day(text, THURSDAY) == day


def test_a_month_on_from_its_last_day_is_the_last_day() -> None:
    assert parse_day("in 1 month", date(2027, 1, 31)) == date(2027, 2, 28)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_a_day_that_was_written_is_read_again(day: date) -> None:
    assert parse_day(day_words(day), THURSDAY) == day
    assert parse_day(long_day_words(day), THURSDAY) == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    day = parse_day(text, THURSDAY)
    assert day is None or abs(day - THURSDAY) < timedelta(days=366 * 300)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("May 2026", (2026, 5)),
        ("5/2026", (2026, 5)),
        ("2026-05", (2026, 5)),
        ("sept 25", (2025, 9)),
        ("may", (2026, 5)),
        ("december", (2025, 12)),
        ("2026", None),
        ("13/2026", None),
        ("x y z", None),
        ("", None),
    ],
)
def test_a_month_is_read_as_it_is_meant(text: str, month: tuple[int, int] | None) -> None:
    assert parse_month(text, THURSDAY) == month


def test_a_year_has_four_figures() -> None:
    assert parse_year(" 2026 ") == 2026
    assert parse_year("26") is None


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ("2026-05-12", "12 May 2026"),
        ("2026-05", "May 2026"),
        ("2026", "2026"),
        ("2026-05-01/2026-05-20", "1 May 2026 to 20 May 2026"),
        ("", "Not known"),
    ],
)
def test_an_approximate_date_is_said_in_words(plain: str, words: str) -> None:
    assert approximate_words(plain) == words
