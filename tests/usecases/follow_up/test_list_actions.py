"""This is where it is tested how actions are listed and read."""

from datetime import UTC, date, datetime

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.follow_up.due import Band
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.records import Person, Practice, Role
from layerdesk.domain.record import Text
from layerdesk.usecases.follow_up.find_unsettled import leavers_actions, unsettled_for_agenda
from layerdesk.usecases.follow_up.list_actions import (
    ActionFilter,
    list_all_actions,
    list_my_actions,
    my_list_document,
)
from layerdesk.usecases.follow_up.read_action import read_action
from tests.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    """A practice with actions of two people, one of whom has left."""
    desk = FakeDesk()
    mira = desk.make(Person, id="mira", name="Mira Lund", active_to=date(2026, 11, 1)).id
    meeting = desk.make(
        Meeting, title="Learning meeting", starts_at=datetime(2026, 11, 5, 13, tzinfo=UTC)
    )
    case = desk.make(Case, ref="LD-1", title="A late letter")
    agreed = {"state": ActionState.AGREED}
    desk.make(Action, id="later", text="Put up", owner=desk.person, due=date(2027, 2, 1), **agreed)
    desk.make(
        Action,
        id="late",
        text="Ask the lab",
        owner=desk.person,
        due=date(2026, 11, 20),
        strength="weak",
        meeting=meeting.id,
        **agreed,
    )
    desk.make(Action, id="undated", text="Ring", owner=mira, case=case.id, **agreed)
    desk.make(
        Action, id="soon", text="Write", owner=mira, due=date(2026, 11, 27), note="n", **agreed
    )
    desk.make(
        Action,
        id="done",
        text="Draw a plan",
        owner=desk.person,
        due=date(2026, 3, 1),
        state=ActionState.DONE_EVIDENCED,
    )
    desk.make(Action, id="hidden", space="elsewhere", text="Secret", **agreed)
    return desk


def ids(rows) -> list[str]:
    return [row.id for row in rows]


def test_list_my_actions_has_overdue_first_and_finished_last(desk):
    assert ids(desk.read(list_my_actions)) == ["late", "later", "done"]


def test_list_all_actions_sees_everybodys_but_not_what_is_hidden(desk):
    rows = desk.read(list_all_actions)
    assert ids(rows) == ["late", "soon", "later", "undated", "done"]
    assert [row.band for row in rows][:2] == [Band.OVERDUE, Band.SOON]
    assert [row.overdue_days for row in rows] == [6, 0, 0, 0, 0]
    assert [row.mine for row in rows] == [True, False, True, False, True]


def test_list_all_actions_says_where_each_comes_from(desk):
    words = {row.id: row.origin.words for row in desk.read(list_all_actions)}
    assert words == {
        "late": "Learning meeting, 5 Nov",
        "undated": "LD-1 A late letter",
        "soon": "A quick note",
        "later": "",
        "done": "",
    }


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        (ActionFilter(owner="mira"), ["soon", "undated"]),
        (ActionFilter(states=frozenset({ActionState.DONE_EVIDENCED})), ["done"]),
        (ActionFilter(bands=frozenset({Band.OVERDUE})), ["late"]),
        (ActionFilter(strengths=frozenset({"weak"})), ["late"]),
        (ActionFilter(open_only=True), ["late", "soon", "later", "undated"]),
        (ActionFilter(of_leavers=True), ["soon", "undated"]),
        (ActionFilter(words="learning ask"), ["late"]),
        (ActionFilter(words="mira"), ["soon", "undated"]),
    ],
)
def test_list_all_actions_can_be_narrowed(desk, narrowed, found):
    assert ids(desk.read(list_all_actions, narrowed)) == found


def test_read_action_has_the_latest_progress_first_and_where_it_comes_from(desk):
    for day, words in ((3, "Second."), (1, "First.")):
        desk.make(
            ActionUpdate,
            action="late",
            update_kind=UpdateKind.PROGRESS,
            text=Text(words),
            day=date(2026, 11, day),
            created_by=desk.person,
        )
    view = desk.read(read_action, "late")
    assert [(each.words, each.by) for each in view.updates] == [
        ("Second.", "Sam Okafor"),
        ("First.", "Sam Okafor"),
    ]
    assert (view.owner_name, view.overdue_days, view.lacking) == ("Sam Okafor", 6, ())
    assert view.origin.kind == "meeting"
    assert [name for _, name in view.people] == ["Sam Okafor"]
    assert (view.mine, view.may_update, view.may_tell, view.may_lead) == (True, True, True, False)


def test_read_action_of_somebody_who_left_says_so(desk):
    view = desk.read(read_action, "soon")
    assert (view.owner_name, view.owner_left, view.may_update) == ("Mira Lund", True, False)


def test_leavers_actions_are_found(desk):
    found = desk.read(leavers_actions)
    assert [(each.name, each.actions) for each in found] == [("Mira Lund", ("soon", "undated"))]


def test_unsettled_for_agenda_says_why_each_comes_back(desk):
    found = desk.read(unsettled_for_agenda, date(2026, 11, 26))
    assert [(each.action.id, each.reason) for each in found] == [
        ("late", "Overdue by 6 days"),
        ("undated", "Its owner has left"),
        ("soon", "Its owner has left"),
    ]


def test_my_list_document_is_of_the_viewer_and_their_practice(desk):
    desk.make(Practice, name="Elm Street Surgery")
    document = desk.read(my_list_document)
    assert document.title == "Actions of Sam Okafor"
    assert document.footer[0] == "Elm Street Surgery"


def test_a_role_lets_see_to_the_actions_of_others(desk):
    desk.seen_by(desk.person, Role.PRACTICE_MANAGER)
    view = desk.read(read_action, "soon")
    assert (view.may_update, view.may_lead) == (True, True)
