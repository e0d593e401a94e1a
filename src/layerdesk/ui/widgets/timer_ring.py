"""This is where the time that is left is shown as a ring, and the time that is over too."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from layerdesk.domain.language import plural, tr
from layerdesk.ui.look.focus_ring import RADIUS_PROPERTY
from layerdesk.ui.look.fonts import app_font, number_font
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.widgets.spoken import teach_screen_readers

_FULL = 360 * 16
_TOP = 90 * 16


class TimerRing(QWidget):
    """A ring that empties. Whoever owns the clock calls ``show_time``, once a second or so."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        teach_screen_readers()
        self._left = 0
        self._total = 0
        self._paused = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or tr("Time left"))
        app_theme().theme_changed.connect(self._look)
        self._look()

    def show_time(self, left: int, total: int, *, paused: bool = False) -> None:
        """Show that ``left`` of ``total`` seconds are left; less than 0: so many over."""
        if (left, total, paused) == (self._left, self._total, self._paused):
            return
        self._left, self._total, self._paused = left, total, paused
        self.setToolTip(self.spoken_value())
        self.update()
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self.spoken_value()))

    def spoken_role(self) -> QAccessible.Role:
        """A bar of progress, the nearest thing a screen reader knows."""
        return QAccessible.Role.ProgressBar

    def spoken_text(self) -> str:
        """Its name."""
        return tr("Time left")

    def spoken_value(self) -> str:
        """The time in words, as in "7 minutes 42 seconds left of 15 minutes"."""
        minutes, seconds = divmod(abs(self._left), 60)
        parts = [plural("{n} minute", "{n} minutes", minutes)] if minutes else []
        if seconds or not minutes:
            parts.append(plural("{n} second", "{n} seconds", seconds))
        time = " ".join(parts)
        if self._left < 0:
            words = tr("{time} over", time=time)
        else:
            total = plural("{n} minute", "{n} minutes", round(self._total / 60))
            words = tr("{time} left of {total}", time=time, total=total)
        return tr("{words}, paused", words=words) if self._paused else words

    @override
    def sizeHint(self) -> QSize:
        size = app_theme().tokens.sizes.ring
        return QSize(size, size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = app_theme().tokens
        sizes, colours = look.sizes, look.colours
        over = self._left < 0
        pen = 8 * sizes.scale
        ring = QRectF(self.rect()).adjusted(pen, pen, -pen, -pen)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.track), pen))
        painter.drawEllipse(ring)
        part = 1.0 if over else min(self._left / self._total, 1.0) if self._total > 0 else 0.0
        if part > 0:
            colour = colours.danger if over else colours.muted if self._paused else colours.accent
            cap = Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(QColor(colour), pen, Qt.PenStyle.SolidLine, cap))
            painter.drawArc(ring, _TOP, round(_FULL * part))
        middle, centre = QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter
        minutes, seconds = divmod(abs(self._left), 60)
        long = minutes >= 100
        clock_size = round((20 if long else 26) * sizes.scale)
        painter.setFont(number_font(clock_size, QFont.Weight.Bold))
        painter.setPen(QColor(colours.danger if over else colours.text))
        sign = "+" if over else ""
        painter.drawText(
            middle.adjusted(0, -9 * sizes.scale, 0, -9 * sizes.scale),
            centre,
            f"{sign}{minutes}:{seconds:02}",
        )
        painter.setFont(app_font(sizes.small))
        painter.setPen(QColor(colours.muted))
        painter.drawText(middle.adjusted(0, 32 * sizes.scale, 0, 0), centre, self._caption(over))
        painter.end()

    def _caption(self, over: bool) -> str:
        if self._paused:
            return tr("paused")
        if over:
            return tr("over")
        return tr("left of {minutes}", minutes=round(self._total / 60))

    @Slot()
    def _look(self) -> None:
        size = app_theme().tokens.sizes.ring
        self.setFixedSize(size, size)
        self.setProperty(RADIUS_PROPERTY, size // 2)
        self.update()
