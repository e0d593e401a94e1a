"""This is where a PySide6 that loses references to None is noticed before it stops a meeting."""

import platform
import sys

import PySide6
import pytest
from PySide6.QtGui import QImage, QPainter

from layerdesk.host.qt_version import refuse_broken_qt

CALLS = 1_000


def lost_references(calls: int) -> int:
    """How many references to None go missing in this many pairs of void calls of Qt."""
    picture = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    before = sys.getrefcount(None)
    for _ in range(calls):
        painter.save()
        painter.restore()
    after = sys.getrefcount(None)
    painter.end()
    return before - after


@pytest.mark.usefixtures("qapp")
def test_a_thousand_void_calls_lose_no_reference_to_none() -> None:
    """The broken release loses one at each call: 2,000 here."""
    assert abs(lost_references(CALLS)) < CALLS // 10


def test_the_pyside_of_this_environment_is_not_refused() -> None:
    version = tuple(int(part) for part in platform.python_version_tuple()[:2])

    refuse_broken_qt(version, PySide6.__version__)
