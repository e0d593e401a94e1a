from dataclasses import FrozenInstanceError, replace
from datetime import date, datetime, timedelta

import pytest

from layerdesk.domain.cases.records import Case, CaseState, ContributoryFactor, Lfpse
from layerdesk.domain.document import document_hash, from_bytes
from layerdesk.domain.errors import FieldWrong, NotAllowed, StepsMissing, WrongState
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.meetings.clock import meeting_clock
from layerdesk.domain.meetings.minutes_facts import ATTENDED
from layerdesk.domain.meetings.records import (
    Acknowledgement,
    AgendaItem,
    Attendance,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    MinutesVersion,
    Presence,
)
from layerdesk.domain.people.records import Person, Role
from layerdesk.domain.record import Text
from layerdesk.usecases.meetings.after_cases import MORE_FACTS
from layerdesk.usecases.meetings.agree import agree_action, read_back
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.attend import Duty, add_guest, hand_over
from layerdesk.usecases.meetings.finish import (
    approve_minutes,
    archive_meeting,
    circulate_minutes,
    close_meeting,
    draft_minutes,
)
from layerdesk.usecases.meetings.look import here_and_now, list_meetings, read_minutes, read_plan
from layerdesk.usecases.meetings.minute import build_minutes, read_minutes_facts
from layerdesk.usecases.meetings.plan import cancel_meeting, plan_meeting, settle_next_meeting
from layerdesk.usecases.meetings.read_room import read_room
from layerdesk.usecases.meetings.respond import (
    mark_read,
    propose_correction,
    settle_correction,
    unread_minutes,
)
from layerdesk.usecases.meetings.run import finish_item, go_to_item, open_meeting, pause_meeting
from layerdesk.usecases.meetings.write import (
    add_decision,
    add_learning_point,
    answer_in_room,
    empty_answer,
    note_point,
    went_well,
)
from tests.domain.meetings.test_minutes import text_of
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import (
    ann,
    item,
    labels,
    planned,
    practice_desk,
    ready_case,
    running,
)

DUE = date(2026, 12, 10)


def discussed(desk: FakeDesk, outcome: str = "immediate_change") -> Meeting:
    """A meeting that has discussed its case and read back what it agreed."""
    held = running(desk)
    desk.later(minutes=4)
    under = desk.do(go_to_item, item(desk, "A case").id)
    desk.do(note_point, under.id, "Trays differ")
    desk.do(went_well, under.id, "The secretary asked")
    desk.do(add_learning_point, under.id, "One tray, one person")
    desk.do(add_decision, under.id, "One tray")
    desk.do(agree_action, under.id, "Check the tray", ann(desk), DUE)
    desk.do(finish_item, under.id, outcome)
    desk.later(minutes=15)
    desk.do(go_to_item, item(desk, "Close").id)
    desk.do(read_back, held.id)
    return held


def circulated(desk: FakeDesk) -> Meeting:
    held = discussed(desk)
    desk.do(close_meeting, held.id)
    desk.do(draft_minutes, held.id)
    desk.do(circulate_minutes, held.id, labels)
    return desk.get(Meeting, held.id)


def the_case(desk: FakeDesk) -> Case:
    return desk.get(Case, item(desk, "A case").subject)


def test_close_meeting_stops_the_clocks_and_moves_the_case_on() -> None:
    desk = practice_desk()
    held = discussed(desk)
    desk.later(minutes=1)
    closed = desk.do(close_meeting, held.id)
    assert (closed.state, closed.ended_at, closed.current_item) == (
        MeetingState.CLOSED,
        desk.now,
        None,
    )
    assert all(each.running_since is None for each in desk.all(AgendaItem))
    case = the_case(desk)
    assert (case.state, case.outcome, case.discussed_at) == (
        CaseState.ACTIONS_AGREED,
        "immediate_change",
        held.id,
    )


def test_close_meeting_gathers_facts_again_where_more_are_needed() -> None:
    desk = practice_desk()
    held = discussed(desk, outcome=MORE_FACTS)
    desk.do(close_meeting, held.id)
    assert the_case(desk).state is CaseState.GATHERING_FACTS


