"""This is where a place that needs more height than the window has is scrolled, not squeezed."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override


class PlaceRoom(QScrollArea):
    """The room for the places: in large text below a warning one of them may need to scroll."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(_Floor(content))


class _Floor(QWidget):
    """Gives the content all the room there is, and at least the height without which it is cut.

    It has no layout, as a scroll area would ask that for the height the content likes best: lists,
    which scroll by themselves, would be scrolled twice.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)

    @override
    def minimumSizeHint(self) -> QSize:
        return self._content.minimumSizeHint()

    @override
    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # the content needs another height
            self.updateGeometry()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._content.setGeometry(self.rect())
