"""This is where one item of the agenda is edited: its title, its minutes, who presents it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import AgendaItem
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.wording import sentence
from layerdesk.usecases.meetings.arrange import (
    LONGEST_ITEM,
    add_item,
    edit_item,
    remove_item,
    set_minutes,
)
from layerdesk.usecases.meetings.attend import hand_over_presenting
from layerdesk.usecases.meetings.look import PlanView


class ItemForm(Card):
    """Edits the current item at once, or adds a new one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agenda item"), parent=parent)
        self._session = session
        self._view: PlanView | None = None
        self._item: AgendaItem | None = None
        self._is_new = False
        self.name = LineEdit(placeholder=tr("What is it about?"))
        self.minutes = QSpinBox()
        self.minutes.setRange(1, LONGEST_ITEM)
        self.minutes.setKeyboardTracking(False)
        self.minutes.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.minutes.lineEdit().setAccessibleName(tr("Minutes"))
        self.presenter = Choice((), unset=tr("Nobody yet"))
        self._name_field = Field(tr("Title"), self.name)
        self.new_button = Button(tr("New item"), icon="plus", kind=ButtonKind.QUIET)
        self.new_button.clicked.connect(self.begin_new)
        self.add_to_heading(self.new_button)
        self.add_button = Button(tr("Add to the agenda"), icon="plus")
        self.add_button.clicked.connect(self._add)
        self.remove_button = Button(tr("Take off the agenda"), icon="trash-2")
        self.remove_button.clicked.connect(self.remove)
        line = QHBoxLayout()
        line.setSpacing(step(2))
        line.addWidget(Field(tr("Minutes"), self.minutes), 1)
        line.addWidget(Field(tr("Presenter"), self.presenter), 2)
        self.add(self._name_field)
        self.add_layout(line)
        self.add_layout(row(self.add_button, self.remove_button, None))
        self.name.editingFinished.connect(self._rename)
        self.name.returnPressed.connect(self._add)
        self.minutes.valueChanged.connect(self._time)
        self.presenter.chosen.connect(self._present)

    def show_plan(self, view: PlanView, item: RecordId | None) -> None:
        """Show the item of the plan; while a new one is written, that stays."""
        other = self._item is None or item != self._item.id
        self._view = view
        found = next((each.item for each in view.items if each.item.id == item), None)
        if self._is_new and not (other and found is not None and not self.name.hasFocus()):
            self._show_people()
            return
        self._is_new = False
        self._item = found
        if found is None:
            self.begin_new(focus=False)
            return
        if other or not self.name.hasFocus():
            self.name.set_words(found.title)
        self.minutes.blockSignals(True)
        self.minutes.setValue(found.minutes)
        self.minutes.blockSignals(False)
        self._show_people()
        self.presenter.set_chosen(found.presenter)
        self._dress()

    @Slot()
    def begin_new(self, focus: bool = True) -> None:
        """Empty the form for a new item."""
        self._is_new = True
        self._item = None
        self.name.set_words("")
        self.minutes.blockSignals(True)
        self.minutes.setValue(5)
        self.minutes.blockSignals(False)
        self.presenter.set_chosen(None)
        self._dress()
        if focus:
            self.name.setFocus()

    def _dress(self) -> None:
        editable = self._view is not None and self._view.may_run
        for part in (self.name, self.minutes, self.presenter):
            part.setEnabled(editable)
        self.heading.setText(tr("New item") if self._is_new else tr("Agenda item"))
        self.new_button.setVisible(editable and not self._is_new)
        self.add_button.setVisible(editable and self._is_new)
        self.remove_button.setVisible(editable and not self._is_new)
        self._name_field.clear_problem()

    def _show_people(self) -> None:
        if self._view is not None:
            people = [Option(id=each.id, words=each.name) for each in self._view.people]
            self.presenter.set_options(people, self.presenter.chosen_id())

    @Slot()
    def _rename(self) -> None:
        item = self._item
        words = self.name.words().strip()
        if item is not None and not self._is_new and words and words != item.title:
            self._session.write(edit_item, item, replace(item, title=words), failed=self._refused)

    @Slot(int)
    def _time(self, minutes: int) -> None:
        if self._item is not None and not self._is_new:
            self._session.write(set_minutes, self._item.id, minutes, failed=self._refused)

    @Slot(object)
    def _present(self, person: str | None) -> None:
        if self._item is not None and not self._is_new:
            to = RecordId(person) if person else None
            self._session.write(hand_over_presenting, self._item.id, to, failed=self._refused)

    @Slot()
    def _add(self) -> None:
        if not self._is_new or self._view is None:
            return
        if not self.name.words().strip():
            self.name.setFocus()
            return
        presenter = self.presenter.chosen_id()
        self._session.write(
            add_item,
            self._view.meeting.id,
            self.name.words(),
            minutes=self.minutes.value(),
            presenter=RecordId(presenter) if presenter else None,
            done=self._added,
            failed=self._refused,
        )

    @Slot(object)
    def _added(self, _item: object) -> None:
        self.begin_new()

    @Slot()
    def remove(self) -> None:
        """Take the item that is shown off the agenda."""
        if self._item is not None:
            self._session.write(
                remove_item, self._item.id, done=self._removed, failed=self._refused
            )

    @Slot(object)
    def _removed(self, _item: object) -> None:
        self._session.say(tr("The item is in the bin. Ctrl+Z takes it back."))

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self._name_field.show_problem(sentence(error))
