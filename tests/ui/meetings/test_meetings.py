from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from layerdesk.domain.meetings.records import Meeting, MeetingState
from layerdesk.domain.people.records import Practice, Role
from layerdesk.ui.meetings.clock_words import time_of
from layerdesk.ui.meetings.meetings import Meetings
from layerdesk.usecases.meetings.plan import plan_meeting
from tests.fakes import FakeDesk
from tests.ui.looking import clipped_texts, low_contrast, unnamed_controls
from tests.ui.meetings.session import AtOnce
from tests.usecases.meetings.desk import HOUR, planned, practice_desk

Shown = Callable[..., QWidget]


def opened(shown: Shown, desk: FakeDesk) -> tuple[Meetings, AtOnce, list[tuple[str, object]]]:
    session = AtOnce(desk)
    place = Meetings(session)  # type: ignore[arg-type]  # it does what a Session does
    went: list[tuple[str, object]] = []
    session.went.connect(lambda where, record: went.append((where, record)))
    place.show_again(None)
    shown(place, 1140, 760)
    return place, session, went


def test_an_empty_list_teaches_what_to_do(shown: Shown) -> None:
    place, _, _ = opened(shown, practice_desk())
    assert place.empty.isVisible()
    assert not place.table.isVisible()
    place.empty.button.click()
    assert place.form.isVisible()


def test_a_meeting_is_planned_with_a_title_a_day_and_a_plan(shown: Shown) -> None:
    desk = practice_desk()
    place, _, went = opened(shown, desk)
    place.commands()["new_meeting"]()
    place.form.name.set_words("Lunch")
    place.form.time.set_words("12.30")
    QTest.keyClick(place.form.time, Qt.Key.Key_Return)
    (held,) = desk.all(Meeting)
    assert (held.title, held.starts_at, held.plan, held.meeting_type) == (
        "Lunch",
        datetime(2026, 12, 3, 12, 30, tzinfo=UTC),
        "plan_60",
        "sea",
    )
    assert went == [("plan", held.id)]
    assert not place.form.isVisible()


def test_a_new_meeting_has_the_plan_that_is_usual_here(shown: Shown) -> None:
    desk = practice_desk()
    session = AtOnce(desk)
    huddle = replace(HOUR, id="huddle_15", title="Huddle, 15 minutes", meeting_type="huddle")
    session.declared = replace(session.declared, plans=(huddle, HOUR))
    place = Meetings(session)  # type: ignore[arg-type]  # it does what a Session does
    shown(place, 1140, 760)
    assert place.first_work() is None
    form = place.form
    form.begin()
    assert (form.plan.chosen_id(), form.kind.chosen_id()) == ("plan_60", "sea")
    (practice,) = desk.all(Practice)
    desk.records[practice.id] = replace(practice, default_plan="huddle_15")
    form.begin()
    assert (form.plan.chosen_id(), form.kind.chosen_id()) == ("huddle_15", "huddle")


def test_one_begins_at_the_list(shown: Shown) -> None:
    desk = practice_desk()
    planned(desk)
    place, _, _ = opened(shown, desk)
    assert place.first_work() is place.table


def test_a_time_that_is_none_and_a_refusal_are_said_in_place(shown: Shown) -> None:
    desk = practice_desk()
    place, _, _ = opened(shown, desk)
    place.plan_new()
    place.form.time.set_words("noon")
    place.form._save.click()
    assert place.form._time_field.message.words
    place.form.time.set_words("13:00")
    place.form.name.set_words(" ")
    place.form._save.click()
    assert place.form._name_field.message.words
    assert desk.all(Meeting) == ()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("13:00", time(13)),
        ("9.30", time(9, 30)),
        ("1300", time(13)),
        ("930", time(9, 30)),
        ("13", time(13)),
        ("24:00", None),
        ("13:60", None),
        ("noon", None),
        ("", None),
    ],
)
def test_a_time_is_understood_as_people_write_it(words: str, found: time | None) -> None:
    assert time_of(words) == found


@pytest.mark.parametrize(
    ("state", "where"),
    [
        (MeetingState.PLANNED, "plan"),
        (MeetingState.AGENDA_SENT, "plan"),
        (MeetingState.CANCELLED, "plan"),
        (MeetingState.OPEN, "room"),
        (MeetingState.CLOSED, "minutes"),
        (MeetingState.APPROVED, "minutes"),
    ],
)
def test_enter_opens_a_meeting_where_it_is_now(
    shown: Shown, state: MeetingState, where: str
) -> None:
    desk = practice_desk()
    held = desk.make(Meeting, title="Learning meeting", state=state, starts_at=desk.now)
    place, _, went = opened(shown, desk)
    place.table.setFocus()
    QTest.keyClick(place.table, Qt.Key.Key_Return)
    assert went == [(where, held.id)]


def test_the_list_follows_changes_and_keeps_its_place(shown: Shown) -> None:
    desk = practice_desk()
    first = planned(desk)
    place, session, _ = opened(shown, desk)
    place.take_place(first.id)
    assert place.kept_place() == first.id
    session.by_another(plan_meeting, "Another", desk.now)
    assert place.table.model().rowCount() == 2
    assert place.kept_place() == first.id


def test_a_refusal_for_want_of_the_role_is_said(shown: Shown) -> None:
    desk = practice_desk(Role.STAFF)
    place, _, _ = opened(shown, desk)
    place.plan_new()
    place.form._save.click()
    assert "run meetings" in place.form._name_field.message.words


def test_the_list_is_whole_named_and_legible(shown: Shown, look: str) -> None:
    desk = practice_desk()
    for number in range(4):
        desk.make(
            Meeting,
            title="Significant event meeting",
            meeting_type="sea",
            state=MeetingState.CIRCULATED,
            starts_at=desk.now - timedelta(days=30 * number),
        )
    place, _, _ = opened(shown, desk)
    place.plan_new()
    assert unnamed_controls(place) == []
    assert low_contrast(place) == []
    assert clipped_texts(place.form) == []
