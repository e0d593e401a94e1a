"""This is where the hybrid clock is held against wall clocks that go wrong."""

from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.people.clock import COUNTER_BITS, Stamp, milliseconds, tick

YEAR = 365 * 24 * 3_600_000
NOW = 1_764_162_000_000
walls = st.integers(-40 * YEAR, 80 * YEAR).map(lambda off: NOW + off)


@given(st.lists(walls, min_size=1, max_size=50))
def test_it_never_goes_back_whatever_the_wall_clock_does(readings: list[int]) -> None:
    last, seen = 0, []
    for wall in readings:
        last = tick(last, wall)
        seen.append(last)
        assert milliseconds(last) >= wall
    assert seen == sorted(set(seen))


@given(st.lists(walls, min_size=1, max_size=50))
def test_it_runs_no_further_ahead_than_the_latest_wall_clock(readings: list[int]) -> None:
    last = 0
    for wall in readings:
        last = tick(last, wall)
    assert milliseconds(last) <= max(max(readings), 0)


def test_more_than_a_counter_full_in_one_millisecond_goes_on_into_the_next() -> None:
    last = (NOW << COUNTER_BITS) + (1 << COUNTER_BITS) - 1
    assert milliseconds(tick(last, NOW)) == NOW + 1
    assert tick(last, NOW) == last + 1


def test_stamps_order_by_clock_and_then_by_desk() -> None:
    assert Stamp(1, b"b") < Stamp(2, b"a")
    assert Stamp(1, b"a") < Stamp(1, b"b")


@given(st.integers(0, (1 << 48) - 1))
def test_the_wall_time_is_read_back(wall: int) -> None:
    assert milliseconds(tick(0, wall)) == wall or wall == 0
