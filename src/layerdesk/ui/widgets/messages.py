"""This is where a person is told something or asked something, in place and without a dialogue."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.icons import pixmap
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button, ButtonKind, IconButton
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.spoken import announce


class MessageTone(StrEnum):
    """What kind of news it is."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


_ICONS = {
    MessageTone.INFO: ("info", "accent"),
    MessageTone.OK: ("circle-check", "ok"),
    MessageTone.WARN: ("triangle-alert", "warn"),
    MessageTone.DANGER: ("circle-alert", "danger"),
}


_AT_ONCE = 3
"""How many pieces of news stand together before the oldest goes."""
_BETWEEN = "\n\n"


class Icon(QLabel):
    """An icon that only adorns words beside it: screen readers pass over it."""

    def __init__(self, name: str, colour: str = "accent", *, times: float = 1.0) -> None:
        super().__init__()
        self._name, self._colour, self._times = name, colour, times
        app_theme().theme_changed.connect(self._look)
        self._look()

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon in the colour of this token."""
        self._name, self._colour = name, colour
        self._look()

    @Slot()
    def _look(self) -> None:
        look = app_theme().tokens
        size = round(look.sizes.icon * self._times)
        self.setPixmap(pixmap(self._name, getattr(look.colours, self._colour), size))
        self.setFixedSize(size, size)


class InlineMessage(QFrame):
    """News in place: icon, words, perhaps a button. It is hidden until it has words."""

    acted = Signal()
    """The button was pressed."""

    closed = Signal()
    """The person closed it."""

    def __init__(
        self,
        words: str = "",
        tone: MessageTone = MessageTone.INFO,
        *,
        action: str = "",
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = Icon("info")
        self._label = Label("", LabelRole.BODY)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = Button(action, kind=ButtonKind.QUIET)
        if not action:
            self.button.hide()
        self.button.clicked.connect(self._act)
        self._close = IconButton("x", tr("Close this message"), None)
        if not closable:
            self._close.hide()
        self._close.clicked.connect(self._closed)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(step(1.5), step(1), step(1.5), step(1))
        lay.setSpacing(step(1.25))
        lay.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        lay.addWidget(self._label, 1)
        lay.addWidget(self.button)
        lay.addWidget(self._close)
        self._dress(tone)
        self.words = words
        self._label.setText(words)
        self.setAccessibleName(words)
        if not words:
            self.hide()

    def say(self, words: str, tone: MessageTone = MessageTone.INFO, *, action: str = "") -> None:
        """Show other words, and have a screen reader say them. Empty words hide it."""
        self.button.set_words(action)
        self.button.setVisible(bool(action))
        self.show_words(words, tone)
        if words:
            announce(self, words, urgent=tone is MessageTone.DANGER)

    def say_too(self, words: str, tone: MessageTone) -> None:
        """Say this below what stands there and nobody has closed; the oldest of too many goes."""
        if not words:
            return
        standing = [] if self.isHidden() else self.words.split(_BETWEEN)
        before = [each for each in standing if each and each != words][1 - _AT_ONCE :]
        worst = MessageTone.DANGER if before and self.tone is MessageTone.DANGER else tone
        self.button.hide()
        self.show_words(_BETWEEN.join((*before, words)), worst)
        announce(self, words, urgent=tone is MessageTone.DANGER)

    def show_words(self, words: str, tone: MessageTone) -> None:
        """The same without saying it aloud and with the button as it is."""
        self.words = words
        self._label.setText(words)
        self.setAccessibleName(words)
        if tone is not self.tone:
            self._dress(tone)
        self.setVisible(bool(words))

    def _dress(self, tone: MessageTone) -> None:
        self.tone = tone
        self.setProperty("message", tone.value)
        self._icon.show_icon(*_ICONS[tone])
        self.style().unpolish(self)
        self.style().polish(self)

    @Slot()
    def _act(self) -> None:
        self.acted.emit()

    @Slot()
    def _closed(self) -> None:
        self.hide()
        self.closed.emit()


class ConfirmPanel(QFrame):
    """A question in place of a dialogue. The safe answer has the focus, Esc gives it too."""

    confirmed = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("message", MessageTone.WARN.value)
        self._question = Label("", LabelRole.SUBHEADING)
        self._what_follows = Label("", LabelRole.BODY)
        self.yes = Button("", kind=ButtonKind.DANGER)
        self.no = Button(tr("Keep it as it is"))
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self._decline)
        self._before: QWidget | None = None
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(2), step(1.5), step(2), step(2))
        lay.setSpacing(step(1))
        lay.addWidget(self._question)
        lay.addWidget(self._what_follows)
        buttons = FlowLayout()
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        lay.addLayout(buttons)
        self.hide()

    def ask(
        self, question: str, what_follows: str, *, yes: str, no: str = "", danger: bool = True
    ) -> None:
        """Show the question. ``yes`` says what will be done ("Delete the note"), not "OK"."""
        self._before = QApplication.focusWidget()
        self._question.setText(question)
        self._what_follows.setText(what_follows)
        self._what_follows.setVisible(bool(what_follows))
        self.yes.set_words(yes)
        self.yes.set_kind(ButtonKind.DANGER if danger else ButtonKind.PRIMARY)
        self.no.set_words(no or tr("Keep it as it is"))
        self.setAccessibleName(question)
        self.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{question} {what_follows}".strip(), urgent=True)

    @property
    def what_follows(self) -> str:
        """What it says below the question."""
        return self._what_follows.text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._decline()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = QApplication.focusWidget()
            if focused is self.yes or focused is self.no:
                self.yes.click() if focused is self.yes else self.no.click()
                return
        super().keyPressEvent(event)

    @Slot()
    def _confirm(self) -> None:
        self._end()
        self.confirmed.emit()

    @Slot()
    def _decline(self) -> None:
        self._end()
        self.declined.emit()

    def _end(self) -> None:
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
