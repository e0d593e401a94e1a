"""This is where it is tested that declarations and key messages are kept as they are typed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from layerdesk.domain.errors import IdentifiersFound
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.records import Role
from layerdesk.ui.meetings.plan import Plan
from layerdesk.ui.meetings.room.place import MeetingRoom
from layerdesk.usecases.meetings.plan import edit_meeting
from layerdesk.usecases.meetings.run import go_to_item
from tests.ui.looking import clipped_texts, low_contrast, settle, unnamed_controls
from tests.ui.meetings.session import AtOnce
from tests.usecases.meetings.desk import ann, item, practice_desk, running

Shown = Callable[..., QWidget]


class World:
    """A meeting at its welcome, with its room open."""

    def __init__(self, shown: Shown) -> None:
        self.desk = practice_desk()
        self.held = running(self.desk, cases=1)
        self.session = AtOnce(self.desk)
        self.room = MeetingRoom(self.session, clock=lambda: self.desk.now)  # type: ignore[arg-type]
        self.room.show_record(self.held.id)
        shown(self.room, 1440, 900)
        self.text = self.room.sheets.declarations.text

    def declared(self) -> str:
        return self.desk.get(Meeting, self.held.id).declarations.plain

    def type(self, words: str) -> None:
        assert self.text.editor is not None
        QTest.keyClicks(self.text.editor, words)


@pytest.fixture
def world(shown: Shown) -> World:
    return World(shown)


def test_interests_are_declared_at_the_start_of_the_meeting(world: World) -> None:
    assert world.room.sheets.declarations.isVisible()
    world.type("Dr Bell saw the patient")
    assert world.room.sheets.is_typing
    world.room.steering.next()
    assert world.declared() == "Dr Bell saw the patient"
    assert not world.room.sheets.declarations.isVisible()


def test_a_draft_of_them_survives_the_end_of_the_program(shown: Shown) -> None:
    desk = practice_desk()
    held = running(desk)
    session = AtOnce(desk)
    session.left_draft(Meeting.kind, held.id, "declarations", "Ann Bell knows the fam")
    room = MeetingRoom(session)  # type: ignore[arg-type]
    room.show_record(held.id)
    shown(room, 1440, 900)
    editor = room.sheets.declarations.text.editor
    assert editor is not None
    assert editor.words() == "Ann Bell knows the fam"


def test_what_another_desk_declares_is_put_beside_mine(world: World) -> None:
    world.type("Mine")
    world.text.flush()
    held = world.desk.get(Meeting, world.held.id)
    after = replace(held, declarations=held.declarations.saying("Mine\nTheirs"))
    world.session.by_another(edit_meeting, held, after)
    assert world.text.editor is not None
    assert world.text.editor.words() == "Mine\nTheirs"


def test_a_patient_may_not_be_named_there(world: World) -> None:
    world.type("A relative of 999 000 0018")
    assert world.text._guard is not None
    world.text._guard.check_now()
    world.text.flush()
    assert world.declared() == ""
    assert world.text.is_typing
    held = world.desk.get(Meeting, world.held.id)
    after = replace(held, declarations=held.declarations.saying("A relative of 999 000 0018"))
    with pytest.raises(IdentifiersFound):
        world.desk.do(edit_meeting, held, after)


def test_who_only_looks_on_reads_them(world: World) -> None:
    world.type("Dr Bell saw the patient")
    world.text.flush()
    world.desk.seen_by(ann(world.desk), Role.STAFF)
    world.room.show_again(None)
    assert world.text.editor is None
    assert world.text._words.text() == "Dr Bell saw the patient"
    assert world.text._words.isVisible()


def test_room_and_plan_show_the_same_words(world: World, shown: Shown) -> None:
    world.type("Dr Bell saw the patient")
    world.text.flush()
    plan = Plan(world.session)  # type: ignore[arg-type]
    plan.show_record(world.held.id)
    shown(plan, 1440, 900)
    editor = plan.details.declarations.editor
    assert editor is not None
    assert editor.words() == "Dr Bell saw the patient"
    other = running(world.desk, cases=0)
    plan.show_record(other.id)
    editor = plan.details.declarations.editor
    assert editor is not None
    assert editor.words() == ""


def test_the_welcome_is_whole_named_and_legible(world: World, look: str) -> None:
    world.desk.do(go_to_item, item(world.desk, "Welcome").id)
    world.room.resize(1024, 2400)
    settle()
    assert unnamed_controls(world.room) == []
    assert low_contrast(world.room) == []
    assert clipped_texts(world.room.sheets.declarations) == []
