"""This is where an agenda is rearranged: by dragging, with Alt+Up, Alt+Down, and Delete."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QDropEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import ItemState
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.fonts import app_font
from layerdesk.ui.look.icons import pixmap
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.declared_words import item_words
from layerdesk.ui.meetings.room.rail_words import longer_words
from layerdesk.usecases.meetings.look import PlanItemView

_VIEW = int(Qt.ItemDataRole.UserRole)

_MOST_ROWS = 9
"""So many items are seen without scrolling within the list."""


class AgendaList(QListWidget):
    """The items with their minutes. What is dragged or moved by key is asked for, not done."""

    moved = Signal(str, int)
    """The id of an item and the position it is to have (0 is the first)."""

    item_chosen = Signal(object)
    """The id of the item that is current now, or None."""

    removal_asked = Signal()
    """Delete was pressed: the current item is to be taken off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable = True
        self._ids: list[RecordId] = []
        self.setAccessibleName(tr("Agenda"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.currentItemChanged.connect(self._changed)
        app_theme().theme_changed.connect(self.scheduleDelayedItemsLayout)

    def show_items(self, items: Sequence[PlanItemView], *, editable: bool) -> None:
        """Show the items; the current one stays current, also where it has another place now."""
        current = self.current_id()
        self._editable = editable
        self.setDragEnabled(editable)
        self.blockSignals(True)
        self.clear()
        self._ids = [view.item.id for view in items]
        for number, view in enumerate(items, 1):
            made = QListWidgetItem(view.title)
            made.setData(_VIEW, view)
            made.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(number, view))
            self.addItem(made)
            if view.item.id == current:
                self.setCurrentItem(made)
        self.blockSignals(False)
        height = app_theme().tokens.sizes.row + step(0.5)
        self.setMinimumHeight(height * max(3, min(len(items), _MOST_ROWS)) + step(1))
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        else:
            self.item_chosen.emit(self.current_id())

    def current_id(self) -> RecordId | None:
        """The id of the current item."""
        place = self.currentRow()
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def choose(self, item: RecordId) -> None:
        """Make this item the current one."""
        for number in range(self.count()):
            if self._ids[number] == item:
                self.setCurrentRow(number)

    def move_by(self, steps: int) -> None:
        """Ask that the current item goes up (-1) or down (1)."""
        place = self.currentRow()
        current = self.current_id()
        if current is not None and self._editable and 0 <= place + steps < self.count():
            self.moved.emit(current, place + steps)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.move_by(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        if event.key() == Qt.Key.Key_Delete and self._editable and self.current_id() is not None:
            self.removal_asked.emit()
            return
        super().keyPressEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        current, place = self.current_id(), self.currentRow()
        point = event.position().toPoint()
        over = self.indexAt(point)
        wanted = over.row() if over.isValid() else self.count() - 1
        below = point.y() > self.visualRect(over).center().y()
        wanted += 1 if below and wanted < place else 0
        wanted -= 1 if not below and over.isValid() and wanted > place else 0
        # Qt must not move the row itself: the list shows what is kept.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if current is not None and self._editable and wanted != place:
            self.moved.emit(current, wanted)

    @Slot()
    def _changed(self) -> None:
        self.item_chosen.emit(self.current_id())


class _Delegate(QStyledItemDelegate):
    """Draws an item: its title, why it is here, and how long it may take."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | object) -> QSize:
        return QSize(120, app_theme().tokens.sizes.row + step(0.5))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | object
    ) -> None:
        look = app_theme().tokens
        colours, sizes = look.colours, look.sizes
        view = index.data(_VIEW)  # type: ignore[union-attr]  # Qt's own type of the index
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(1, 2, -1, -2)
        painter.setPen(QColor(colours.accent if chosen else colours.line))
        painter.setBrush(QColor(colours.accent_soft if chosen else colours.surface))
        painter.drawRoundedRect(area, sizes.radius, sizes.radius)
        text = QColor(colours.on_accent_soft if chosen else colours.text)
        small = QColor(colours.on_accent_soft if chosen else colours.muted)
        name = "lock" if view.item.restricted else "menu"
        grip = QRect(area.left() + step(1.5), area.center().y() - sizes.icon // 2, 0, 0)
        painter.drawPixmap(grip.topLeft(), pixmap(name, small.name(), sizes.icon))
        minutes = plural("{n} min", "{n} min", view.item.minutes + view.item.extra_minutes)
        left = grip.left() + sizes.icon + step(1.5)
        right = area.right() - step(1.5)
        painter.setFont(app_font(sizes.body, QFont.Weight.DemiBold))
        wide = painter.fontMetrics().horizontalAdvance(minutes)
        painter.setPen(text)
        centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(left, area.top(), right - left, area.height()), centre, minutes)
        room = right - left - wide - step(2)
        below = _below(view)
        height = area.height() // 2 if below else area.height()
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(view.title, Qt.TextElideMode.ElideRight, room)
        way = Qt.AlignmentFlag.AlignBottom if below else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, area.top(), room, height), way, shown)
        if below:
            painter.setFont(app_font(sizes.small))
            painter.setPen(small)
            words = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, room)
            painter.drawText(
                QRect(left, area.top() + height + 2, room, height),
                Qt.AlignmentFlag.AlignTop,
                words,
            )
        painter.restore()


def _below(view: PlanItemView) -> str:
    item = view.item
    parts = [
        tr("Parked: {reason}", reason=item.parked_reason)
        if item.state is ItemState.PARKED
        else item_words(item.item_kind)
        if item_words(item.item_kind) != item.title
        else "",
        view.presenter,
        item.note,
        longer_words(view),
    ]
    return " · ".join(part for part in parts if part)


def _spoken(number: int, view: PlanItemView) -> str:
    minutes = view.item.minutes + view.item.extra_minutes
    return tr(
        "{n}. {title}, {minutes} minutes. {below}",
        n=number,
        title=view.title,
        minutes=minutes,
        below=_below(view),
    )
