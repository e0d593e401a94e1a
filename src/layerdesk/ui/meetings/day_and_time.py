"""This is where somebody says on which day and at what time a meeting is."""

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.domain.meetings.when import instant_of
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.clock_words import time_of
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field

_AFTER_LUNCH = time(13)


_SIDE_BY_SIDE_FROM = 380
"""From this width, in pixels at a text scale of 1.0, the whole day can be read beside the time."""


class DayAndTime(QWidget):
    """A day and a time side by side, or one below the other where that is too narrow.

    They are read when one leaves a field or presses Enter; ``today`` gives the current day. What
    is not understood stays, with what to write instead.
    """

    settled = Signal(object)
    """Somebody settled another instant: a UTC ``datetime``, or None for no date."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = ZoneInfo("Europe/London")
        self._usual = _AFTER_LUNCH
        self._instant: datetime | None = None
        self._is_day_wrong = False
        self.day = DateField(today)
        self.time = LineEdit()
        self.day_field = Field(tr("Day"), self.day)
        self.time_field = Field(tr("Time (24-hour clock)"), self.time)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(step(2))
        self._lay.addWidget(self.day_field, 1)
        self._lay.addWidget(self.time_field, 1)
        self.setFocusProxy(self.day)
        self.day.day_chosen.connect(self._read_day)
        self.day.not_understood.connect(self._day_is_wrong)
        self.day.understood.connect(self._day_is_right)
        self.time.editingFinished.connect(self._read_time)

    @property
    def is_typing(self) -> bool:
        """Whether somebody is in the middle of writing here."""
        return _is_typed_in(self.day.line) or _is_typed_in(self.time)

    def show_instant(
        self, instant: datetime | None, zone: ZoneInfo, *, usual: time = _AFTER_LUNCH
    ) -> None:
        """Show what holds; what somebody is typing, or wrote wrongly, stays until it is put right.

        ``usual`` is the time of a day that is chosen without one.
        """
        self._zone, self._usual = zone, usual
        is_same, self._instant = instant == self._instant, instant
        if is_same and (self.day_field.message.words or self.time_field.message.words):
            return
        self._clear_problems()
        local = instant.astimezone(zone) if instant else None
        if not _is_typed_in(self.day.line):
            self.day.set_day(local.date() if local else None)
        if not _is_typed_in(self.time):
            self.time.setText(f"{local:%H:%M}" if local else "")

    def forget(self) -> None:
        """Show nothing, nor what was typed: another meeting comes."""
        self._instant = None
        self.day.set_day(None)
        self.time.clear()
        self._clear_problems()

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the date as a whole."""
        self.day_field.show_problem(words)

    @override
    def minimumSizeHint(self) -> QSize:
        # As wide as one of them: side by side they must not keep a screen from becoming narrower.
        day, time = self.day_field.minimumSizeHint(), self.time_field.minimumSizeHint()
        return QSize(max(day.width(), time.width()), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.width() >= _SIDE_BY_SIDE_FROM * app_theme().tokens.sizes.scale
        way = QBoxLayout.Direction
        self._lay.setDirection(way.LeftToRight if fits else way.TopToBottom)

    @Slot(object)
    def _read_day(self, day: date | None) -> None:
        if day is None:
            self.time.clear()
            self._settle(None)
            return
        if not self.time.words().strip():
            self.time.setText(f"{self._usual:%H:%M}")
        self._read_time()

    @Slot()
    def _read_time(self) -> None:
        day, words = self.day.day(), self.time.words().strip()
        if self._is_day_wrong or (day is None and not words):
            return
        clock = time_of(words)
        if clock is None:
            self.time_field.show_problem(tr("Write the time as 13:00."))
        elif day is None:
            self.day_field.show_problem(tr("Choose the day as well."))
        else:
            self._settle(instant_of(day, clock, self._zone))

    def _settle(self, instant: datetime | None) -> None:
        self._clear_problems()
        self.time.setModified(False)
        if instant != self._instant:
            self.settled.emit(instant)

    @Slot(str)
    def _day_is_wrong(self, words: str) -> None:
        self._is_day_wrong = True
        self.day_field.show_problem(words)

    @Slot()
    def _day_is_right(self) -> None:
        self._is_day_wrong = False
        self.day_field.clear_problem()

    def _clear_problems(self) -> None:
        self._day_is_right()
        self.time_field.clear_problem()


def _is_typed_in(line: QLineEdit) -> bool:
    return line.hasFocus() and line.isModified()
