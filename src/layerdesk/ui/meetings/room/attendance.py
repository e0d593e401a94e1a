"""This is where it is seen and said who is here, and who facilitates and writes."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import AgendaItem, Meeting, Presence
from layerdesk.domain.meetings.when import time_text
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.declared_words import options
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, IconButton
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole, subheading
from layerdesk.usecases.meetings.attend import (
    Duty,
    add_guest,
    hand_over,
    hand_over_presenting,
    remove_guest,
    set_guest_presence,
    set_presence,
)
from layerdesk.usecases.meetings.read_room import RoomPerson, RoomView


def presence_options() -> tuple[Option, ...]:
    """Each way of being there or not, in words."""
    return (
        Option(id=Presence.EXPECTED.value, words=tr("Expected")),
        Option(id=Presence.PRESENT.value, words=tr("Here")),
        Option(id=Presence.PART.value, words=tr("Part of the time")),
        Option(id=Presence.APOLOGIES.value, words=tr("Apologies")),
        Option(id=Presence.ABSENT.value, words=tr("Absent")),
        Option(id=Presence.CONTRIBUTED.value, words=tr("Contributed beforehand")),
        Option(id=Presence.READ_AFTER.value, words=tr("Read afterwards")),
    )


class _PersonRow(QWidget):
    marked = Signal(str, str)
    """The id of the attendance, and the presence."""

    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: RoomPerson | None = None
        self._name = Label("")
        self._role = Label("", LabelRole.SMALL)
        self.presence = Choice(presence_options(), unset=None)
        self.presence.setMinimumContentsLength(8)
        self.presence.chosen.connect(self._mark)
        self._remove = IconButton("x", tr("Take the guest off the list"), None, colour="muted")
        self._remove.clicked.connect(self._take_off)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._role)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addLayout(words, 3)
        lay.addWidget(self.presence, 2)
        lay.addWidget(self._remove)

    def show_person(self, person: RoomPerson, role: str, editable: bool) -> None:
        self._person = person
        is_guest = person.attendance.person is None
        self._name.setText(person.name)
        self._role.setText(role)
        self.presence.setEnabled(editable)
        self.presence.set_chosen(person.attendance.presence.value)
        self.presence.setAccessibleName(tr("Is {name} here?", name=person.name))
        self._remove.setVisible(is_guest and editable)

    @Slot(object)
    def _mark(self, presence: str) -> None:
        if self._person is not None:
            self.marked.emit(self._person.attendance.id, presence)

    @Slot()
    def _take_off(self) -> None:
        if self._person is not None:
            self.removed.emit(self._person.attendance.id)


class AttendanceDrawer(Card):
    """The list of people; each mark is kept at once."""

    closed = Signal()
    """The person shut the drawer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who is here"), parent=parent)
        self._session = session
        self._meeting: Meeting | None = None
        self._item: AgendaItem | None = None
        self._attendees: tuple[RoomPerson, ...] = ()
        self._rows: list[_PersonRow] = []
        self._close = IconButton("x", tr("Close this list"), "Esc")
        self._close.clicked.connect(self._shut)
        self.add_to_heading(self._close)
        self._duties = {duty: Choice((), unset=tr("Nobody")) for duty in Duty}
        self._people = QVBoxLayout()
        self._people.setSpacing(step(1))
        self.add_layout(self._people)
        self.add(subheading(tr("Duties")))
        names = {
            Duty.CHAIR: tr("Chair"),
            Duty.FACILITATOR: tr("Facilitator"),
            Duty.SCRIBE: tr("Minute taker"),
        }
        for duty, choice in self._duties.items():
            self.add(Field(names[duty], choice))
        self._presenter = Choice((), unset=tr("Nobody"))
        self._presenter.chosen.connect(self._hand_over_presenting)
        self.add(Field(tr("Presenter of this item"), self._presenter))
        self._duties[Duty.CHAIR].chosen.connect(self._hand_over_chair)
        self._duties[Duty.FACILITATOR].chosen.connect(self._hand_over_facilitator)
        self._duties[Duty.SCRIBE].chosen.connect(self._hand_over_scribe)
        self._guest_heading = subheading(tr("Guest"))
        self._guest_name = LineEdit(placeholder=tr("Name"))
        self._guest_name.setAccessibleName(tr("Name of the guest"))
        self._guest_role = LineEdit(placeholder=tr("Role, such as district nurse"))
        self._guest_role.setAccessibleName(tr("Role of the guest"))
        self._roles = {each.words: each.id for each in options(session.declared, "job_role")}
        suggested = QCompleter(list(self._roles), self._guest_role)
        suggested.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        suggested.setFilterMode(Qt.MatchFlag.MatchContains)
        self._guest_role.setCompleter(suggested)
        self._guest_item = Choice((), unset=tr("For the whole meeting"))
        self._guest_item.setAccessibleName(tr("For which item"))
        self._guest_add = Button(tr("Add guest"), icon="plus")
        self._guest_add.clicked.connect(self._add_guest)
        self._guest_role.returnPressed.connect(self._add_guest)
        for part in (
            self._guest_heading,
            self._guest_name,
            self._guest_role,
            self._guest_item,
            self._guest_add,
        ):
            self.add(part)

    def show_room(self, view: RoomView, editable: bool) -> None:
        """Show everybody on the list."""
        self._meeting, self._attendees = view.meeting, view.attendees
        self._item = view.topic.item if view.topic is not None else None
        self._show_people(view.attendees, editable)
        staff = [Option(id=each.id, words=each.name) for each in view.people]
        holders = {
            Duty.CHAIR: view.meeting.chair,
            Duty.FACILITATOR: view.meeting.facilitator,
            Duty.SCRIBE: view.meeting.scribe,
        }
        for duty, choice in self._duties.items():
            choice.set_options(staff, holders[duty])
            choice.setEnabled(editable)
        self._presenter.set_options(staff, self._item.presenter if self._item else None)
        self._presenter.setEnabled(editable and self._item is not None)
        items = [Option(id=each.item.id, words=each.item.title) for each in view.items]
        self._guest_item.set_options(items, self._guest_item.chosen_id())
        for part in (
            self._guest_heading,
            self._guest_name,
            self._guest_role,
            self._guest_item,
            self._guest_add,
        ):
            part.setVisible(editable)

    def take_focus(self) -> None:
        """Begin with the first person, or with the way back where nobody is on the list."""
        rows = [each for each in self._rows if each.isVisible()]
        (rows[0].presence if rows else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self, attendees: Sequence[RoomPerson], editable: bool) -> None:
        while len(self._rows) < len(attendees):
            row = _PersonRow()
            row.marked.connect(self.mark)
            row.removed.connect(self._remove_guest)
            self._rows.append(row)
            self._people.addWidget(row)
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(attendees))
            if number < len(attendees):
                person = attendees[number]
                row.show_person(person, self._about(person), editable)

    def _about(self, person: RoomPerson) -> str:
        """The role in words, and from when to when somebody was here who came late or left."""
        attendance = person.attendance
        parts = [self._session.declared.label("job_role", person.role) if person.role else ""]
        zone = ZoneInfo(self._meeting.time_zone) if self._meeting is not None else ZoneInfo("UTC")
        if attendance.arrived_at is not None:
            parts.append(tr("from {time}", time=time_text(attendance.arrived_at, zone)))
        if attendance.left_at is not None:
            parts.append(tr("until {time}", time=time_text(attendance.left_at, zone)))
        if attendance.person is None:
            parts.append(tr("guest"))
        return " · ".join(each for each in parts if each)

    @Slot(str, str)
    def mark(self, attendance: str, presence: str) -> None:
        """Keep that somebody on the list is here, or is not."""
        found = next(
            (each.attendance for each in self._attendees if each.attendance.id == attendance), None
        )
        if found is None or self._meeting is None:
            return
        if found.person is None:
            self._session.write(set_guest_presence, found.id, Presence(presence))
        else:
            self._session.write(set_presence, self._meeting.id, found.person, Presence(presence))

    @Slot(str)
    def _remove_guest(self, guest: str) -> None:
        self._session.write(remove_guest, RecordId(guest))

    @Slot(object)
    def _hand_over_chair(self, person: str | None) -> None:
        self._hand_over(Duty.CHAIR, person)

    @Slot(object)
    def _hand_over_facilitator(self, person: str | None) -> None:
        self._hand_over(Duty.FACILITATOR, person)

    @Slot(object)
    def _hand_over_scribe(self, person: str | None) -> None:
        self._hand_over(Duty.SCRIBE, person)

    @Slot(object)
    def _hand_over_presenting(self, person: str | None) -> None:
        if self._item is not None:
            to = RecordId(person) if person else None
            self._session.write(hand_over_presenting, self._item.id, to)

    def _hand_over(self, duty: Duty, person: str | None) -> None:
        if self._meeting is not None:
            to = RecordId(person) if person else None
            self._session.write(hand_over, self._meeting.id, duty, to)

    @Slot()
    def _add_guest(self) -> None:
        if self._meeting is None:
            return
        item = self._guest_item.chosen_id()
        role = self._guest_role.words().strip()
        self._session.write(
            add_guest,
            self._meeting.id,
            self._guest_name.words(),
            self._roles.get(role, role),
            item=RecordId(item) if item else None,
            done=self._guest_added,
        )

    @Slot(object)
    def _guest_added(self, _guest: object) -> None:
        self._guest_name.set_words("")
        self._guest_role.set_words("")

    @Slot()
    def _shut(self) -> None:
        self.closed.emit()
