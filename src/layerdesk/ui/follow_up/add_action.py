"""This is where an action is written down that comes from no meeting and no case."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.follow_up.states import TEXT_LENGTH, verb_hint
from layerdesk.domain.language import tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import subheading
from layerdesk.ui.wording import sentence
from layerdesk.usecases.follow_up.plan_action import add_action


class AddAction(QFrame):
    """A line for what, a day for when. Enter in the line adds it, Esc closes the form."""

    added = Signal(object)
    """The new action."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAccessibleName(tr("A new action of yours"))
        self._session = session
        self.text = LineEdit(placeholder=tr("Such as: Put the recall dates on the rota"))
        self.text.setMaxLength(TEXT_LENGTH)
        self.text_field = Field(tr("What will you do?"), self.text)
        self.day = DateField(today)
        self.day_field = Field(tr("By when?"), self.day)
        self.add = Button(tr("Add it"), kind=ButtonKind.PRIMARY)
        self.close_form = Button(tr("Cancel"))
        self.text.typed.connect(self._typed)
        self.text.returnPressed.connect(self._add)
        self.day.not_understood.connect(self.day_field.show_problem)
        self.day.understood.connect(self.day_field.clear_problem)
        self.add.clicked.connect(self._add)
        self.close_form.clicked.connect(self._close)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.add)
        flow.addWidget(self.close_form)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(2.5), step(2), step(2.5), step(2.5))
        lay.setSpacing(step(1.25))
        lay.addWidget(subheading(tr("A new action of yours")))
        for part in (self.text_field, self.day_field, buttons):
            lay.addWidget(part)
        self.hide()

    @Slot()
    def open_form(self) -> None:
        """Show the form, with what was half written before."""
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._close()
            return True
        return super().event(event)

    @Slot(str)
    def _typed(self, words: str) -> None:
        self.text_field.clear_problem()
        self.text_field.set_hint(verb_hint(words))

    @Slot()
    def _add(self) -> None:
        self.day.read()
        if not self.day_field.message.words:
            self._session.write(
                add_action,
                self.text.words(),
                due=self.day.day(),
                done=self._added,
                failed=self._refused,
            )

    @Slot(object)
    def _added(self, action: Action) -> None:
        self.text.clear()
        self.text_field.set_hint("")
        self.day.set_day(None)
        self.hide()
        self.added.emit(action)

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.text_field.show_problem(sentence(error))

    @Slot()
    def _close(self) -> None:
        self.text_field.clear_problem()
        self.hide()
