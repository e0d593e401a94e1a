from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.meetings.when import (
    day_text,
    exact_text,
    instant_of,
    instant_text,
    minutes_text,
    short_day_text,
    span_text,
    time_text,
)

LONDON = ZoneInfo("Europe/London")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year to minute


def test_a_day_is_written_as_a_british_diary_has_it() -> None:
    assert day_text(date(2026, 11, 26)) == "Thu 26 Nov 2026"
    assert day_text(date(2027, 1, 3)) == "Sun 3 Jan 2027"
    assert short_day_text(date(2026, 12, 3)) == "3 Dec"


def test_a_time_is_shown_on_a_24_hour_clock_in_the_meetings_zone() -> None:
    assert time_text(at(2026, 7, 1, 12, 5), LONDON) == "13:05"
    assert time_text(at(2026, 11, 26, 13, 5), LONDON) == "13:05"
    assert instant_text(at(2026, 11, 26, 9, 0), LONDON) == "Thu 26 Nov 2026, 09:00"


def test_a_span_names_the_second_day_only_where_it_is_another() -> None:
    assert span_text(at(2026, 11, 26, 13), at(2026, 11, 26, 14), LONDON) == (
        "Thu 26 Nov 2026, 13:00–14:00"
    )
    assert span_text(at(2026, 11, 26, 23), at(2026, 11, 27, 1), LONDON) == (
        "Thu 26 Nov 2026, 23:00–Fri 27 Nov 2026, 01:00"
    )


def test_on_the_sunday_when_clocks_go_forward_the_hour_from_one_is_left_out() -> None:
    assert span_text(at(2026, 3, 29, 0, 30), at(2026, 3, 29, 1, 30), LONDON) == (
        "Sun 29 Mar 2026, 00:30–02:30"
    )
    assert instant_of(date(2026, 3, 29), time(0, 59), LONDON) == at(2026, 3, 29, 0, 59)
    assert instant_of(date(2026, 3, 29), time(1, 30), LONDON) == at(2026, 3, 29, 1, 30)
    assert instant_of(date(2026, 3, 29), time(2, 30), LONDON) == at(2026, 3, 29, 1, 30)


def test_on_the_sunday_when_clocks_go_back_the_two_hours_from_one_are_told_apart() -> None:
    first, second = at(2026, 10, 25, 0, 30), at(2026, 10, 25, 1, 30)
    assert time_text(first, LONDON) == time_text(second, LONDON) == "01:30"
    assert exact_text(first, LONDON) == "Sun 25 Oct 2026, 01:30 (UTC+01:00)"
    assert exact_text(second, LONDON) == "Sun 25 Oct 2026, 01:30 (UTC+00:00)"
    assert instant_of(date(2026, 10, 25), time(1, 30), LONDON) == first


@pytest.mark.parametrize("seconds", [0, 7, 59, 60, 462, 3661])
def test_minutes_are_written_as_on_a_kitchen_clock(seconds: int) -> None:
    minutes, rest = minutes_text(seconds).split(":")
    assert int(minutes) * 60 + int(rest) == seconds
    assert len(rest) == 2


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)))  # noqa: DTZ001 - a wall clock
def test_a_time_that_a_person_types_comes_back_as_typed_unless_clocks_skip_it(
    typed: datetime,
) -> None:
    typed = typed.replace(second=0, microsecond=0)
    shown = instant_of(typed.date(), typed.time(), LONDON).astimezone(LONDON)
    skipped = typed.month == 3 and typed.hour == 1 and shown.hour == 2
    assert shown.replace(tzinfo=None, fold=0) == typed or skipped
