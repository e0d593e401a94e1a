"""This is where an action's panel asks in place: for words, a day, or one of several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.language import tr
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import RecordId, Text
from layerdesk.ui.look.tokens import step
from layerdesk.ui.saving import Typing
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import subheading
from layerdesk.ui.widgets.spoken import announce


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked in place, and what pressing the button does."""

    about: str
    """Which question it is; half-written answers are kept by it."""
    asks: str
    yes: str
    """What the button says that does it."""
    words: str = ""
    """The label of the text; empty: no text is asked for."""
    hint: str = ""
    filled: str = ""
    """What stands in the text at first."""
    day: bool = False
    choice: str = ""
    """The label of what is chosen, such as a person; empty: nothing is."""
    danger: bool = False


class AskInPlace(QFrame):
    """One question at a time. Ctrl+Enter answers, Esc leaves everything as it is.

    Words that are half written are kept: for each action and question until they are answered, and
    as drafts over a restart.
    """

    answered = Signal(object)
    """The Question; the answers are in ``words``, ``day`` and ``chosen``."""

    left = Signal()
    """The person did not answer."""

    def __init__(
        self, session: Session, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "quiet")
        self._session = session
        self._record = RecordId("")
        self.question: Question | None = None
        self._half: dict[tuple[RecordId, str], str] = {}
        self._typing = Typing(self._keep_draft, self._leave_it, parent=self)
        self._asks = subheading("")
        self.text = LongText(min_lines=2, max_lines=8)
        self.text_field = Field(tr("Words"), self.text)
        self.date = DateField(today)
        self.date.line.setPlaceholderText(tr("Such as 3 Dec"))
        self.date_field = Field(tr("New date"), self.date)
        self.choice = Choice(())
        self.choice_field = Field(tr("Choice"), self.choice)
        self.yes = Button("", kind=ButtonKind.PRIMARY)
        self.no = Button(tr("Cancel"))
        self.text.typed.connect(self._typed)
        session.leaving.connect(self._typing.flush)
        self.date.not_understood.connect(self.date_field.show_problem)
        self.date.understood.connect(self.date_field.clear_problem)
        self.yes.clicked.connect(self._answer)
        self.no.clicked.connect(self.close_question)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.yes)
        flow.addWidget(self.no)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(2), step(1.5), step(2), step(2))
        lay.setSpacing(step(1.25))
        for part in (self._asks, self.choice_field, self.date_field, self.text_field, buttons):
            lay.addWidget(part)
        self.hide()

    def ask(
        self,
        record: RecordId,
        question: Question,
        *,
        options: Sequence[Option] = (),
        day: date | None = None,
    ) -> None:
        """Show the question about this action, with what was half written before."""
        self._record, self.question = record, question
        self._asks.setText(question.asks)
        self.setAccessibleName(question.asks)
        self.text_field.setVisible(bool(question.words))
        self.text_field.label.setText(question.words)
        self.text.setAccessibleName(question.words)
        self.text_field.set_hint(question.hint)
        self.text_field.clear_problem()
        self.text.setPlainText(self._kept(record, question.about) or question.filled)
        self._typing.forget()
        self.date_field.setVisible(question.day)
        self.date_field.clear_problem()
        self.date.set_day(day)
        self.choice_field.setVisible(bool(question.choice))
        self.choice_field.label.setText(question.choice)
        self.choice.setAccessibleName(question.choice)
        self.choice_field.clear_problem()
        self.choice.set_options(options)
        self.yes.set_words(question.yes)
        self.yes.set_kind(ButtonKind.DANGER if question.danger else ButtonKind.PRIMARY)
        self.show()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, question.asks)

    @property
    def words(self) -> str:
        """The words without spaces around them."""
        return self.text.words().strip()

    @property
    def day(self) -> date | None:
        """The day, or None."""
        return self.date.day()

    @property
    def chosen(self) -> str | None:
        """The id of what was chosen, or None."""
        return self.choice.chosen_id()

    def finished(self) -> None:
        """The answer was taken: forget the words and hide."""
        if self.question is not None:
            self._half.pop((self._record, self.question.about), None)
            self._session.drop_draft(self._record, self._field)
        self._typing.forget()
        self._end()

    @Slot()
    def close_question(self) -> None:
        """Leave everything as it is; what was written is there when one comes back."""
        self._typing.flush()
        self._end()
        self.left.emit()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Escape:
                self.close_question()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
                self._answer()
                return True
        return super().event(event)

    @Slot()
    def _answer(self) -> None:
        self.date.read()
        if self.question is not None and not self.date_field.message.words:
            self.answered.emit(self.question)

    @Slot(str)
    def _typed(self, words: str) -> None:
        if self.question is not None:
            self._half[(self._record, self.question.about)] = words
            self._typing.typed(words)

    @property
    def _field(self) -> str:
        return f"new_{self.question.about}" if self.question is not None else ""

    def _kept(self, record: RecordId, about: str) -> str:
        draft = self._session.found_draft(record, f"new_{about}")
        return self._half.get((record, about), draft.words if draft is not None else "")

    def _keep_draft(self, words: str) -> None:
        if self.question is None:
            return
        self._session.keep_draft(
            Draft(
                kind=Action.kind,
                record=self._record,
                field=self._field,
                words=words,
                base=Text(),
                kept_at=datetime.now(UTC),
            )
        )

    def _leave_it(self, _words: str) -> None:
        """Words enter the record only by the button."""

    def _first(self) -> QWidget:
        for field in (self.choice_field, self.date_field, self.text_field):
            if not field.isHidden():
                return field
        return self.yes

    def _end(self) -> None:
        self.question = None
        self.hide()
