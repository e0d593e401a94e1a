"""This is where long lists are shown: sorted by their headings, opened by Enter."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from layerdesk.ui.look.fonts import app_font
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import Tokens
from layerdesk.ui.widgets.chip import Tone
from layerdesk.ui.widgets.rows_model import CELL_ROLE, Cell, RowsModel

_SIDE = 12
_CHIP_SIDE = 10
_MARK = 4

_CHIP_COLOURS = {
    Tone.NEUTRAL: ("rail", "muted"),
    Tone.ACCENT: ("accent_soft", "on_accent_soft"),
    Tone.WARN: ("warn_soft", "warn"),
    Tone.DANGER: ("danger_soft", "danger"),
    Tone.OK: ("ok_soft", "ok"),
}


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: one or two lines, or a chip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.take(app_theme().tokens)

    def take(self, look: Tokens) -> None:
        """Paint with these tokens from now on."""
        sizes, colours = look.sizes, look.colours
        self._row = sizes.row
        self._chip_height = sizes.chip_height
        self._fonts = (
            app_font(sizes.body),
            app_font(sizes.body, QFont.Weight.DemiBold),
            app_font(sizes.small),
            app_font(sizes.small, QFont.Weight.DemiBold),
        )
        self._metrics = tuple(QFontMetrics(font) for font in self._fonts)
        self._text, self._muted = QColor(colours.text), QColor(colours.muted)
        self._line, self._hover = QColor(colours.line), QColor(colours.rail)
        self._chosen, self._mark = QColor(colours.accent_soft), QColor(colours.accent)
        self._on_chosen = QColor(colours.on_accent_soft)
        self._chips = {
            tone: (QColor(getattr(colours, ground)), QColor(getattr(colours, words)))
            for tone, (ground, words) in _CHIP_COLOURS.items()
        }

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, self._row)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell = index.data(CELL_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(area, self._chosen)
            if index.column() == 0:
                painter.fillRect(area.x(), area.y(), _MARK, area.height(), self._mark)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._hover)
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, self._line)
        inside = area.adjusted(_SIDE, 0, -_SIDE, -1)
        if isinstance(cell, Cell) and inside.width() > 0:
            if cell.tone is not None and cell.words:
                self._paint_chip(painter, inside, cell.words, cell.tone)
            else:
                self._paint_lines(painter, inside, cell, chosen)
        painter.restore()

    def _paint_lines(self, painter: QPainter, area: QRect, cell: Cell, chosen: bool) -> None:
        font = 1 if cell.strong else 0
        height = self._metrics[font].height()
        below = self._metrics[2].height() if cell.below else 0
        top = area.y() + (area.height() - height - below) // 2
        painter.setPen(self._on_chosen if chosen else self._text)
        self._line_of(painter, QRect(area.x(), top, area.width(), height), cell.words, font)
        if cell.below:
            painter.setPen(self._on_chosen if chosen else self._muted)
            self._line_of(
                painter, QRect(area.x(), top + height, area.width(), below), cell.below, 2
            )

    def _paint_chip(self, painter: QPainter, area: QRect, words: str, tone: Tone) -> None:
        ground, colour = self._chips[tone]
        wide = self._metrics[3].horizontalAdvance(words) + 2 * _CHIP_SIDE
        chip = QRect(area.x(), 0, min(wide, area.width()), self._chip_height)
        chip.moveTop(area.y() + (area.height() - chip.height()) // 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setPen(colour)
        self._line_of(painter, chip.adjusted(_CHIP_SIDE, 0, 2 - _CHIP_SIDE, 0), words, 3)

    def _line_of(self, painter: QPainter, area: QRect, words: str, font: int) -> None:
        painter.setFont(self._fonts[font])
        metrics = self._metrics[font]
        if metrics.horizontalAdvance(words) > area.width():
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(
            area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words
        )


class ListTable(QTableView):
    """A list with headings. Give it an accessible name.

    ``keep_widths`` gets the widths that a person gave to columns, by the columns' ids, in pixels
    at a text scale of 1.0; hand them back through ``set_widths``.
    """

    opened = Signal(object)
    """Enter or a double click: the id of the row."""

    row_chosen = Signal(object)
    """Another row is the current one: its id, or None."""

    def __init__(
        self,
        model: RowsModel,
        *,
        name: str = "",
        keep_widths: Callable[[Mapping[str, int]], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._keep_widths = keep_widths
        self._widths: dict[str, int] = {}
        self._fitting = False
        self.setAccessibleName(name)
        self._cell_delegate = CellDelegate(self)
        self.setItemDelegate(self._cell_delegate)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setModel(model)
        model.setParent(self)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        header.sectionResized.connect(self._column_resized)
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        app_theme().theme_changed.connect(self._look)
        self._look()

    def set_rows(self, rows: Any) -> None:
        """Show other rows; the current row and the scrolling stay where the row is still there."""
        current, scrolled = self.current_id(), self.verticalScrollBar().value()
        self._rows.set_rows(rows)
        if current is not None:
            self.choose(current)
        self.verticalScrollBar().setValue(scrolled)

    def current_id(self) -> Any:
        """The id of the current row, or None."""
        index = self.currentIndex()
        return self._rows.id_at(index.row()) if index.isValid() else None

    def choose(self, row_id: Any) -> None:
        """Make the row with this id the current one, if it is there."""
        place = self._rows.place_of(row_id)
        if place is not None:
            self.selectRow(place)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Use widths that a person gave before; ids of columns that are gone are passed over."""
        self._widths = dict(widths)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            if self.current_id() is not None:
                self.opened.emit(self.current_id())
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.selectRow(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _look(self) -> None:
        look = app_theme().tokens
        self._cell_delegate.take(look)
        self.verticalHeader().setDefaultSectionSize(look.sizes.row)
        self.verticalHeader().setMinimumSectionSize(look.sizes.row)
        self.horizontalHeader().setMinimumSectionSize(look.sizes.control)
        self.horizontalHeader().setFixedHeight(look.sizes.control)
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        """Give each column its width, hide those that do not fit, stretch the one that may."""
        scale = app_theme().tokens.sizes.scale
        room = self.viewport().width()
        self._fitting = True
        taken, stretching = 0, -1
        for number, column in enumerate(self._rows.columns):
            hidden = room < column.hide_below * scale
            self.setColumnHidden(number, hidden)
            if hidden:
                continue
            width = round(self._widths.get(column.id, column.width) * scale)
            if column.stretches:
                stretching = number
            taken += width
            self.setColumnWidth(number, width)
        if stretching >= 0 and taken < room:
            self.setColumnWidth(stretching, self.columnWidth(stretching) + room - taken)
        self._fitting = False

    @Slot(int, int, int)
    def _column_resized(self, number: int, _old: int, new: int) -> None:
        column = self._rows.columns[number]
        if self._fitting or new <= 0 or column.stretches:
            return
        self._widths[column.id] = round(new / app_theme().tokens.sizes.scale)
        if self._keep_widths is not None:
            self._keep_widths(dict(self._widths))

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.id_at(index.row()))

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.row_chosen.emit(self._rows.id_at(current.row()) if current.isValid() else None)
