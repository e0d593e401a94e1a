"""This is where the room asks, as it begins, who is here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import Presence
from layerdesk.ui.commands import command
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import PickChip
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import small
from layerdesk.usecases.meetings.read_room import RoomPerson

_HERE = (Presence.PRESENT, Presence.PART)


class _Somebody(PickChip):
    marked = Signal(str, str)
    """The id of the attendance, and the presence."""

    def __init__(self) -> None:
        super().__init__("")
        self._attendance = ""
        self.clicked.connect(self._mark)

    def show_person(self, person: RoomPerson) -> None:
        self._attendance = person.attendance.id
        presence = person.attendance.presence
        words = person.name
        if presence is Presence.APOLOGIES:
            words = tr("{name} (apologies)", name=person.name)
        self.setText(words)
        self.setChecked(presence in _HERE)
        self.setAccessibleName(tr("{name} is here", name=person.name))

    @Slot()
    def _mark(self) -> None:
        presence = Presence.PRESENT if self.isChecked() else Presence.EXPECTED
        self.marked.emit(self._attendance, presence.value)


class ArrivalsCard(Card):
    """A chip for each person, one button for everybody, and the way to the whole list."""

    everybody_here = Signal()

    marked = Signal(str, str)
    """The id of an attendance, and the presence that somebody has now."""

    list_asked_for = Signal()
    """Somebody wants the list with apologies, guests and duties."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who is here?"), parent=parent)
        self._count = Chip("", Tone.ACCENT)
        self.add_to_heading(self._count)
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._flow = FlowLayout(holder)
        self._people: list[_Somebody] = []
        self.everybody = Button(
            tr("Everybody is here"), icon="check-check", kind=ButtonKind.PRIMARY
        )
        self.everybody.clicked.connect(self.everybody_here)
        self._list = Button(
            tr("Apologies, guests, duties"),
            icon="users-round",
            kind=ButtonKind.QUIET,
            shortcut=command("room_people").shortcut,
        )
        self._list.clicked.connect(self.list_asked_for)
        self._hint = small(tr("Press who is here. Apologies stay as they are."))
        self.add(self._hint)
        self.add(holder)
        self.add_layout(row(self.everybody, self._list, None))

    def show_people(self, people: Sequence[RoomPerson], editable: bool) -> None:
        """Show everybody on the list, and who is here so far."""
        while len(self._people) < len(people):
            made = _Somebody()
            made.marked.connect(self.marked)
            self._people.append(made)
            self._flow.addWidget(made)
        for number, each in enumerate(self._people):
            each.setVisible(number < len(people))
            if number < len(people):
                each.show_person(people[number])
                each.setEnabled(editable)
        here = sum(1 for each in people if each.attendance.presence in _HERE)
        self._count.set_words(plural("{n} here", "{n} here", here))
        expected = any(each.attendance.presence is Presence.EXPECTED for each in people)
        self.everybody.setVisible(editable and expected)
        self._hint.setVisible(editable)
