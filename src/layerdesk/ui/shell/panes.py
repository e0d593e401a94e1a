"""This is where F6 goes round the panes of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from layerdesk.ui.shell.navigation import Navigation
from layerdesk.ui.shell.place_stack import PlaceStack
from layerdesk.ui.shell.status_line import StatusLine


def next_pane(navigation: Navigation, stack: PlaceStack, status: StatusLine, by: int) -> None:
    """Give the focus to the next pane (1) or the one before (-1) that can take it."""
    panes: tuple[QWidget, ...] = (navigation, stack, status)
    focused = QApplication.focusWidget()
    at = next((at for at, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), 0)
    while True:
        at = (at + by) % len(panes)
        if panes[at] is navigation:
            navigation.take_focus()
            return
        if panes[at] is stack:
            stack.take_focus()
            return
        if status.lock.isVisible():
            status.lock.setFocus(Qt.FocusReason.TabFocusReason)
            return
