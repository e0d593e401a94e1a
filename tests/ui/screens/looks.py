"""This is where the looks and sizes stand in which every screen is drawn and checked."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from layerdesk.ui.look.theme import LookChoice, Theme
from layerdesk.ui.shell.window_geometry import SMALLEST
from tests.ui.looking import settle
from tests.ui.screens.stage import Stage


@dataclass(frozen=True, slots=True)
class Look:
    """Colours, text scale, and the size of the main window in pixels."""

    choice: LookChoice
    scale: float
    width: int
    height: int

    def fit(self, window: QWidget) -> QSize:
        """A size for a window that has one of its own: on this screen, and not too small."""
        wished = window.size().expandedTo(window.minimumSizeHint())
        return wished.boundedTo(QSize(self.width, self.height))


LOOKS = {
    "light": Look(LookChoice.LIGHT, 1.0, 1440, 900),
    "dark": Look(LookChoice.DARK, 1.0, 1440, 900),
    "contrast": Look(LookChoice.HIGH_CONTRAST, 1.0, 1440, 900),
    "small": Look(LookChoice.LIGHT, 1.0, *SMALLEST),
    "200": Look(LookChoice.LIGHT, 2.0, *SMALLEST),
}


def put_on(look: Look, theme: Theme, stage: Stage) -> None:
    """Give the window of the stage this look."""
    theme.choose(look.choice, look.scale)
    stage.window.resize(look.width, look.height)
    stage.window.show()
    stage.window.activateWindow()
    settle()
