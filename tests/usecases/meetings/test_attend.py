from datetime import date, timedelta

import pytest

from layerdesk.domain.errors import FieldWrong, NotAllowed, WrongState
from layerdesk.domain.meetings.records import (
    Attendance,
    LastMinutes,
    Meeting,
    MeetingState,
    Presence,
)
from layerdesk.domain.people.records import Person, Role
from layerdesk.usecases.meetings.attend import (
    Duty,
    acknowledge_ground_rules,
    add_guest,
    agree_last_minutes,
    everybody_is_here,
    hand_over,
    hand_over_presenting,
    remove_guest,
    set_guest_presence,
    set_presence,
)
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import ann, item, planned, practice_desk, running


def of_ann(desk: FakeDesk) -> Attendance:
    return next(each for each in desk.all(Attendance) if each.person == ann(desk))


def test_set_presence_before_the_meeting_is_a_plain_mark() -> None:
    desk = practice_desk()
    held = planned(desk)
    for presence in (Presence.APOLOGIES, Presence.PART, Presence.PRESENT):
        desk.do(set_presence, held.id, ann(desk), presence, note="Leave")
        assert of_ann(desk).presence is presence
    assert of_ann(desk).note == "Leave"
    assert of_ann(desk).arrived_at is None


def test_set_presence_notes_when_somebody_comes_late_and_goes_early() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.do(set_presence, held.id, ann(desk), Presence.ABSENT)
    desk.later(minutes=12)
    desk.do(set_presence, held.id, ann(desk), Presence.PRESENT)
    assert of_ann(desk).presence is Presence.PART
    assert of_ann(desk).arrived_at == desk.now
    desk.do(set_presence, held.id, ann(desk), Presence.PRESENT)
    desk.later(minutes=10)
    desk.do(set_presence, held.id, ann(desk), Presence.PART)
    assert of_ann(desk).left_at == desk.now
    desk.do(set_presence, held.id, ann(desk), Presence.PART)
    assert of_ann(desk).left_at == desk.now
    desk.do(set_presence, held.id, ann(desk), Presence.ABSENT)
    desk.do(set_presence, held.id, ann(desk), Presence.PART)
    assert (of_ann(desk).arrived_at, of_ann(desk).left_at) == (desk.now, None)


def test_set_presence_takes_in_somebody_who_was_not_expected() -> None:
    desk = practice_desk()
    held = planned(desk)
    new = desk.make(Person, name="New Colleague")
    desk.do(set_presence, held.id, new.id, Presence.PRESENT)
    assert new.id in {each.person for each in desk.all(Attendance)}


def test_add_guest_for_one_item_needs_a_role() -> None:
    desk = practice_desk()
    held = running(desk)
    guest = desk.do(add_guest, held.id, "Dee", " Midwife ", item=item(desk, "A case").id)
    assert (guest.guest_role, guest.presence) == ("Midwife", Presence.PART)
    assert desk.do(add_guest, held.id, "", "Health visitor").presence is Presence.PRESENT
    with pytest.raises(FieldWrong):
        desk.do(add_guest, held.id, "Dee", "")
    other = planned(desk)
    with pytest.raises(FieldWrong):
        desk.do(add_guest, other.id, "Dee", "Midwife", item=item(desk, "A case").id)


def test_everybody_is_here_marks_whoever_was_expected_and_nobody_else() -> None:
    desk = practice_desk()
    held = planned(desk)
    desk.do(set_presence, held.id, ann(desk), Presence.APOLOGIES)
    desk.make(Attendance, meeting=held.id, guest_role="midwife", guest_item=desk.new_id())
    assert desk.do(everybody_is_here, held.id) == 2
    found = {each.person or each.guest_role: each.presence for each in desk.all(Attendance)}
    assert found == {
        ann(desk): Presence.APOLOGIES,
        desk.person: Presence.PRESENT,
        "midwife": Presence.PART,
    }
    assert desk.do(everybody_is_here, held.id) == 0


def test_set_guest_presence_is_for_guests_only() -> None:
    desk = practice_desk()
    held = planned(desk)
    guest = desk.do(add_guest, held.id, "Dee", "midwife")
    assert desk.do(set_guest_presence, guest.id, Presence.ABSENT).presence is Presence.ABSENT
    with pytest.raises(FieldWrong):
        desk.do(set_guest_presence, of_ann(desk).id, Presence.PRESENT)


def test_remove_guest_is_for_guests_only() -> None:
    desk = practice_desk()
    held = planned(desk)
    guest = desk.do(add_guest, held.id, "Dee", "Midwife")
    desk.do(remove_guest, guest.id)
    assert guest.id not in {each.id for each in desk.all(Attendance)}
    with pytest.raises(FieldWrong):
        desk.do(remove_guest, of_ann(desk).id)


def test_hand_over_gives_a_duty_to_somebody_else_while_the_clock_runs() -> None:
    desk = practice_desk()
    held = running(desk)
    for duty in Duty:
        desk.do(hand_over, held.id, duty, ann(desk))
    kept = desk.get(Meeting, held.id)
    assert (kept.chair, kept.facilitator, kept.scribe) == (ann(desk),) * 3
    assert kept.current_item == held.current_item
    assert item(desk, "Welcome").running_since is not None


def test_hand_over_needs_somebody_who_works_here() -> None:
    desk = practice_desk()
    held = planned(desk)
    gone = desk.make(Person, name="Gone", active_to=date(2026, 1, 1))
    with pytest.raises(FieldWrong):
        desk.do(hand_over, held.id, Duty.FACILITATOR, None)
    with pytest.raises(FieldWrong):
        desk.do(hand_over, held.id, Duty.SCRIBE, gone.id)
    assert desk.do(hand_over, held.id, Duty.SCRIBE, None).scribe is None


def test_hand_over_presenting_names_who_presents() -> None:
    desk = practice_desk()
    running(desk)
    assert desk.do(hand_over_presenting, item(desk, "A case").id, ann(desk)).presenter == ann(desk)


def test_acknowledge_ground_rules_and_agree_last_minutes() -> None:
    desk = practice_desk()
    held = running(desk)
    assert desk.do(acknowledge_ground_rules, held.id).ground_rules_acknowledged
    said = desk.do(agree_last_minutes, held.id, LastMinutes.AGREED)
    assert said.previous_minutes is LastMinutes.AGREED


def test_attendance_is_kept_by_those_who_run_or_write() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.seen_by(ann(desk), Role.STAFF)
    with pytest.raises(NotAllowed):
        desk.do(set_presence, held.id, ann(desk), Presence.PRESENT)


def test_attendance_is_settled_once_minutes_went_round() -> None:
    desk = practice_desk()
    held = desk.make(
        Meeting,
        title="Old",
        state=MeetingState.CIRCULATED,
        starts_at=desk.now - timedelta(days=9),
    )
    with pytest.raises(WrongState):
        desk.do(set_presence, held.id, ann(desk), Presence.PRESENT)
