import pytest

from layerdesk.domain.errors import (
    FieldWrong,
    IdentifiersFound,
    NotAllowed,
    ReasonNeeded,
    StepsMissing,
    WrongState,
)
from layerdesk.domain.meetings.clock import item_clock, meeting_clock, unassigned_seconds
from layerdesk.domain.meetings.records import ItemState, Meeting, MeetingState
from layerdesk.domain.people.records import Role
from layerdesk.usecases.meetings.finish import close_meeting
from layerdesk.usecases.meetings.minute import read_minutes_facts
from layerdesk.usecases.meetings.read_room import read_room
from layerdesk.usecases.meetings.run import (
    add_time,
    explain_time,
    finish_item,
    go_to_item,
    next_item,
    open_meeting,
    park_item,
    pause_meeting,
    previous_item,
    resume_meeting,
    share_item,
)
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import ann, item, items, labels, planned, practice_desk, running


def elapsed(desk: FakeDesk, held: Meeting, title: str) -> int:
    return item_clock(item(desk, title), desk.get(Meeting, held.id), desk.now).elapsed


def test_open_meeting_takes_up_the_first_item_and_the_ground_rules() -> None:
    desk = practice_desk()
    held = running(desk)
    assert held.state is MeetingState.OPEN
    assert held.ground_rules.plain == "Everyone's view counts."
    assert held.current_item == item(desk, "Welcome").id
    assert item(desk, "Welcome").state is ItemState.CURRENT


def test_open_meeting_needs_an_agenda() -> None:
    desk = practice_desk()
    with pytest.raises(StepsMissing):
        desk.do(open_meeting, planned(desk).id)


def test_open_meeting_is_not_for_staff() -> None:
    desk = practice_desk()
    held = planned(desk)
    desk.seen_by(ann(desk), Role.STAFF, Role.SCRIBE)
    with pytest.raises(NotAllowed):
        desk.do(open_meeting, held.id)


def test_go_to_item_stops_one_clock_and_starts_the_other_in_one_operation() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.later(minutes=4)
    desk.do(go_to_item, item(desk, "A case").id)
    desk.later(minutes=10)
    assert elapsed(desk, held, "Welcome") == 240
    assert elapsed(desk, held, "A case") == 600
    assert item(desk, "Welcome").state is ItemState.DONE
    assert unassigned_seconds(desk.get(Meeting, held.id), items(desk), desk.now) == 0
    before = len(desk.saved)
    desk.do(go_to_item, item(desk, "A case").id)
    assert len(desk.saved) == before


def test_next_item_passes_over_what_was_parked_and_ends_at_the_last() -> None:
    desk = practice_desk()
    held = running(desk, cases=2)
    desk.do(park_item, item(desk, "A case").id, "Presenter is ill")
    found = desk.do(next_item, held.id)
    assert found is not None
    assert found.title == "B case"
    desk.do(next_item, held.id)
    assert desk.do(next_item, held.id) is None
    assert desk.get(Meeting, held.id).current_item == item(desk, "Close").id


def test_previous_item_goes_back_and_counts_on() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.later(minutes=3)
    desk.do(next_item, held.id)
    desk.later(minutes=1)
    desk.do(previous_item, held.id)
    desk.later(minutes=2)
    assert elapsed(desk, held, "Welcome") == 300
    assert desk.do(previous_item, held.id) is None


def test_next_item_begins_again_after_everything_was_parked() -> None:
    desk = practice_desk()
    held = running(desk)
    for title in ("A case", "Close", "Welcome"):
        desk.do(park_item, item(desk, title).id, "Late")
    assert desk.get(Meeting, held.id).current_item is None
    assert desk.do(next_item, held.id) is None
    desk.do(go_to_item, item(desk, "Close").id)
    assert item(desk, "Close").state is ItemState.CURRENT
    assert item(desk, "Close").parked_reason == ""


