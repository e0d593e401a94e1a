"""This is where a window's place on the screens is kept, and found again on those of today."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST = (1024, 640)
"""The smallest window that everything fits into."""

_SEEN = 160
"""Pixels of the title that must lie on a screen, or nobody could move the window."""

Area = tuple[int, int, int, int]
"""x, y, width and height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPlace:
    """Where a window was: its normal area, and whether it filled the screen."""

    area: Area
    maximised: bool = False


def as_text(place: WindowPlace) -> str:
    """The place as it is kept in a setting."""
    return json.dumps({"area": list(place.area), "maximised": place.maximised})


def read(text: str | None) -> WindowPlace | None:
    """The place from a setting; None where there is none, or it is not understood."""
    try:
        found = json.loads(text or "")
        x, y, width, height = (int(number) for number in found["area"])
        return WindowPlace(area=(x, y, width, height), maximised=bool(found["maximised"]))
    except (ValueError, KeyError, TypeError):
        return None


def fitted(area: Area, screens: Sequence[Area]) -> Area:
    """The area moved and shrunk so that it lies on a screen of today.

    ``screens`` are the usable areas, the main one first, at least one. A window that can still be
    taken by its title stays where it is; one on a screen that is gone comes to the main one.
    """
    x, y, width, height = area
    home = next((each for each in screens if _title_on(area, each)), None)
    left, top, wide, high = home or screens[0]
    width, height = min(width, wide), min(height, high)
    if home is None:
        x, y = left + (wide - width) // 2, top + (high - height) // 2
    else:
        x = min(max(x, left - width + _SEEN), left + wide - _SEEN)
        y = min(max(y, top), top + high - 40)
    return x, y, width, height


def _title_on(area: Area, screen: Area) -> bool:
    x, y, width, _ = area
    left, top, wide, high = screen
    overlap = min(x + width, left + wide) - max(x, left)
    return overlap >= min(_SEEN, width) and top <= y < top + high - 20
