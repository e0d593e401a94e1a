"""This is where a record is erased for good: a reason first, then one question."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.messages import ConfirmPanel, InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.people.erase import ERASED, Erased, Told, erase_record, what_tells_of
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
        self.told = Label("", LabelRole.BODY)
        self.own_words = QCheckBox(tr("Erase these words too"))
        self.question = ConfirmPanel()
        self.message = InlineMessage()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addLayout(row(self.button, None))
        lay.addWidget(self.field)
        lay.addWidget(self.told)
        lay.addWidget(self.own_words)
        lay.addWidget(self.question)
        lay.addWidget(self.message)
        self.field.hide()
        self.told.hide()
        self.own_words.hide()
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
        if self._record is None:
            return
        self.button.hide()
        self._session.read(
            what_tells_of, self._kind, self._record, done=self._ask_about, failed=self._refused
        )

    @Slot(object)
    def _ask_about(self, told: Told) -> None:
        self.field.show()
        self.told.setVisible(bool(told.own_words))
        self.told.setText(
            tr("The meetings that spoke of it say in words of their own:")
            + "".join(f"\n• {each}" for each in told.own_words)
        )
        self.own_words.setVisible(bool(told.own_words))
        self.question.ask(
            tr("Erase it with everything that belongs to it?"),
            "\n\n".join(_what_goes(told)),
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
                own_words=self.own_words.isChecked(),
                done=self._done,
                failed=self._refused,
            )

    @Slot()
    def _leave(self) -> None:
        self.field.hide()
        self.field.clear_problem()
        self.told.hide()
        self.own_words.hide()
        self.own_words.setChecked(False)
        self.question.hide()
        self.reason.clear()
        self.button.show()

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.field.show()
        self.question.show()
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


def _what_goes(told: Told) -> list[str]:
    """What is erased, in numbers, and what stays."""
    said = [
        plural(
            "{n} record is erased: its words go from every place of the history, from drafts and"
            " from searching.",
            "{n} records are erased: their words go from every place of the history, from drafts"
            " and from searching.",
            told.records,
        )
    ]
    if told.items or told.minutes:
        said.append(
            tr(
                "It is taken out of {agendas} and of {minutes}, which say so from then on.",
                agendas=plural("{n} agenda", "{n} agendas", told.items),
                minutes=plural(
                    "{n} kept version of minutes", "{n} kept versions of minutes", told.minutes
                ),
            )
        )
    said.append(
        tr(
            "That it was there, and who wrote when, stays. This cannot be taken back, and whoever"
            " has read it, or saved the minutes as a file, has it still."
        )
    )
    return said
