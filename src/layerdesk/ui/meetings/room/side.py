"""This is where the room's second column shows what was agreed, or who is here."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.room.actions_panel import ActionsPanel
from layerdesk.ui.meetings.room.attendance import AttendanceDrawer
from layerdesk.ui.widgets.columns import Columns, ScrollColumn


class Side(QStackedWidget):
    """Actions, and over them the list of people while somebody wants it."""

    focus_homeless = Signal()
    """The list of people was closed, and what had the focus before is gone."""

    def __init__(self, agreeing: ActionsPanel, people: AttendanceDrawer) -> None:
        super().__init__()
        self._people = people
        self._before: QWidget | None = None
        """What had the focus before the list was opened."""
        self._columns: Columns | None = None
        for part, stretch in ((agreeing, 1), (people, 0)):
            column = ScrollColumn(wide=True)
            column.add(part, stretch)
            column.set_margins(0, 0, step(0.5), 0)
            self.addWidget(column)
        people.closed.connect(self.close_people)

    def take_columns(self, columns: Columns) -> None:
        """Know the columns among which this is the second, which may be a drawer."""
        self._columns = columns

    @property
    def shows_people(self) -> bool:
        """Whether the list of people can be seen."""
        return self.currentIndex() == 1 and self.isVisible()

    def show_actions(self) -> None:
        """Show what was agreed, also where it is a drawer."""
        self.setCurrentIndex(0)
        if self._columns is not None:
            self._columns.open_drawer()

    @Slot()
    def toggle_people(self) -> None:
        """Show the list of people with the focus in it, or close it."""
        if self.shows_people:
            self.close_people()
            return
        self._before = self.window().focusWidget()
        self.setCurrentIndex(1)
        if self._columns is not None:
            self._columns.open_drawer()
        self._people.take_focus()

    @Slot()
    def close_people(self) -> None:
        """Close the list; the focus goes back to where it was."""
        before, self._before = self._before, None
        self.setCurrentIndex(0)
        if self._columns is not None and not self._columns.side_by_side:
            self._columns.drawer_button.setChecked(False)
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focus_homeless.emit()
