"""This is where the room is told quietly, above the item, what it may want to go back to."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import AgendaItem
from layerdesk.domain.record import RecordId
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.usecases.meetings.read_room import RoomView
from layerdesk.usecases.meetings.unanswered import Unanswered


class RoomNews(InlineMessage):
    """Says where the others are, or what the item just left still asks; nothing waits for it."""

    follow_asked = Signal()
    """Go to where the meeting is."""

    back_asked = Signal(str)
    """Go back to the item with this id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._back_to: RecordId | None = None
        self.acted.connect(self._go)
        self.closed.connect(self.forget)

    def show_room(self, view: RoomView, item: AgendaItem | None, left: RecordId | None) -> None:
        """Say what there is to say at this item, where the room just came from ``left``."""
        current = next(
            (each.item for each in view.items if each.item.id == view.meeting.current_item), None
        )
        if current is not None and item is not None and item.id != current.id:
            self._show_elsewhere(current.title)
            return
        still = [each for each in view.unanswered if each.item == left and view.may_write]
        if still:
            self._show_unanswered(still[0])
        elif left is not None or self._back_to is None:
            self._back_to = None
            self.say("")

    def _show_elsewhere(self, title: str) -> None:
        self._back_to = None
        words = tr("The others have moved on to “{title}”.", title=title)
        if words != self.words or not self.isVisible():
            self.say(words, MessageTone.INFO, action=tr("Go there"))

    def _show_unanswered(self, left: Unanswered) -> None:
        self._back_to = left.item
        self.say(
            tr(
                "Still open under “{title}”: {questions}",
                title=left.title,
                questions=" ".join(left.questions),
            ),
            MessageTone.INFO,
            action=tr("Go back"),
        )

    @Slot()
    def _go(self) -> None:
        if self._back_to is None:
            self.follow_asked.emit()
        else:
            self.back_asked.emit(self._back_to)

    @Slot()
    def forget(self) -> None:
        """Speak no more of the item that was left."""
        self._back_to = None
