"""This is where fields stand two by two, and one below the other where the room is narrow."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step

_TWO_FROM = 520
"""Pixels at a text scale of 1.0 from which two fit side by side."""


class Pairs(QWidget):
    """Fields in reading order: left, right, next line."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        self._fields = fields
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(step(2))
        self._grid.setVerticalSpacing(step(1.5))
        self._arrange(1)
        app_theme().theme_changed.connect(self._fit)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._arrange(2 if self.width() >= _TWO_FROM * app_theme().tokens.sizes.scale else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for field in self._fields:
            self._grid.removeWidget(field)
        for at, field in enumerate(self._fields):
            self._grid.addWidget(field, at // columns, at % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
