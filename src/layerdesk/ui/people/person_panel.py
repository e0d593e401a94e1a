"""This is where one person's details are changed: name, job, roles, first and last day."""

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.errors import FieldWrong, LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person, Role
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.role_words import role_options
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.choices import Choice, MultiChoice, Option
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.date_words import day_words
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import muted
from layerdesk.ui.widgets.messages import ConfirmPanel, InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.people.list_people import OpenAction, PersonLine


def today() -> date:
    """The calendar day where this computer is."""
    return datetime.now(UTC).astimezone().date()


class PersonPanel(QWidget):
    """One person, or a new one. What is changed is kept by itself, a new person by a button."""

    kept = Signal(object, object)
    """The person as shown before, and as changed."""
    added = Signal(object)
    """A new person to be added; the id means nothing yet."""
    left = Signal(object, object)
    """The person who leaves, and the last day."""
    action_chosen = Signal(object)
    """The id of an open action to look at."""

    def __init__(
        self, session: Session, *, may_change: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._may_change = may_change
        self._person: Person | None = None
        self._new = False
        self.card = Card(tr("Person"))
        self.name = LineEdit(placeholder=tr("First and last name"))
        self.job = Choice(
            [
                Option(id=each.id, words=each.label, help=each.help)
                for each in session.declared.value_set("job_role").offered
            ]
        )
        self.roles = MultiChoice(role_options(), as_list=True)
        self.first_day = DateField(today)
        self.last_day = DateField(today)
        self.name_field = Field(tr("Name"), self.name)
        self.job_field = Field(tr("Job"), self.job)
        self.roles_field = Field(
            tr("Roles in LayerDesk"),
            self.roles,
            hint=tr("Point at a role to see what it allows."),
        )
        self.first_field = Field(tr("First day"), self.first_day)
        self.last_field = Field(
            tr("Last day"),
            self.last_day,
            optional=True,
            hint=tr("From then on nothing new can be given to them. What they wrote stays theirs."),
        )
        self.message = InlineMessage()
        self.ask = ConfirmPanel()
        self.ask.confirmed.connect(self._leaves)
        self.ask.declined.connect(self._stays)
        self.add = Button(tr("Put on the list"), icon="check", kind=ButtonKind.PRIMARY)
        self.add.clicked.connect(self._add)
        self.open_actions = Card(tr("Open actions"))
        self.note = muted("")
        self._action_buttons: list[QWidget] = []
        self.open_actions.add(self.note)
        for field in (
            self.name_field,
            self.job_field,
            self.roles_field,
            self.first_field,
            self.last_field,
        ):
            self.card.add(field)
        self.card.add(self.ask)
        self.card.add(self.message)
        self.card.add_layout(row(self.add, None))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(2))
        lay.addWidget(self.card)
        lay.addWidget(self.open_actions)
        self.name.editingFinished.connect(self._changed)
        self.job.chosen.connect(self._changed)
        self.roles.chosen.connect(self._changed)
        self.first_day.day_chosen.connect(self._changed)
        self.last_day.day_chosen.connect(self._last_day_chosen)
        self.show_line(None)

    def show_line(self, line: PersonLine | None) -> None:
        """Show a person; None: an empty sheet that can't be written on."""
        same = line is not None and self._person is not None and line.person.id == self._person.id
        self._person = line.person if line else None
        self._new = False
        self.setVisible(line is not None)
        if line is None:
            return
        self._fill(line.person, keep_name=same and self.name.hasFocus())
        own = line.is_me
        self.name.setReadOnly(not (self._may_change or own))
        self.job.setEnabled(self._may_change or own)
        for editor in (self.roles, self.first_day, self.last_day):
            editor.setEnabled(self._may_change)
        self.add.hide()
        self.last_field.show()
        if not same:
            self.message.hide()
            self.ask.hide()
        self._show_actions(line.open_actions, has_left=not line.is_active)

    @property
    def is_new(self) -> bool:
        """Whether the sheet is for somebody who is not on the list yet."""
        return self._new

    def end(self) -> None:
        """The new person is on the list."""
        self._new = False

    def begin(self) -> None:
        """An empty sheet for somebody new."""
        self._person = None
        self._new = True
        self.show()
        self._fill(
            Person(
                id=RecordId(""),
                space=SpaceId(""),
                roles=frozenset({Role.STAFF.value}),
                active_from=today(),
            )
        )
        self.name.setReadOnly(False)
        for editor in (self.job, self.roles, self.first_day):
            editor.setEnabled(True)
        self.last_field.hide()
        self.message.hide()
        self.ask.hide()
        self.add.show()
        self.open_actions.hide()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, error: LayerDeskError) -> None:
        """Say what was refused, at its field where it is about one."""
        fields = {tr("Name"): self.name_field, tr("Job"): self.job_field}
        fields[tr("Last day")] = self.last_field
        where = fields.get(str(error.values.get("field", "")))
        if isinstance(error, FieldWrong) and where is not None:
            where.show_problem(str(error.values.get("reason", "")))
            where.setFocus()
            return
        self.message.say(sentence(error), MessageTone.DANGER)
        if self._person is not None:
            self._fill(self._person)

    def _fill(self, person: Person, *, keep_name: bool = False) -> None:
        self.card.heading.setText(person.name or tr("Somebody new"))
        if not keep_name:
            self.name.set_words(person.name)
        self.job.set_chosen(person.job_role or None)
        self.roles.set_chosen(person.roles)
        self.first_day.set_day(person.active_from)
        self.last_day.set_day(person.active_to)
        for field in (self.name_field, self.job_field, self.last_field):
            field.clear_problem()

    def _written(self, before: Person) -> Person:
        return replace(
            before,
            name=" ".join(self.name.words().split()),
            job_role=self.job.chosen_id() or "",
            roles=frozenset(self.roles.chosen_ids()),
            active_from=self.first_day.day(),
        )

    @Slot()
    def _changed(self) -> None:
        if self._person is None:
            return
        after = self._written(self._person)
        if after != self._person:
            self.message.hide()
            before, self._person = self._person, after
            self.kept.emit(before, after)

    @Slot()
    def _add(self) -> None:
        self.added.emit(self._written(Person(id=RecordId(""), space=SpaceId(""))))

    @Slot(object)
    def _last_day_chosen(self, day: date | None) -> None:
        person = self._person
        if person is None or day == person.active_to:
            return
        if day is None:
            self.kept.emit(person, replace(person, active_to=None))
            return
        self.ask.ask(
            tr("{name} leaves on {day}?", name=person.name, day=day_words(day)),
            tr("They keep all they wrote. Give their open actions to somebody else."),
            yes=tr("Note the last day"),
            no=tr("Keep them as they are"),
            danger=False,
        )

    @Slot()
    def _leaves(self) -> None:
        day = self.last_day.day()
        if self._person is not None and day is not None:
            self.left.emit(self._person, day)

    @Slot()
    def _stays(self) -> None:
        if self._person is not None:
            self.last_day.set_day(self._person.active_to)

    def _show_actions(self, actions: tuple[OpenAction, ...], *, has_left: bool) -> None:
        for button in self._action_buttons:
            button.setParent(None)
            button.deleteLater()
        self._action_buttons = []
        self.open_actions.setVisible(bool(actions))
        self.note.setText(
            tr("They have left. Give each of these to somebody who works here.")
            if has_left
            else plural("{n} action waits.", "{n} actions wait.", len(actions))
        )
        for action in actions:
            due = tr("due {day}", day=day_words(action.due)) if action.due else tr("no date")
            words = tr("{action}, {due}", action=_short(action.text), due=due)
            button = Button(words, icon="list-checks", kind=ButtonKind.QUIET)
            button.setToolTip(action.text)
            button.clicked.connect(lambda _=False, chosen=action.id: self._choose(chosen))
            self._action_buttons.append(button)
            self.open_actions.add_layout(row(button, None))

    def _choose(self, action: RecordId) -> None:
        self.action_chosen.emit(action)


def _short(words: str) -> str:
    longest = 26  # at 200 % no more stands beside a date in the narrowest window
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
