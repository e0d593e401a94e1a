"""This is where a day is typed as one would write it, or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import IconButton
from layerdesk.ui.widgets.date_words import day_words, long_day_words, parse_day
from layerdesk.ui.widgets.editors import LineEdit


class DateField(QWidget):
    """A day, which may be empty. ``today`` gives the current day.

    What was typed is read on Enter and on leaving. Alt+Down opens the calendar.
    """

    day_chosen = Signal(object)
    """The person chose another day: a ``date``, or None for no day."""

    not_understood = Signal(str)
    """What was typed is no day; the text stays and the day is as before."""

    understood = Signal()
    """What stands there is a day, or nothing."""

    def __init__(
        self,
        today: Callable[[], date],
        day: date | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._day: date | None = None
        self.line = LineEdit(placeholder=tr("Such as 3 Dec, tomorrow or next Fri"))
        self.open_button = IconButton("calendar", tr("Open the calendar"), "Alt+Down")
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.75))
        lay.addWidget(self.line, 1)
        lay.addWidget(self.open_button)
        self.setFocusProxy(self.line)
        self._popup: CalendarPopup | None = None
        self.line.editingFinished.connect(self.read)
        self.open_button.clicked.connect(self.open_calendar)
        self.set_day(day)

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.open_button.setAccessibleName(tr("Open the calendar: {field}", field=name))

    def day(self) -> date | None:
        """The day, as it was understood last; None: no day."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show a day that changed underneath; nothing is emitted."""
        self._day = day
        self._show()

    def is_understood(self) -> bool:
        """Whether what stands there is a day, or nothing; otherwise ``day`` is an older one."""
        text = self.line.text().strip()
        shown = day_words(self._day) if self._day else ""
        return not text or text == shown or parse_day(text, self._today()) is not None

    @Slot()
    def read(self) -> None:
        """Understand what was typed; nothing happens if it stands for the day as it is."""
        text = self.line.text().strip()
        if self._day is not None and text == day_words(self._day):
            self.understood.emit()
            return
        day = parse_day(text, self._today())
        if text and day is None:
            self.not_understood.emit(
                tr("“{text}” is not a day. Write it as 3 Dec 2026 or 3/12/2026.", text=text)
            )
            return
        self._choose(day)

    @Slot()
    def open_calendar(self) -> None:
        """Let the person pick a day with the arrow keys and Enter, or the mouse."""
        popup = CalendarPopup(self._day or self._today(), self)
        popup.day_picked.connect(self._picked)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self._popup = popup
        popup.show()
        popup.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    @Slot(object)
    def _picked(self, day: date) -> None:
        self._choose(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, day: date | None) -> None:
        other = day != self._day
        self._day = day
        self._show()
        self.understood.emit()
        if other:
            self.day_chosen.emit(day)

    def _show(self) -> None:
        self.line.setText(day_words(self._day) if self._day else "")
        self.line.setToolTip(long_day_words(self._day) if self._day else "")


class CalendarPopup(QWidget):
    """A month to pick a day from. Esc closes it."""

    day_picked = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", True)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(tr("Calendar"))
        self.calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setGridVisible(False)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(1), step(1), step(1), step(1))
        lay.addWidget(self.calendar)

    @Slot(QDate)
    def _pick(self, day: QDate) -> None:
        picked = date(day.year(), day.month(), day.day())
        self.day_picked.emit(picked)
        self.close()
