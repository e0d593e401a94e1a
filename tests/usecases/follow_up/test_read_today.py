"""This is where it is tested what a person sees when the day begins."""

from datetime import UTC, date, datetime, timedelta

import pytest

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.meetings.records import AgendaItem, Meeting, MeetingState, MinutesVersion
from layerdesk.domain.people.records import Person, Role
from layerdesk.domain.record import Text
from layerdesk.usecases.follow_up.read_today import read_today
from tests.fakes import NOW, FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


def test_read_today_of_a_new_practice_is_empty(desk):
    today = desk.read(read_today)
    assert today.name == "Sam Okafor"
    assert (today.mine, today.meeting, today.minutes, today.leavers) == ((), None, (), ())
    assert (today.notes.count, today.to_triage.count, today.drafts.count) == (0, 0, 0)


def test_read_today_shows_what_presses_and_counts_the_rest(desk):
    other = desk.make(Person, name="Other").id
    given = {"text": "Ask", "state": ActionState.AGREED}
    desk.make(Action, id="late", owner=desk.person, due=date(2026, 11, 20), **given)
    desk.make(Action, id="soon", owner=desk.person, due=date(2026, 11, 28), **given)
    desk.make(Action, id="later", owner=desk.person, due=date(2027, 11, 28), **given)
    desk.make(
        Action,
        id="shown",
        text="Ask",
        owner=desk.person,
        state=ActionState.DONE_AWAITING_EVIDENCE,
    )
    desk.make(Action, id="others", owner=other, due=date(2026, 11, 20), **given)
    today = desk.read(read_today)
    assert [row.id for row in today.mine] == ["late", "soon"]
    assert (today.mine_open, today.mine_overdue) == (3, 1)
    assert today.mine_awaiting_evidence == ("shown",)
    assert today.others_overdue == 0
    desk.seen_by(desk.person, Role.FOLLOW_UP_LEAD)
    assert desk.read(read_today).others_overdue == 1


def test_read_today_shows_leavers_to_those_who_can_see_to_them(desk):
    gone = desk.make(Person, name="Gone", active_to=date(2026, 11, 1)).id
    desk.make(Action, text="Ask", owner=gone, state=ActionState.AGREED)
    assert desk.read(read_today).leavers == ()
    desk.seen_by(desk.person, Role.FOLLOW_UP_LEAD)
    assert [each.name for each in desk.read(read_today).leavers] == ["Gone"]


def test_read_today_names_the_next_meeting_and_prefers_the_one_that_runs(desk):
    desk.make(Meeting, id="past", title="Past", starts_at=NOW - timedelta(days=2))
    desk.make(Meeting, id="far", title="Far", starts_at=NOW + timedelta(days=20))
    desk.make(Meeting, id="near", title="Near", starts_at=NOW + timedelta(days=2), place="Library")
    desk.make(AgendaItem, meeting="near")
    found = desk.read(read_today).meeting
    assert (found.id, found.items, found.place, found.running) == ("near", 1, "Library", False)
    desk.make(Meeting, id="runs", ref="M-1", state=MeetingState.OPEN)
    found = desk.read(read_today).meeting
    assert (found.id, found.title, found.running) == ("runs", "M-1", True)


def test_read_today_shows_a_meeting_whose_hour_has_just_come(desk):
    desk.make(Meeting, id="now", title="Now", starts_at=NOW - timedelta(minutes=5))
    assert desk.read(read_today).meeting.id == "now"


def test_read_today_counts_what_waits_and_since_when(desk):
    long_ago = datetime(2026, 11, 16, 9, tzinfo=UTC)
    desk.make(Note, space=desk.me, text=Text("A thought"), created_at=long_ago)
    desk.make(Case, space=desk.me, state=CaseState.DRAFT, title="Begun")
    case = desk.make(
        Case,
        space=desk.review_team,
        state=CaseState.REPORTED,
        title="Reported",
        date_reported=date(2026, 11, 16),
    )
    today = desk.read(read_today)
    assert (today.notes.count, today.notes.oldest_days, today.drafts.count) == (1, 10, 1)
    assert today.to_triage.count == 0
    desk.seen_by(desk.person, Role.SEA_LEAD)
    waits = desk.read(read_today).to_triage
    assert (waits.count, waits.oldest_days, waits.late, waits.first) == (1, 10, 1, case.id)


def test_read_today_names_the_minutes_to_be_read_and_when_the_meeting_was(desk):
    state = MeetingState.CIRCULATED
    undated = desk.make(Meeting, ref="M-1", state=state)
    held = desk.make(Meeting, title="Huddle", state=state, started_at=NOW - timedelta(days=7))
    dated = desk.make(Meeting, title="Huddle", state=state, starts_at=NOW - timedelta(days=1))
    for meeting in (undated, held, dated):
        desk.make(MinutesVersion, meeting=meeting.id, version=1)
    found = {each.meeting: each for each in desk.read(read_today).minutes}
    assert {key: (each.title, each.starts_at) for key, each in found.items()} == {
        undated.id: ("M-1", None),
        held.id: ("Huddle", held.started_at),
        dated.id: ("Huddle", dated.starts_at),
    }
    assert found[dated.id].zone.key == dated.time_zone
