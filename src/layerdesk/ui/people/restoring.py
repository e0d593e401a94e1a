"""This is where a backup is put into the place of a database that can't be opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.backups import backup_option
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.choices import Choice
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole, muted
from layerdesk.ui.widgets.spoken import announce
from layerdesk.ui.wording import sentence
from layerdesk.usecases.ports import BackupOfDesk


class Restoring(Protocol):
    """What the program does with backups while no desk is open."""

    def can_restore(self, problem: LayerDeskError) -> bool:
        """Whether a backup would help against this problem, and there is one."""
        ...

    def backups(self) -> Sequence[BackupOfDesk]:
        """The whole backups, newest first."""
        ...

    def restore(self, backup: Path, secret: str) -> None:
        """Put a backup into the place of the database, and open it; on a lane."""
        ...


class RestorePanel(QWidget):
    """Chooses a backup and puts it in place. Hidden until ``offer`` finds one that would help."""

    wanted = Signal()
    """The person wants the chosen backup: ``put_in_place`` does it with what unlocks it."""

    restored = Signal()

    def __init__(self, jobs: Jobs, restoring: Restoring, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._restoring = restoring
        self.choice = Choice((), unset=None)
        self.button = Button(tr("Restore a backup"), icon="archive-restore")
        self.button.clicked.connect(self.wanted)
        self.field = Field(tr("Backup"), self.choice)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, step(1), 0, 0)
        lay.setSpacing(step(1.5))
        lay.addWidget(Label(tr("Restore a backup"), LabelRole.SUBHEADING))
        lay.addWidget(
            muted(
                tr(
                    "The backup takes the place of the database that can’t be opened. What was"
                    " written after that day and time is not in it. Nothing is deleted: the"
                    " damaged file is kept beside it, in a folder whose name begins set-aside."
                )
            )
        )
        lay.addWidget(self.field)
        lay.addLayout(row(self.button, None))
        self.hide()

    def offer(self, problem: LayerDeskError) -> None:
        """Show the backups, if one would help against this problem."""
        if not self.isHidden() or not self._restoring.can_restore(problem):
            return
        self.choice.set_options([backup_option(each) for each in self._restoring.backups()])
        self.show()
        announce(self, tr("A backup can be restored."))

    def put_in_place(self, secret: str) -> None:
        """Put the chosen backup in place; ``secret`` is empty where the keychain has the key."""
        chosen = self.choice.chosen_id()
        if chosen is None or not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        self.field.clear_problem()
        self._jobs.start(
            "write",
            lambda: self._restoring.restore(Path(chosen), secret),
            done=self._done,
            failed=self._failed,
            owner=self,
        )

    @Slot(object)
    def _done(self, _result: object) -> None:
        self.button.setEnabled(True)
        self.restored.emit()

    @Slot(object)
    def _failed(self, error: LayerDeskError) -> None:
        self.button.setEnabled(True)
        self.field.show_problem(sentence(error))
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
