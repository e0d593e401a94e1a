"""This is where the room for the places is tested: only what does not fit scrolls."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from layerdesk.ui.shell.place_room import PlaceRoom
from tests.ui.looking import settle


class Place(QWidget):
    """A place that needs so much height."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.needed = height

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.needed)


def test_a_place_has_all_the_room_and_scrolls_only_where_it_needs_more(
    shown: Callable[..., PlaceRoom],
) -> None:
    place = Place(200)
    room = shown(PlaceRoom(place), 400, 300)
    assert place.size() == room.viewport().size()
    assert room.verticalScrollBar().maximum() == 0
    place.needed = 500
    place.updateGeometry()
    settle()
    assert place.height() == 500
    assert room.verticalScrollBar().maximum() == 200
    place.needed = 200
    place.updateGeometry()
    settle()
    assert place.size() == room.viewport().size()


def test_what_likes_to_be_high_is_not_made_so(shown: Callable[..., PlaceRoom]) -> None:
    stack = QStackedWidget()
    stack.addWidget(Place(100))
    room = shown(PlaceRoom(stack), 400, 300)
    assert stack.height() == room.viewport().height()
