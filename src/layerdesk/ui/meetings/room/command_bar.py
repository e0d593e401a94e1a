"""This is where the room is steered: back, pause, more time, park, and on to the next item."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.commands import command
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button, ButtonKind, UnfoldButton
from layerdesk.ui.widgets.columns import Columns
from layerdesk.ui.widgets.flow import FlowLayout


class CommandBar(QWidget):
    """One button for each thing that steers the meeting; each has its key."""

    asked_for = Signal(str)
    """The id of a command."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = self._button("room_previous", tr("Previous"), "chevron-left")
        self.pause = self._button("room_pause", tr("Pause"), "pause")
        self.two = self._button("room_two_minutes", tr("2 min"), "plus")
        self.five = self._button("room_five_minutes", tr("5 min"), "plus")
        self.park = self._button("room_park", tr("Park"), "archive")
        self.people = self._button("room_people", tr("People"), "users-round")
        self.next = self._button(
            "room_next", tr("Next item"), "chevron-right", kind=ButtonKind.PRIMARY, after=True
        )
        # Out of their row the short words would say too little.
        self.back.setAccessibleName(tr("Previous item"))
        self.two.setAccessibleName(tr("2 min more for this item"))
        self.five.setAccessibleName(tr("5 min more for this item"))
        self.park.setAccessibleName(tr("Park this item"))
        self._rare = (self.two, self.five, self.park, self.people)
        self.more = UnfoldButton(tr("More"), icon="ellipsis")
        self.more.toggled.connect(self._show_rare)
        self.more.hide()
        self._is_low = False
        steering = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        steering.setSizePolicy(policy)
        self._flow = flow = FlowLayout(steering)
        for button in (self.back, self.pause, self.more, *self._rare):
            flow.addWidget(button)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addWidget(steering, 1)
        lay.addWidget(self.next, 0, Qt.AlignmentFlag.AlignBottom)

    def take_drawer(self, columns: Columns) -> None:
        """Have the button of a drawer among these, where it takes no height of its own."""
        stand_in = QWidget()
        lay = columns.layout()
        if lay is not None:
            lay.replaceWidget(columns.drawer_button, stand_in)
        stand_in.hide()
        self._flow.addWidget(columns.drawer_button)

    def set_low(self, low: bool) -> None:
        """In a low room what is seldom pressed stands behind a button, if it takes a line more."""
        self._is_low = low
        self._fold()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def show_state(self, *, running: bool, paused: bool, position: int, count: int) -> None:
        """Show what can be done now."""
        self.pause.set_words(tr("Resume") if paused else tr("Pause"))
        self.pause.set_icon("play" if paused else "pause")
        self.back.setEnabled(running and position > 1)
        self.next.setEnabled(running and position < count)
        for button in (self.pause, self.two, self.five, self.park):
            button.setEnabled(running)

    def _button(
        self,
        command_id: str,
        words: str,
        icon: str,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        after: bool = False,
    ) -> Button:
        made = Button(
            words,
            icon=icon,
            kind=kind,
            shortcut=command(command_id).shortcut,
            icon_after=after,
        )
        made.setProperty("command", command_id)
        made.clicked.connect(self._ask)
        return made

    def _fold(self) -> None:
        parts = (self.back, self.pause, *self._rare, self.next)
        needed = sum(each.sizeHint().width() + self._flow.gap for each in parts)
        folds = self._is_low and needed > self.width()
        self.more.setVisible(folds)
        if not folds:
            self.more.setChecked(False)
        self._show_rare()

    @Slot()
    def _show_rare(self) -> None:
        for button in self._rare:
            button.setVisible(self.more.isHidden() or self.more.isChecked())

    @Slot()
    def _ask(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked_for.emit(str(sender.property("command")))