def test_close_meeting_leaves_a_case_without_actions_discussed() -> None:
    desk = practice_desk()
    held = running(desk)
    under = desk.do(go_to_item, item(desk, "A case").id)
    desk.do(finish_item, under.id, "learning_only")
    desk.do(close_meeting, held.id)
    assert the_case(desk).state is CaseState.DISCUSSED


def test_close_meeting_leaves_the_state_of_a_case_that_its_way_does_not_lead_to() -> None:
    desk = practice_desk()
    held = running(desk)
    under = desk.do(go_to_item, item(desk, "A case").id)
    desk.do(finish_item, under.id, "learning_only")
    desk.records[the_case(desk).id] = replace(the_case(desk), state=CaseState.CLOSED)
    desk.do(close_meeting, held.id)
    assert (the_case(desk).state, the_case(desk).outcome) == (CaseState.CLOSED, "learning_only")


def test_close_meeting_parks_the_topics_that_were_not_reached() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.do(close_meeting, held.id)
    assert item(desk, "A case").state is ItemState.PARKED
    assert item(desk, "Close").state is ItemState.TO_COME


def test_close_meeting_says_what_is_missing_unless_there_is_a_reason() -> None:
    desk = practice_desk()
    held = running(desk)
    under = desk.do(go_to_item, item(desk, "A case").id)
    desk.do(add_learning_point, under.id, "One tray")
    with pytest.raises(StepsMissing) as refused:
        desk.do(close_meeting, held.id)
    assert len(refused.value.steps) == 2
    desk.do(close_meeting, held.id, despite="Fire alarm")
    assert desk.reasons == ["Fire alarm"]


def test_a_meeting_that_was_closed_for_a_reason_comes_to_circulated_minutes() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.do(go_to_item, item(desk, "A case").id)
    desk.do(close_meeting, held.id, despite="Fire alarm")
    desk.do(draft_minutes, held.id)
    assert desk.do(circulate_minutes, held.id, labels).state is MeetingState.CIRCULATED


def test_close_meeting_in_a_pause_does_not_count_the_pause() -> None:
    desk = practice_desk()
    held = running(desk, cases=0)
    desk.later(minutes=10)
    desk.do(pause_meeting, held.id)
    desk.later(minutes=5)
    closed = desk.do(close_meeting, held.id)
    assert meeting_clock(closed, desk.now).elapsed == 600


def test_draft_minutes_begins_with_the_learning_as_key_messages() -> None:
    desk = practice_desk()
    held = discussed(desk)
    desk.do(close_meeting, held.id)
    assert desk.do(draft_minutes, held.id).key_messages.plain == "One tray, one person"


def test_draft_minutes_keeps_messages_that_are_written_already() -> None:
    desk = practice_desk()
    held = desk.make(Meeting, title="Old", state=MeetingState.CLOSED, key_messages=Text("Look up"))
    assert desk.do(draft_minutes, held.id).key_messages.plain == "Look up"


def test_circulate_minutes_keeps_a_snapshot_with_its_hash() -> None:
    desk = practice_desk()
    held = circulated(desk)
    (version,) = desk.all(MinutesVersion)
    document = from_bytes(version.document)
    assert version.hash == document_hash(document)
    assert (version.version, version.state) == (1, MeetingState.CIRCULATED)
    text = text_of(document)
    assert "One tray, one person" in text
    assert "SHA-256 of the above" in text
    with pytest.raises(FrozenInstanceError):
        version.hash = ""  # type: ignore[misc]
    assert held.circulated_on == date(2026, 11, 26)


