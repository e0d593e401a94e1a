"""This is where the room agrees actions: what, who, by when, and how we will know."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.follow_up.strength import StrengthKind, nudge, strength_of
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.when import short_day_text
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.ui.commands import command
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.room.half_written import HalfWritten
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind, IconButton, with_shortcut
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole, muted, separator
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.meetings.agree import agree_action
from layerdesk.usecases.meetings.read_room import RoomAction

_FORTNIGHT = timedelta(days=14)


class _ActionRow(QWidget):
    taken_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = RecordId("")
        self._words = Label("")
        self._owner = Chip("", Tone.ACCENT)
        self._due = Label("", LabelRole.MUTED, wrap=False)
        self._know = Label("", LabelRole.SMALL)
        self._take_back = IconButton("x", tr("Take this action back"), None, colour="muted")
        self._take_back.clicked.connect(self._asked)
        above = QHBoxLayout()
        above.setSpacing(step(1))
        above.addWidget(self._words, 1)
        above.addWidget(self._take_back, 0, Qt.AlignmentFlag.AlignTop)
        who = QHBoxLayout()
        who.setSpacing(step(1))
        who.addWidget(self._owner)
        who.addWidget(self._due)
        who.addStretch(1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.5))
        lay.addLayout(above)
        lay.addLayout(who)
        lay.addWidget(self._know)
        lay.addWidget(separator())

    def show_action(self, view: RoomAction, editable: bool) -> None:
        action = view.action
        self._id = action.id
        self._words.setText(action.text)
        self._owner.set_words(view.owner or tr("nobody"))
        self._due.setText(
            tr("Due {day}", day=short_day_text(action.due)) if action.due else tr("No date")
        )
        self._know.setText(tr("How we will know: {how}", how=action.how_we_will_know))
        self._know.setVisible(bool(action.how_we_will_know))
        self._take_back.setVisible(editable)
        self._take_back.set_words(tr("Take back: {words}", words=action.text))

    @Slot()
    def _asked(self) -> None:
        self.taken_back.emit(self._id)


class ActionsPanel(Card):
    """What this item agreed, and the form for one more: Enter adds it."""

    taken_back = Signal(str)
    """The id of an action that somebody wants in the bin."""

    def __init__(
        self, session: Session, kinds: Sequence[StrengthKind], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Actions"), parent=parent)
        self._session = session
        self._kinds = tuple(kinds)
        self._item = RecordId("")
        self._rows: list[_ActionRow] = []
        self._count = Chip("", Tone.ACCENT)
        self.add_to_heading(self._count)
        self._empty = muted(tr("Nothing agreed here yet."))
        self._list = ScrollColumn()
        self._list.body.setSpacing(step(1.25))
        self._list.set_margins(0, 0, step(0.5), 0)
        self._list.add(self._empty)
        self._nudge = InlineMessage(closable=False)
        self._form = QWidget()
        self._text = LineEdit(placeholder=tr("What will change? Begin with a verb"))
        found = command("room_action")
        self._text.setToolTip(with_shortcut(found.words(), found.shortcut))
        self._half = HalfWritten(session, self._text, "new_action")
        self._know = LineEdit(placeholder=tr("How will we know? (optional)"))
        self._know.setAccessibleName(tr("How will we know?"))
        self._owner = Choice((), unset=tr("Owner …"))
        self._owner.setAccessibleName(tr("Owner"))
        self._today = date.min
        self._due = DateField(self._this_day)
        self._due.line.setAccessibleName(tr("Due"))
        self._kind = Choice(
            [Option(id=each.id, words=each.label, help=each.example) for each in kinds],
            unset=tr("What kind of change? (optional)"),
        )
        self._kind.setAccessibleName(tr("What kind of change?"))
        self._add_button = Button(tr("Add"), icon="plus", kind=ButtonKind.PRIMARY)
        self._add_button.setAccessibleName(tr("Add the action"))
        self._field = Field(tr("New action"), self._text)
        self._lay_out_form()
        self._list.add(self._nudge)
        self.add(self._list, 1)
        self.add(self._form)
        self._text.textChanged.connect(self._unfold)
        self._unfold()
        self._due.not_understood.connect(self._field.show_problem)
        self._add_button.clicked.connect(self._add)

    def show_actions(
        self,
        item: RecordId,
        actions: Sequence[RoomAction],
        people: Sequence[Person],
        today: date,
        *,
        editable: bool,
    ) -> None:
        """Show the item's actions. What was begun under another item stays with that one."""
        self._today = today
        if item != self._item:
            self._field.clear_problem()
            self._know.set_words("")
            self._owner.set_chosen(None)
            self._kind.set_chosen(None)
            self._due.set_day(today + _FORTNIGHT)
        self._item = item
        self._half.show_item(item)
        options = [Option(id=each.id, words=each.name) for each in people]
        self._owner.set_options(options, self._owner.chosen_id())
        while len(self._rows) < len(actions):
            row = _ActionRow()
            row.taken_back.connect(self.taken_back)
            self._rows.append(row)
            self._list.body.insertWidget(len(self._rows), row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(actions))
            if number < len(actions):
                row.show_action(actions[number], editable)
        self._count.set_words(str(len(actions)))
        self._count.setVisible(bool(actions))
        self._empty.setVisible(not actions)
        self._form.setVisible(editable)
        self._show_nudge(actions)

    @property
    def entry(self) -> LineEdit:
        """Where a new action is typed."""
        return self._text

    @property
    def takes_actions(self) -> bool:
        """Whether a new action can be typed now."""
        return self._form.isVisible()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Fields and lists leave Enter to what holds them, once they have read what stands there.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
            return
        super().keyPressEvent(event)

    def _this_day(self) -> date:
        return self._today

    def _lay_out_form(self) -> None:
        lay = QVBoxLayout(self._form)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addWidget(self._field)
        # Who and when stand fast; what unfolds while one types must not come between.
        lay.addWidget(self._owner)
        lay.addWidget(self._due)
        lay.addWidget(self._know)
        ending = QHBoxLayout()
        ending.setSpacing(step(1))
        ending.addWidget(self._kind, 1)
        ending.addWidget(self._add_button, 0, Qt.AlignmentFlag.AlignRight)
        lay.addLayout(ending)

    def _show_nudge(self, actions: Sequence[RoomAction]) -> None:
        found = nudge([each.action.strength for each in actions], self._kinds)
        words = found.sentence if found else ""
        if found and found.examples:
            examples = "; ".join(each.example or each.label for each in found.examples)
            words = tr("{nudge} For example: {examples}.", nudge=words, examples=examples)
        self._nudge.show_words(words, MessageTone.WARN)

    @Slot()
    def _unfold(self) -> None:
        """Ask how we will know, and of which kind it is, once there are words."""
        begun = bool(self._text.text())
        self._know.setVisible(begun)
        self._kind.setVisible(begun and bool(self._kinds))

    @Slot()
    def _add(self) -> None:
        owner = self._owner.chosen_id()
        if not self._text.words().strip():
            self._text.setFocus()
            return
        if owner is None:
            self._field.show_problem(tr("Choose one person who will see to it."))
            self._owner.setFocus()
            return
        if not self._due.is_understood():
            self._due.setFocus()
            self._due.read()
            return
        if self._due.day() is None:
            self._field.show_problem(tr("Choose the day by which it is done."))
            self._due.setFocus()
            return
        self._field.clear_problem()
        kind = self._kind.chosen_id() or ""
        self._session.write(
            agree_action,
            self._item,
            self._text.words(),
            RecordId(owner),
            self._due.day(),
            how_we_will_know=self._know.words(),
            strength=strength_of(kind, self._kinds),
            strength_kind=kind,
            done=self._added,
            failed=self._refused,
        )

    @Slot(object)
    def _added(self, action: Action) -> None:
        if action.item == self._item:
            self._half.is_added()
            self._know.set_words("")
            self._kind.set_chosen(None)
            self._text.setFocus()

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self._field.show_problem(sentence(error))
