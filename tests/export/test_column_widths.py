"""This is where it is tested how columns share the width that a table has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.export.column_widths import at_least

_PAIR = st.tuples(st.floats(0, 200), st.floats(1, 200))


def test_a_narrow_column_gets_room_from_those_that_can_spare_it() -> None:
    assert at_least([60, 10, 10], [40, 50, 50]) == pytest.approx([60, 40, 40])
    assert at_least([10, 10], [40, 60]) == [40, 60]


def test_where_all_need_more_than_there_is_those_that_need_most_get_less() -> None:
    assert at_least([90, 90, 20], [30, 30, 60]) == pytest.approx([50, 50, 20])
    assert at_least([85, 97, 30], [100, 60, 40]) == pytest.approx([85, 85, 30])


@given(pairs=st.lists(_PAIR, min_size=1, max_size=8))
def test_the_whole_width_is_shared_and_no_column_vanishes(
    pairs: list[tuple[float, float]],
) -> None:
    least, wanted = [each[0] for each in pairs], [each[1] for each in pairs]
    widths = at_least(least, wanted)
    assert sum(widths) == pytest.approx(sum(wanted))
    fair = sum(wanted) / len(wanted)
    for low, width in zip(least, widths, strict=True):
        assert width >= min(low, fair) - 1e-6
