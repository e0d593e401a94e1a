from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.errors import (
    FieldWrong,
    NotAllowed,
    ReasonNeeded,
    StepsMissing,
    WrongState,
)
from layerdesk.domain.meetings.records import (
    Attendance,
    ItemKind,
    LastMinutes,
    Meeting,
    MeetingState,
    Presence,
)
from layerdesk.domain.people.records import Person, Role
from layerdesk.usecases.meetings.arrange import (
    add_item,
    edit_item,
    move_item,
    remove_item,
    send_agenda,
    set_minutes,
)
from layerdesk.usecases.meetings.finish import circulate_minutes, close_meeting, draft_minutes
from layerdesk.usecases.meetings.plan import (
    cancel_meeting,
    edit_meeting,
    following_meeting,
    plan_meeting,
    settle_next_meeting,
)
from layerdesk.usecases.meetings.read_room import read_room
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import (
    ann,
    item,
    items,
    labels,
    planned,
    practice_desk,
    ready_case,
    running,
)


def test_plan_meeting_expects_everybody_who_works_here() -> None:
    desk = practice_desk()
    desk.make(Person, name="Left Long Ago", active_to=date(2026, 1, 1))
    held = planned(desk, place=" Room 2 ")
    assert (held.state, held.place, held.facilitator) == (
        MeetingState.PLANNED,
        "Room 2",
        desk.person,
    )
    assert held.ref.startswith("MT-2026-")
    assert {each.person for each in desk.all(Attendance)} == {desk.person, ann(desk)}
    assert {each.presence for each in desk.all(Attendance)} == {Presence.EXPECTED}


def test_plan_meeting_follows_on_the_last_of_its_type() -> None:
    desk = practice_desk()
    assert planned(desk).previous_minutes is LastMinutes.NONE
    before = desk.make(
        Meeting,
        meeting_type="sea",
        state=MeetingState.CIRCULATED,
        starts_at=desk.now - timedelta(days=60),
    )
    desk.make(
        Meeting,
        meeting_type="sea",
        state=MeetingState.CANCELLED,
        starts_at=desk.now - timedelta(days=30),
    )
    held = planned(desk)
    assert (held.previous, held.previous_minutes) == (before.id, LastMinutes.NOT_YET)


def test_plan_meeting_is_not_for_everybody() -> None:
    desk = practice_desk(Role.STAFF, Role.SCRIBE)
    with pytest.raises(NotAllowed):
        planned(desk)


def test_plan_meeting_works_in_a_practice_that_has_not_been_described_yet() -> None:
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    assert desk.do(plan_meeting, "Huddle", None).plan == ""


@pytest.mark.parametrize(("title", "minutes"), [(" ", 60), ("x" * 121, 60), ("Ok", 0), ("Ok", 481)])
def test_plan_meeting_refuses_what_no_meeting_has(title: str, minutes: int) -> None:
    desk = practice_desk()
    with pytest.raises(FieldWrong):
        desk.do(plan_meeting, title, None, minutes=minutes)


def test_edit_meeting_changes_only_what_the_screen_changed() -> None:
    desk = practice_desk()
    held = planned(desk)
    desk.do(edit_meeting, held, replace(held, place="Room 2"))
    desk.do(edit_meeting, held, replace(held, title=" Learning lunch "))
    kept = desk.get(Meeting, held.id)
    assert (kept.place, kept.title) == ("Room 2", "Learning lunch")


def test_edit_meeting_stops_when_the_minutes_have_gone_out() -> None:
    desk = practice_desk()
    held = desk.make(Meeting, title="Old", state=MeetingState.CIRCULATED)
    with pytest.raises(WrongState):
        desk.do(edit_meeting, held, replace(held, place="Room 2"))


def test_cancel_meeting_needs_a_reason_and_makes_its_cases_ready_again() -> None:
    desk = practice_desk()
    held = planned(desk)
    case = ready_case(desk)
    desk.do(add_item, held.id, case=case.id)
    with pytest.raises(ReasonNeeded):
        desk.do(cancel_meeting, held.id, " ")
    desk.do(cancel_meeting, held.id, "Snow")
    assert desk.get(Meeting, held.id).state is MeetingState.CANCELLED
    assert desk.get(Case, case.id).state is CaseState.READY
    assert desk.reasons == ["Snow"]
    with pytest.raises(WrongState):
        desk.do(cancel_meeting, held.id, "Again")


def test_add_item_goes_to_the_end_or_to_its_place() -> None:
    desk = practice_desk()
    held = planned(desk)
    for title in ("Welcome", "Close"):
        desk.do(add_item, held.id, title)
    desk.do(add_item, held.id, "Guideline", position=1)
    assert [each.title for each in items(desk)] == ["Welcome", "Guideline", "Close"]


def test_add_item_schedules_its_case_under_the_neutral_title() -> None:
    desk = practice_desk()
    held = planned(desk)
    case = ready_case(desk)
    made = desk.do(add_item, held.id, case=case.id, minutes=15, note="High risk")
    assert (made.title, made.item_kind, made.subject) == (
        "Delayed referral",
        ItemKind.CASE,
        case.id,
    )
    assert desk.get(Case, case.id).state is CaseState.SCHEDULED


