"""This is where it is decided when typing is kept as a draft and when it enters the record."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

DRAFT_AFTER = 0.4
"""Seconds from the first keystroke that is not kept to the draft: within the promised half."""

ENTER_AFTER_PAUSE = 2.0
"""Seconds without a keystroke until the text enters the record."""

ENTER_AT_LATEST = 10.0
"""Seconds from the first keystroke that has not entered the record, however one types on."""


class Alarm(Protocol):
    """Calls once after a time, unless it is stopped or started again."""

    def start(self, seconds: float) -> None:
        """Call in so many seconds, and no sooner."""
        ...

    def stop(self) -> None:
        """Do not call."""
        ...

    def is_set(self) -> bool:
        """Whether it is going to call."""
        ...


class TimerAlarm(QObject):
    """An alarm by Qt's timer."""

    def __init__(self, call: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._call = call
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ring)

    def start(self, seconds: float) -> None:
        """Call in so many seconds, and no sooner."""
        self._timer.start(round(seconds * 1000))

    def stop(self) -> None:
        """Do not call."""
        self._timer.stop()

    def is_set(self) -> bool:
        """Whether it is going to call."""
        return self._timer.isActive()

    @Slot()
    def _ring(self) -> None:
        self._call()


class Typing(QObject):
    """Follows one editor: hand it each text as it is typed.

    ``keep_draft`` and ``enter`` get the whole text. ``make_alarm`` makes the timers, for tests.
    """

    def __init__(
        self,
        keep_draft: Callable[[str], object],
        enter: Callable[[str], object],
        *,
        make_alarm: Callable[[Callable[[], None]], Alarm] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep_draft = keep_draft
        self._enter = enter
        self._text = ""
        self._unkept = False
        self._unentered = False
        self._held = False
        make = make_alarm or self._timer_alarm
        self._draft_alarm = make(self._keep)
        self._pause_alarm = make(self._enter_now)
        self._latest_alarm = make(self._enter_now)

    @property
    def held(self) -> bool:
        """Whether a finding that blocks is open: drafts are kept, but nothing enters the record."""
        return self._held

    @held.setter
    def held(self, held: bool) -> None:
        released = self._held and not held
        self._held = held
        if released and self._unentered:
            self._pause_alarm.start(ENTER_AFTER_PAUSE)

    @property
    def unentered(self) -> bool:
        """Whether there is text that has not entered the record."""
        return self._unentered

    @Slot(str)
    def typed(self, text: str) -> None:
        """The person changed the text to this."""
        self._text = text
        self._unkept = self._unentered = True
        if not self._draft_alarm.is_set():
            self._draft_alarm.start(DRAFT_AFTER)
        self._pause_alarm.start(ENTER_AFTER_PAUSE)
        if not self._latest_alarm.is_set():
            self._latest_alarm.start(ENTER_AT_LATEST)

    @Slot()
    def flush(self) -> None:
        """The person leaves: keep and enter now what was typed, without waiting."""
        self._keep()
        self._enter_now()

    def still_unentered(self, text: str) -> None:
        """This text was refused: it is kept, and enters the record when the person goes on."""
        self._text = text
        self._unentered = True

    def forget(self) -> None:
        """What was typed is not wanted any more: keep and enter nothing of it."""
        self._unkept = self._unentered = False
        self._stop()

    def _keep(self) -> None:
        self._draft_alarm.stop()
        if self._unkept:
            self._unkept = False
            self._keep_draft(self._text)

    def _enter_now(self) -> None:
        if self._held:
            self._keep()
            return
        if self._unentered:
            self._keep()
            self._unentered = False
            self._stop()
            self._enter(self._text)

    def _stop(self) -> None:
        for alarm in (self._draft_alarm, self._pause_alarm, self._latest_alarm):
            alarm.stop()

    def _timer_alarm(self, call: Callable[[], None]) -> Alarm:
        return TimerAlarm(call, self)
