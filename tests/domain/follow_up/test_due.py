from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.follow_up.due import (
    BANDS,
    Band,
    band_of,
    band_words,
    days_overdue,
    due_words,
    full_day,
    is_overdue,
    short_day,
)
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.follow_up.states import OPEN
from tests.domain.follow_up.making import an_action

TODAY = date(2026, 11, 26)
"""A Thursday."""


@pytest.mark.parametrize(
    ("days", "words", "band"),
    [
        (-14, "14 days overdue", Band.OVERDUE),
        (-1, "1 day overdue", Band.OVERDUE),
        (0, "Due today", Band.SOON),
        (1, "Due tomorrow", Band.SOON),
        (2, "Due Saturday", Band.SOON),
        (6, "Due Wednesday", Band.SOON),
        (7, "Due 3 Dec", Band.LATER),
        (40, "Due 5 Jan 2027", Band.LATER),
    ],
)
def test_a_date_is_said_as_one_would_say_it(days: int, words: str, band: Band) -> None:
    due = TODAY + timedelta(days=days)
    assert due_words(ActionState.AGREED, due, TODAY) == words
    assert band_of(ActionState.AGREED, due, TODAY) is band


def test_an_action_without_a_date_says_so() -> None:
    assert due_words(ActionState.AGREED, None, TODAY) == "No date"
    assert band_of(ActionState.AGREED, None, TODAY) is Band.NO_DATE
    assert days_overdue(ActionState.AGREED, None, TODAY) == 0


def test_what_is_done_is_never_overdue() -> None:
    long_ago = TODAY - timedelta(days=90)
    for state in set(ActionState) - OPEN:
        assert days_overdue(state, long_ago, TODAY) == 0
        assert band_of(state, long_ago, TODAY) is Band.FINISHED
        assert due_words(state, long_ago, TODAY) == "Was due 28 Aug"


def test_an_action_is_overdue_from_the_day_after_its_date() -> None:
    assert not is_overdue(an_action(due=TODAY), TODAY)
    assert is_overdue(an_action(due=TODAY), TODAY + timedelta(days=1))


def test_every_band_has_a_heading_of_its_own() -> None:
    assert len({band_words(band) for band in BANDS}) == len(BANDS)


def test_days_of_another_year_carry_it() -> None:
    assert short_day(date(2027, 1, 5), TODAY) == full_day(date(2027, 1, 5)) == "5 Jan 2027"


@given(due=st.dates(), today=st.dates(), state=st.sampled_from(sorted(OPEN)))
def test_overdue_by_days_and_by_band_are_the_same(
    due: date, today: date, state: ActionState
) -> None:
    overdue = days_overdue(state, due, today)
    assert (overdue > 0) == (band_of(state, due, today) is Band.OVERDUE)
    assert ("overdue" in due_words(state, due, today)) == (overdue > 0)
