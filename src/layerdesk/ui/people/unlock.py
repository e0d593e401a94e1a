"""This is where a desk is unlocked by its passphrase or recovery code."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.restoring import RestorePanel, Restoring
from layerdesk.ui.widgets.buttons import Button, ButtonKind, IconButton
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import muted, small, title
from layerdesk.ui.widgets.messages import Icon
from layerdesk.ui.widgets.spoken import announce
from layerdesk.ui.wording import sentence

CARD_WIDTH = 520
"""Pixels at a text scale of 1.0."""

TrySecret = Callable[[str], object]
"""Takes what was typed, on a worker; returns when it was right, else raises (WrongPassphrase,
RecoveryCodeMistyped, KeysMissing …)."""


class SecretLine(QWidget):
    """A line whose letters are hidden until one asks to see them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = IconButton("eye", tr("Show what is typed"), None)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.75))
        lay.addWidget(self.line, 1)
        lay.addWidget(self.eye)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What stands there."""
        return self.line.text()

    def forget(self) -> None:
        """Empty it, and hide letters again."""
        self.line.clear()
        self.eye.setChecked(False)

    @Slot(bool)
    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if shown else mode.Password)
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.set_words(tr("Hide what is typed") if shown else tr("Show what is typed"))


class UnlockForm(QWidget):
    """The field, the button, and what was wrong. ``unlocked`` comes once it was right."""

    unlocked = Signal()
    refused = Signal(object)
    """The LayerDeskError that kept it shut."""

    def __init__(
        self, jobs: Jobs, try_secret: TrySecret, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._try = try_secret
        self.secret = SecretLine()
        self.field = Field(
            tr("Passphrase or recovery code"),
            self.secret,
            hint=tr("Capital letters in a recovery code do not matter, nor do dashes."),
        )
        self.button = Button(words, icon="lock", kind=ButtonKind.PRIMARY)
        self.button.clicked.connect(self.try_now)
        self.secret.line.returnPressed.connect(self.try_now)
        self.busy = busy_bar(tr("Opening"))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1.5))
        lay.addWidget(self.field)
        lay.addWidget(self.busy)
        lay.addLayout(row(self.button, None))

    @Slot()
    def try_now(self) -> None:
        """Try what is typed, on a worker: deriving a key takes a third of a second."""
        typed = self.secret.text()
        if not self.button.isEnabled():
            return
        if not typed.strip():
            self.field.show_problem(tr("Type the passphrase or the recovery code."))
            self.secret.setFocus()
            return
        self._wait(True)
        announce(self, tr("Opening"))
        self._jobs.start(
            "network", lambda: self._try(typed), done=self._right, failed=self._wrong, owner=self
        )

    def begin(self) -> None:
        """Be ready for somebody to type."""
        self.field.clear_problem()
        self.secret.forget()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait(self, waiting: bool) -> None:
        self.busy.setVisible(waiting)
        self.button.setEnabled(not waiting)
        self.secret.line.setReadOnly(waiting)

    @Slot(object)
    def _right(self, _result: object) -> None:
        self._wait(False)
        self.field.clear_problem()
        self.secret.forget()
        self.unlocked.emit()

    @Slot(object)
    def _wrong(self, error: LayerDeskError) -> None:
        self._wait(False)
        self.field.show_problem(sentence(error))
        self.secret.line.selectAll()
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refused.emit(error)


class UnlockPage(QWidget):
    """What stands in front of a locked desk: nothing of any record is here."""

    def __init__(
        self,
        jobs: Jobs,
        try_secret: TrySecret,
        *,
        heading: str,
        explanation: str,
        sample: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = UnlockForm(jobs, try_secret, tr("Unlock"))
        self.sample = Chip(tr("Sample"), Tone.WARN)
        if not sample:
            self.sample.hide()
        self.card = card = Card()
        card.add_layout(row(Icon("lock", "accent", times=1.6), self.sample, None))
        card.add(title(heading))
        card.add(muted(explanation))
        card.add(self.form)
        card.add(
            small(
                tr(
                    "Both forgotten? Nobody can open the records then, not even whoever made"
                    " LayerDesk. Look for the recovery code on paper first."
                )
            )
        )
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 1_000)
        across.addStretch(1)
        self.column = column = ScrollColumn(wide=True)
        column.add_layout(across)
        column.body.insertStretch(0, 2)
        column.body.addStretch(3)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(column)
        app_theme().theme_changed.connect(self._look)
        self._look()

    @Slot()
    def _look(self) -> None:
        self.card.setMaximumWidth(round(CARD_WIDTH * app_theme().tokens.sizes.scale))


class Unlock(QWidget):
    """The window before the desk is open. ``unlocked`` comes once the desk's key was found."""

    unlocked = Signal()
    given_up = Signal()

    def __init__(
        self,
        jobs: Jobs,
        try_secret: TrySecret,
        *,
        sample: bool = False,
        folder: str = "",
        restoring: Restoring | None = None,
    ) -> None:
        """``restoring`` puts a backup in place where the database itself can't be opened."""
        super().__init__()
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Unlock LayerDesk"))
        where = tr("Your practice’s records lie encrypted in {folder}.", folder=folder)
        self.page = UnlockPage(
            jobs,
            try_secret,
            heading=tr("Unlock LayerDesk"),
            explanation=where if folder else tr("Your practice’s records are encrypted."),
            sample=sample,
        )
        self.form = self.page.form
        self.form.unlocked.connect(self._right)
        self.backups: RestorePanel | None = None
        if restoring is not None:
            self.backups = RestorePanel(jobs, restoring)
            self.backups.wanted.connect(self._restore)
            self.backups.restored.connect(self._right)
            self.form.refused.connect(self.offer_backups)
            self.page.card.add(self.backups)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self._give_up)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.page)
        self.resize(step(90), step(66))
        self.form.begin()

    @Slot(object)
    def offer_backups(self, problem: LayerDeskError) -> None:
        """Show the backups, if one would help against this problem."""
        if self.backups is None:
            return
        self.backups.offer(problem)
        if not self.backups.isHidden():
            room = self.screen().availableGeometry().height() * 9 // 10
            self.resize(self.width(), max(self.height(), min(step(125), room)))
            QTimer.singleShot(0, self._show_backups)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._show_backups)

    @Slot()
    def _show_backups(self) -> None:
        if self.backups is not None and not self.backups.isHidden():
            self.page.column.ensureWidgetVisible(self.backups.button)

    @Slot()
    def _restore(self) -> None:
        if self.backups is not None and self.form.button.isEnabled():
            self.backups.put_in_place(self.form.secret.text())

    @Slot()
    def _right(self) -> None:
        self.form.secret.forget()
        self.unlocked.emit()

    @Slot()
    def _give_up(self) -> None:
        self.given_up.emit()
        self.close()


def busy_bar(name: str) -> QProgressBar:
    """A bar that shows that something is under way; hidden at first."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    bar.hide()
    return bar
