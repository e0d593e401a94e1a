"""This is where it is tested how an action is done, held up, stopped and opened again."""

import pytest

from layerdesk.domain.errors import NotAllowed, ReasonNeeded, WrongState
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.people.records import Person, Role
from layerdesk.usecases.follow_up.move_action import (
    block_action,
    finish_action,
    reopen_action,
    stop_action,
)
from tests.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def action(desk: FakeDesk) -> Action:
    return desk.make(Action, text="Ask the lab", owner=desk.person, state=ActionState.AGREED)


def kinds(desk: FakeDesk) -> list[UpdateKind]:
    return [each.update_kind for each in desk.all(ActionUpdate)]


def test_finish_action_without_a_word_awaits_evidence(desk, action):
    desk.do(finish_action, action.id)
    kept = desk.get(Action, action.id)
    assert (kept.state, kept.done_on) == (ActionState.DONE_AWAITING_EVIDENCE, desk.now.date())
    assert kinds(desk) == [UpdateKind.DONE]


def test_finish_action_with_evidence_is_settled_at_once(desk, action):
    desk.do(finish_action, action.id, evidence="Rota for December.")
    assert desk.get(Action, action.id).state is ActionState.DONE_EVIDENCED
    assert kinds(desk) == [UpdateKind.EVIDENCE]
    with pytest.raises(WrongState):
        desk.do(finish_action, action.id)


def test_finish_action_later_with_evidence_keeps_the_day_it_was_done(desk, action):
    desk.do(finish_action, action.id)
    done_on = desk.now.date()
    desk.later(days=9)
    desk.do(finish_action, action.id, evidence="Rota for December.")
    assert desk.get(Action, action.id).done_on == done_on


def test_finish_action_is_not_for_others_but_for_leads(desk, action):
    stranger = desk.make(Person, name="Stranger").id
    desk.seen_by(stranger, Role.STAFF)
    with pytest.raises(NotAllowed):
        desk.do(finish_action, action.id)
    desk.seen_by(stranger, Role.FOLLOW_UP_LEAD)
    desk.do(finish_action, action.id)


def test_block_action_says_what_it_waits_for(desk, action):
    with pytest.raises(ReasonNeeded):
        desk.do(block_action, action.id, "  ")
    desk.do(block_action, action.id, "The supplier is shut.")
    assert desk.get(Action, action.id).state is ActionState.BLOCKED
    assert desk.all(ActionUpdate)[0].text.plain == "The supplier is shut."
    assert kinds(desk) == [UpdateKind.BLOCKED]


def test_stop_action_needs_a_reason_which_stands_in_the_history(desk, action):
    with pytest.raises(ReasonNeeded):
        desk.do(stop_action, action.id, "")
    desk.do(stop_action, action.id, "The system does it by itself now.")
    kept = desk.get(Action, action.id)
    assert kept.state is ActionState.STOPPED
    assert kept.stop_reason == "The system does it by itself now."
    assert desk.reasons == ["The system does it by itself now."]


@pytest.mark.parametrize("how", [finish_action, stop_action])
def test_reopen_action_takes_up_what_was_finished(desk, action, how):
    desk.do(how, action.id, **({"reason": "Too dear."} if how is stop_action else {}))
    desk.do(reopen_action, action.id, reason="It came back.")
    kept = desk.get(Action, action.id)
    assert (kept.state, kept.done_on, kept.stop_reason) == (ActionState.AGREED, None, "")
    assert kinds(desk)[-1] is UpdateKind.REOPENED
