"""This is where the meeting is steered from this desk: begin, on, back, pause, more time, park."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.record import RecordId
from layerdesk.ui.session import Session
from layerdesk.usecases.meetings.read_room import RoomView
from layerdesk.usecases.meetings.run import (
    add_time,
    go_to_item,
    next_item,
    open_meeting,
    park_item,
    pause_meeting,
    previous_item,
    resume_meeting,
)


class Steering(QObject):
    """Does what the commands say to the meeting that the room shows."""

    leaving = Signal()
    """This desk is about to move the meeting: keep what is typed under the item."""

    time_added = Signal()
    """The current item was given more time."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._moves = 0
        self.view: RoomView | None = None
        """What the room shows."""

    def commands(self) -> dict[str, Callable[[], object]]:
        """What steers a running meeting, by the ids of the commands."""
        return {
            "room_next": self.next,
            "room_previous": self.previous,
            "room_pause": self.pause,
            "room_two_minutes": self.add_two,
            "room_five_minutes": self.add_five,
        }

    @property
    def is_moving(self) -> bool:
        """Whether a move that was asked for here is under way: this desk goes along."""
        return self._moves > 0

    @Slot()
    def begin(self) -> None:
        """Open the meeting."""
        rules = self._session.declared.ground_rules
        self._move(open_meeting, default_rules=rules.text, rules_version=rules.version)

    @Slot()
    def next(self) -> None:
        """Go to the next item."""
        self._move(next_item)

    @Slot()
    def previous(self) -> None:
        """Go back an item."""
        self._move(previous_item)

    def go_to(self, item: RecordId) -> None:
        """Go to this item."""
        self._start(go_to_item, item)

    def park(self, item: RecordId, reason: str) -> None:
        """Park this item."""
        self._start(park_item, item, reason)

    @Slot()
    def pause(self) -> None:
        """Pause, or resume."""
        if self.view is not None:
            is_paused = self.view.meeting.paused_at is not None
            function = resume_meeting if is_paused else pause_meeting
            self._session.write(function, self.view.meeting.id)

    @Slot()
    def add_two(self) -> None:
        """Give the current item two minutes more."""
        self._add(2)

    @Slot()
    def add_five(self) -> None:
        """Give the current item five minutes more."""
        self._add(5)

    def _add(self, minutes: int) -> None:
        if self.view is not None and self.view.meeting.current_item is not None:
            item = self.view.meeting.current_item
            self._session.write(add_time, item, minutes, done=self._added)

    @Slot(object)
    def _added(self, _item: object) -> None:
        self.time_added.emit()

    def _move(self, function: Callable[..., Any], **values: Any) -> None:
        if self.view is not None:
            self._start(function, self.view.meeting.id, **values)

    def _start(self, function: Callable[..., Any], *args: Any, **values: Any) -> None:
        self.leaving.emit()
        self._moves += 1
        self._session.write(function, *args, done=self._moved, failed=self._refused, **values)

    @Slot(object)
    def _moved(self, _result: object) -> None:
        self._moves -= 1

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self._moves -= 1
        self._session.show_failure(error)
