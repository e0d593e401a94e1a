"""This is where the parts of the window get their places beside and under each other."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.shell.navigation import Navigation
from layerdesk.ui.shell.place_room import PlaceRoom


def lay_out(
    inside: QWidget, navigation: QWidget, message: QWidget, content: QWidget, status: QWidget
) -> None:
    """Navigation at the left, messages over the content, the status line across the foot."""
    right = QVBoxLayout()
    right.setContentsMargins(0, 0, 0, 0)
    right.setSpacing(0)
    held = QHBoxLayout()
    held.setContentsMargins(step(2), 0, step(2), 0)
    held.addWidget(message)
    right.addLayout(held)
    right.addWidget(PlaceRoom(content), 1)
    across = QHBoxLayout()
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(navigation)
    across.addLayout(right, 1)
    lay = QVBoxLayout(inside)
    lay.setContentsMargins(0, 0, 0, 0)
    lay.setSpacing(0)
    lay.addLayout(across, 1)
    lay.addWidget(status)


def fit_frame(window: QWidget, navigation: Navigation, status: QWidget, *, meeting: bool) -> None:
    """Fit the frame of the place: narrow in a meeting, and in full screen there is none."""
    limit = app_theme().tokens.sizes.navigation_words
    navigation.show_words(window.width() >= limit and not meeting)
    for part in (navigation, status):
        part.setVisible(not (meeting and window.isFullScreen()))
