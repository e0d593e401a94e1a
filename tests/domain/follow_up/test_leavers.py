from datetime import date

from layerdesk.domain.follow_up.leavers import leavers, who_left
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.record import RecordId
from tests.domain.follow_up.making import a_person, an_action

TODAY = date(2026, 11, 26)
MIRA, TOM = RecordId("mira"), RecordId("tom")


def test_somebody_has_left_from_the_day_after_their_last_one() -> None:
    people = [
        a_person("Mira", active_to=date(2026, 11, 25)),
        a_person("Tom", active_to=TODAY),
        a_person("Ann"),
        a_person("New", active_from=date(2027, 1, 1)),
    ]
    assert who_left(people, TODAY) == {MIRA}


def test_open_actions_of_leavers_are_found_and_finished_ones_are_not() -> None:
    mira = a_person("Mira", active_to=date(2026, 11, 1))
    tom = a_person("Tom", active_to=date(2026, 11, 20))
    idle = a_person("Idle", active_to=date(2026, 11, 20))
    actions = [
        an_action(1, owner=MIRA),
        an_action(2, owner=MIRA, due=date(2026, 12, 1)),
        an_action(3, owner=TOM, state=ActionState.BLOCKED),
        an_action(4, owner=TOM, state=ActionState.DONE_EVIDENCED),
    ]
    found = leavers([mira, tom, idle], actions, TODAY)
    assert [(each.name, each.actions) for each in found] == [
        ("Tom", ("a3",)),
        ("Mira", ("a2", "a1")),
    ]
    assert found[0].left_on == date(2026, 11, 20)
