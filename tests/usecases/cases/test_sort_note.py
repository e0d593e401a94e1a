"""This is where notes become cases, actions and learning points, and are taken back."""

from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, CaseState, Note, NoteState, TimelineEntry
from layerdesk.domain.errors import FieldWrong, IdentifiersFound, WrongState
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.learning.records import LearningPoint, Maturity
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.list_inbox import list_inbox
from layerdesk.usecases.cases.note_quickly import note_quickly
from layerdesk.usecases.cases.report_case import report_case
from layerdesk.usecases.cases.sort_note import (
    discard_note,
    file_note,
    make_action,
    make_case,
    make_learning_point,
    put_note_back,
)
from tests.fakes import FakeDesk

NHS_NUMBER = "999 000 0018"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def note(desk: FakeDesk) -> Note:
    return desk.do(note_quickly, "Result went to the wrong doctor.\nNobody was harmed.")


def test_make_case_begins_a_draft_with_the_words_of_the_note(desk, note):
    case = desk.do(make_case, note.id, method="T01", method_version=2)
    assert case.title == "Result went to the wrong doctor."
    assert case.summary.plain == note.text.plain
    assert (case.state, case.space, case.from_note) == (CaseState.DRAFT, desk.me, note.id)
    assert (case.method, case.method_version) == ("T01", 2)
    sorted_note = desk.get(Note, note.id)
    assert (sorted_note.state, sorted_note.became) == (NoteState.CONVERTED, case.id)


def test_make_case_loses_no_word_of_a_long_note(desk):
    words = " ".join(f"word{n}" for n in range(600))
    note = desk.do(note_quickly, words)
    case = desk.do(make_case, note.id, title="A long story")
    assert case.title == "A long story"
    entries = sorted(desk.all(TimelineEntry), key=lambda entry: entry.order)
    assert "".join(entry.fact.plain for entry in entries).replace(" ", "") == words.replace(" ", "")


def test_make_action_is_owned_by_who_made_it(desk, note):
    action = desk.do(make_action, note.id, text="Ask the laboratory", due=date(2026, 12, 10))
    kept = desk.get(Action, action.id)
    assert (kept.owner, kept.space, kept.state) == (desk.person, desk.practice, ActionState.AGREED)
    assert (kept.due, kept.first_due, kept.owner_said_yes) == (
        date(2026, 12, 10),
        date(2026, 12, 10),
        True,
    )
    assert desk.get(Note, note.id).became == action.id


def test_make_action_for_somebody_else_waits_for_their_yes(desk, note):
    action = desk.do(make_action, note.id, owner=RecordId("somebody"))
    assert action.text == note.text.plain
    assert not action.owner_said_yes


def test_make_action_and_make_learning_point_refuse_what_is_too_long(desk):
    note = desk.do(note_quickly, "x" * 301)
    with pytest.raises(FieldWrong):
        desk.do(make_action, note.id)
    with pytest.raises(FieldWrong):
        desk.do(make_learning_point, note.id)


def test_make_learning_point_is_a_draft_for_the_practice(desk, note):
    point = desk.do(make_learning_point, note.id, statement="Results go to who asked for them.")
    kept = desk.get(LearningPoint, point.id)
    assert (kept.space, kept.maturity, kept.note) == (desk.practice, Maturity.DRAFT, note.id)


def test_what_becomes_visible_to_others_passes_the_identifier_guard(desk):
    note = desk.do(note_quickly, f"Call {NHS_NUMBER} back")
    with pytest.raises(IdentifiersFound):
        desk.do(make_action, note.id)
    desk.do(make_learning_point, note.id, identifier_reason="A test number")
    assert desk.get(Note, note.id).identifier_reason == "A test number"


def test_file_note_and_discard_note_take_it_out_of_the_inbox(desk, note):
    other = desk.do(note_quickly, "Another")
    desk.do(file_note, note.id, reason="Good to know")
    desk.do(discard_note, other.id)
    assert desk.get(Note, note.id).state is NoteState.FILED
    assert desk.get(Note, other.id).state is NoteState.DISCARDED
    assert desk.read(list_inbox) == ()


def test_a_sorted_note_is_not_sorted_again(desk, note):
    desk.do(file_note, note.id)
    with pytest.raises(WrongState):
        desk.do(make_case, note.id)


def test_an_empty_note_is_not_sorted(desk):
    empty = desk.make(Note, space=desk.me, text=Text(" "))
    with pytest.raises(FieldWrong):
        desk.do(make_case, empty.id)


@pytest.mark.parametrize("sorting", [make_case, make_action, make_learning_point, file_note])
def test_put_note_back_takes_back_every_kind_of_sorting(desk, note, sorting):
    made = desk.do(sorting, note.id)
    back = desk.do(put_note_back, note.id)
    assert (back.state, back.became, back.became_kind) == (NoteState.INBOX, None, "")
    if sorting is not file_note:
        assert desk.get(type(made), made.id).deleted
    assert [row.id for row in desk.read(list_inbox)] == [note.id]


def test_put_note_back_leaves_a_reported_case_alone(desk, note):
    case = desk.do(make_case, note.id)
    desk.do(report_case, case.id)
    with pytest.raises(WrongState):
        desk.do(put_note_back, note.id)
    assert not desk.get(Case, case.id).deleted


def test_put_note_back_is_for_sorted_notes(desk, note):
    with pytest.raises(WrongState):
        desk.do(put_note_back, note.id)
