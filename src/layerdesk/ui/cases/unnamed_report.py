"""This is where somebody reports an event unnamed, at this desk, told what that can and cannot do.

Nothing typed here is kept before it is handed in, on purpose: no draft, nothing after closing.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.cases.checks import TITLE_LENGTH
from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import IdentifiersFound, LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.ui.cases.asking import AskPanel
from layerdesk.ui.cases.offering import today
from layerdesk.ui.guarding import StaffNames, finder
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.approximate_date_field import ApproximateDateField
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.editors import LineEdit, LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.guarded import Guard
from layerdesk.ui.widgets.labels import Label, LabelRole, small, title
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.cases.report_unnamed import report_unnamed

_IDENTIFIERS = "identifiers"


class UnnamedReport(QWidget):
    """The window. Closing it forgets what was typed."""

    reported = Signal(object)
    """The case that was handed in."""

    def __init__(self, session: Session) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._session = session
        self.setWindowTitle(tr("Report without a name"))
        self.title = LineEdit()
        self.title.setMaxLength(TITLE_LENGTH)
        self.summary = LongText(min_lines=5, max_lines=14)
        self.when = ApproximateDateField(today)
        self.fields = (
            Field(tr("Title"), self.title, hint=tr("Short and neutral. Roles, not names.")),
            Field(
                tr("What happened"),
                self.summary,
                hint=tr("Two or three plain sentences. Write it as anybody here might."),
            ),
            Field(tr("When it happened"), self.when),
        )
        self._names = StaffNames(session, self)
        self.guards = [Guard(each, finder(self._names, today)) for each in self.fields[:2]]
        for guard in self.guards:
            self._names.known.connect(guard.check_now)
        self.message = InlineMessage()
        self.ask = AskPanel()
        self.ask.answered.connect(self._answered)
        self.report = Button(tr("Hand it in"), icon="check", kind=ButtonKind.PRIMARY)
        self.report.clicked.connect(self.hand_in)
        self.leave = Button(tr("Close and forget it"))
        self.leave.clicked.connect(self.close)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self._build()
        self.resize(step(78), step(84))

    def begin(self) -> None:
        """Show the window, ready to type."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def hand_in(self) -> None:
        """Report what stands here."""
        self._hand_in("")

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        # Also where the desk locks: who unlocks it need not be who was typing.
        if not event.spontaneous():
            self._forget()
        super().hideEvent(event)

    def _build(self) -> None:
        plainly = Card(tr("What this can and cannot do"))
        for words in (
            tr(
                "Nothing is kept until you hand it in: no draft, and nothing after you close this"
                " window. Taking back does not reach it either."
            ),
            tr(
                "The record says that it was entered at this desk for somebody unnamed, and dates"
                " it to this week. Lists, search, minutes and exports know no more than that."
            ),
            tr(
                "It is not a perfect disguise. The history keeps when it was entered here and"
                " under whose sign-in, and your words may give you away. If that is too much, ask"
                " somebody you trust to enter it at their own desk, or speak to a Freedom to Speak"
                " Up guardian."
            ),
        ):
            plainly.add(Label(words, LabelRole.BODY))
        inside = ScrollColumn()
        inside.add(plainly)
        for field in self.fields:
            inside.add(field)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(2.5), step(2), step(2.5), step(2.5))
        lay.setSpacing(step(1.5))
        lay.addWidget(title(tr("Report without a name")))
        lay.addWidget(inside, 1)
        lay.addWidget(self.message)
        lay.addWidget(self.ask)
        lay.addWidget(small(tr("It goes to the review team, who look at it first.")))
        lay.addLayout(row(self.leave, None, self.report))

    def _hand_in(self, reason: str) -> None:
        if not self.report.isEnabled():
            return
        self.report.setEnabled(False)
        self._session.write(
            report_unnamed,
            title=self.title.text(),
            summary=self.summary.words(),
            date_of_event=ApproximateDate(self.when.date()),
            identifier_reason=reason,
            done=self._handed_in,
            failed=self._refused,
        )

    @Slot(str, str)
    def _answered(self, _about: str, reason: str) -> None:
        self._hand_in(reason)

    @Slot(object)
    def _handed_in(self, case: Case) -> None:
        self._forget()
        self.message.show_words(
            tr(
                "Handed in as {ref}. Write the reference down: the review team can tell anybody who"
                " asks for it how it stands, and what came of it is written in the case.",
                ref=case.ref,
            ),
            MessageTone.OK,
        )
        self.leave.set_words(tr("Close"))
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reported.emit(case)

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.report.setEnabled(True)
        if isinstance(error, IdentifiersFound):
            self.ask.ask(
                _IDENTIFIERS,
                tr("This may identify somebody"),
                sentence(error),
                yes=tr("Pass it on as it is"),
                label=tr("Why it identifies nobody"),
            )
            return
        self.message.show_words(sentence(error), MessageTone.DANGER)

    def _forget(self) -> None:
        self.title.clear()
        self.summary.set_words("")
        self.when.set_date("")
        self.message.show_words("", MessageTone.INFO)
        self.leave.set_words(tr("Close and forget it"))
        self.report.setEnabled(True)
        self.ask.hide()
        # What can be taken back in an editor would bring the words back.
        self.summary.document().clearUndoRedoStacks()
