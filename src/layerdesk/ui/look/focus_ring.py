"""This is where the one ring is drawn around whatever has the keyboard's focus.

It stands off by a gap in which the ground shows, so it is seen on any colour of button too.
"""

from weakref import ReferenceType, ref

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid
from typing_extensions import override

from layerdesk.ui.look.tokens import FOCUS_GAP, FOCUS_WIDTH

RADIUS_PROPERTY = "focus_radius"
"""A widget may say how round its own corners are, in pixels; 8 if it does not."""

PROXY_METHOD = "focus_ring_rect"
"""A widget may have a method of this name: the QRect in it that the ring goes around."""

_RADIUS = 8
_OUT = FOCUS_GAP + FOCUS_WIDTH
_FOLLOWED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
    QEvent.Type.LayoutRequest,
}


class RingOverlay(QWidget):
    """The ring itself: it lies over other widgets, takes no mouse and no focus."""

    def __init__(self, host: QWidget, colour: str, radius: int) -> None:
        super().__init__(host)
        self.colour = colour
        self.radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus_ring")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.colour), FOCUS_WIDTH))
        half = FOCUS_WIDTH / 2
        radius = self.radius + FOCUS_GAP + half
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, radius, radius)
        painter.end()


class FocusRing(QObject):
    """Follows the focus of the program with one ring."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._colour = "#1D4ED8"
        # Only weak references: a window that nobody else holds any more must go when its owner
        # lets go of it, not in the middle of a change of focus, which crashes Qt.
        self._widget: ReferenceType[QWidget] | None = None
        self._overlay: RingOverlay | None = None
        self._watched: list[ReferenceType[QWidget]] = []
        app.focusChanged.connect(self._focus_moved)

    @property
    def overlay(self) -> QWidget | None:
        """The ring that is shown now, if any."""
        return self._overlay if self._overlay is not None and isValid(self._overlay) else None

    def use(self, colour: str) -> None:
        """Draw in this colour from now on."""
        self._colour = colour
        overlay = self.overlay
        if isinstance(overlay, RingOverlay):
            overlay.colour = colour
            overlay.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED and watched is not self._overlay:
            self._place()
        return False

    @Slot()
    def _focus_moved(self) -> None:
        # Without the signal's arguments: the old widget may be half destroyed by now.
        self._leave()
        new = QApplication.focusWidget()
        if new is None or not _wants_ring(new):
            return
        self._widget = ref(new)
        host = _host(new)
        radius = new.property(RADIUS_PROPERTY)
        self._overlay = RingOverlay(host, self._colour, _RADIUS if radius is None else int(radius))
        place: QWidget | None = new
        while place is not None:
            place.installEventFilter(self)
            self._watched.append(ref(place))
            place = None if place is host else place.parentWidget()
        self._place()

    def _leave(self) -> None:
        for reference in self._watched:
            watched = reference()
            if watched is not None and isValid(watched):
                watched.removeEventFilter(self)
        self._watched.clear()
        overlay = self.overlay
        if overlay is not None:
            overlay.hide()
            overlay.deleteLater()
        self._overlay = None
        self._widget = None

    def _place(self) -> None:
        overlay, widget = self.overlay, self._widget() if self._widget is not None else None
        if overlay is None or widget is None or not isValid(widget):
            return
        host = overlay.parentWidget()
        if host is None or not host.isAncestorOf(widget) or not widget.isVisible():
            overlay.hide()
            return
        area: QRect = getattr(widget, PROXY_METHOD, widget.rect)()
        corner = widget.mapTo(host, area.topLeft()) - QPoint(_OUT, _OUT)
        overlay.setGeometry(QRect(corner, area.size()).adjusted(0, 0, 2 * _OUT, 2 * _OUT))
        overlay.raise_()
        overlay.show()


def _wants_ring(widget: QWidget) -> bool:
    window = widget.window()
    return window is not widget and window.windowType() not in (
        Qt.WindowType.Popup,
        Qt.WindowType.ToolTip,
    )


def _host(widget: QWidget) -> QWidget:
    """The widget that the ring is put on: what scrolls with it, or the window.

    Its direct parent would cut the ring off where the widget touches the parent's edge.
    """
    place = widget
    while not place.isWindow():
        parent = place.parentWidget()
        if parent is None:
            break
        above = parent.parentWidget()
        if place is not widget and isinstance(above, QScrollArea) and above.viewport() is parent:
            return place
        place = parent
    return place
