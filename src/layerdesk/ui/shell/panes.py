"""This is where F6 goes round the panes of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from layerdesk.ui.shell.navigation import Navigation
from layerdesk.ui.shell.place_stack import PlaceStack, first_control
from layerdesk.ui.shell.status_line import StatusLine
from layerdesk.ui.showing import HasPanes


def next_pane(navigation: Navigation, stack: PlaceStack, status: StatusLine, by: int) -> None:
    """Give the focus to the next pane (1) or the one before (-1) that can take it."""
    here: object = stack.currentWidget()
    inside: Sequence[QWidget] = here.panes() if isinstance(here, HasPanes) else (stack,)
    panes = (navigation, *inside, status)
    focused = QApplication.focusWidget()
    at = next((at for at, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), 0)
    for step in range(1, len(panes) + 1):
        if _take_focus(panes[(at + by * step) % len(panes)], stack):
            return


def _take_focus(pane: QWidget, stack: PlaceStack) -> bool:
    """Give the pane the focus; False where it has nothing that can take it."""
    if not pane.isVisible():
        return False
    if isinstance(pane, Navigation):
        pane.take_focus()
        return True
    if pane is stack:
        stack.take_focus()
        return True
    target = pane.lock if isinstance(pane, StatusLine) else first_control(pane)
    if target is None or not target.isVisible():
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason)
    return True
