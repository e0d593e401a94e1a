"""This is where the rows of a list are kept in plain Python and given to Qt only as it asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.widgets.chip import Tone

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_KEPT = 600

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one cell shows: a line, perhaps one below it, as a chip if it has a ``tone``."""

    words: str
    below: str = ""
    tone: Tone | None = None
    strong: bool = False
    spoken: str = ""
    """What a screen reader says instead of the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. Widths are pixels at a text scale of 1.0.

    ``key`` gives what a row is sorted by (None: this column cannot be sorted by). The column that
    ``stretches`` takes the room left over. Where the table is narrower than ``hide_below``, the
    column is not shown.
    """

    id: str
    heading: str
    width: int = 140
    stretches: bool = False
    key: Callable[[Any], Any] | None = None
    hide_below: int = 0


class RowsModel(QAbstractTableModel):
    """Rows of any plain kind: ``cells`` turns one into its cells, ``row_id`` names it.

    Only rows that are looked at are turned into cells, the last 600 are kept.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Any] = (),
        *,
        cells: Callable[[Any], Sequence[Cell | str]],
        row_id: Callable[[Any], Any],
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._cells = cells
        self._row_id = row_id
        self._given: tuple[Any, ...] = tuple(rows)
        self._rows: list[Any] = list(rows)
        self._made: dict[int, tuple[Cell, ...]] = {}
        self._sorted: tuple[int, bool] | None = None

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows, sorted as those before."""
        self.beginResetModel()
        self._given = tuple(rows)
        self._order()
        self.endResetModel()

    def row(self, number: int) -> Any:
        """The row that stands at this place now."""
        return self._rows[number]

    def id_at(self, number: int) -> Any:
        """The id of the row that stands at this place now."""
        return self._row_id(self._rows[number])

    def place_of(self, row_id: Any) -> int | None:
        """Where the row with this id stands now, or None."""
        for number, row in enumerate(self._rows):
            if self._row_id(row) == row_id:
                return number
        return None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        cell = self._cells_of(index.row())[index.column()]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{cell.words}\n{cell.below}" if cell.below else cell.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = cell.spoken or ", ".join(part for part in (cell.words, cell.below) if part)
            heading = self.columns[index.column()].heading
            return tr("{heading}: {words}", heading=heading, words=words or tr("empty"))
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.ToolTipRole and column.key is not None:
            return tr("Sort by {heading}", heading=column.heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].key is None:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._row_id(self._rows[index.row()]) for index in before]
        descending = order == Qt.SortOrder.DescendingOrder
        self._sorted = (column, descending) if column >= 0 else None
        self._order()
        places = {self._row_id(row): number for number, row in enumerate(self._rows)}
        after = [
            self.index(places[each], index.column())
            for each, index in zip(ids, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _order(self) -> None:
        self._rows = list(self._given)
        self._made.clear()
        if self._sorted is None:
            return
        column, descending = self._sorted
        key = self.columns[column].key
        if key is not None:
            self._rows.sort(key=key, reverse=descending)

    def _cells_of(self, number: int) -> tuple[Cell, ...]:
        found = self._made.get(number)
        if found is None:
            if len(self._made) >= _KEPT:
                for oldest in list(self._made)[: _KEPT // 3]:
                    del self._made[oldest]
            given = self._cells(self._rows[number])
            found = tuple(each if isinstance(each, Cell) else Cell(words=each) for each in given)
            self._made[number] = found
        return found
