"""This is where a desk's clock is a hybrid of wall time and order."""

from typing import NamedTuple

COUNTER_BITS = 16


class Stamp(NamedTuple):
    """When an operation was made, for ordering: later clock first, then the desk's id."""

    clock: int
    """48 bits of milliseconds since 1970 UTC, then 16 bits of counter."""
    desk: bytes


def tick(last: int, wall_milliseconds: int) -> int:
    """The next clock value of a desk: later than ``last``, and not before the wall clock.

    Source: Kulkarni and others, Logical Physical Clocks, 2014, section 4.
    """
    return max(last + 1, wall_milliseconds << COUNTER_BITS)


def milliseconds(clock: int) -> int:
    """The wall time in a clock value, as milliseconds since 1970 UTC."""
    return clock >> COUNTER_BITS