def test_minutes_go_to_all_staff_or_to_who_attended_or_sent_apologies() -> None:
    desk = practice_desk()
    held = running(desk)
    away = desk.make(Person, name="Cal Away")
    desk.do(close_meeting, held.id, despite="Fire alarm")
    desk.do(draft_minutes, held.id)
    desk.do(circulate_minutes, held.id, labels, circulated_to=ATTENDED)
    view = desk.read(read_minutes, held.id, labels)
    assert view.not_read_by == ("Ann Bell",)
    assert "everybody who attended or sent apologies" in str(view.document)
    desk.seen_by(away.id, Role.STAFF)
    assert desk.read(unread_minutes) == ()
    desk.seen_by(ann(desk), Role.STAFF)
    assert [each.id for each in desk.read(unread_minutes)] == [held.id]


def test_circulate_minutes_again_makes_the_next_version_with_its_corrections() -> None:
    desk = practice_desk()
    held = circulated(desk)
    proposed = desk.do(propose_correction, held.id, "Room 2, not 3")
    desk.do(settle_correction, proposed.id, True, labels)
    assert len(desk.all(MinutesVersion)) == 1
    version = desk.do(circulate_minutes, held.id, labels, circulated_to="Everybody")
    assert version.version == 2
    assert "Room 2, not 3" in text_of(from_bytes(version.document))


def test_mark_read_keeps_the_first_time() -> None:
    desk = practice_desk()
    held = circulated(desk)
    first = desk.do(mark_read, held.id)
    desk.later(days=1)
    desk.do(mark_read, held.id, comment="Thank you")
    (read,) = desk.all(Acknowledgement)
    assert (read.read_at, read.comment) == (first.read_at, "Thank you")
    with pytest.raises(WrongState):
        desk.do(mark_read, planned(desk).id)


def test_unread_minutes_wait_until_they_are_read() -> None:
    desk = practice_desk()
    held = circulated(desk)
    assert [each.id for each in desk.read(unread_minutes)] == [held.id]
    desk.do(mark_read, held.id)
    assert desk.read(unread_minutes) == ()


def test_propose_correction_is_open_to_all_staff() -> None:
    desk = practice_desk()
    held = circulated(desk)
    desk.seen_by(ann(desk), Role.STAFF)
    proposed = desk.do(propose_correction, held.id, " Room 2 ")
    assert (proposed.text, proposed.proposer, proposed.accepted) == ("Room 2", ann(desk), None)
    with pytest.raises(FieldWrong):
        desk.do(propose_correction, held.id, "")
    with pytest.raises(NotAllowed):
        desk.do(settle_correction, proposed.id, True, labels)


def test_settle_correction_happens_once() -> None:
    desk = practice_desk()
    held = circulated(desk)
    proposed = desk.do(propose_correction, held.id, "Room 2")
    desk.do(settle_correction, proposed.id, False, labels)
    with pytest.raises(WrongState):
        desk.do(settle_correction, proposed.id, True, labels)


def test_approve_minutes_locks_them_and_waits_for_corrections() -> None:
    desk = practice_desk()
    held = circulated(desk)
    proposed = desk.do(propose_correction, held.id, "Room 2")
    with pytest.raises(StepsMissing):
        desk.do(approve_minutes, held.id, labels)
    desk.do(settle_correction, proposed.id, True, labels)
    version = desk.do(approve_minutes, held.id, labels)
    assert (version.state, version.version, version.approved_by) == (
        MeetingState.APPROVED,
        2,
        desk.person,
    )
    assert "Version: 2, approved" in text_of(from_bytes(version.document))
    with pytest.raises(WrongState):
        desk.do(add_decision, item(desk, "A case").id, "Another")


def test_approve_minutes_is_not_for_the_scribe() -> None:
    desk = practice_desk()
    held = circulated(desk)
    desk.seen_by(ann(desk), Role.SCRIBE)
    with pytest.raises(NotAllowed):
        desk.do(approve_minutes, held.id, labels)


def test_a_correction_after_approval_is_dated_and_leaves_the_approved_text() -> None:
    desk = practice_desk()
    held = circulated(desk)
    approved = desk.do(approve_minutes, held.id, labels)
    desk.later(days=3)
    proposed = desk.do(propose_correction, held.id, "Room 2")
    desk.do(settle_correction, proposed.id, True, labels)
    versions = desk.all(MinutesVersion)
    assert [each.version for each in versions] == [1, 2, 3]
    assert versions[1] == approved
    assert "Sun 29 Nov 2026: Room 2" in text_of(from_bytes(versions[2].document))


