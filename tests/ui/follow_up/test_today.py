"""This is where it is tested that the day begins with what is due, one click away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.meetings.records import Meeting, MeetingState, MinutesVersion
from layerdesk.domain.people.records import Role
from layerdesk.ui.follow_up.today import Today
from layerdesk.ui.follow_up.today_rows import ActionLine, GoLine
from tests.fakes import NOW
from tests.ui.follow_up.stories import LATE, LEFT_TWO, SOON, busy_practice
from tests.ui.looking import clipped_texts, low_contrast, trapped_focus, unnamed_controls


@pytest.fixture
def place(sitting, shown, qtbot):
    def open_it(width: int = 1200, height: int = 1000) -> Today:
        made = Today(sitting.session)
        shown(made, width, height)
        sitting.come_to_rest(qtbot)
        return made

    return open_it


def actions(today: Today) -> list[ActionLine]:
    return [each for each in today.lines() if isinstance(each, ActionLine)]


def line(today: Today, words: str) -> GoLine:
    (found,) = (
        each
        for each in today.lines()
        if isinstance(each, GoLine) and words in each.accessibleName()
    )
    return found


def test_minutes_of_meetings_with_one_title_are_told_apart_by_their_dates(
    place, desk, sitting, qtbot
):
    for days in range(6):
        began = NOW - timedelta(days=days)
        held = desk.make(Meeting, title="Huddle", state=MeetingState.CIRCULATED, starts_at=began)
        desk.make(MinutesVersion, meeting=held.id, version=1)
    today = place()
    names = [each.accessibleName() for each in today.lines() if isinstance(each, GoLine)]
    assert names == [
        "Minutes to read: Huddle, Thu 26 Nov 2026, 13:00",
        "Minutes to read: Huddle, Wed 25 Nov 2026, 13:00",
        "Minutes to read: Huddle, Tue 24 Nov 2026, 13:00",
        "Minutes to read: Huddle, Mon 23 Nov 2026, 13:00",
        "Minutes of 2 more meetings",
    ]
    qtbot.mouseClick(line(today, "2 more"), Qt.MouseButton.LeftButton)
    assert sitting.heard.went == [("meetings", None)]


def test_an_empty_day_teaches_what_will_stand_there(place):
    today = place()
    assert today.summary.text() == "Nothing of yours is overdue."
    assert today.nothing_due.isVisible()
    assert today.nothing_waits.isVisible()
    assert not today.overdue.isVisible()
    assert today.meeting.main.words == "Plan a meeting"


def test_overdue_actions_come_first_and_are_counted(place, desk):
    busy_practice(desk)
    today = place()
    assert today.overdue.words == "1 overdue"
    assert today.summary.text() == "1 action of yours is overdue."
    assert [each.record for each in actions(today)] == [LATE, SOON]
    assert "6 days overdue" in actions(today)[0].line.accessibleName()


def test_a_click_on_an_action_opens_it(place, desk, sitting, qtbot):
    busy_practice(desk)
    today = place()
    qtbot.mouseClick(actions(today)[1].line, Qt.MouseButton.LeftButton)
    assert sitting.heard.went == [("my_actions", SOON)]


def test_ticking_an_action_off_takes_it_away_and_keeps_the_focus(place, desk, sitting, qtbot):
    busy_practice(desk)
    today = place()
    tick = actions(today)[0].tick
    assert tick.accessibleName().startswith("Mark as done: Put the name")
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    sitting.come_to_rest(qtbot)
    assert desk.get(Action, LATE).state is ActionState.DONE_AWAITING_EVIDENCE
    assert [each.record for each in actions(today)] == [SOON]
    assert QApplication.focusWidget() is actions(today)[0].tick
    assert today.summary.text() == "1 action of yours is due within a week; none is overdue."
    assert "Ctrl+Z" in sitting.heard.said[-1]
    qtbot.keyClick(actions(today)[0].tick, Qt.Key.Key_Space)
    sitting.come_to_rest(qtbot)
    assert actions(today) == []
    assert QApplication.focusWidget() is today.all_mine


def test_coming_back_on_another_day_counts_anew(place, desk, sitting, qtbot):
    busy_practice(desk)
    today = place()
    today.hide()
    desk.later(days=3)
    today.show()
    sitting.come_to_rest(qtbot)
    assert today.overdue.words == "2 overdue"
    assert today.day.text() == "Sunday 29 November 2026"


def test_a_tick_that_came_too_late_is_taken_back(place, desk, sitting, qtbot):
    busy_practice(desk)
    today = place()
    stopped = replace(desk.get(Action, LATE), state=ActionState.STOPPED)
    desk.records[LATE] = stopped
    qtbot.mouseClick(actions(today)[0].tick, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert [each.record for each in actions(today)] == [SOON]
    assert "stopped" in sitting.heard.said[-1]


def test_more_than_eight_actions_are_behind_one_line(place, desk, sitting, qtbot):
    for number in range(10):
        desk.make(
            Action,
            text=f"Do {number}",
            owner=desk.person,
            state=ActionState.AGREED,
            due=(NOW - timedelta(days=number)).date(),
        )
    today = place()
    assert len(actions(today)) == 8
    qtbot.mouseClick(line(today, "and 2 more of yours"), Qt.MouseButton.LeftButton)
    assert sitting.heard.went == [("my_actions", None)]


@pytest.mark.parametrize(
    ("words", "place_id"),
    [
        ("1 case to triage", "inbox"),
        ("1 note in your inbox", "inbox"),
        ("awaits evidence", "my_actions"),
        ("Minutes to read: Learning meeting", "minutes"),
        ("1 action of others is overdue", "all_actions"),
        ("1 case that you began", "case"),
    ],
)
def test_each_thing_that_waits_is_one_click_away(place, desk, sitting, qtbot, words, place_id):
    busy_practice(desk)
    today = place()
    qtbot.mouseClick(line(today, words), Qt.MouseButton.LeftButton)
    assert [each for each, _ in sitting.heard.went] == [place_id]


def test_the_follow_up_lead_sees_what_a_leaver_left(place, desk, sitting, qtbot):
    busy_practice(desk)
    today = place()
    qtbot.mouseClick(line(today, "Mira Lund has left"), Qt.MouseButton.LeftButton)
    assert sitting.heard.went == [("all_actions", LEFT_TWO)]
    desk.seen_by(desk.person, Role.STAFF)
    today.show_again(None)
    sitting.come_to_rest(qtbot)
    names = [each.accessibleName() for each in today.lines() if isinstance(each, GoLine)]
    assert not any("has left" in each or "triage" in each for each in names)


def test_a_meeting_far_off_leads_to_its_plan(place, desk, sitting, qtbot):
    busy_practice(desk)
    today = place()
    assert today.meeting.when.text() == "Thu 3 Dec 2026 at 13:00"
    assert today.meeting.about.text() == "Library · 60 minutes · 5 items"
    qtbot.mouseClick(today.meeting.main, Qt.MouseButton.LeftButton)
    assert sitting.heard.went == [("plan", "coming")]


@pytest.mark.parametrize(
    ("hours", "state", "words", "when"),
    [
        (1, MeetingState.PLANNED, "Go to the meeting room", "Today at 14:00"),
        (10, MeetingState.AGENDA_SENT, "Go to the meeting room", "Today at 23:00"),
        (20, MeetingState.PLANNED, "Prepare the agenda", "Tomorrow at 09:00"),
        (20, MeetingState.AGENDA_SENT, "Look at the agenda", "Tomorrow at 09:00"),
        (-1, MeetingState.OPEN, "Go into the meeting", "Today at 12:00"),
    ],
)
def test_a_meeting_that_is_near_can_be_opened(
    place, desk, sitting, qtbot, hours, state, words, when
):
    desk.make(Meeting, id="m", title="Huddle", starts_at=NOW + timedelta(hours=hours), state=state)
    today = place()
    card = today.meeting
    assert (card.main.words, card.when.text()) == (words, when)
    assert card.running.isVisible() is (state is MeetingState.OPEN)
    qtbot.mouseClick(card.main, Qt.MouseButton.LeftButton)
    near = "agenda" not in words
    assert sitting.heard.went == [("room" if near else "plan", "m")]
    assert card.plan.isVisible() is near
    card.plan.click()
    assert sitting.heard.went[-1] == ("plan", "m")


def test_a_running_meeting_without_a_time_has_no_line_for_it(place, desk):
    desk.make(Meeting, title="Huddle", state=MeetingState.OPEN)
    today = place()
    assert not today.meeting.when.isVisible()
    assert "the agenda is empty yet" in today.meeting.about.text()


def test_without_a_meeting_one_can_plan_one(place, sitting, qtbot):
    today = place()
    qtbot.mouseClick(today.meeting.main, Qt.MouseButton.LeftButton)
    today.meeting.plan.click()
    today.all_mine.click()
    assert sitting.heard.went == [("meetings", None), ("my_actions", None)]


@pytest.mark.parametrize("width", [960, 1200])
def test_today_is_whole_named_and_legible_in_every_look(look, place, desk, width):
    busy_practice(desk)
    today = place(width, 2600 if look == "200" else 1000)
    assert clipped_texts(today) == []
    assert unnamed_controls(today) == []
    assert low_contrast(today) == []
    assert trapped_focus(today) == []
