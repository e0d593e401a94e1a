"""This is where a list of actions stands beside the panel of the chosen one, or above it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.record import RecordId
from layerdesk.ui.follow_up.action import ActionPanel
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.columns import Columns, ScrollColumn
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.rows_model import Cell, Column, RowsModel
from layerdesk.usecases.follow_up.list_actions import ActionRow

_ROWS_ABOVE = 4
"""Rows of the list that stay in sight where the panel stands below it."""

_EDGE = 6
"""Pixels around the panel, in which its focus ring has room."""


class ActionBrowser(QWidget):
    """The list and the panel. ``cells`` turns a row into the cells of ``columns``.

    Side by side each scrolls by itself; one below the other both are as high as they need to be,
    and the place scrolls.
    """

    chosen = Signal(object)
    """Another action is the current one: its id, or None."""

    def __init__(
        self,
        session: Session,
        columns: Sequence[Column],
        cells: Callable[[ActionRow], Sequence[Cell | str]],
        *,
        name: str,
        empties: Sequence[EmptyPlace],
        widths: Mapping[str, int],
        keep_widths: Callable[[Mapping[str, int]], object],
    ) -> None:
        super().__init__()
        self._wanted: RecordId | None = None
        self._model = RowsModel(columns, cells=cells, row_id=lambda each: each.id)
        self.list = ListTable(
            self._model,
            name=name,
            keep_widths=keep_widths,
        )
        self.list.set_widths(widths)
        self.panel = ActionPanel(session)
        self._scroll = ScrollColumn()
        self._inside = self._scroll.widget() or self._scroll
        margins = self._inside.layout()
        if margins is not None:
            margins.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._scroll.add(self.panel)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        for empty in empties:
            self.pages.addWidget(empty)
        self.columns = Columns(self.pages, self._scroll, shares=(13, 9))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.columns)
        self.list.row_chosen.connect(self._row_chosen)
        self.list.opened.connect(self._opened)
        self.columns.arranged.connect(self._fit)
        app_theme().theme_changed.connect(self._fit)
        self._inside.installEventFilter(self)
        self._fit()

    def show_rows(self, rows: Sequence[ActionRow], empty: EmptyPlace) -> None:
        """Show these actions; where there are none, the place that teaches."""
        self.list.set_rows(tuple(rows))
        self.pages.setCurrentWidget(self.list if rows else empty)
        self._scroll.setVisible(bool(rows))
        if not rows:
            self.panel.show_action(None)
            return
        wanted = self._wanted or self.list.current_id() or rows[0].id
        self._wanted = None
        if not any(each.id == wanted for each in rows):
            wanted = rows[0].id
        if self.list.current_id() != wanted:
            self.list.choose(wanted)
        self.panel.show_action(wanted)
        self._fit()

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget where the panel is; it is for its owner to show or hide."""
        self._scroll.body.insertWidget(0, widget)

    def id_at(self, row: int) -> RecordId:
        """The id of the action that stands at this place now."""
        return RecordId(self._model.id_at(row))

    def choose(self, record: RecordId) -> None:
        """Show this action now, or as soon as it is there."""
        self._wanted = record
        self.list.choose(record)
        if self.list.current_id() == record:
            self._wanted = None
            self.panel.show_action(record)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot()
    def _fit(self) -> None:
        policy = Qt.ScrollBarPolicy
        alone = self.columns.side_by_side
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if alone else policy.ScrollBarAlwaysOff
        )
        if alone:
            self.pages.setMinimumHeight(0)
            self._scroll.setMinimumHeight(0)
            return
        sizes = app_theme().tokens.sizes
        self.pages.setMinimumHeight(sizes.control + _ROWS_ABOVE * sizes.row)
        width = max(self._scroll.viewport().width(), 1)
        layout = self._inside.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        self._scroll.setMinimumHeight(max(height, 0))

    @Slot(object)
    def _row_chosen(self, record: RecordId | None) -> None:
        if record is not None:
            self.panel.show_action(record)
        self.chosen.emit(record)

    @Slot(object)
    def _opened(self, record: RecordId) -> None:
        self.panel.show_action(record)
        first = next((each for each in self.panel.buttons.values() if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
