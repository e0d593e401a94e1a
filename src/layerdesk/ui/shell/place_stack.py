"""This is where places are made when they are first visited, and kept from then on."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid
from typing_extensions import override

from layerdesk.domain.record import RecordId
from layerdesk.ui.places import Place
from layerdesk.ui.session import Session
from layerdesk.ui.showing import KnowsItsWork, ShowsRecords

MOST_BACK = 40


class PlaceStack(QStackedWidget):
    """The content of the window: one place at a time."""

    came = Signal(str)
    """The id of the place that is shown now."""

    def __init__(
        self, session: Session, places: Sequence[Place], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._places = {each.id: each for each in places}
        self._made: dict[str, QWidget] = {}
        self._focused: dict[str, QWidget] = {}
        self._back: list[tuple[str, RecordId | None]] = []
        self.place = ""
        self.record: RecordId | None = None

    @property
    def made(self) -> dict[str, QWidget]:
        """The places that were visited, by their ids."""
        return dict(self._made)

    def knows(self, place: str) -> bool:
        """Whether there is such a place."""
        return place in self._places

    def go(self, place: str, record: RecordId | None = None, *, remember: bool = True) -> None:
        """Show a place, and a record in it if one is named. An unknown place is passed over."""
        if place not in self._places:
            return
        if self.place and remember and (place, record) != (self.place, self.record):
            self._back = [*self._back, (self.place, self.record)][-MOST_BACK:]
        was_inside = self._note_focus()
        widget = self._made.get(place)
        if widget is None:
            widget = self._places[place].factory(self._session)
            self._made[place] = widget
            self.addWidget(widget)
        self.place, self.record = place, record
        if record is not None and isinstance(widget, ShowsRecords):
            widget.show_record(record)
        is_another = widget is not self.currentWidget()
        self.setCurrentWidget(widget)
        self.updateGeometry()  # each place needs a height of its own
        if was_inside and is_another and isinstance(widget, KnowsItsWork):
            # Qt gives the focus of what was hidden to the first button of the place.
            self.take_focus()
        self.came.emit(place)

    def go_back(self) -> bool:
        """Go to where one was before; False where there is nothing to go back to."""
        if not self._back:
            return False
        place, record = self._back.pop()
        self.go(place, record, remember=False)
        return True

    @override
    def minimumSizeHint(self) -> QSize:
        # That of the place in sight: no other one may make it scroll.
        here = self.currentWidget()
        return super().minimumSizeHint() if here is None else here.minimumSizeHint()

    def take_focus(self) -> None:
        """Put the focus where it was in this place, or where one begins there."""
        here = self.currentWidget()
        if here is None:
            return
        before = self._focused.get(self.place)
        # What had the focus may have gone since: a meeting goes on while its window is hidden.
        is_there = before is not None and isValid(before) and _can_focus(before)
        target = before if is_there else _beginning(here)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _note_focus(self) -> bool:
        """Remember what has the focus in this place; False where it is elsewhere."""
        here, focused = self.currentWidget(), QApplication.focusWidget()
        if here is None or focused is None or not here.isAncestorOf(focused):
            return False
        self._focused[self.place] = focused
        return True


def _beginning(place: QWidget) -> QWidget | None:
    work = place.first_work() if isinstance(place, KnowsItsWork) else None
    return work or first_control(place)


def first_control(widget: QWidget) -> QWidget | None:
    """The first thing in the widget that Tab reaches."""
    part = widget
    for _ in range(5_000):
        found = part.nextInFocusChain()
        if found is None or found is widget:
            return None
        part = found
        if widget.isAncestorOf(part) and _can_focus(part):
            return part
    return None


def _can_focus(part: QWidget) -> bool:
    tabbed = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and part.isVisible() and part.isEnabled()