def test_archive_meeting_comes_after_approval() -> None:
    desk = practice_desk()
    held = circulated(desk)
    with pytest.raises(WrongState):
        desk.do(archive_meeting, held.id)
    desk.do(approve_minutes, held.id, labels)
    assert desk.do(archive_meeting, held.id).state is MeetingState.ARCHIVED


def test_read_minutes_facts_tells_of_everything_but_what_is_restricted() -> None:
    desk = practice_desk()
    held = discussed(desk)
    case = the_case(desk)
    desk.records[case.id] = replace(
        case, risk_consequence=4, risk_likelihood=2, lfpse=Lfpse.DONE, candour="told_in_person"
    )
    under = item(desk, "A case")
    for prompt, text in (
        ("why", "Trays"),
        ("impact", "Nine days"),
        ("well", "She asked"),
        ("diff", "Look daily"),
        ("feel", "I felt awful"),
    ):
        desk.do(answer_in_room, under.id, desk.read(empty_answer, under, prompt), Text(text))
    for text, effect in (("Two rooms", "hindered"), ("Good team", "helped"), ("", "helped")):
        desk.make(
            ContributoryFactor,
            space=desk.review_team,
            case=case.id,
            domain="task",
            description=Text(text),
            effect=effect,
        )
    desk.make(ContributoryFactor, space=desk.review_team, case=case.id, description=Text("Friday"))
    desk.do(hand_over, held.id, Duty.CHAIR, ann(desk))
    desk.do(add_guest, held.id, "Dee", "Midwife")
    facts = desk.read(read_minutes_facts, held.id, labels)
    (told,) = facts.cases
    assert told.risk == "High risk"
    assert (told.candour, told.lfpse) == (True, True)
    assert told.why == ("Trays", "task: Two rooms", "task: Good team (this helped)", "Friday")
    assert told.topic.went_well == ("She asked", "The secretary asked")
    assert told.answers == (("diff", "Look daily"),)
    assert "awful" not in text_of(desk.read(build_minutes, held.id, labels))
    assert facts.new_actions[0].owner == "Ann Bell"
    assert [each.duties for each in facts.attendees if each.name == "Ann Bell"] == [("chair",)]


def test_minutes_say_how_earlier_actions_stand() -> None:
    desk = practice_desk()
    before = desk.make(
        Meeting,
        title="Before",
        meeting_type="sea",
        state=MeetingState.APPROVED,
        starts_at=desk.now - timedelta(days=60),
    )
    values = {"meeting": before.id, "owner": ann(desk), "created_at": desk.now - timedelta(days=60)}
    moved = desk.make(
        Action, text="Moved", state=ActionState.AGREED, due=DUE, replanned=1, **values
    )
    desk.make(
        ActionUpdate, action=moved.id, update_kind=UpdateKind.POSTPONED, text=Text("Holidays")
    )
    desk.make(
        Action,
        text="Stopped",
        state=ActionState.STOPPED,
        stop_reason="Not needed",
        done_on=desk.now.date(),
        **values,
    )
    desk.make(Action, text="Ownerless", state=ActionState.PROPOSED, meeting=before.id)
    shown = desk.make(Action, text="Shown", state=ActionState.DONE_AWAITING_EVIDENCE, **values)
    desk.make(ActionUpdate, action=shown.id, update_kind=UpdateKind.EVIDENCE, text=Text("Photo"))
    held = discussed(desk)
    facts = desk.read(read_minutes_facts, held.id, labels)
    told = {each.text: each for each in facts.previous_actions}
    assert told["Moved"].remark == "New date Thu 10 Dec 2026: Holidays"
    assert told["Stopped"].remark == "Not needed"
    assert told["Shown"].evidence == "Photo"
    assert told["Ownerless"].owner == ""
    assert "Check the tray" not in told
    assert facts.previous_day == date(2026, 9, 27)


