from datetime import date

import pytest

from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.follow_up.unsettled import unsettled, unsettled_reason
from layerdesk.domain.record import RecordId
from tests.domain.follow_up.making import an_action

DAY = date(2026, 12, 3)
MIRA = RecordId("mira")


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (an_action(due=date(2026, 12, 1)), "Overdue by 2 days"),
        (an_action(due=date(2026, 12, 2)), "Overdue by 1 day"),
        (an_action(due=DAY), "Due 3 Dec"),
        (an_action(due=date(2026, 12, 4)), ""),
        (an_action(due=date(2027, 1, 4), state=ActionState.BLOCKED), "Blocked"),
        (an_action(due=date(2027, 1, 4), state=ActionState.PROPOSED), "Proposed, not yet agreed"),
        (an_action(), "Has no date"),
        (
            an_action(due=date(2026, 1, 4), state=ActionState.DONE_AWAITING_EVIDENCE),
            "Done, evidence to be shown",
        ),
        (an_action(due=date(2026, 1, 4), state=ActionState.DONE_EVIDENCED), ""),
        (an_action(due=date(2026, 1, 4), state=ActionState.STOPPED), ""),
        (an_action(due=date(2026, 1, 4), state=ActionState.TRANSFERRED), ""),
    ],
)
def test_an_action_comes_back_to_the_agenda_with_its_reason(action: Action, reason: str) -> None:
    assert unsettled_reason(action, DAY) == reason


def test_an_action_whose_owner_has_left_comes_back() -> None:
    later = an_action(due=date(2027, 1, 4), owner=MIRA)
    late = an_action(due=date(2026, 12, 1), owner=MIRA)
    assert unsettled_reason(later, DAY, left={MIRA}) == "Its owner has left"
    assert (
        unsettled_reason(late, DAY, left={MIRA})
        == "Its owner has left, and it is overdue by 2 days"
    )


def test_the_longest_overdue_comes_first_and_the_undated_before_the_later() -> None:
    undated = an_action(1)
    blocked = an_action(2, due=date(2027, 1, 4), state=ActionState.BLOCKED)
    late = an_action(3, due=date(2026, 12, 1))
    later = an_action(4, due=date(2026, 11, 1))
    fine = an_action(5, due=date(2027, 5, 1))
    found = unsettled([undated, blocked, late, later, fine], DAY)
    assert [each.action.id for each in found] == ["a4", "a3", "a1", "a2"]
    assert [each.overdue_days for each in found] == [32, 2, 0, 0]
