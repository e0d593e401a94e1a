from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.meetings.clock import (
    Clock,
    ends_at,
    expected_overtime,
    item_clock,
    meeting_clock,
    pause_clock,
    paused,
    resumed,
    started,
    stopped,
    unassigned_seconds,
)
from layerdesk.domain.meetings.records import AgendaItem, ItemState, Meeting
from tests.domain.meetings.making import agenda_item, meeting

START = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_a_clock_that_never_ran_shows_all_its_time() -> None:
    clock = item_clock(agenda_item(minutes=15), meeting(started_at=START), after(3))
    assert clock == Clock(0, 900)
    assert (clock.left, clock.overtime, clock.share) == (900, 0, 1.0)


def test_an_items_clock_counts_down_and_then_counts_overtime() -> None:
    held = meeting(started_at=START)
    item = started(agenda_item(minutes=15), held, START)
    assert item_clock(item, held, after(7)).left == 480
    late = item_clock(item, held, after(17))
    assert (late.left, late.overtime, late.share, late.running) == (0, 120, 0.0, True)


def test_added_time_is_time_allowed() -> None:
    item = agenda_item(minutes=15, extra_minutes=5)
    assert item_clock(item, meeting(), START).allowed == 1200


def test_an_item_without_time_has_no_share_left() -> None:
    assert Clock(0, 0).share == 0.0


def test_a_clock_keeps_right_while_the_computer_sleeps() -> None:
    held = meeting(started_at=START)
    item = started(agenda_item(minutes=15), held, START)
    assert item_clock(item, held, after(10)).elapsed == 600


def test_a_clock_that_was_put_back_never_shows_less_than_was_spent() -> None:
    held = meeting(started_at=START)
    item = replace(started(agenda_item(), held, START), spent_seconds=60)
    assert item_clock(item, held, after(-5)).elapsed == 60
    assert meeting_clock(held, after(-5)).elapsed == 0


def test_both_clocks_stand_still_in_a_pause_and_go_on_after_it() -> None:
    held = meeting(started_at=START)
    item = started(agenda_item(minutes=15), held, START)
    item, held = stopped(item, after(4)), paused(held, after(4))
    assert item_clock(item, held, after(9)).elapsed == 240
    assert meeting_clock(held, after(9)).elapsed == 240
    assert pause_clock(held, after(9)) == 300
    assert not item_clock(item, held, after(9)).running
    held = resumed(held, after(10))
    item = started(item, held, after(10))
    assert item_clock(item, held, after(12)).elapsed == 360
    assert meeting_clock(held, after(12)).elapsed == 360


def test_pausing_twice_keeps_the_first_instant() -> None:
    held = paused(paused(meeting(started_at=START), after(1)), after(2))
    assert held.paused_at == after(1)


def test_an_item_taken_up_in_a_pause_runs_only_after_it() -> None:
    held = paused(meeting(started_at=START), after(1))
    item = started(agenda_item(), held, after(2))
    assert item.state is ItemState.CURRENT
    assert item.running_since is None


def test_an_item_left_running_stops_with_the_meeting() -> None:
    held = meeting(started_at=START, ended_at=after(20))
    item = agenda_item(running_since=after(10))
    assert item_clock(item, held, after(99)).elapsed == 600
    assert meeting_clock(held, after(99)).elapsed == 1200


def test_a_meeting_ends_when_it_ended_or_when_it_was_to_end() -> None:
    assert ends_at(meeting()) is None
    assert ends_at(meeting(starts_at=START, planned_minutes=45)) == after(45)
    assert ends_at(meeting(starts_at=START, ended_at=after(50))) == after(50)


def test_a_meeting_expects_overtime_when_what_is_to_come_does_not_fit() -> None:
    held = meeting(started_at=START, planned_minutes=60)
    items = [
        started(agenda_item(1, minutes=20), held, START),
        agenda_item(2, minutes=30),
        agenda_item(3, minutes=30, state=ItemState.PARKED),
        agenda_item(4, minutes=5, state=ItemState.DONE, spent_seconds=60),
    ]
    assert expected_overtime(held, items, after(10)) == -600
    assert expected_overtime(held, items, after(40)) == 600


@given(
    st.lists(
        st.tuples(
            st.integers(0, 900),
            st.sampled_from(["next", "back", "pause", "resume", "hand over", "nothing"]),
        ),
        max_size=40,
    )
)
def test_items_and_unassigned_time_always_add_up_to_the_meeting(
    happenings: list[tuple[int, str]],
) -> None:
    """Whatever is paused, resumed, gone to or handed over, no second is lost or counted twice."""
    now = START + timedelta(milliseconds=250)
    held = meeting(started_at=START)
    items = [agenda_item(number) for number in range(2, 6)]
    current: int | None = None
    for seconds, what in happenings:
        now += timedelta(seconds=seconds, milliseconds=137)
        held, current = _happen(held, items, current, what, now)
        total = meeting_clock(held, now).elapsed
        used = sum(item_clock(each, held, now).elapsed for each in items)
        unassigned = unassigned_seconds(held, items, now)
        assert used + unassigned == total
        assert 0 <= unassigned <= total
        if current is not None and all(each[1] != "pause" for each in happenings):
            assert sum(item_clock(each, held, now).running for each in items) == 1


def _happen(
    held: Meeting, items: list[AgendaItem], current: int | None, what: str, now: datetime
) -> tuple[Meeting, int | None]:
    if what in ("next", "back"):
        if current is not None:
            items[current] = stopped(items[current], now)
        step = 1 if what == "next" else -1
        current = max(0, min(len(items) - 1, 0 if current is None else current + step))
        items[current] = started(items[current], held, now)
    elif what == "pause":
        if current is not None:
            items[current] = stopped(items[current], now)
        held = paused(held, now)
    elif what == "resume" and held.paused_at is not None:
        held = resumed(held, now)
        if current is not None:
            items[current] = started(items[current], held, now)
    elif what == "hand over":
        held = replace(held, facilitator=None)
    return held, current
