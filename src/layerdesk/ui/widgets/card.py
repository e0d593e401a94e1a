"""This is where things that belong together are put on one sheet."""

from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.labels import heading as heading_label


class Card(QFrame):
    """A sheet with an optional heading; at its right there is room for chips and buttons.

    ``quiet`` gives a sheet that lies on another one.
    """

    def __init__(
        self, heading: str = "", *, quiet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "quiet" if quiet else "true")
        self._body = QVBoxLayout(self)
        side = step(2) if quiet else step(2.5)
        self._body.setContentsMargins(side, step(2), side, step(2) if quiet else side)
        self._body.setSpacing(step(1.5))
        self._body.addItem(spare_height())
        self._head: QHBoxLayout | None = None
        self.heading = heading_label(heading)
        if heading:
            self._head_row().addWidget(self.heading, 1)
            self.setAccessibleName(heading)
        else:
            self.heading.hide()

    @property
    def body(self) -> QBoxLayout:
        """What is on the sheet, from top to bottom; the last item takes up spare height."""
        return self._body

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there; with a stretch of 1 it takes the height left over."""
        self._body.insertWidget(self._body.count() - 1, widget, stretch)

    def add_layout(self, layout: QLayout, stretch: int = 0) -> None:
        """Put a layout below what is there."""
        self._body.insertLayout(self._body.count() - 1, layout, stretch)

    def add_to_heading(self, widget: QWidget) -> None:
        """Put a chip or a button at the right of the heading."""
        self._head_row().addWidget(widget)

    def _head_row(self) -> QHBoxLayout:
        if self._head is None:
            self._head = QHBoxLayout()
            self._head.setSpacing(step(1))
            self._body.insertLayout(0, self._head)
        return self._head


def spare_height() -> QSpacerItem:
    """What takes up the height that is left over, unless something in the layout stretches."""
    return QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)


def row(*parts: QWidget | None, spacing: float = 1) -> QHBoxLayout:
    """Widgets side by side; None stands for the room that is left over. Spacing in steps of 8."""
    made = QHBoxLayout()
    made.setSpacing(step(spacing))
    made.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made
