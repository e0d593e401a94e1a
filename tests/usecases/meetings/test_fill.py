from datetime import date, timedelta

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.meetings.records import (
    AgendaItem,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
)
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.fill import (
    fill_agenda,
    plan_with_agenda,
    propose_agenda,
    waiting_cases,
)
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import HOUR, items, planned, practice_desk, ready_case


def earlier_meeting(desk: FakeDesk) -> Meeting:
    return desk.make(
        Meeting,
        title="Before",
        meeting_type="sea",
        state=MeetingState.CIRCULATED,
        starts_at=desk.now - timedelta(days=60),
    )


def test_fill_agenda_writes_the_agenda_from_plan_actions_and_cases() -> None:
    desk = practice_desk()
    earlier_meeting(desk)
    held = planned(desk)
    desk.make(Action, text="Check", state=ActionState.AGREED, due=date(2026, 11, 1))
    low = ready_case(desk, "Low", risk_consequence=1, risk_likelihood=1)
    high = ready_case(desk, "High", risk_consequence=4, risk_likelihood=4)
    extra = ready_case(desk, "Extra")
    proposal = desk.do(fill_agenda, held.id, HOUR, {"sea_core": 20})
    assert [each.title for each in items(desk)] == [
        "Welcome",
        "Minutes",
        "Actions",
        "High",
        "Low",
        "Read back",
        "Close",
    ]
    assert [each.case for each in proposal.left_out] == [extra.id]
    assert items(desk)[2].note == "1 overdue"
    assert "Extreme risk" in items(desk)[3].note
    states = {each.id: each.state for each in desk.all(Case)}
    assert states == {
        low.id: CaseState.SCHEDULED,
        high.id: CaseState.SCHEDULED,
        extra.id: CaseState.READY,
    }


def test_fill_agenda_twice_doubles_nothing() -> None:
    desk = practice_desk()
    held = planned(desk)
    ready_case(desk)
    desk.do(fill_agenda, held.id, HOUR, {})
    before = items(desk)
    desk.do(fill_agenda, held.id, HOUR, {})
    assert items(desk) == before


def test_fill_agenda_brings_back_what_the_last_meeting_parked() -> None:
    desk = practice_desk()
    last = earlier_meeting(desk)
    held = planned(desk)
    case, closed = ready_case(desk), ready_case(desk, "Old")
    desk.records[closed.id] = desk.make(
        Case, id=closed.id, space=desk.review_team, title="Old", state=CaseState.CLOSED
    )
    for kind, title, subject, restricted in (
        (ItemKind.CASE, "Delayed referral", case.id, False),
        (ItemKind.CASE, "Old", closed.id, False),
        (ItemKind.CASE, "Restricted item", desk.new_id(), True),
        (ItemKind.GUIDELINE, "Asthma", None, False),
    ):
        desk.make(
            AgendaItem,
            meeting=last.id,
            item_kind=kind,
            title=title,
            subject=subject,
            restricted=restricted,
            state=ItemState.PARKED,
            parked_reason="Late",
        )
    proposal = desk.read(propose_agenda, held.id, HOUR, {})
    again = [each.title for each in proposal.items if each.note == "Parked last time: Late"]
    assert sorted(again) == ["Asthma", "Delayed referral", "Restricted item"]
    assert len([each for each in proposal.items if each.subject == case.id]) == 1


def test_a_case_on_another_agenda_to_come_does_not_wait() -> None:
    desk = practice_desk()
    held, other = planned(desk), planned(desk)
    case = ready_case(desk)
    desk.do(add_item, other.id, case=case.id)
    assert desk.read(waiting_cases, {}, beside=held.id) == ()
    assert [each.case for each in desk.read(waiting_cases, {}, beside=other.id)] == [case.id]


def test_a_theme_that_comes_again_and_a_hand_set_priority_say_so() -> None:
    desk = practice_desk()
    ready_case(desk, "One", themes=frozenset({"letters"}))
    ready_case(desk, "Two", themes=frozenset({"letters"}))
    ready_case(desk, "Chosen", priority_manual=1, priority_reason="Family is waiting")
    found = desk.read(waiting_cases, {"sea_core": 18})
    assert [each.title for each in found] == ["Chosen", "One", "Two"]
    assert found[0].reason == "Set by hand: Family is waiting"
    assert "Happened before" in found[1].reason
    assert found[0].minutes == 18


def test_a_restricted_case_waits_without_its_title() -> None:
    desk = practice_desk()
    ready_case(desk, "Secret", restricted=True)
    found = desk.read(waiting_cases, {})
    assert [(each.title, each.reason) for each in found] == [("Restricted case LD-2026-S", "")]


def test_a_meeting_without_a_date_asks_about_actions_as_of_today() -> None:
    desk = practice_desk()
    held = desk.make(Meeting, title="Some day")
    desk.make(Action, text="Check", state=ActionState.AGREED, due=desk.now.date())
    proposal = desk.read(propose_agenda, held.id, HOUR, {})
    assert ItemKind.ACTIONS in {each.item_kind for each in proposal.items}


def test_a_meeting_is_planned_with_its_agenda_in_one_command() -> None:
    desk = practice_desk()
    case = ready_case(desk)
    held = desk.do(plan_with_agenda, "Learning meeting", desk.now, HOUR, {}, meeting_type="sea")
    assert (held.plan, held.planned_minutes) == (HOUR.id, HOUR.minutes)
    assert case.id in [each.subject for each in desk.all(AgendaItem)]
    assert desk.get(Case, case.id).state is CaseState.SCHEDULED
