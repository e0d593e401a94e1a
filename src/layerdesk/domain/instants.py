"""This is where milliseconds become instants that a clock in every time zone can show."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = datetime(2, 1, 1, tzinfo=UTC)
_LAST = datetime(9999, 1, 1, tzinfo=UTC)


def shown_instant(milliseconds: int) -> datetime | None:
    """The UTC instant of milliseconds since 1970; None before the year 2 and from 9999 on.

    There and beyond, other zones have no such instant and nothing can be counted on from it. This
    program refuses such dates, but another one may have written them.
    """
    try:
        instant = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
    return instant if _FIRST <= instant < _LAST else None
