"""This is where a state or a name is shown in a small rounded field."""

from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from layerdesk.ui.look.theme import app_theme

_LONGEST = 40


class Tone(StrEnum):
    """What a colour says; the words must say it too."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    WARN = "warn"
    DANGER = "danger"
    OK = "ok"


class Chip(QLabel):
    """A few words in a tone. Past 40 characters they are cut, and the tooltip has them all."""

    def __init__(
        self, words: str, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.words = ""
        self.tone = tone
        self.setProperty("chip", tone.value)
        self.set_words(words)
        app_theme().theme_changed.connect(self._look)
        self._look()

    def set_words(self, words: str, tone: Tone | None = None) -> None:
        """Show other words, and in another tone if one is given."""
        self.words = words
        cut = len(words) > _LONGEST
        self.setText(words[: _LONGEST - 1].rstrip() + "…" if cut else words)
        self.setToolTip(words if cut else "")
        self.setAccessibleName(words)
        if tone is not None and tone != self.tone:
            self.tone = tone
            self.setProperty("chip", tone.value)
            self.style().unpolish(self)
            self.style().polish(self)

    @Slot()
    def _look(self) -> None:
        self.setFixedHeight(app_theme().tokens.sizes.chip_height)
