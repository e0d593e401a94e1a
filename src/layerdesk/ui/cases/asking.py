"""This is where a screen asks for words in place: a reason, or who else may see something."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.choices import MultiChoice
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.messages import MessageTone
from layerdesk.ui.widgets.spoken import announce


class AskPanel(QFrame):
    """A question with a line to answer it. Enter answers, Esc leaves everything as it is."""

    answered = Signal(str, str)
    """What was asked (the ``about`` of ``ask``), and the words without spaces around them."""

    left = Signal()
    """The person did not answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("message", MessageTone.WARN.value)
        self._about = ""
        self._before: QWidget | None = None
        self._question = Label("", LabelRole.SUBHEADING)
        self._what_follows = Label("", LabelRole.BODY)
        self.line = LineEdit()
        self.line.setMaxLength(500)
        self.field = Field(tr("Reason"), self.line)
        self.people = MultiChoice(())
        self.people.setAccessibleName(tr("Who may see it besides you"))
        self.yes = Button("", kind=ButtonKind.PRIMARY)
        self.no = Button(tr("Go back"))
        self.yes.clicked.connect(self._answer)
        self.no.clicked.connect(self._leave)
        self.line.returnPressed.connect(self._answer)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(2), step(1.5), step(2), step(2))
        lay.setSpacing(step(1))
        for part in (self._question, self._what_follows, self.people, self.field):
            lay.addWidget(part)
        lay.addLayout(row(self.yes, self.no, None))
        self.hide()

    def ask(
        self,
        about: str,
        question: str,
        what_follows: str,
        *,
        yes: str,
        label: str = "",
        people: bool = False,
    ) -> None:
        """Show the question; ``yes`` says what will be done, ``people`` offers people to pick."""
        self._about = about
        self._before = QApplication.focusWidget()
        self._question.setText(question)
        self._what_follows.setText(what_follows)
        self._what_follows.setVisible(bool(what_follows))
        words = label or tr("Reason")
        self.field.label.setText(words)
        self.line.setAccessibleName(words)
        self.line.clear()
        self.field.clear_problem()
        self.people.setVisible(people)
        self.yes.set_words(yes)
        self.setAccessibleName(question)
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{question} {what_follows}".strip())

    @override
    def event(self, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_key and event.type() == QEvent.Type.KeyPress:
            self._leave()
            return True
        return super().event(event)

    @Slot()
    def _answer(self) -> None:
        words = self.line.text().strip()
        if not words:
            self.field.show_problem(tr("Write a few words, so that others understand it later."))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.hide()
        self.answered.emit(self._about, words)

    @Slot()
    def _leave(self) -> None:
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()
