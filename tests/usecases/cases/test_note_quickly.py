"""This is where quick notes are written and edited."""

from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.cases.records import Note, NoteState
from layerdesk.domain.errors import FieldWrong, IdentifiersFound, WrongState
from layerdesk.domain.record import Text
from layerdesk.usecases.cases.note_quickly import edit_note, note_quickly
from tests.fakes import FakeDesk

NHS_NUMBER = "999 000 0018"


def test_note_quickly_needs_only_the_text():
    desk = FakeDesk()
    note = desk.do(note_quickly, "  Ask who signs the forms.  ")
    kept = desk.get(Note, note.id)
    assert kept.text.plain == "Ask who signs the forms."
    assert (kept.space, kept.state) == (desk.me, NoteState.INBOX)


def test_note_quickly_keeps_everything_else_that_was_given():
    desk = FakeDesk()
    note = desk.do(
        note_quickly,
        "Look-alike boxes",
        source="from_a_patient",
        trigger="event",
        importance=2,
        tags=("dispensary", " ", " look-alikes "),
        deadline=date(2026, 12, 1),
    )
    assert note.tags == {"dispensary", "look-alikes"}
    assert (note.source, note.trigger, note.importance) == ("from_a_patient", "event", 2)
    assert note.deadline == date(2026, 12, 1)


def test_note_quickly_takes_an_identifier_as_only_its_author_sees_it():
    desk = FakeDesk()
    assert desk.do(note_quickly, f"Call back about {NHS_NUMBER}")


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001])
def test_note_quickly_refuses_nothing_and_too_much(text):
    desk = FakeDesk()
    with pytest.raises(FieldWrong):
        desk.do(note_quickly, text)
    assert desk.all(Note) == ()


def test_edit_note_keeps_what_was_changed():
    desk = FakeDesk()
    before = desk.do(note_quickly, "Half a thought")
    desk.do(edit_note, before, replace(before, text=before.text.saying("A whole thought")))
    assert desk.get(Note, before.id).text.plain == "A whole thought"


def test_edit_note_does_not_sort():
    desk = FakeDesk()
    before = desk.do(note_quickly, "A thought")
    with pytest.raises(WrongState):
        desk.do(edit_note, before, replace(before, state=NoteState.FILED))


def test_edit_note_guards_a_note_that_others_see():
    desk = FakeDesk()
    before = desk.make(Note, space=desk.practice, text=Text("A thought"))
    after = replace(before, text=Text(f"About {NHS_NUMBER}"))
    with pytest.raises(IdentifiersFound):
        desk.do(edit_note, before, after)
    desk.do(edit_note, before, replace(after, identifier_reason="A made-up number"))
    assert NHS_NUMBER in desk.get(Note, before.id).text.plain
