"""This is where it is tested that no window is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.ui.shell.window_memory import Area, WindowPlace, as_text, fitted, read

MAIN: Area = (0, 0, 1920, 1040)
SECOND: Area = (1920, 0, 1280, 1024)


def test_a_place_comes_back_as_it_was_kept():
    place = WindowPlace(area=(10, 20, 1200, 800), maximised=True)
    assert read(as_text(place)) == place


@pytest.mark.parametrize("kept", [None, "", "{}", "[1]", '{"area": [1, 2], "maximised": false}'])
def test_what_is_not_understood_is_no_place(kept):
    assert read(kept) is None


def test_a_window_stays_where_it_can_be_reached():
    assert fitted((2000, 50, 1000, 700), (MAIN, SECOND)) == (2000, 50, 1000, 700)


def test_a_monitor_that_is_gone_does_not_swallow_the_window():
    assert fitted((2000, 50, 1000, 700), (MAIN,)) == (460, 170, 1000, 700)


def test_a_window_too_large_is_made_to_fit():
    assert fitted((0, 0, 5000, 3000), (MAIN,)) == (0, 0, 1920, 1040)


numbers = st.integers(-10_000, 10_000)


@given(st.tuples(numbers, numbers, st.integers(200, 6000), st.integers(200, 4000)))
def test_the_title_can_always_be_taken_with_the_mouse(area):
    x, y, width, height = fitted(area, (MAIN, SECOND))
    assert any(
        min(x + width, left + wide) - max(x, left) >= 100 and top <= y < top + high
        for left, top, wide, high in (MAIN, SECOND)
    )
    assert width <= 1920
    assert height <= 1040
