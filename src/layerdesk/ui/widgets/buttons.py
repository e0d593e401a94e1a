"""This is where buttons are made, with words, an icon and the shortcut that does the same."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.icons import icon as tinted
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.widgets.spoken import announce_unfolding, teach_screen_readers


class ButtonKind(StrEnum):
    """How much a button asks to be pressed; one primary button at most on a screen."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"
    QUIET = "quiet"


_ICON_TOKEN = {
    ButtonKind.PRIMARY: "on_accent",
    ButtonKind.PLAIN: "text",
    ButtonKind.DANGER: "danger",
    ButtonKind.QUIET: "accent",
}


class Button(QPushButton):
    """A button with words. ``shortcut`` (as in ``"Ctrl+N"``) is only shown: the command owns it."""

    def __init__(
        self,
        words: str,
        *,
        icon: str | None = None,
        kind: ButtonKind = ButtonKind.PLAIN,
        shortcut: str | None = None,
        icon_after: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon_after = icon_after
        self._shortcut_shown = shortcut
        self.kind = kind
        self.words = ""
        self.setProperty("kind", kind.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        if icon_after:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.set_words(words)
        app_theme().theme_changed.connect(self._look)
        self._look()

    def set_words(self, words: str) -> None:
        """Show other words; the accessible name and the tooltip follow."""
        self.words = words
        shown = words.replace("&", "&&")
        if self._icon_name:
            # Qt's stylesheets leave no gap between icon and words.
            shown = f"{shown} " if self._icon_after else f" {shown}"
        self.setText(shown)
        self.setAccessibleName(words)
        self.setToolTip(with_shortcut(words, self._shortcut_shown) if self._shortcut_shown else "")

    def set_icon(self, name: str | None) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        self.set_words(self.words)
        self._look()

    def set_kind(self, kind: ButtonKind) -> None:
        """Let it ask more, or less, to be pressed."""
        self.kind = kind
        self.setProperty("kind", kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self._look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._look()

    @Slot()
    def _look(self) -> None:
        look = app_theme().tokens
        self.setIconSize(QSize(look.sizes.icon, look.sizes.icon))
        if self._icon_name is None:
            self.setIcon(QIcon())
            return
        token = _ICON_TOKEN[self.kind] if self.isEnabled() else "muted"
        self.setIcon(tinted(self._icon_name, getattr(look.colours, token), look.sizes.icon))


class UnfoldButton(Button):
    """A button that shows more below it; screen readers hear whether it is unfolded.

    It is checked while more is shown.
    """

    def __init__(
        self,
        words: str,
        *,
        icon: str | None = None,
        kind: ButtonKind = ButtonKind.PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, icon=icon, kind=kind, parent=parent)
        teach_screen_readers()
        self.setCheckable(True)
        self.toggled.connect(self._say_so)

    def is_unfolded(self) -> bool:
        """Whether more is shown now."""
        return self.isChecked()

    @Slot()
    def _say_so(self) -> None:
        announce_unfolding(self)


class IconButton(QToolButton):
    """A button with only an icon. Its tooltip: ``words`` and ``shortcut`` (None: it has none)."""

    def __init__(
        self,
        icon: str,
        words: str,
        shortcut: str | None,
        *,
        colour: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._colour = colour
        self._shortcut_shown = shortcut
        self.words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_words(words)
        app_theme().theme_changed.connect(self._look)
        self._look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def set_words(self, words: str) -> None:
        """Give it another name."""
        self.words = words
        self.setAccessibleName(words)
        self.setToolTip(with_shortcut(words, self._shortcut_shown))

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._look()

    @Slot()
    def _look(self) -> None:
        look = app_theme().tokens
        self.setIconSize(QSize(look.sizes.icon, look.sizes.icon))
        drawn_in = getattr(look.colours, self._colour)
        self.setIcon(tinted(self._icon_name, drawn_in, look.sizes.icon))


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press the button that has the focus if this is Enter; whether it was.

    Qt leaves it to the desktop whether Enter does what Space does: here it does so everywhere.
    """
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not plain or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def with_shortcut(words: str, shortcut: str | None) -> str:
    """The words and, in brackets, the shortcut as this system writes it."""
    if not shortcut:
        return words
    native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return tr("{words} ({shortcut})", words=words, shortcut=native)
