"""This is where the focus of the room goes: to where the work is, unless somebody is at work."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from layerdesk.ui.widgets.columns import ScrollColumn


class RoomFocus(QObject):
    """Knows where the work of a room begins; a child of the room.

    ``first_work`` gives what is to be done first now, or None. ``column`` is scrolled to it.
    """

    def __init__(
        self, room: QWidget, column: ScrollColumn, first_work: Callable[[], QWidget | None]
    ) -> None:
        super().__init__(room)
        self._room = room
        self._column = column
        self._first_work = first_work
        self.is_due = False
        """The room was just come to, or what had the focus is about to go."""

    def is_in(self, part: QWidget) -> bool:
        """Whether something in this part of the room has the focus."""
        focused = self._focused()
        return focused is not None and part.isAncestorOf(focused)

    def leave(self, part: QWidget, *, gone: bool) -> None:
        """A part that goes with the focus would give it to whatever comes next: do that here."""
        self.is_due |= gone and part.hasFocus()

    def take(self, *, anew: bool = False) -> None:
        """Go to the work if that is due, if ``anew``, or if the focus is nowhere to be seen."""
        focused = self._focused()
        if self.is_due or anew or focused is None or not focused.isVisible():
            self.go_to_work()

    @Slot()
    def go_to_work(self) -> None:
        """Go to where the work begins, if the room can be seen."""
        work = self._first_work()
        if work is not None and self._room.isVisible():
            work.setFocus(Qt.FocusReason.OtherFocusReason)
            self.is_due = False
            QTimer.singleShot(0, self.reveal)

    @Slot()
    def reveal(self) -> None:
        """Scroll to what has the focus, once everything has its place."""
        focused = self._focused()
        if focused is not None and self._column.isAncestorOf(focused):
            # Sheets that were just shown ask for their heights only now.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._column.ensureWidgetVisible(focused)

    def _focused(self) -> QWidget | None:
        return self._room.focusWidget()
