"""This is where the look is chosen, put on the program, and followed when the system changes it."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QObject, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtWidgets import QApplication

from layerdesk.ui.look.focus_ring import FocusRing
from layerdesk.ui.look.fonts import app_font, load_fonts
from layerdesk.ui.look.palette import palette
from layerdesk.ui.look.stylesheet import stylesheet, write_drawn
from layerdesk.ui.look.tokens import Scheme, Tokens, tokens


class LookChoice(StrEnum):
    """What a person chooses in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Theme(QObject):
    """The look of the whole program; there is one, a child of the QApplication."""

    theme_changed = Signal()
    """Colours or sizes are different now: draw again what the stylesheet does not reach."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = LookChoice.SYSTEM
        self._scale = 1.0
        self._reduce_motion = False
        self._folder = QTemporaryDir()
        self._tokens = tokens(self._scheme(), self._scale)
        self._applied: Tokens | None = None
        self._ring = FocusRing(app, self)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def tokens(self) -> Tokens:
        """What to draw with now."""
        return self._tokens

    @property
    def choice(self) -> LookChoice:
        """What the person chose."""
        return self._choice

    @property
    def scale(self) -> float:
        """The size of text, 1.0 to 2.0."""
        return self._scale

    @property
    def reduce_motion(self) -> bool:
        """Whether nothing may move by itself."""
        return self._reduce_motion

    @reduce_motion.setter
    def reduce_motion(self, stop: bool) -> None:
        self._reduce_motion = stop

    def choose(self, choice: LookChoice, scale: float = 1.0) -> None:
        """Take another look or size of text, and show it if ``apply`` was called before."""
        self._choice = choice
        self._scale = scale
        self._refresh()

    def apply(self, app: QApplication | None = None) -> None:
        """Put the look on the program (the one given to the constructor if none is named)."""
        self._app = app or self._app
        if self._app.style().name().lower() != "fusion":
            self._app.setStyle("Fusion")
        load_fonts()
        QDir.setSearchPaths("tinted", [self._folder.path()])
        self._put_on()

    def motion(self, milliseconds: int) -> int:
        """How long a movement may take: what is asked for, or 0 if motion is stopped."""
        return 0 if self._reduce_motion else milliseconds

    @Slot()
    def _system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        self._tokens = tokens(self._scheme(), self._scale)
        self._scale = self._tokens.sizes.scale
        if self._applied is not None and self._applied != self._tokens:
            self._put_on()

    def _put_on(self) -> None:
        look = self._tokens
        write_drawn(Path(self._folder.path()), look)
        font = app_font(look.sizes.body)
        if self._app.font() != font:
            self._app.setFont(font)
        self._app.setPalette(palette(look.colours))
        self._app.setStyleSheet(stylesheet(look))
        self._ring.use(look.colours.focus)
        self._applied = look
        self.theme_changed.emit()

    def _scheme(self) -> Scheme:
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        match self._choice:
            case LookChoice.LIGHT:
                return Scheme.LIGHT
            case LookChoice.DARK:
                return Scheme.DARK
            case LookChoice.HIGH_CONTRAST:
                return Scheme.CONTRAST_DARK if dark else Scheme.CONTRAST_LIGHT
            case LookChoice.SYSTEM:
                return Scheme.DARK if dark else Scheme.LIGHT


def app_theme() -> Theme:
    """The theme of the running program. Raises RuntimeError where none was made yet."""
    app = QCoreApplication.instance()
    found = app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly) if app else None
    if found is None:
        raise RuntimeError("no Theme: make one before the first widget")
    return found
