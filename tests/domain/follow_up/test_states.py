from datetime import date

import pytest

from layerdesk.domain.errors import FieldWrong, WrongState
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.follow_up.states import (
    OPEN,
    SETTLED,
    check_move,
    check_text,
    lacking,
    may_move,
    verb_hint,
)
from layerdesk.domain.record import RecordId
from tests.domain.follow_up.making import an_action


def test_an_action_that_is_done_waits_for_evidence_and_then_is_settled() -> None:
    check_move(ActionState.AGREED, ActionState.DONE_AWAITING_EVIDENCE)
    check_move(ActionState.DONE_AWAITING_EVIDENCE, ActionState.DONE_EVIDENCED)
    assert ActionState.DONE_EVIDENCED in SETTLED
    assert ActionState.DONE_AWAITING_EVIDENCE not in SETTLED | OPEN


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_what_is_settled_can_only_be_opened_again(state: ActionState) -> None:
    assert [each for each in ActionState if may_move(state, each)] == [ActionState.AGREED]


def test_no_state_leads_to_itself_and_none_back_to_proposed() -> None:
    for state in ActionState:
        assert not may_move(state, state)
        assert not may_move(state, ActionState.PROPOSED)


def test_a_way_that_does_not_exist_is_refused_with_both_states() -> None:
    with pytest.raises(WrongState) as caught:
        check_move(ActionState.STOPPED, ActionState.BLOCKED)
    assert caught.value.values == {"state": "stopped", "wanted": "blocked"}


def test_an_action_lacks_words_an_owner_and_a_date_until_they_are_there() -> None:
    assert [each.where for each in lacking(an_action(text=" "))] == ["text", "owner", "due"]
    whole = an_action(owner=RecordId("p"), due=date(2026, 12, 3))
    assert lacking(whole) == ()


def test_the_words_of_an_action_are_kept_without_spaces_around_them() -> None:
    assert check_text("  Ask them ") == "Ask them"


@pytest.mark.parametrize("words", ["", "   ", "x" * 301])
def test_an_action_needs_words_but_not_too_many(words: str) -> None:
    with pytest.raises(FieldWrong):
        check_text(words)


@pytest.mark.parametrize(
    "words", ["Ask the laboratory", "Bring a form", "Put a name on the rota", "", "Ring back"]
)
def test_words_that_begin_with_a_verb_need_no_hint(words: str) -> None:
    assert verb_hint(words) == ""


@pytest.mark.parametrize(
    "words", ["The letters", "we should talk", "Training for all", "Somebody, perhaps"]
)
def test_words_that_begin_otherwise_get_a_kind_hint(words: str) -> None:
    assert "Begin with what will be done" in verb_hint(words)
