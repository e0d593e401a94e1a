from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from layerdesk.domain.meetings.records import (
    Acknowledgement,
    Correction,
    Meeting,
    MeetingState,
    MinutesVersion,
)
from layerdesk.domain.people.records import Role
from layerdesk.ui.meetings.minutes import Minutes
from layerdesk.usecases.meetings.finish import circulate_minutes, close_meeting
from layerdesk.usecases.meetings.respond import propose_correction
from tests.ui.looking import clipped_texts, low_contrast, settle, unnamed_controls
from tests.ui.meetings.session import AtOnce
from tests.usecases.meetings.desk import ann, labels, planned, practice_desk, running

Shown = Callable[..., QWidget]


class World:
    """A closed meeting on a desk, with its minutes open."""

    def __init__(self, shown: Shown) -> None:
        self.desk = practice_desk()
        self.held = running(self.desk, cases=0)
        self.desk.do(close_meeting, self.held.id)
        self.session = AtOnce(self.desk)
        self.place = Minutes(self.session)  # type: ignore[arg-type]  # it does what a Session does
        self.place.show_record(self.held.id)
        shown(self.place, 1440, 900)

    def state(self) -> MeetingState:
        return self.desk.get(Meeting, self.held.id).state

    def go_on(self, times: int = 1) -> None:
        for _ in range(times):
            self.place.next_button.click()
            settle()


@pytest.fixture
def world(shown: Shown) -> World:
    return World(shown)


def test_the_pages_are_shown(world: World) -> None:
    assert world.place.pages.count == 2


def test_one_button_leads_from_the_draft_to_the_archive(world: World) -> None:
    for wanted in (
        MeetingState.MINUTES_DRAFT,
        MeetingState.CIRCULATED,
        MeetingState.APPROVED,
        MeetingState.ARCHIVED,
    ):
        world.go_on()
        assert world.state() is wanted
    assert not world.place.next_card.isVisible()


def test_enter_pressed_twice_takes_one_step(world: World) -> None:
    for wanted in (
        MeetingState.MINUTES_DRAFT,
        MeetingState.CIRCULATED,
        MeetingState.APPROVED,
        MeetingState.ARCHIVED,
    ):
        world.place.next_button.setFocus()
        for _ in range(2):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            settle()
        assert world.state() is wanted
        assert world.place._state.hasFocus()
    assert len(world.desk.all(MinutesVersion)) == 2


def test_a_step_that_could_not_be_taken_can_be_tried_again(world: World) -> None:
    world.go_on()
    world.session.by_another(circulate_minutes, world.held.id, labels)
    view = world.place._view
    assert view is not None
    world.place._view = replace(view, next_state=MeetingState.MINUTES_DRAFT)
    world.place.next_button.click()
    assert len(world.session.failures) == 1
    assert world.place.next_button.isEnabled()
    assert world.place.next_button.words == "Approve"


def test_key_messages_are_typed_and_kept(world: World) -> None:
    world.go_on()
    editor = world.place.messages.editor
    assert editor is not None
    QTest.keyClicks(editor, "One tray for all")
    world.go_on()
    assert world.desk.get(Meeting, world.held.id).key_messages.plain == "One tray for all"
    assert not world.place.messages_card.isVisible()


def test_reading_is_marked_once(world: World) -> None:
    world.go_on(2)
    world.place.read_button.click()
    assert len(world.desk.all(Acknowledgement)) == 1
    assert not world.place.read_button.isVisible()
    assert "Read: Sam Okafor" in world.place._readers.text()


def test_a_correction_is_proposed_and_holds_the_approval_until_it_is_settled(
    world: World,
) -> None:
    world.go_on(2)
    world.place.corrections.entry.set_words("Room 2")
    world.place.corrections._button.click()
    assert world.place.corrections.entry.words() == ""
    assert not world.place.next_button.isEnabled()
    world.place.corrections._rows[0]._accept.click()
    assert world.desk.all(Correction)[0].accepted
    assert world.place.next_button.isEnabled()
    world.place.again_button.click()
    assert [each.version for each in world.desk.all(MinutesVersion)] == [1, 2]


def test_a_correction_can_be_declined(world: World) -> None:
    world.go_on(2)
    world.session.by_another(propose_correction, world.held.id, "Room 2")
    world.place.corrections._rows[0]._decline.click()
    assert world.desk.all(Correction)[0].accepted is False
    assert world.place.corrections._rows[0]._state.words == "Declined"
    world.place.corrections.entry.set_words("  ")
    world.place.corrections._button.click()
    assert len(world.desk.all(Correction)) == 1


def test_staff_read_and_propose_but_do_not_approve(world: World) -> None:
    world.go_on(2)
    world.desk.seen_by(ann(world.desk), Role.STAFF)
    world.place.show_again(None)
    assert not world.place.next_button.isVisible()
    assert world.place.read_button.isVisible()
    assert world.place.corrections.entry.isVisible()


def test_a_copy_is_saved_in_the_format_that_was_chosen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    world.session.said.connect(lambda words, _tone: said.append(words))

    def answer(_parent: QWidget, _title: str, name: str) -> tuple[str, str]:
        return f"/somewhere/{name}", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    world.place.formats.set_chosen("docx")
    world.place.export_button.click()
    ((form, path),) = world.session.exported
    assert (form, path.suffix, path.parent) == ("docx", ".docx", Path("/somewhere"))
    assert said == [f"Saved as {path.name}."]


def test_another_meeting_brings_its_own_messages(world: World) -> None:
    world.go_on()
    other = planned(world.desk)
    world.place.show_record(other.id)
    assert world.place._title.text() == "Learning meeting"
    assert world.place.messages.editor is not None
    assert world.place.messages.editor.words() == ""


def test_in_a_narrow_window_what_comes_next_is_in_a_drawer(world: World) -> None:
    world.place.resize(800, 640)
    settle()
    assert world.place.pages.isVisible()
    assert not world.place.next_card.isVisible()
    world.place.columns.drawer_button.click()
    assert world.place.next_card.isVisible()
    assert not world.place.pages.isVisible()


def test_the_minutes_are_whole_named_and_legible(shown: Shown, look: str) -> None:
    world = World(shown)
    world.go_on(2)
    world.session.by_another(propose_correction, world.held.id, "Room 2, not room 3")
    world.place.resize(1900, 1600)
    settle()
    assert unnamed_controls(world.place) == []
    assert low_contrast(world.place) == []
    assert clipped_texts(world.place) == []


def test_before_circulation_one_can_go_back_to_the_room(world: World) -> None:
    went: list[tuple[str, object]] = []
    world.session.went.connect(lambda where, record: went.append((where, record)))
    world.go_on()
    world.place.room_button.click()
    assert went == [("room", world.held.id)]
    world.go_on()
    assert not world.place.room_button.isVisible()


def test_what_happened_to_the_meeting_unfolds_beside_its_minutes(world: World) -> None:
    world.place.history.unfold.click()
    assert world.place.history.panel.isVisible()
    assert world.place.history.panel._record == (Meeting.kind, world.held.id)
