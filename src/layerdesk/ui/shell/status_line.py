"""This is where the thin line at the foot of the window says how things stand."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.spoken import announce

SHOWN_FOR = 8_000
"""Milliseconds that news stand in the line."""


class Elided(QLabel):
    """One line that is cut with dots where there is no room; the tooltip has all of it."""

    def __init__(
        self,
        words: str = "",
        *,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        role: str = "small",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = ""
        self._mode = cut
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self.words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._cut()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width() - 2, 0)
        self.setText(self.fontMetrics().elidedText(self.words, self._mode, room))


class StatusLine(QFrame):
    """Sync in honest words, who one is, where the data lies, and news that pass."""

    lock_wanted = Signal()
    sync_wanted = Signal()
    """Somebody wants to know more about how desk and hub stand to each other."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setAccessibleName(tr("Status"))
        self.sync = Button(tr("This desk works alone"), icon="monitor", kind=ButtonKind.QUIET)
        self.sync.setProperty("thin", True)
        self.sync.setToolTip(tr("Everything lies on this computer and nothing is sent anywhere."))
        self.sync.clicked.connect(self.sync_wanted)
        self.sample = Chip(tr("Sample"), Tone.WARN)
        self.sample.setToolTip(tr("An invented practice, to try things out. Nothing here is real."))
        self.sample.hide()
        self.news = Elided()
        self.news.setObjectName("news")
        self.who = QLabel()
        self.who.setProperty("role", "small")
        self.folder = Elided(tr("Data in {folder}", folder=folder))
        self.folder.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.lock = Button(tr("Lock"), icon="lock", kind=ButtonKind.QUIET, shortcut="Ctrl+L")
        self.lock.setProperty("thin", True)
        self.lock.clicked.connect(self.lock_wanted)
        self._tone = Tone.NEUTRAL
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._lay = lay = QHBoxLayout(self)
        lay.setContentsMargins(step(2), 0, step(1), 0)
        lay.setSpacing(step(1))
        lay.addWidget(self.sync)
        lay.addWidget(self.sample)
        lay.addSpacing(step(1))
        lay.addWidget(self.news, 3)
        lay.addWidget(self.folder, 2)
        lay.addSpacing(step(1))
        lay.addWidget(self.who)
        lay.addWidget(self.lock)
        app_theme().theme_changed.connect(self._look)
        self._look()

    def say(self, words: str) -> None:
        """Show news for some seconds, and have a screen reader say them."""
        self.news.set_words(words)
        announce(self.news, words)
        self._timer.start(SHOWN_FOR)

    def show_sync(self, words: str, tone: Tone, icon: str) -> None:
        """Say how desk and hub stand to each other; what needs attention is said aloud, once."""
        if words == self.sync.words and tone is self._tone:
            return
        worse = tone is Tone.WARN and self._tone is not Tone.WARN
        self._tone = tone
        self.sync.set_words(words)
        self.sync.set_icon(icon)
        self.sync.setProperty("tone", tone.value)
        self.sync.style().unpolish(self.sync)
        self.sync.style().polish(self.sync)
        self.sync.setToolTip(tr("More about desk and hub"))
        if worse:
            announce(self.sync, words)

    def show_who(self, name: str, practice: str) -> None:
        """Say who sits here."""
        self.who.setText(tr("{name}, {practice}", name=name, practice=practice))

    @Slot()
    def clear(self) -> None:
        """The news have stood long enough."""
        self.news.set_words("")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        sizes = app_theme().tokens.sizes
        self.folder.setVisible(self.width() >= sizes.navigation_words)
        self.who.setVisible(self.width() >= round(640 * sizes.scale))

    @Slot()
    def _look(self) -> None:
        sizes = app_theme().tokens.sizes
        self.setFixedHeight(round(32 * sizes.scale))
        for each in (self.lock, self.sync):
            each.setFixedHeight(round(26 * sizes.scale))
        self._fit()
