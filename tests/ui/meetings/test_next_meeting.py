from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.records import Role
from layerdesk.ui.meetings.minutes import Minutes
from layerdesk.ui.meetings.next_meeting import NextMeetingCard
from layerdesk.ui.meetings.room.place import MeetingRoom
from layerdesk.usecases.meetings.finish import close_meeting
from layerdesk.usecases.meetings.plan import cancel_meeting, edit_meeting, plan_meeting
from layerdesk.usecases.meetings.run import go_to_item
from tests.ui.looking import clipped_texts, low_contrast, settle, trapped_focus, unnamed_controls
from tests.ui.meetings.session import AtOnce
from tests.usecases.meetings.desk import ann, item, practice_desk, running

Shown = Callable[..., QWidget]


class World:
    """A meeting at its close, which began on Thursday 26 November 2026 at 13:00."""

    def __init__(self, shown: Shown) -> None:
        self.desk = practice_desk()
        self.held = running(self.desk, cases=1)
        self.desk.do(go_to_item, item(self.desk, "Close").id)
        self.session = AtOnce(self.desk)
        self.went: list[tuple[str, object]] = []
        self.session.went.connect(lambda where, record: self.went.append((where, record)))
        self.room = MeetingRoom(self.session, clock=lambda: self.desk.now)  # type: ignore[arg-type]
        self.room.show_record(self.held.id)
        shown(self.room, 1440, 900)
        self.card = self.room.sheets.next_meeting

    def next_at(self) -> datetime | None:
        return self.desk.get(Meeting, self.held.id).next_at

    def write(self, line: QWidget, words: str) -> None:
        """Come to a line, write over what is there and go on, by keyboard."""
        line.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Tab)
        settle()

    def day(self, words: str) -> None:
        self.write(self.card.date.day.line, words)

    def time(self, words: str) -> None:
        self.write(self.card.date.time, words)

    def minutes(self, shown: Shown) -> NextMeetingCard:
        self.desk.do(close_meeting, self.held.id)
        place = Minutes(self.session)  # type: ignore[arg-type]
        place.show_record(self.held.id)
        shown(place, 1440, 900)
        return place.next_meeting


@pytest.fixture
def world(shown: Shown) -> World:
    return World(shown)


def test_the_next_date_is_settled_at_the_close_by_keyboard(world: World) -> None:
    world.day("28 jan 2027")
    assert world.next_at() == datetime(2027, 1, 28, 13, 0, tzinfo=UTC)
    assert world.card.date.time.words() == "13:00"
    world.time("8.30")
    assert world.next_at() == datetime(2027, 1, 28, 8, 30, tzinfo=UTC)
    assert world.card.date.time.words() == "08:30"


def test_the_date_may_stay_open_and_may_be_taken_back(world: World) -> None:
    assert "Leave it empty" in world.card._hint.text()
    world.day("28 jan 2027")
    assert not world.card._hint.isVisible()
    world.day("")
    assert world.next_at() is None
    assert world.card.date.time.words() == ""
    assert world.card._hint.isVisible()


@pytest.mark.parametrize("words", ["soon", "31 feb", "32/1/2027"])
def test_a_day_that_is_none_stays_with_what_to_write_instead(world: World, words: str) -> None:
    world.day(words)
    world.session.by_another(edit_meeting, world.held, world.held)
    assert words in world.card.date.day_field.message.words
    assert world.card.date.day.line.words() == words
    world.time("14:00")
    assert world.next_at() is None
    world.day("28 jan 2027")
    assert world.next_at() == datetime(2027, 1, 28, 14, 0, tzinfo=UTC)
    assert not world.card.date.day_field.message.isVisible()


@pytest.mark.parametrize("words", ["lunch", "25:00", "13:60"])
def test_a_time_that_is_none_stays_with_what_to_write_instead(world: World, words: str) -> None:
    world.time(words)
    assert "13:00" in world.card.date.time_field.message.words
    world.day("28 jan 2027")
    assert world.next_at() is None
    assert world.card.date.time.words() == words
    world.time("9")
    assert world.next_at() == datetime(2027, 1, 28, 9, 0, tzinfo=UTC)
    assert not world.card.date.time_field.message.isVisible()


def test_a_time_alone_asks_for_the_day(world: World) -> None:
    world.time("9:00")
    assert "day as well" in world.card.date.day_field.message.words
    world.time("")
    world.day("28 jan 2027")
    assert not world.card.date.day_field.message.isVisible()


def test_a_date_before_this_meeting_is_refused_in_place(world: World) -> None:
    world.day("3 nov 2026")
    assert "after this meeting" in world.card.date.day_field.message.words
    world.day("28 jan 2027")
    assert not world.card.date.day_field.message.isVisible()
    assert world.next_at() is not None


def test_what_is_being_typed_stays_when_the_room_is_read_again(world: World) -> None:
    line = world.card.date.day.line
    line.setFocus()
    QTest.keyClicks(line, "28 ja")
    world.session.by_another(edit_meeting, world.held, world.held)
    assert line.words() == "28 ja"
    assert world.room.sheets.is_typing
    assert QApplication.focusWidget() is line


def test_where_the_next_meeting_is_planned_its_plan_counts(world: World) -> None:
    later = world.desk.now + timedelta(days=56)
    following = world.desk.do(plan_meeting, "January meeting", later, meeting_type="sea")
    world.room.show_again(None)
    assert not world.card.date.isVisible()
    assert "January meeting" in world.card._when.text()
    world.card.open_button.click()
    assert world.went == [("plan", following.id)]
    world.desk.do(cancel_meeting, following.id, "Snow")
    world.room.show_again(None)
    assert world.card.date.isVisible()


def test_who_only_looks_on_reads_the_date(world: World) -> None:
    world.day("28 jan 2027")
    world.desk.seen_by(ann(world.desk), Role.STAFF)
    world.room.show_again(None)
    assert not world.card.date.isVisible()
    assert world.card._when.text() == "Thu 28 Jan 2027, 13:00"


def test_the_draft_minutes_have_the_date_too_until_they_go_round(
    world: World, shown: Shown
) -> None:
    world.card = world.minutes(shown)
    world.day("28 jan 2027")
    assert world.next_at() == datetime(2027, 1, 28, 13, 0, tzinfo=UTC)
    place = world.card.window()
    assert isinstance(place, Minutes)
    place.next_button.click()
    place.next_button.click()
    assert not world.card.isVisible()


def test_another_meeting_brings_its_own_date(world: World, shown: Shown) -> None:
    world.card = world.minutes(shown)
    world.day("soon")
    place = world.card.window()
    assert isinstance(place, Minutes)
    other = running(world.desk, cases=0)
    world.desk.do(close_meeting, other.id, despite="Power cut")
    place.show_record(other.id)
    assert world.card.date.day.line.words() == ""
    assert not world.card.date.day_field.message.isVisible()


def test_the_close_is_whole_named_legible_and_reachable(world: World, look: str) -> None:
    world.day("soon")
    world.room.resize(1024, 2400)
    settle()
    assert unnamed_controls(world.room) == []
    assert low_contrast(world.room) == []
    assert clipped_texts(world.card) == []
    assert trapped_focus(world.room) == []


def test_in_a_narrow_sheet_the_day_stands_above_the_time(world: World) -> None:
    fields = (world.card.date.day_field, world.card.date.time_field)
    assert fields[0].y() == fields[1].y()
    world.card.date.setFixedWidth(300)
    settle()
    assert fields[0].y() < fields[1].y()
