"""This is where a locked window shows nothing but the way back in."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.people.unlock import TrySecret, UnlockPage


class LockPage(QWidget):
    """Takes the place of everything in the window while it is locked."""

    unlocked = Signal()

    def __init__(self, jobs: Jobs, try_secret: TrySecret, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = UnlockPage(
            jobs,
            try_secret,
            heading=tr("LayerDesk is locked"),
            explanation=tr(
                "Everything that was typed is kept. Nothing can be read or changed until somebody"
                " unlocks."
            ),
        )
        self.form = self.page.form
        self.form.unlocked.connect(self._unlocked)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.page)

    def show_sample(self, sample: bool) -> None:
        """Say that it is the sample practice."""
        self.page.sample.setVisible(sample)

    def say(self, words: str) -> None:
        """Say something that has nothing to do with any record."""
        self.form.field.show_problem(words)
        self.form.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Be ready for the passphrase."""
        self.form.begin()

    @Slot()
    def _unlocked(self) -> None:
        self.unlocked.emit()
