"""This is where a record is erased for good: a reason first, then one question."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.messages import ConfirmPanel, InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.people.erase import ERASED, Erased, erase_record
from layerdesk.usecases.ports import BackupOfDesk


class Erasing(QWidget):
    """A button for the record that is shown; what follows is asked in place of it."""

    erased = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = ""
        self._record: RecordId | None = None
        self.button = Button(tr("Erase for good…"), icon="eraser", kind=ButtonKind.QUIET)
        self.reason = LineEdit()
        self.field = Field(
            tr("Why is it erased?"),
            self.reason,
            hint=tr("The reason is kept. Do not write what is erased."),
        )
        self.question = ConfirmPanel()
        self.message = InlineMessage()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addLayout(row(self.button, None))
        lay.addWidget(self.field)
        lay.addWidget(self.question)
        lay.addWidget(self.message)
        self.field.hide()
        self.message.hide()
        self.button.clicked.connect(self._ask)
        self.question.confirmed.connect(self._erase)
        self.question.declined.connect(self._leave)

    def show_record(self, kind: str, record: RecordId | None) -> None:
        """Offer to erase this record, if it is of a kind that can be."""
        self._kind, self._record = kind, record
        self._leave()
        self.message.hide()
        self.setVisible(record is not None and kind in ERASED)

    @Slot()
    def _ask(self) -> None:
        self.button.hide()
        self.field.show()
        self.question.ask(
            tr("Erase it with everything that belongs to it?"),
            tr(
                "Its words go from every place of the history, from drafts and from searching. That"
                " it was there, and who wrote when, stays. This cannot be taken back, and whoever"
                " has read it has read it."
            ),
            yes=tr("Erase it for good"),
        )
        self.reason.setFocus()

    @Slot()
    def _erase(self) -> None:
        if self._record is not None:
            self._session.write(
                erase_record,
                self._kind,
                self._record,
                reason=self.reason.words(),
                done=self._done,
                failed=self._refused,
            )

    @Slot()
    def _leave(self) -> None:
        self.field.hide()
        self.field.clear_problem()
        self.question.hide()
        self.reason.clear()
        self.button.show()

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self._ask()
        self.field.show_problem(sentence(error))

    @Slot(object)
    def _done(self, erased: Erased) -> None:
        self._leave()
        self.button.hide()
        self._session.forget_erased_drafts()
        keeper = self._session.keeper
        if keeper is None:
            self._tell(())
        else:
            self._session.jobs.start(
                "documents",
                lambda: tuple(keeper.still_holding(erased.at)),
                done=self._tell,
                owner=self,
            )
        self.erased.emit()

    @Slot(object)
    def _tell(self, holding: tuple[BackupOfDesk, ...]) -> None:
        words = tr("It is erased.")
        if holding:
            words += " " + plural(
                "{n} backup on this computer still holds it: {names}. Delete it if it must not.",
                "{n} backups on this computer still hold it: {names}. Delete those that must not.",
                len(holding),
                names=", ".join(each.path.name for each in holding),
            )
        self.message.say(words, MessageTone.WARN if holding else MessageTone.OK)
