"""This is where the window and what keeps the desk in step are tied together."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Slot

from layerdesk.ui.in_step import News, StayingInStep
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.session import Session
from layerdesk.ui.syncing.words import short_words

LOOKS_AGAIN = 60_000
"""Milliseconds until what has waited too long is said to wait, though nothing happened."""

_LIVE = "room"
"""The place in which two desks hear each other at once."""


class SyncLine(QObject):
    """Shows the state of sync in the status line, and knows when a meeting is looked at."""

    def __init__(self, window: MainWindow, in_step: StayingInStep) -> None:
        super().__init__(window)
        self._window = window
        self._in_step = in_step
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_AGAIN)
        self._timer.timeout.connect(self._again)
        self._timer.start()
        in_step.told.connect(self.show_news)
        window.stack.came.connect(self._came)
        window.status.sync_wanted.connect(self._go)
        self._came(window.stack.place)
        in_step.begin()

    @Slot(object)
    def show_news(self, news: News) -> None:
        """Say how desk and hub stand to each other."""
        self._window.status.show_sync(*short_words(news, datetime.now(UTC)))

    @Slot()
    def _again(self) -> None:
        self.show_news(self._in_step.news)

    @Slot(str)
    def _came(self, place: str) -> None:
        self._in_step.be_live(place == _LIVE)

    @Slot()
    def _go(self) -> None:
        self._window.go("sync")


def stay_in_step(window: MainWindow, session: Session) -> None:
    """Bring this window's desk in step with its hub, if it has one."""
    if session.in_step is not None:
        SyncLine(window, session.in_step)