def test_minutes_of_a_restricted_case_tell_nothing_of_it_even_to_those_who_see_it() -> None:
    desk = practice_desk()
    held = running(desk)
    secret = ready_case(desk, "Secret", restricted=True)
    under = desk.do(add_item, held.id, case=secret.id)
    desk.do(go_to_item, under.id)
    desk.do(add_learning_point, under.id, "Hidden learning")
    text = text_of(desk.read(build_minutes, held.id, labels))
    assert "Restricted item, minuted separately." in text
    assert "Secret" not in text
    assert "Hidden learning" not in text


def test_minutes_name_the_next_meeting_and_count_readers_by_role() -> None:
    desk = practice_desk()
    held = circulated(desk)
    desk.do(mark_read, held.id)
    desk.later(days=60)
    following = planned(desk)
    assert following.previous == held.id
    facts = desk.read(read_minutes_facts, held.id, labels)
    assert facts.next_at == desk.now
    assert facts.next_facilitator is not None
    assert facts.read_by == {"gp_partner": 1}


def test_minutes_name_the_next_date_that_was_settled_unless_a_plan_says_another() -> None:
    desk = practice_desk()
    held = running(desk, cases=0)
    settled = desk.now + timedelta(days=56)
    desk.do(settle_next_meeting, held.id, settled)

    def next_at() -> datetime | None:
        return desk.read(read_minutes_facts, held.id, labels).next_at

    assert next_at() == settled
    called_off = desk.do(plan_meeting, "Next", desk.now + timedelta(days=7), meeting_type="sea")
    assert next_at() == called_off.starts_at
    desk.do(cancel_meeting, called_off.id, "Snow")
    assert next_at() == settled
    desk.do(plan_meeting, "Next", None, meeting_type="sea")
    assert next_at() == settled


def test_an_attendance_of_somebody_who_cannot_be_seen_is_left_out() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.make(Attendance, meeting=held.id, person=desk.new_id(), presence=Presence.PRESENT)
    facts = desk.read(read_minutes_facts, held.id, labels)
    assert len(facts.attendees) == 2


def test_an_item_about_a_case_that_is_gone_still_has_its_title() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.do(go_to_item, item(desk, "A case").id)
    del desk.records[item(desk, "A case").subject or desk.person]
    assert "A case" in text_of(desk.read(build_minutes, held.id, labels))
    view = desk.read(read_room, held.id)
    assert view.topic is not None
    assert view.topic.case is None


def test_other_items_are_minuted_where_something_was_said() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.do(note_point, item(desk, "Welcome").id, "Welcome to Raj")
    facts = desk.read(read_minutes_facts, held.id, labels)
    assert [each.title for each in facts.others] == ["Welcome"]


def test_list_meetings_shows_the_latest_first() -> None:
    desk = practice_desk()
    held = circulated(desk)
    desk.do(propose_correction, held.id, "Room 2")
    loose = desk.make(Meeting, title="Some day")
    rows = desk.read(list_meetings)
    assert [each.id for each in rows] == [loose.id, held.id]
    assert (rows[1].items, rows[1].facilitator, rows[1].is_unread, rows[1].open_corrections) == (
        3,
        "Sam Okafor",
        True,
        1,
    )


def test_read_plan_shows_what_waits_and_what_to_park() -> None:
    desk = practice_desk()
    held = planned(desk, minutes=15)
    ready_case(desk, "Waiting")
    view = desk.read(read_plan, held.id, {})
    assert [each.title for each in view.waiting] == ["Waiting"]
    assert (view.over, view.to_park, view.may_run) == (-15, None, True)
    assert view.missing == ("Put at least one item on the agenda.",)
    assert [each.name for each in view.people] == ["Ann Bell", "Sam Okafor"]


