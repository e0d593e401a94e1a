"""This is where backups are listed and a desk is made of one again, within the settings."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.date_words import day_words
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import muted
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.ports import BackupOfDesk


class BackupsCard(QWidget):
    """The backups of this desk, and *Restore…* into a new folder."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._backups: dict[str, BackupOfDesk] = {}
        self.choice = Choice((), unset=tr("No backup yet"))
        self.restore = Button(tr("Restore…"), icon="archive-restore")
        self.restore.setEnabled(False)
        self.message = InlineMessage()
        self.message.hide()
        card = Card(tr("Backups"))
        card.add(
            muted(
                tr(
                    "An encrypted backup is made each time LayerDesk is closed; the last seven are"
                    " kept. Restoring makes a new desk in a folder of its own, and leaves this one"
                    " as it is."
                )
            )
        )
        card.add(Field(tr("Backup"), self.choice))
        card.add_layout(row(self.restore, None))
        card.add(self.message)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(card)
        self.restore.clicked.connect(self._ask_for_folder)
        self.show_again()

    def show_again(self) -> None:
        """List the backups as they are now."""
        keeper = self._session.keeper
        if keeper is not None:
            self._session.jobs.start(
                "documents", lambda: tuple(keeper.backups()), done=self._show, owner=self
            )

    def restore_into(self, folder: Path) -> None:
        """Make a desk of the chosen backup in this folder."""
        keeper, chosen = self._session.keeper, self.choice.chosen_id()
        if keeper is None or chosen not in self._backups:
            return
        backup = self._backups[chosen].path
        self.restore.setEnabled(False)
        self._session.jobs.start(
            "documents",
            lambda: keeper.restore(backup, folder),
            done=self._restored,
            failed=self._refused,
            owner=self,
        )

    @Slot()
    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("An empty folder for the restored desk"))
        if chosen:
            self.restore_into(Path(chosen))

    @Slot(object)
    def _show(self, backups: tuple[BackupOfDesk, ...]) -> None:
        self._backups = {str(each.path): each for each in backups}
        options = [backup_option(each) for each in self._backups.values()]
        self.choice.set_options(options)
        if options:
            self.choice.set_chosen(options[0].id)
        self.restore.setEnabled(bool(options))

    @Slot(object)
    def _restored(self, folder: Path) -> None:
        self.restore.setEnabled(True)
        self.message.say(
            tr(
                'Restored into {folder}. Open it with: layerdesk --folder "{folder}". It opens'
                " with the passphrase or recovery code of then.",
                folder=folder,
            ),
            MessageTone.OK,
        )

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.restore.setEnabled(True)
        self.message.say(sentence(error), MessageTone.DANGER)


def backup_option(backup: BackupOfDesk) -> Option:
    """A backup as something to choose: by the day and time when it was made."""
    local = backup.made_at.astimezone()
    words = tr("{day}, {time}", day=day_words(local.date()), time=f"{local:%H:%M}")
    return Option(id=str(backup.path), words=words)
