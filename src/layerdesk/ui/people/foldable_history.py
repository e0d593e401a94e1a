"""This is where the history of a record unfolds at the foot of the record itself."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.history_panel import HistoryPanel
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import ButtonKind, UnfoldButton
from layerdesk.ui.widgets.card import row


class FoldableHistory(QWidget):
    """A button, and what happened once it is pressed; nothing is read before."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._record: tuple[str, RecordId] | None = None
        self.unfold = UnfoldButton(tr("What happened to it"), icon="history", kind=ButtonKind.QUIET)
        self.unfold.toggled.connect(self._show)
        self.panel = HistoryPanel(session)
        self.panel.hide()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addLayout(row(self.unfold, None))
        lay.addWidget(self.panel)

    def show_record(self, kind: str, record: RecordId) -> None:
        """Be ready to tell of this record; an unfolded history shows it at once."""
        if self._record != (kind, record):
            self._record = (kind, record)
            self._show(self.unfold.isChecked())

    @Slot(bool)
    def _show(self, unfolded: bool) -> None:
        self.panel.setVisible(unfolded)
        if unfolded and self._record is not None:
            self.panel.show_record(*self._record)
