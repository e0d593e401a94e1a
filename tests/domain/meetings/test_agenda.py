from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.follow_up.unsettled import unsettled, unsettled_reason
from layerdesk.domain.meetings.agenda import (
    ParkedItem,
    WaitingCase,
    agenda_minutes,
    item_to_park,
    minutes_over,
    propose,
)
from layerdesk.domain.meetings.plans import MeetingPlan, PlanItem, Repeat
from layerdesk.domain.meetings.records import ItemKind, ItemState
from tests.domain.meetings.making import action, agenda_item, record_id

DAY = date(2026, 11, 26)


def plan_item(kind: ItemKind, minutes: int, *, per_case: bool = False, **values: bool) -> PlanItem:
    return PlanItem(
        id=kind.value,
        kind=kind,
        title=kind.value.capitalize(),
        minutes=minutes,
        repeat=Repeat.PER_CASE if per_case else Repeat.FIXED,
        prompts=(),
        required=values.get("required", False),
    )


def plan(*items: PlanItem) -> MeetingPlan:
    return MeetingPlan(
        id="plan", version=1, title="Plan", minutes=60, meeting_type="sea", items=items
    )


HOUR = plan(
    plan_item(ItemKind.WELCOME, 4),
    plan_item(ItemKind.MINUTES, 2),
    plan_item(ItemKind.ACTIONS, 7),
    plan_item(ItemKind.CASE, 15, per_case=True),
    plan_item(ItemKind.READ_BACK, 5),
    plan_item(ItemKind.CLOSE, 2),
)


def case(number: int, minutes: int = 0, **values: object) -> WaitingCase:
    return WaitingCase(
        case=record_id(number),
        title=f"Case {number}",
        minutes=minutes,
        **values,  # type: ignore[arg-type]  # only restricted and reason
    )


def test_cases_stand_between_actions_and_reading_back_by_priority_as_time_allows() -> None:
    due = unsettled([action(due=DAY)], DAY)
    found = propose(
        HOUR, 60, cases=[case(11), case(12), case(13)], actions=due, has_last_minutes=True
    )
    assert [each.item_kind for each in found.items] == [
        ItemKind.WELCOME,
        ItemKind.MINUTES,
        ItemKind.ACTIONS,
        ItemKind.CASE,
        ItemKind.CASE,
        ItemKind.READ_BACK,
        ItemKind.CLOSE,
    ]
    assert [each.subject for each in found.items if each.subject] == [record_id(11), record_id(12)]
    assert [each.case for each in found.left_out] == [record_id(13)]
    assert sum(each.minutes for each in found.items) <= 60


def test_the_actions_item_says_why_it_is_there() -> None:
    actions = unsettled([action(1, due=date(2026, 11, 1)), action(2, due=DAY)], DAY)
    found = propose(HOUR, 60, actions=actions)
    assert [each.note for each in found.items if each.item_kind is ItemKind.ACTIONS] == [
        "1 overdue, 1 to settle"
    ]


def test_without_earlier_minutes_or_actions_their_items_are_left_out() -> None:
    found = propose(HOUR, 60)
    kinds = {each.item_kind for each in found.items}
    assert kinds == {ItemKind.WELCOME, ItemKind.READ_BACK, ItemKind.CLOSE}


def test_an_item_that_the_plan_requires_stays() -> None:
    found = propose(plan(plan_item(ItemKind.MINUTES, 2, required=True)), 15)
    assert [each.item_kind for each in found.items] == [ItemKind.MINUTES]


def test_a_review_method_says_how_long_a_case_takes() -> None:
    found = propose(HOUR, 60, cases=[case(11, minutes=20), case(12, minutes=30), case(13)])
    taken = [(each.subject, each.minutes) for each in found.items if each.subject]
    assert taken == [(record_id(11), 20), (record_id(13), 15)]
    assert [each.case for each in found.left_out] == [record_id(12)]


def test_the_first_case_is_taken_into_what_time_there_is() -> None:
    found = propose(HOUR, 20, cases=[case(11, minutes=18)])
    assert [each.minutes for each in found.items if each.subject] == [9]
    tiny = propose(HOUR, 5, cases=[case(11)])
    assert [each.minutes for each in tiny.items if each.subject] == [5]


def test_a_plan_without_cases_leaves_all_of_them_out() -> None:
    huddle = plan(plan_item(ItemKind.OTHER, 10))
    found = propose(huddle, 15, cases=[case(11)])
    assert [each.item_kind for each in found.items] == [ItemKind.OTHER]
    assert len(found.left_out) == 1


