"""This is where learning and actions are drawn from a case."""

from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.errors import FieldWrong, IdentifiersFound, NotAllowed
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.draw_from_case import add_action_to_case, add_learning_to_case
from layerdesk.usecases.cases.read_case import read_case
from tests.fakes import FakeDesk

NHS_NUMBER = "999 000 0018"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


@pytest.fixture
def case(desk: FakeDesk) -> Case:
    return desk.make(Case, space=desk.review_team, state=CaseState.DISCUSSED)


def test_add_learning_to_case_keeps_the_order_in_which_it_was_written(desk, case):
    desk.do(add_learning_to_case, case.id, " Phone it through ", advice="start")
    desk.do(add_learning_to_case, case.id, "Say who rang")
    view = desk.read(read_case, case.id)
    assert [each.statement for each in view.learning] == ["Phone it through", "Say who rang"]
    assert [each.space for each in view.learning] == [desk.review_team] * 2


def test_add_action_to_case_is_agreed_once_it_has_owner_and_date(desk, case):
    agreed = desk.do(
        add_action_to_case, case.id, "Buy a phone", owner=desk.person, due=date(2026, 12, 1)
    )
    proposed = desk.do(add_action_to_case, case.id, "Paint it", owner=RecordId("somebody"))
    assert (agreed.state, agreed.owner_said_yes) == (ActionState.AGREED, True)
    assert (proposed.state, proposed.owner_said_yes) == (ActionState.PROPOSED, False)
    view = desk.read(read_case, case.id)
    assert [each.text for each in view.actions] == ["Buy a phone", "Paint it"]


@pytest.mark.parametrize("words", ["", "x" * 301])
def test_learning_and_actions_have_words_that_fit(desk, case, words):
    for add in (add_learning_to_case, add_action_to_case):
        with pytest.raises(FieldWrong):
            desk.do(add, case.id, words)


def test_learning_and_actions_of_a_shared_case_hold_no_identifiers(desk, case):
    for add in (add_learning_to_case, add_action_to_case):
        with pytest.raises(IdentifiersFound):
            desk.do(add, case.id, f"Call {NHS_NUMBER}")


def test_learning_and_actions_are_for_those_who_may_edit(desk, case):
    desk.seen_by(desk.person, Role.STAFF)
    for add in (add_learning_to_case, add_action_to_case):
        with pytest.raises(NotAllowed):
            desk.do(add, case.id, "Buy a phone")