def test_pause_meeting_and_resume_meeting_let_both_clocks_stand() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.do(resume_meeting, held.id)
    desk.later(minutes=2)
    desk.do(pause_meeting, held.id)
    desk.later(minutes=30)
    desk.do(pause_meeting, held.id)
    assert elapsed(desk, held, "Welcome") == 120
    desk.do(resume_meeting, held.id)
    desk.later(minutes=1)
    assert elapsed(desk, held, "Welcome") == 180
    assert meeting_clock(desk.get(Meeting, held.id), desk.now).elapsed == 180


def test_pause_meeting_works_where_no_item_is_current() -> None:
    desk = practice_desk()
    held = desk.make(Meeting, title="Bare", state=MeetingState.OPEN, started_at=desk.now)
    desk.do(pause_meeting, held.id)
    desk.do(resume_meeting, held.id)
    assert desk.get(Meeting, held.id).paused_at is None


def test_add_time_adds_up() -> None:
    desk = practice_desk()
    running(desk)
    welcome = item(desk, "Welcome")
    desk.do(add_time, welcome.id, 2)
    desk.do(add_time, welcome.id, 5)
    assert item(desk, "Welcome").extra_minutes == 7
    with pytest.raises(FieldWrong):
        desk.do(add_time, welcome.id, 0)


def test_park_item_needs_a_reason_and_goes_on() -> None:
    desk = practice_desk()
    held = running(desk)
    with pytest.raises(ReasonNeeded):
        desk.do(park_item, item(desk, "Welcome").id, " ")
    desk.later(minutes=1)
    following = desk.do(park_item, item(desk, "Welcome").id, "Late start")
    assert following is not None
    assert following.title == "A case"
    parked = item(desk, "Welcome")
    assert (parked.state, parked.parked_reason, parked.spent_seconds) == (
        ItemState.PARKED,
        "Late start",
        60,
    )
    assert desk.get(Meeting, held.id).current_item == item(desk, "A case").id


def test_park_item_at_the_end_goes_back() -> None:
    desk = practice_desk()
    running(desk)
    desk.do(go_to_item, item(desk, "Close").id)
    following = desk.do(park_item, item(desk, "Close").id, "Late")
    assert following is not None
    assert following.title == "A case"


def test_finish_item_keeps_its_outcome() -> None:
    desk = practice_desk()
    running(desk)
    assert desk.do(finish_item, item(desk, "A case").id, "learning").outcome == "learning"


def test_share_item_keeps_who_else_needs_to_know() -> None:
    desk = practice_desk()
    running(desk)
    shared = desk.do(share_item, item(desk, "A case").id, frozenset({"cluster"}))
    assert shared.share_with == {"cluster"}


def test_no_clock_moves_once_the_meeting_is_closed() -> None:
    desk = practice_desk()
    held = desk.make(Meeting, title="Old", state=MeetingState.CLOSED)
    with pytest.raises(WrongState):
        desk.do(pause_meeting, held.id)


def test_whom_the_meeting_is_handed_to_may_run_it_without_the_role() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.records[held.id] = desk.make(
        Meeting,
        id=held.id,
        title=held.title,
        state=held.state,
        started_at=held.started_at,
        current_item=held.current_item,
        facilitator=ann(desk),
    )
    desk.seen_by(ann(desk), Role.STAFF)
    assert desk.do(next_item, held.id) is not None


def test_explain_time_notes_what_the_extra_minutes_were_for() -> None:
    desk = practice_desk()
    held = running(desk)
    under = item(desk, "Welcome")
    desk.do(add_time, under.id, 2)
    desk.do(explain_time, under.id, " New colleagues ")
    desk.do(explain_time, under.id, "A fire drill")
    assert item(desk, "Welcome").note == ""
    shown = desk.read(read_room, held.id).items[0]
    assert (shown.item.extra_minutes, shown.why_longer) == (2, "New colleagues; A fire drill")
    facts = desk.read(read_minutes_facts, held.id, labels)
    assert "A fire drill" not in str(facts)
    with pytest.raises(IdentifiersFound):
        desk.do(explain_time, under.id, "999 000 0018 had a question")
    desk.do(close_meeting, held.id, despite="Fire alarm")
    with pytest.raises(WrongState):
        desk.do(explain_time, under.id, "Late")
