"""This is where it is tested how one tells how an action goes."""

import pytest

from layerdesk.domain.errors import FieldWrong, IdentifiersFound, NotAllowed, WrongState
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.people.records import Person
from layerdesk.usecases.follow_up.tell_progress import (
    add_evidence_note,
    note_progress,
    start_action,
)
from tests.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def action(desk: FakeDesk) -> Action:
    return desk.make(Action, text="Ask the lab", owner=desk.person, state=ActionState.AGREED)


def test_start_action_says_that_the_work_has_begun(desk, action):
    desk.do(start_action, action.id)
    assert desk.get(Action, action.id).state is ActionState.IN_PROGRESS
    with pytest.raises(WrongState):
        desk.do(start_action, action.id)


def test_note_progress_keeps_the_words_of_today_and_begins_the_work(desk, action):
    desk.do(note_progress, action.id, "  The lab rang back. ")
    update = desk.all(ActionUpdate)[0]
    assert (update.update_kind, update.text.plain) == (UpdateKind.PROGRESS, "The lab rang back.")
    assert (update.action, update.space, update.day) == (
        action.id,
        action.space,
        desk.now.date(),
    )
    assert desk.get(Action, action.id).state is ActionState.IN_PROGRESS


def test_note_progress_leaves_a_proposed_or_finished_action_where_it_is(desk):
    for state in (ActionState.PROPOSED, ActionState.DONE_EVIDENCED):
        action = desk.make(Action, text="Ask", owner=desk.person, state=state)
        desk.do(note_progress, action.id, "Still thinking.")
        assert desk.get(Action, action.id).state is state


@pytest.mark.parametrize("words", ["  ", "x" * 5001])
def test_note_progress_needs_words_but_not_too_many(desk, action, words):
    with pytest.raises(FieldWrong):
        desk.do(note_progress, action.id, words)
    assert desk.all(ActionUpdate) == ()


def test_note_progress_keeps_identifiers_out(desk, action):
    with pytest.raises(IdentifiersFound):
        desk.do(note_progress, action.id, "Rang 999 000 0018.")
    assert desk.all(ActionUpdate) == ()


def test_note_progress_may_say_anything_in_ones_own_space(desk):
    action = desk.make(Action, space=desk.me, text="Ask", owner=desk.person)
    desk.do(note_progress, action.id, "Rang 999 000 0018.")
    assert len(desk.all(ActionUpdate)) == 1


def test_note_progress_is_for_the_owner_and_those_who_help(desk, action):
    helper = desk.make(Person, name="Helper").id
    stranger = desk.make(Person, name="Stranger").id
    desk.records[action.id] = desk.make(
        Action, id=action.id, text="Ask", owner=desk.person, helpers=frozenset({helper})
    )
    desk.seen_by(stranger)
    with pytest.raises(NotAllowed):
        desk.do(note_progress, action.id, "Done my part.")
    desk.seen_by(helper)
    desk.do(note_progress, action.id, "Done my part.")
    with pytest.raises(NotAllowed):
        desk.do(start_action, action.id)


def test_add_evidence_note_settles_what_was_done(desk, action):
    done = desk.make(
        Action, text="Ask", owner=desk.person, state=ActionState.DONE_AWAITING_EVIDENCE
    )
    desk.do(add_evidence_note, done.id, "Search of thirty results: none late.")
    assert desk.get(Action, done.id).state is ActionState.DONE_EVIDENCED
    desk.do(add_evidence_note, action.id, "First half is in place.")
    assert desk.get(Action, action.id).state is ActionState.AGREED
    assert {each.update_kind for each in desk.all(ActionUpdate)} == {UpdateKind.EVIDENCE}