def test_what_was_parked_comes_back_with_its_reason() -> None:
    parked = [
        ParkedItem(item_kind=ItemKind.GUIDELINE, title="Asthma", reason="Late"),
        ParkedItem(item_kind=ItemKind.CASE, title="Case 13", subject=record_id(13), minutes=15),
    ]
    found = propose(HOUR, 60, cases=[case(11), case(13)], parked=parked)
    middle = [each for each in found.items if each.note]
    assert [(each.title, each.note) for each in middle] == [
        ("Case 13", "Parked last time: no reason given"),
        ("Asthma", "Parked last time: Late"),
    ]
    assert [each.title for each in found.items].count("Case 13") == 1
    assert [each.title for each in found.items][1:4] == ["Case 13", "Case 11", "Asthma"]


def test_a_plan_without_cases_or_an_end_still_takes_what_was_parked() -> None:
    parked = [ParkedItem(item_kind=ItemKind.OTHER, title="Rota", minutes=0)]
    found = propose(plan(plan_item(ItemKind.WELCOME, 2)), 15, parked=parked)
    assert [(each.title, each.minutes) for each in found.items] == [("Welcome", 2), ("Rota", 1)]


def test_a_restricted_case_stands_under_the_title_that_everybody_may_read() -> None:
    found = propose(HOUR, 60, cases=[case(11, restricted=True)])
    assert [each.restricted for each in found.items if each.subject] == [True]


@given(st.lists(st.integers(5, 40), max_size=8), st.integers(15, 120))
def test_a_proposal_never_takes_a_second_case_that_does_not_fit(
    minutes: list[int], time: int
) -> None:
    waiting = [case(11 + number, each) for number, each in enumerate(minutes)]
    found = propose(HOUR, time, cases=waiting)
    taken = [each for each in found.items if each.subject]
    assert len(taken) + len(found.left_out) == len(waiting)
    if len(taken) > 1:
        assert sum(each.minutes for each in found.items) <= time


def test_overdue_actions_come_first_each_with_its_reason() -> None:
    actions = [
        action(1, due=date(2026, 11, 26)),
        action(2, due=date(2026, 11, 25)),
        action(3, due=date(2026, 10, 26)),
        action(4, due=date(2026, 12, 20), state=ActionState.BLOCKED),
        action(5, due=date(2026, 11, 1), state=ActionState.DONE_AWAITING_EVIDENCE),
        action(6, due=date(2026, 12, 20), state=ActionState.PROPOSED),
        action(7, due=None, state=ActionState.AGREED),
        action(8, due=date(2026, 12, 20), state=ActionState.IN_PROGRESS),
        action(9, due=date(2026, 11, 1), state=ActionState.DONE_EVIDENCED),
    ]
    actions[0:3] = [
        action(number, due=each.due, state=ActionState.AGREED)
        for number, each in enumerate(actions[0:3], 1)
    ]
    found = unsettled(actions, DAY)
    assert [(each.action.id, each.reason) for each in found] == [
        (record_id(3), "Overdue by 31 days"),
        (record_id(2), "Overdue by 1 day"),
        (record_id(5), "Done, evidence to be shown"),
        (record_id(1), "Due 26 Nov"),
        (record_id(7), "Has no date"),
        (record_id(4), "Blocked"),
        (record_id(6), "Proposed, not yet agreed"),
    ]


def test_an_action_that_is_not_due_yet_needs_no_talk() -> None:
    waiting = action(due=date(2026, 12, 20), state=ActionState.AGREED)
    assert unsettled_reason(waiting, DAY) == ""


def test_an_agenda_knows_whether_it_is_over_or_under_time() -> None:
    items = [
        agenda_item(1, minutes=20, extra_minutes=5),
        agenda_item(2, minutes=40, state=ItemState.PARKED),
    ]
    assert agenda_minutes(items) == 25
    assert minutes_over(items, 20) == 5
    assert minutes_over(items, 60) == -35


def test_the_topic_of_lowest_priority_is_the_one_to_park() -> None:
    items = [
        agenda_item(1, minutes=5, item_kind=ItemKind.WELCOME),
        agenda_item(2, minutes=30, item_kind=ItemKind.CASE),
        agenda_item(3, minutes=30, item_kind=ItemKind.CASE),
        agenda_item(4, minutes=5, item_kind=ItemKind.CLOSE),
    ]
    found = item_to_park(items, 60)
    assert found is not None
    assert found.id == record_id(3)
    assert item_to_park(items, 70) is None


def test_the_only_topic_is_never_the_one_to_park() -> None:
    assert item_to_park([agenda_item(2, minutes=90, item_kind=ItemKind.CASE)], 60) is None
