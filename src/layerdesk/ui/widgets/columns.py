"""This is where a screen fits itself to its room: columns side by side, stacked, scrolled."""

from enum import Enum, auto

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import UnfoldButton
from layerdesk.ui.widgets.card import spare_height
from layerdesk.ui.widgets.spoken import teach_screen_readers

_FAR_MORE = 1_000
"""What stretches in a column gets all the spare height but a thousandth."""


class Narrow(Enum):
    """What becomes of the second column where there is no room for two."""

    STACK = auto()
    """It stands below the first."""
    DRAWER = auto()
    """A button at the foot opens it in place of the first, and shuts it."""


class Columns(QWidget):
    """Two columns where the room is wide enough, else one below the other or in a drawer.

    ``shares`` are the parts of the width, ``breakpoint_at`` pixels at a text scale of 1.0 (None:
    the one of the tokens). ``drawer`` are the words on the button that opens the drawer.
    """

    arranged = Signal(bool)
    """The arrangement changed; True: side by side."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        shares: tuple[int, int] = (13, 8),
        narrow: Narrow = Narrow.STACK,
        drawer: str = "",
        breakpoint_at: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.first, self.second = first, second
        self._shares, self._narrow, self._breakpoint = shares, narrow, breakpoint_at
        self._wide: bool | None = None
        self.drawer_button = UnfoldButton(drawer, icon="chevron-up")
        self.drawer_button.toggled.connect(self._drawer_moved)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(step(2))
        self._lay.addWidget(first)
        self._lay.addWidget(self.drawer_button)
        self._lay.addWidget(second)
        app_theme().theme_changed.connect(self._fit)
        self._fit()

    @property
    def side_by_side(self) -> bool:
        """Whether there is room for two columns now."""
        return bool(self._wide)

    def open_drawer(self) -> None:
        """Make the second column visible, wherever it is."""
        self.drawer_button.setChecked(True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        # That of the narrow arrangement always, or the window could never be made narrower.
        first, second = self.first.minimumSizeHint(), self.second.minimumSizeHint()
        width = max(first.width(), second.width())
        return QSize(width, super().minimumSizeHint().height())

    @Slot()
    def _fit(self) -> None:
        look = app_theme().tokens.sizes
        limit = (
            look.two_columns if self._breakpoint is None else round(self._breakpoint * look.scale)
        )
        wide = self.width() >= limit
        if wide == self._wide:
            return
        self._wide = wide
        way = QBoxLayout.Direction
        self._lay.setDirection(way.LeftToRight if wide else way.TopToBottom)
        stacked = not wide and self._narrow is Narrow.STACK
        self._lay.setStretch(0, self._shares[0] if wide else 1 if not stacked else 0)
        self._lay.setStretch(2, self._shares[1] if wide else 0)
        in_drawer = not wide and self._narrow is Narrow.DRAWER
        self.drawer_button.setVisible(in_drawer)
        self._show_both(in_drawer)
        self.arranged.emit(wide)

    @Slot(bool)
    def _drawer_moved(self, opened: bool) -> None:
        self.drawer_button.set_icon("chevron-down" if opened else "chevron-up")
        self._show_both(not self._wide and self._narrow is Narrow.DRAWER)

    def _show_both(self, in_drawer: bool) -> None:
        opened = self.drawer_button.isChecked()
        self.second.setVisible(not in_drawer or opened)
        self.first.setVisible(not (in_drawer and opened))


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down but never sideways, and is never too wide to read.

    ``wide`` lifts the limit on the width, for tables and columns.
    """

    def __init__(self, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        teach_screen_readers()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._wide = wide
        self._whole = whole = QWidget()
        self._across = across = QHBoxLayout(whole)
        across.setContentsMargins(step(3), step(2.5), step(3), step(2.5))
        self._column = QWidget()
        self._body = QVBoxLayout(self._column)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(step(2))
        self._body.addItem(spare_height())
        self._body.setStretch(0, 1)  # spare height goes there, not into the cards
        across.addWidget(self._column, 1000)
        across.addStretch(1)
        self.setWidget(whole)
        app_theme().theme_changed.connect(self._look)
        self._look()

    @property
    def body(self) -> QVBoxLayout:
        """What is in the column, from top to bottom; the last item takes up spare height."""
        return self._body

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there; with a stretch of 1 it takes the height left over."""
        self._body.insertWidget(self._body.count() - 1, widget, stretch * _FAR_MORE)

    def add_layout(self, layout: QLayout) -> None:
        """Put a layout below what is there."""
        self._body.insertLayout(self._body.count() - 1, layout)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave this room around the column, in pixels, instead of that of a place."""
        self._across.setContentsMargins(left, top, right, bottom)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._whole.minimumSizeHint().width(), 80)

    @Slot()
    def _look(self) -> None:
        if not self._wide:
            self._column.setMaximumWidth(app_theme().tokens.sizes.reading_width)
