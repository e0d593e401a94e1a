"""This is where one goes from place to place: icons with words at the left of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from layerdesk.domain.language import tr
from layerdesk.ui.look.icons import icon
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.places import Place
from layerdesk.ui.widgets.buttons import IconButton, with_shortcut
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.labels import separator
from layerdesk.ui.widgets.one_tab_stop import OneTabStop
from layerdesk.ui.widgets.spoken import teach_screen_readers

WORDS_WIDTH = 184
"""Width of the rail with words, in pixels at a text scale of 1.0."""


_LINE = 1
"""Pixels of the line at the rail's edge."""


class NavigationButton(QToolButton):
    """One place: icon and words, or in a narrow window the icon with a tooltip."""

    def __init__(self, place: Place, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._shortcut = shortcut
        self.setProperty("navigation", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setAccessibleName(place.words())
        self.toggled.connect(self.look)

    def show_words(self, shown: bool) -> None:
        """Stand with words beside the icon, or without."""
        words = self.place.words()
        self.setText(f" {words}" if shown else "")
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly
        )
        self.setToolTip(with_shortcut(words, self._shortcut or None))
        self.setProperty("navigation", "true" if shown else "icons")
        self.style().unpolish(self)
        self.style().polish(self)
        self.look()

    @Slot()
    def look(self) -> None:
        """Take the colours and sizes of now."""
        look = app_theme().tokens
        token = "on_accent_soft" if self.isChecked() else "text"
        self.setIconSize(QSize(look.sizes.icon, look.sizes.icon))
        self.setIcon(icon(self.place.icon, getattr(look.colours, token), look.sizes.icon))
        self.setFixedHeight(look.sizes.control)


class Navigation(QFrame):
    """The rail: one stop of Tab. Up and Down move between places, Enter and Space go there."""

    place_chosen = Signal(str)
    """The id of the place to go to."""
    menu_wanted = Signal()

    def __init__(
        self, places: Sequence[Place], shortcuts: dict[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("rail", True)
        self.setAccessibleName(tr("Navigation"))
        self._wide: bool | None = None
        self._is_sample = False
        self.buttons: dict[str, NavigationButton] = {}
        self.menu = IconButton("menu", tr("All commands"), None)
        self.menu.clicked.connect(self.menu_wanted)
        self._name = QLabel(tr("LayerDesk"))
        self._name.setProperty("role", "subheading")
        self.sample = Chip(tr("Sample"), Tone.WARN)
        self.sample.setToolTip(tr("An invented practice, to try things out. Nothing here is real."))
        self.sample.hide()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(step(1), step(0.5), step(1), step(1))
        self._column.setSpacing(step(0.5))
        group = places[0].group if places else 0
        for place in places:
            if place.group != group:
                group = place.group
                self._column.addSpacing(step(0.5))
                self._column.addWidget(separator())
                self._column.addSpacing(step(0.5))
            button = NavigationButton(place, shortcuts.get(place.id, ""))
            button.clicked.connect(self._clicked)
            self.buttons[place.id] = button
            self._column.addWidget(button)
        self._column.addStretch(1)
        teach_screen_readers()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._stop = OneTabStop(self, self._scroll)
        self._stop.set_buttons(tuple(self.buttons.values()))
        head = QHBoxLayout()
        head.setContentsMargins(step(1.5), step(1.5), step(1), 0)
        head.addWidget(self.menu)
        head.addWidget(self._name)
        head.addStretch(1)
        badge = QHBoxLayout()
        badge.setContentsMargins(step(1.5), 0, step(1), 0)
        badge.addWidget(self.sample)
        badge.addStretch(1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.5))
        lay.addLayout(head)
        lay.addLayout(badge)
        lay.addWidget(self._scroll, 1)
        app_theme().theme_changed.connect(self._look)
        self.show_words(True)

    @property
    def wide(self) -> bool:
        """Whether words stand beside the icons."""
        return bool(self._wide)

    def show_words(self, shown: bool) -> None:
        """Stand with words, or with icons alone where the window is narrow."""
        if shown == self._wide:
            return
        self._wide = shown
        self._name.setVisible(shown)
        self.sample.setVisible(shown and self._is_sample)
        for button in self.buttons.values():
            button.show_words(shown)
        self._look()

    def show_sample(self, sample: bool) -> None:
        """Say, or not, that this is the sample practice."""
        self._is_sample = sample
        self.sample.setVisible(sample and self.wide)

    def mark(self, place: str) -> None:
        """Show where one is."""
        for name, button in self.buttons.items():
            button.setChecked(name == place)
        self._stop.mark(self.buttons.get(place))

    def take_focus(self) -> None:
        """Put the focus on the place where one is, or on the first."""
        marked = [button for button in self.buttons.values() if button.isChecked()]
        target = (marked or list(self.buttons.values()))[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, NavigationButton):
            button.setChecked(True)
            self.place_chosen.emit(button.place.id)

    @Slot()
    def _look(self) -> None:
        sizes = app_theme().tokens.sizes
        for button in self.buttons.values():
            button.look()
        self.menu.setFixedSize(sizes.control, sizes.control)
        # Icons leave room for the scroll bar that large text brings, or they are cut by it.
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        narrow = self._column.minimumSize().width() + bar + _LINE
        self.setFixedWidth(round(WORDS_WIDTH * sizes.scale) if self._wide else narrow)
