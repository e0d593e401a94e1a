"""This is where the people of the practice are: who works here, in what roles, and who has left."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person, Role
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.person_panel import PersonPanel
from layerdesk.ui.people.role_words import role_words
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.columns import Columns, Narrow, ScrollColumn
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.labels import muted, title
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.rows_model import Cell, Column, RowsModel
from layerdesk.usecases.people.edit_people import add_person, edit_person, end_person
from layerdesk.usecases.people.list_people import PersonLine, list_people


class People(QWidget):
    """The list at the left; at the right the person that is looked at."""

    action_chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: tuple[PersonLine, ...] = ()
        self._wanted: RecordId | None = None
        self.may_change = Role.PRACTICE_MANAGER in session.viewer.roles
        self.count = Chip("")
        self.add = Button(tr("Add a person"), icon="plus", kind=ButtonKind.PRIMARY)
        self.add.clicked.connect(self.begin_person)
        if not self.may_change:
            self.add.hide()
        self.words = LineEdit(placeholder=tr("Part of a name, a job or a role"))
        self.words.setAccessibleName(tr("Search people"))
        self.words.typed.connect(self._narrow)
        model = RowsModel(
            (
                Column(id="name", heading=tr("Name"), width=150, stretches=True),
                Column(id="state", heading=tr("State"), width=130, hide_below=300),
            ),
            cells=self._cells,
            row_id=lambda line: line.person.id,
        )
        self.list = ListTable(model, name=tr("People of the practice"))
        self.list.setMinimumHeight(step(24))
        self.list.row_chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.panel = PersonPanel(session, may_change=self.may_change)
        self.panel.kept.connect(self._keep)
        self.panel.added.connect(self._add)
        self.panel.left.connect(self._end)
        self.panel.action_chosen.connect(self._go_to_action)
        side = ScrollColumn(wide=True)
        side.add(self.panel)
        self.columns = Columns(
            self.list,
            side,
            shares=(11, 10),
            narrow=Narrow.DRAWER,
            drawer=tr("Details"),
            breakpoint_at=960,
        )
        side.setMinimumHeight(step(30))
        page = ScrollColumn(wide=True)
        page.add_layout(row(title(tr("People")), self.count, None, self.add))
        page.add(
            muted(tr("Everybody who brings cases, owns actions or comes to meetings stands here."))
        )
        page.add(self.words)
        page.add(self.columns, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(page)
        session.changed.connect(self.show_again)
        self.show_again(None)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read again what is shown, if it may have changed."""
        if changed is None or changed.touches(Person, Action):
            self._session.read(list_people, done=self.show_lines, latest_key="people")

    @Slot(object)
    def show_lines(self, lines: tuple[PersonLine, ...]) -> None:
        """Show these people."""
        self._lines = lines
        active = sum(line.is_active for line in lines)
        self.count.set_words(plural("{n} works here", "{n} work here", active))
        self._narrow(self.words.text())
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.list.choose(wanted)
        elif self.list.current_id() is None and lines and not self.panel.is_new:
            self.list.choose(lines[0].person.id)
        if not self.panel.is_new:
            self._chosen(self.list.current_id())

    def show_record(self, record: RecordId) -> None:
        """Show this person."""
        self._wanted = record
        self.words.clear()
        self.show_again(None)

    def find_here(self) -> None:
        """Put the focus where one types what to find."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What can be done here by key."""
        return {"add_person": self.begin_person} if self.may_change else {}

    def kept_place(self) -> str:
        """The person that is chosen."""
        return str(self.list.current_id() or "")

    def take_place(self, kept: str) -> None:
        """Choose that person again, as soon as they are there."""
        self._wanted = RecordId(kept)

    @Slot()
    def begin_person(self) -> None:
        """Put an empty sheet at the right."""
        self.list.setCurrentIndex(QModelIndex())
        self.columns.open_drawer()
        self.panel.begin()

    @Slot(str)
    def _narrow(self, words: str) -> None:
        parts = words.casefold().split()
        self.list.set_rows(
            [line for line in self._lines if all(part in self._text(line) for part in parts)]
        )

    def _text(self, line: PersonLine) -> str:
        roles = " ".join(role_words(Role(role)) for role in line.person.roles if role in _ROLES)
        return f"{line.person.name} {self._job(line.person)} {roles}".casefold()

    def _job(self, person: Person) -> str:
        return self._session.declared.label("job_role", person.job_role)

    def _cells(self, line: PersonLine) -> tuple[Cell | str, ...]:
        person = line.person
        name = tr("{name} (you)", name=person.name) if line.is_me else person.name
        return (
            Cell(words=name, below=self._job(person), strong=True),
            _state_cell(line),
        )

    @Slot(object)
    def _chosen(self, person: object) -> None:
        found = next((line for line in self._lines if line.person.id == person), None)
        if found is not None:
            self.panel.show_line(found)

    @Slot(object)
    def _opened(self, person: object) -> None:
        self._chosen(person)
        self.columns.open_drawer()
        self.panel.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, object)
    def _keep(self, before: Person, after: Person) -> None:
        self._session.write(edit_person, before, after, done=self._kept, failed=self._refused)

    @Slot(object)
    def _add(self, person: Person) -> None:
        self._session.write(
            add_person,
            name=person.name,
            job_role=person.job_role,
            roles=tuple(Role(role) for role in sorted(person.roles)),
            active_from=person.active_from,
            done=self._added,
            failed=self._refused,
        )

    @Slot(object, object)
    def _end(self, person: Person, last_day: date) -> None:
        self._session.write(
            end_person, person.id, last_day=last_day, done=self._kept, failed=self._refused
        )

    @Slot(object)
    def _kept(self, person: Person) -> None:
        self._session.say(tr("Kept: {name}.", name=person.name), "ok")

    @Slot(object)
    def _added(self, person: Person) -> None:
        self._wanted = person.id
        self.panel.end()
        self._session.say(tr("{name} is on the list now.", name=person.name), "ok")
        self.show_again(None)

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.panel.show_failure(error)

    @Slot(object)
    def _go_to_action(self, action: RecordId) -> None:
        self._session.go("all_actions", action)


_ROLES = frozenset(role.value for role in Role)


def _state_cell(line: PersonLine) -> Cell:
    waiting = len(line.open_actions)
    if line.is_active:
        return Cell(words=plural("{n} open action", "{n} open actions", waiting) if waiting else "")
    if waiting:
        words = plural("Left, {n} action open", "Left, {n} actions open", waiting)
        return Cell(words=words, tone=Tone.WARN)
    return Cell(words=tr("Has left"), tone=Tone.NEUTRAL)
