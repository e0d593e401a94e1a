"""This is where it is tested how actions are planned, and planned again."""

from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.errors import (
    FieldWrong,
    IdentifiersFound,
    NotAllowed,
    ReasonNeeded,
    WrongState,
)
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.people.records import Person, Role, SpaceKind
from layerdesk.usecases.follow_up.plan_action import (
    add_action,
    edit_action,
    postpone_action,
    reassign_action,
    reassign_actions,
)
from tests.fakes import FakeDesk

DUE = date(2026, 12, 10)


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.FOLLOW_UP_LEAD)


@pytest.fixture
def action(desk: FakeDesk) -> Action:
    return desk.do(add_action, "Ask the lab", due=DUE)


@pytest.fixture
def mira(desk: FakeDesk) -> Person:
    return desk.make(Person, name="Mira Lund")


def test_add_action_is_the_viewers_own_and_the_practice_sees_it(desk, action):
    kept = desk.get(Action, action.id)
    assert (kept.owner, kept.space, kept.owner_said_yes) == (desk.person, desk.practice, True)
    assert (kept.state, kept.due, kept.first_due) == (ActionState.AGREED, DUE, DUE)
    assert kept.ref.startswith("AC-")


def test_add_action_without_a_date_is_only_proposed(desk):
    action = desk.do(add_action, "Ask the lab", strength="weak", strength_kind="reminder")
    assert desk.get(Action, action.id).state is ActionState.PROPOSED


def test_add_action_for_somebody_else_takes_a_lead(desk, mira):
    action = desk.do(add_action, "Ask the lab", owner=mira.id, due=DUE)
    assert not desk.get(Action, action.id).owner_said_yes
    desk.seen_by(desk.person, Role.STAFF)
    with pytest.raises(NotAllowed):
        desk.do(add_action, "Ask the lab", owner=mira.id, due=DUE)


def test_add_action_refuses_empty_words_past_days_and_leavers(desk):
    gone = desk.make(Person, name="Gone", active_to=date(2026, 1, 1))
    with pytest.raises(FieldWrong):
        desk.do(add_action, " ", due=DUE)
    with pytest.raises(FieldWrong):
        desk.do(add_action, "Ask", due=date(2026, 11, 25))
    with pytest.raises(FieldWrong):
        desk.do(add_action, "Ask", owner=gone.id)
    with pytest.raises(IdentifiersFound):
        desk.do(add_action, "Ring 999 000 0018")
    assert desk.all(Action) == ()


def test_add_action_needs_somebody_to_share_it_with(desk):
    spaces = {key: kind for key, kind in desk.viewer.spaces.items() if kind is SpaceKind.ME}
    person = desk.make(Person, space=desk.me, name="Sam", id=desk.person)
    desk.viewer = replace(desk.viewer, spaces=spaces, person=person.id)
    with pytest.raises(NotAllowed):
        desk.do(add_action, "Ask")


def test_edit_action_changes_words_and_strength_but_neither_state_nor_date(desk, action):
    changed = replace(
        action,
        text=" Ring the lab ",
        how_we_will_know="A reply",
        strength="strong",
        state=ActionState.DONE_EVIDENCED,
        due=None,
    )
    desk.do(edit_action, action, changed)
    kept = desk.get(Action, action.id)
    assert (kept.text, kept.how_we_will_know, kept.strength) == (
        "Ring the lab",
        "A reply",
        "strong",
    )
    assert (kept.state, kept.due) == (ActionState.AGREED, DUE)


def test_edit_action_keeps_the_rules_for_words(desk, action):
    with pytest.raises(FieldWrong):
        desk.do(edit_action, action, replace(action, text=""))
    with pytest.raises(IdentifiersFound):
        desk.do(edit_action, action, replace(action, how_we_will_know="Ask 999 000 0018"))


def test_postpone_action_keeps_the_first_date_counts_and_needs_a_reason(desk, action):
    later = date(2027, 1, 14)
    with pytest.raises(ReasonNeeded):
        desk.do(postpone_action, action.id, later, " ")
    desk.do(postpone_action, action.id, later, "The supplier is late.")
    kept = desk.get(Action, action.id)
    assert (kept.due, kept.first_due, kept.replanned) == (later, DUE, 1)
    update = desk.all(ActionUpdate)[0]
    assert (update.update_kind, update.text.plain) == (
        UpdateKind.POSTPONED,
        "The supplier is late.",
    )


def test_postpone_action_gives_a_first_date_without_a_reason_and_agrees_it(desk):
    action = desk.do(add_action, "Ask the lab")
    desk.do(postpone_action, action.id, DUE, "")
    kept = desk.get(Action, action.id)
    assert (kept.due, kept.first_due, kept.replanned) == (DUE, DUE, 0)
    assert kept.state is ActionState.AGREED


def test_postpone_action_refuses_no_day_past_days_and_the_same_day(desk, action):
    for day in (None, date(2026, 11, 1), DUE):
        with pytest.raises(FieldWrong):
            desk.do(postpone_action, action.id, day, "Because.")


def test_postpone_action_is_not_for_what_is_done(desk):
    done = desk.make(Action, text="Ask", owner=desk.person, state=ActionState.DONE_EVIDENCED)
    with pytest.raises(WrongState):
        desk.do(postpone_action, done.id, DUE, "Because.")


def test_reassign_action_asks_the_new_owner_again_and_names_both(desk, action, mira):
    desk.do(reassign_action, action.id, mira.id, reason="On leave.")
    kept = desk.get(Action, action.id)
    assert (kept.owner, kept.owner_said_yes) == (mira.id, False)
    assert desk.all(ActionUpdate)[0].text.plain == "From Sam Okafor to Mira Lund. On leave."
    with pytest.raises(FieldWrong):
        desk.do(reassign_action, action.id, mira.id)
    with pytest.raises(FieldWrong):
        desk.do(reassign_action, action.id, None)


def test_reassign_action_gives_an_owner_to_one_that_had_none(desk):
    action = desk.make(Action, text="Ask", due=DUE, state=ActionState.PROPOSED)
    desk.do(reassign_action, action.id, desk.person)
    kept = desk.get(Action, action.id)
    assert (kept.owner, kept.owner_said_yes) == (desk.person, True)
    assert kept.state is ActionState.AGREED
    assert desk.all(ActionUpdate)[0].text.plain == "To Sam Okafor."


def test_reassign_actions_gives_all_of_a_leavers_or_none(desk, action, mira):
    other = desk.make(Action, text="Ring", owner=mira.id, state=ActionState.AGREED)
    done = desk.make(Action, text="Old", owner=desk.person, state=ActionState.STOPPED)
    with pytest.raises(WrongState):
        desk.do(reassign_actions, (action.id, done.id), mira.id)
    assert desk.get(Action, action.id).owner == desk.person
    moved = desk.do(reassign_actions, (action.id, other.id), mira.id)
    assert [each.id for each in moved] == [action.id]
    assert desk.get(Action, action.id).owner == mira.id
