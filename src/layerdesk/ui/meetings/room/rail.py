"""This is where the agenda stands beside the room: what is done, what is now, what is to come."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import ItemState
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.room.rail_words import line_below, present_words, when_and_who
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.labels import Label, LabelRole, heading, muted
from layerdesk.ui.widgets.messages import Icon
from layerdesk.ui.widgets.one_tab_stop import OneTabStop
from layerdesk.usecases.meetings.look import PlanItemView
from layerdesk.usecases.meetings.read_room import RoomView

_WIDTH = 304

_ICONS = {
    ItemState.DONE: ("check", "ok"),
    ItemState.CURRENT: ("circle-dot", "accent"),
    ItemState.TO_COME: ("circle", "muted"),
    ItemState.PARKED: ("archive", "muted"),
}


class RailItem(QPushButton):
    """One item of the agenda; pressing it asks to go there."""

    asked_for = Signal(str)
    """The id of the item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._id = RecordId("")
        self._icon = Icon("circle", "muted")
        self._title = Label("")
        self._below = Label("", LabelRole.SMALL)
        self._minutes = Label("", LabelRole.SMALL, wrap=False)
        for part in (self._icon, self._title, self._below, self._minutes):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._below)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(step(1.5), step(1), step(1.5), step(1))
        lay.setSpacing(step(1.5))
        lay.addWidget(self._icon)
        lay.addLayout(words, 1)
        lay.addWidget(self._minutes)
        self.clicked.connect(self._ask)

    def show_item(self, view: PlanItemView, below: str, shown: bool) -> None:
        """Show the item; ``shown`` marks the one that the room looks at."""
        item = view.item
        self._id = item.id
        name, colour = _ICONS[item.state]
        self._icon.show_icon(name, colour)
        self._title.setText(item.title)
        self._title.set_role(LabelRole.SUBHEADING if shown else LabelRole.BODY)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        minutes = item.minutes + item.extra_minutes
        self._minutes.setText(plural("{n} min", "{n} min", minutes))
        self.setChecked(shown)
        state = {
            ItemState.DONE: tr("done"),
            ItemState.CURRENT: tr("being discussed"),
            ItemState.TO_COME: tr("to come"),
            ItemState.PARKED: tr("parked"),
        }[item.state]
        self.setAccessibleName(
            tr(
                "{title}, {minutes} minutes, {state}",
                title=item.title,
                minutes=minutes,
                state=state,
            )
        )

    @override
    def sizeHint(self) -> QSize:
        lay = self.layout()
        return lay.sizeHint() if lay is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        lay = self.layout()
        return lay.minimumSize() if lay is not None else super().minimumSizeHint()

    @override
    def heightForWidth(self, width: int) -> int:
        lay = self.layout()
        return lay.heightForWidth(width) if lay is not None else super().heightForWidth(width)

    @Slot()
    def _ask(self) -> None:
        # What is marked follows the meeting, not the click.
        self.setChecked(not self.isChecked())
        self.asked_for.emit(self._id)


class AgendaRail(QFrame):
    """The rail: which meeting, its items (one stop of Tab), and how the time stands."""

    item_asked_for = Signal(str)
    """Somebody pressed an item: its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rail", True)
        self.setAccessibleName(tr("Agenda"))
        self._title = heading("")
        self._about = muted("")
        self._present = muted("")
        self._foot = muted("")
        self._rows: list[RailItem] = []
        self._now: RailItem | None = None
        self._list = ScrollColumn()
        self._list.body.setSpacing(step(0.25))
        self._list.set_margins(step(1), 0, step(1), 0)
        self._stop = OneTabStop(self, self._list)
        head = QVBoxLayout()
        head.setContentsMargins(step(2), 0, step(2), 0)
        head.setSpacing(step(0.5))
        head.addWidget(self._title)
        head.addWidget(self._about)
        foot = QVBoxLayout()
        foot.setContentsMargins(step(2), 0, step(2), 0)
        foot.addWidget(self._present)
        foot.addWidget(self._foot)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, step(2.5), 0, step(2))
        lay.setSpacing(step(2))
        lay.addLayout(head)
        lay.addWidget(self._list, 1)
        lay.addLayout(foot)
        app_theme().theme_changed.connect(self._look)
        self._look()

    def show_room(self, view: RoomView, shown: RecordId | None) -> None:
        """Show the meeting's items, each with a line below; the room looks at ``shown``."""
        items = view.items
        self._title.setText(view.meeting.title)
        self._about.setText(when_and_who(view))
        self._present.setText(present_words(view))
        while len(self._rows) < len(items):
            row = RailItem()
            row.asked_for.connect(self.item_asked_for)
            self._rows.append(row)
            self._list.add(row)
        now: RailItem | None = None
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(items))
            if number < len(items):
                is_shown = items[number].item.id == shown
                row.show_item(items[number], line_below(items[number]), is_shown)
                now = row if is_shown else now
        self._stop.set_buttons(self._rows)
        self._stop.mark(now)
        if now is not self._now:
            self._now = now
            QTimer.singleShot(0, self._reveal)

    def show_foot(self, words: str) -> None:
        """Say how the time stands."""
        self._foot.setText(words)

    @Slot()
    def _reveal(self) -> None:
        """Scroll to the item, once the rows have their places."""
        if self._now is not None:
            self._list.ensureWidgetVisible(self._now)

    @Slot()
    def _look(self) -> None:
        self.setFixedWidth(round(_WIDTH * min(app_theme().tokens.sizes.scale, 1.5)))