def test_read_room_shows_the_current_item_and_what_was_agreed() -> None:
    desk = practice_desk()
    held = discussed(desk)
    view = desk.read(read_room, held.id, item=item(desk, "A case").id)
    assert (view.position, view.present) == (3, 1)
    assert view.topic is not None
    assert view.topic.case is not None
    assert [each.owner for each in view.topic.actions] == ["Ann Bell"]
    assert [each.statement for each in view.agreed_learning] == ["One tray, one person"]
    assert [each.text for each in view.agreed_decisions] == ["One tray"]
    assert [each.text.plain for each in view.topic.went_well] == ["The secretary asked"]
    assert view.missing == ()


def test_read_room_shows_why_an_old_action_is_talked_about() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.make(Action, text="Old", state=ActionState.AGREED, due=date(2026, 11, 1), owner=ann(desk))
    about = desk.make(
        AgendaItem, meeting=held.id, item_kind=ItemKind.ACTIONS, title="Actions", order=b"\x01"
    )
    view = desk.read(read_room, held.id, item=about.id)
    assert view.topic is not None
    assert [(each.reason, each.overdue_days) for each in view.topic.to_review] == [
        ("Overdue by 25 days", 25)
    ]


def test_read_room_keeps_a_restricted_item_closed_to_who_may_not_see_it() -> None:
    desk = practice_desk()
    held = running(desk)
    about = desk.make(
        AgendaItem,
        meeting=held.id,
        item_kind=ItemKind.CASE,
        title="Restricted item",
        restricted=True,
        subject=desk.new_id(),
        order=b"\xff",
    )
    view = desk.read(read_room, held.id, item=about.id)
    assert view.topic is not None
    assert view.topic.is_closed_to_viewer


def test_read_room_before_the_meeting_has_no_item() -> None:
    desk = practice_desk()
    held = planned(desk)
    desk.do(add_guest, held.id, "", "Midwife")
    view = desk.read(read_room, held.id)
    assert (view.topic, view.position) == (None, 0)
    assert view.attendees[-1].name == "Midwife"


def test_read_minutes_shows_draft_then_version_and_who_has_read_it() -> None:
    desk = practice_desk()
    held = discussed(desk)
    desk.do(close_meeting, held.id)
    draft = desk.read(read_minutes, held.id, labels)
    assert (draft.next_state, draft.versions) == (MeetingState.MINUTES_DRAFT, ())
    desk.do(draft_minutes, held.id)
    desk.do(circulate_minutes, held.id, labels)
    desk.do(mark_read, held.id)
    desk.do(propose_correction, held.id, "Room 2")
    view = desk.read(read_minutes, held.id, labels)
    assert document_hash(view.document) == view.versions[0].hash
    assert (view.read_by, view.not_read_by, view.is_read) == (("Sam Okafor",), ("Ann Bell",), True)
    assert [each.proposer for each in view.corrections] == ["Sam Okafor"]
    assert view.next_state is MeetingState.APPROVED
    assert view.missing == ("Settle the 1 correction that somebody proposed.",)
    archived = desk.make(Meeting, title="Gone", state=MeetingState.ARCHIVED)
    assert desk.read(read_minutes, archived.id, labels).next_state is None


def test_here_and_now_is_the_practices_day_and_zone() -> None:
    desk = practice_desk()
    assert desk.read(here_and_now) == (date(2026, 11, 26), desk.zone, "plan_60")


def test_opening_copies_the_default_rules_where_the_practice_has_none() -> None:
    desk = FakeDesk(Role.FACILITATOR)
    held = planned(desk)
    desk.do(add_item, held.id, "Welcome")
    opened = desk.do(open_meeting, held.id, default_rules="Listen.", rules_version=3)
    assert (opened.ground_rules.plain, opened.ground_rules_version) == ("Listen.", 3)


def test_what_was_parked_is_minuted_with_its_reason_or_without() -> None:
    desk = practice_desk()
    held = running(desk, cases=2)
    for each, reason in ((item(desk, "A case"), "Late"), (item(desk, "B case"), "")):
        desk.records[each.id] = replace(each, state=ItemState.PARKED, parked_reason=reason)
    facts = desk.read(read_minutes_facts, held.id, labels)
    assert [each.text for each in facts.parked] == ["A case: Late", "B case"]
