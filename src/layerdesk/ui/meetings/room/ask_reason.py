"""This is where the room asks for a reason in place, without a dialogue over the meeting."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.editors import LineEdit


class AskReason(QFrame):
    """A line for a reason; Enter gives it, Esc goes back. Hidden until it is asked."""

    answered = Signal(str)
    """The reason; empty only where none is to be kept."""

    def __init__(
        self, question: str, button: str, icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.line = LineEdit(placeholder=question)
        self.line.setAccessibleName(question)
        self.line.returnPressed.connect(self._answer)
        self._yes = Button(button, icon=icon)
        self._yes.clicked.connect(self._answer)
        self._no = Button(tr("Go back"))
        self._no.clicked.connect(self._go_back)
        self.quiet = False
        """Whether no reason is to be kept, as everybody would read it: then nobody is asked."""
        self._before: QWidget | None = None
        """What had the focus before the question."""
        lay = QHBoxLayout(self)
        lay.setContentsMargins(step(1.5), step(1.5), step(1.5), step(1.5))
        lay.setSpacing(step(1))
        lay.addWidget(self.line, 1)
        lay.addWidget(self._yes)
        lay.addWidget(self._no)
        self.hide()

    def ask(self) -> None:
        """Show the question and put the focus there."""
        if self.quiet:
            self.answered.emit("")
            return
        self._before = self.window().focusWidget()
        self.line.set_words("")
        self.show()
        self.line.setFocus()

    @Slot()
    def offer(self) -> None:
        """Show the question and leave the focus where it is: nobody has to answer."""
        if self.quiet:
            return
        self._before = self.window().focusWidget()
        self.line.set_words("")
        self._no.set_words(tr("Not now"))
        self.show()

    def again(self) -> None:
        """The answer was refused: show it once more, to be put right."""
        self.show()
        self.line.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
            return
        super().keyPressEvent(event)

    @Slot()
    def _go_back(self) -> None:
        """Hide the question; the focus goes back to where it was."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    @Slot()
    def _answer(self) -> None:
        reason = self.line.words().strip()
        if reason:
            self._go_back()
            self.answered.emit(reason)
        else:
            self.line.setFocus()
