"""This is where it is tested that the room notices, once, when an item's time is up."""

from pytestqt.qtbot import QtBot

from layerdesk.domain.meetings.clock import Clock
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.meetings.room.item_header import ItemHeader


def clock(elapsed: int) -> Clock:
    """A clock of one minute after this many seconds."""
    return Clock(allowed=60, elapsed=elapsed)


def test_time_is_up_once_when_the_clock_runs_out(theme: Theme, qtbot: QtBot) -> None:
    header = ItemHeader()
    qtbot.addWidget(header)
    heard: list[str] = []
    header.time_is_up.connect(lambda: heard.append("up"))
    header.show_item("Item 1 of 2", "First", "")
    for elapsed in (58, 59, 60, 61, 62, 63):
        header.show_clock(clock(elapsed), paused=False)
    assert heard == ["up"]


def test_an_item_that_is_already_over_time_when_shown_does_not_alert(
    theme: Theme, qtbot: QtBot
) -> None:
    header = ItemHeader()
    qtbot.addWidget(header)
    heard: list[str] = []
    header.time_is_up.connect(lambda: heard.append("up"))
    header.show_item("Item 1 of 2", "First", "")
    header.show_clock(clock(10), paused=False)
    header.show_item("Item 2 of 2", "Second", "")
    header.show_clock(clock(90), paused=False)
    assert heard == []