def test_add_item_never_shows_the_title_of_a_restricted_case() -> None:
    desk = practice_desk()
    held = planned(desk)
    case = ready_case(desk, "Secret", restricted=True)
    made = desk.do(add_item, held.id, case=case.id, note="About somebody")
    assert (made.title, made.note, made.restricted) == ("Restricted case LD-2026-S", "", True)
    renamed = desk.do(edit_item, made, replace(made, title="Secret", presenter=ann(desk)))
    assert (renamed.title, renamed.presenter) == ("Restricted case LD-2026-S", ann(desk))


@pytest.mark.parametrize(("title", "minutes"), [("", 5), ("Ok", 0), ("Ok", 241)])
def test_add_item_refuses_what_no_item_has(title: str, minutes: int) -> None:
    desk = practice_desk()
    held = planned(desk)
    with pytest.raises(FieldWrong):
        desk.do(add_item, held.id, title, minutes=minutes)


def test_edit_item_changes_title_and_presenter() -> None:
    desk = practice_desk()
    held = planned(desk)
    made = desk.do(add_item, held.id, "Rota")
    desk.do(edit_item, made, replace(made, title=" The rota ", presenter=ann(desk)))
    assert (item(desk, "The rota").presenter) == ann(desk)


def test_move_item_rearranges_the_agenda() -> None:
    desk = practice_desk()
    held = planned(desk)
    for title in "ABCD":
        desk.do(add_item, held.id, title)
    desk.do(move_item, item(desk, "D").id, 0)
    desk.do(move_item, item(desk, "A").id, 99)
    desk.do(move_item, item(desk, "B").id, 1)
    assert [each.title for each in items(desk)] == ["D", "B", "C", "A"]


def test_remove_item_makes_its_case_ready_again() -> None:
    desk = practice_desk()
    held = planned(desk)
    case = ready_case(desk)
    made = desk.do(add_item, held.id, case=case.id)
    desk.do(remove_item, made.id)
    assert items(desk) == []
    assert desk.get(Case, case.id).state is CaseState.READY


def test_remove_item_keeps_an_item_that_has_begun() -> None:
    desk = practice_desk()
    running(desk)
    with pytest.raises(FieldWrong):
        desk.do(remove_item, item(desk, "Welcome").id)


def test_set_minutes_of_an_item() -> None:
    desk = practice_desk()
    made = desk.do(add_item, planned(desk).id, "Rota")
    assert desk.do(set_minutes, made.id, 12).minutes == 12
    with pytest.raises(FieldWrong):
        desk.do(set_minutes, made.id, 0)


def test_send_agenda_says_what_is_missing_and_then_the_day_it_went() -> None:
    desk = practice_desk()
    held = planned(desk)
    with pytest.raises(StepsMissing):
        desk.do(send_agenda, held.id)
    desk.do(add_item, held.id, "Rota")
    sent = desk.do(send_agenda, held.id)
    assert (sent.state, sent.agenda_sent_on) == (MeetingState.AGENDA_SENT, date(2026, 11, 26))


def test_an_agenda_is_arranged_by_those_who_run_meetings_only() -> None:
    desk = practice_desk()
    held = planned(desk)
    desk.seen_by(ann(desk), Role.STAFF)
    with pytest.raises(NotAllowed):
        desk.do(add_item, held.id, "Rota")


def test_settle_next_meeting_from_the_opening_until_the_minutes_go_out() -> None:
    desk = practice_desk()
    later = desk.now + timedelta(days=56)
    held = planned(desk)
    with pytest.raises(WrongState):
        desk.do(settle_next_meeting, held.id, later)
    held = running(desk, cases=0)
    assert desk.do(settle_next_meeting, held.id, later).next_at == later
    desk.do(close_meeting, held.id)
    desk.do(draft_minutes, held.id)
    assert desk.do(settle_next_meeting, held.id, None).next_at is None
    desk.do(circulate_minutes, held.id, labels)
    with pytest.raises(WrongState):
        desk.do(settle_next_meeting, held.id, later)


def test_settle_next_meeting_refuses_a_date_that_is_not_after_this_one() -> None:
    desk = practice_desk()
    held = running(desk, cases=0)
    with pytest.raises(FieldWrong):
        desk.do(settle_next_meeting, held.id, held.started_at)
    desk.seen_by(ann(desk), Role.STAFF)
    with pytest.raises(NotAllowed):
        desk.do(settle_next_meeting, held.id, None)


def test_the_meeting_that_follows_is_the_first_that_was_not_called_off() -> None:
    desk = practice_desk()
    held = running(desk, cases=0)
    assert desk.read(following_meeting, held.id) is None
    dates = [desk.now + timedelta(days=days) for days in (10, 56, 30)]
    called_off, last, first = (
        desk.do(plan_meeting, "Next", at, meeting_type="sea", minutes=60) for at in dates
    )
    desk.do(cancel_meeting, called_off.id, "Snow")
    assert desk.read(following_meeting, held.id) == first
    room = desk.read(read_room, held.id)
    assert (room.following, room.today) == (first, desk.now.date())
    assert last.previous == held.id


@pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
def test_a_meeting_at_the_end_of_the_calendar_is_refused(year: int) -> None:
    desk = practice_desk()
    far = datetime(year, 12, 31, 23, 59, tzinfo=UTC)
    with pytest.raises(FieldWrong):
        desk.do(plan_meeting, "Learning meeting", far, meeting_type="sea")
    meeting = planned(desk)
    with pytest.raises(FieldWrong):
        desk.do(edit_meeting, meeting, replace(meeting, starts_at=far))
