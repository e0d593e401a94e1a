"""This is where one says when something happened, as exactly as it is known."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.date_words import approximate_words, parse_month, parse_year
from layerdesk.ui.widgets.editors import LineEdit

_DAY, _MONTH, _YEAR, _PERIOD, _UNKNOWN = "day", "month", "year", "period", "unknown"


class ApproximateDateField(QWidget):
    """A day, a month, a year, a period, or not known, as the plain strings of ``cases.dates``."""

    date_chosen = Signal(str)
    """The person chose another date; the plain form, for instance ``2026-05`` or empty."""

    not_understood = Signal(str)
    """What was typed cannot be read; the words say how to write it."""

    understood = Signal()
    """What stands there can be read."""

    def __init__(
        self, today: Callable[[], date], plain: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._plain = ""
        self.precision = Choice(
            (
                Option(id=_DAY, words=tr("On a day")),
                Option(id=_MONTH, words=tr("In a month")),
                Option(id=_YEAR, words=tr("In a year")),
                Option(id=_PERIOD, words=tr("Over a period")),
                Option(id=_UNKNOWN, words=tr("Not known")),
            ),
            unset=None,
        )
        self.precision.setAccessibleName(tr("How exactly the date is known"))
        self.day = DateField(today)
        self.first, self.last = DateField(today), DateField(today)
        self.text = LineEdit()
        self.day.line.setAccessibleName(tr("Day"))
        self.first.line.setAccessibleName(tr("First day"))
        self.last.line.setAccessibleName(tr("Last day"))
        self.first.line.setPlaceholderText(tr("From"))
        self.last.line.setPlaceholderText(tr("To"))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.75))
        for part in (self.precision, self.day, self.first, self.last, self.text):
            lay.addWidget(part)
        self.setFocusProxy(self.precision)
        self.precision.chosen.connect(self._precision_chosen)
        self.text.editingFinished.connect(self._read_text)
        for field in (self.day, self.first, self.last):
            field.day_chosen.connect(self._days_chosen)
            field.not_understood.connect(self.not_understood)
            field.understood.connect(self.understood)
        self.set_date(plain)

    def date(self) -> str:
        """The plain form of what stands there."""
        return self._plain

    def set_date(self, plain: str) -> None:
        """Show a date that changed underneath; nothing is emitted."""
        self._plain = plain
        kind = _kind(plain)
        self.precision.set_chosen(kind)
        self._arrange(kind)
        days = [_as_day(part) for part in plain.split("/")]
        self.day.set_day(days[0] if kind == _DAY else None)
        self.first.set_day(days[0] if kind == _PERIOD else None)
        self.last.set_day(days[-1] if kind == _PERIOD else None)
        self.text.setText(approximate_words(plain) if kind in (_MONTH, _YEAR) else "")

    @Slot(str)
    def _precision_chosen(self, kind: str) -> None:
        self._arrange(kind)
        begun = self._plain.partition("/")[0]
        if kind == _MONTH and len(begun) >= 7:
            self.text.setText(approximate_words(begun[:7]))
        elif kind == _YEAR and len(begun) >= 4:
            self.text.setText(begun[:4])
        elif kind in (_MONTH, _YEAR):
            self.text.setText("")
        elif kind == _DAY:
            self.day.set_day(_as_day(begun))
        elif kind == _PERIOD and self.first.day() is None:
            self.first.set_day(_as_day(begun))
        self._take(kind)

    @Slot()
    def _read_text(self) -> None:
        self._take(str(self.precision.chosen_id()))

    @Slot(object)
    def _days_chosen(self, _day: object) -> None:
        self._take(str(self.precision.chosen_id()))

    def _take(self, kind: str) -> None:
        """Read what stands there; an unfinished date leaves the one before as it is."""
        plain: str | None = None
        if kind == _UNKNOWN:
            plain = ""
        elif kind == _DAY:
            day = self.day.day()
            plain = day.isoformat() if day else None
        elif kind == _PERIOD:
            plain = self._period()
        else:
            plain = self._month_or_year(kind)
        if plain is None:
            return
        self.understood.emit()
        if plain != self._plain:
            self._plain = plain
            self.date_chosen.emit(plain)

    def _period(self) -> str | None:
        first, last = self.first.day(), self.last.day()
        if first is None or last is None:
            return None
        if last < first:
            self.not_understood.emit(tr("The last day lies before the first. Change one of them."))
            return None
        return f"{first.isoformat()}/{last.isoformat()}"

    def _month_or_year(self, kind: str) -> str | None:
        text = self.text.text().strip()
        if not text:
            return None
        if kind == _YEAR:
            year = parse_year(text)
            if year is None:
                self.not_understood.emit(tr("“{text}” is not a year. Write 2026.", text=text))
            return None if year is None else f"{year:04}"
        month = parse_month(text, self._today())
        if month is None:
            self.not_understood.emit(tr("“{text}” is not a month. Write May 2026.", text=text))
            return None
        plain = f"{month[0]:04}-{month[1]:02}"
        self.text.setText(approximate_words(plain))
        return plain

    def _arrange(self, kind: str) -> None:
        # The window of a part that has no parent yet must not open: all are in the layout by now.
        self.day.setVisible(kind == _DAY)
        self.first.setVisible(kind == _PERIOD)
        self.last.setVisible(kind == _PERIOD)
        self.text.setVisible(kind in (_MONTH, _YEAR))
        month = kind == _MONTH
        self.text.setPlaceholderText(tr("Such as May 2026") if month else tr("Such as 2026"))
        self.text.setAccessibleName(tr("Month") if month else tr("Year"))


def _kind(plain: str) -> str:
    if "/" in plain:
        return _PERIOD
    return {0: _UNKNOWN, 4: _YEAR, 7: _MONTH}.get(len(plain), _DAY)


def _as_day(part: str) -> date | None:
    return date.fromisoformat(part) if len(part) == 10 else None
