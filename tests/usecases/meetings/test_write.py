from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.cases.records import Answer, Case, CaseState
from layerdesk.domain.errors import (
    FieldWrong,
    IdentifiersFound,
    Missing,
    NotAllowed,
    WrongState,
)
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.learning.records import LearningPoint, Maturity
from layerdesk.domain.meetings.records import Decision, Meeting, MeetingState, MinuteNote, NoteKind
from layerdesk.domain.people.records import Membership, Person, Role, Space, SpaceKind
from layerdesk.domain.record import SpaceId, Text
from layerdesk.usecases.meetings.agree import (
    agree_action,
    edit_agreed_action,
    owner_says_yes,
    read_back,
    take_back_action,
)
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.write import (
    add_decision,
    add_learning_point,
    answer_in_room,
    edit_decision,
    edit_learning_point,
    edit_note_of_item,
    empty_answer,
    note_of_item,
    note_point,
    take_back,
    went_well,
)
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import ann, item, practice_desk, running

DUE = date(2026, 12, 10)
PATIENT = "Her NHS number is 943 476 5919."


def test_edit_note_of_item_keeps_one_running_note() -> None:
    desk = practice_desk()
    running(desk)
    empty = desk.read(note_of_item, item(desk, "A case"))
    desk.do(edit_note_of_item, empty, empty.text.saying("Trays"))
    known = desk.read(note_of_item, item(desk, "A case"))
    desk.do(edit_note_of_item, known, known.text.saying("Trays differ"))
    assert [each.text.plain for each in desk.all(MinuteNote)] == ["Trays differ"]


def test_edit_note_of_item_refuses_too_much_and_what_identifies() -> None:
    desk = practice_desk()
    running(desk)
    empty = desk.read(note_of_item, item(desk, "A case"))
    with pytest.raises(FieldWrong):
        desk.do(edit_note_of_item, empty, Text("x" * 5001))
    with pytest.raises(IdentifiersFound):
        desk.do(edit_note_of_item, empty, Text(PATIENT))
    desk.do(edit_note_of_item, empty, Text(PATIENT), reason="An example number")
    assert desk.all(MinuteNote)[0].text.plain == PATIENT


def test_note_point_and_went_well_add_one_each() -> None:
    desk = practice_desk()
    running(desk)
    desk.do(note_point, item(desk, "A case").id, " Trays differ ")
    desk.do(went_well, item(desk, "A case").id, "She asked")
    assert [(each.note_kind, each.text.plain) for each in desk.all(MinuteNote)] == [
        (NoteKind.POINT, "Trays differ"),
        (NoteKind.WENT_WELL, "She asked"),
    ]
    with pytest.raises(FieldWrong):
        desk.do(note_point, item(desk, "A case").id, " ")


def test_answer_in_room_is_an_answer_of_the_case() -> None:
    desk = practice_desk()
    running(desk)
    under = item(desk, "A case")
    empty = desk.read(empty_answer, under, "why")
    desk.do(answer_in_room, under.id, empty, Text("Nobody looks on Fridays"))
    known = desk.read(empty_answer, under, "why")
    desk.do(answer_in_room, under.id, known, known.text.saying("Nobody looked"))
    (answer,) = desk.all(Answer)
    assert (answer.case, answer.space, answer.text.plain) == (
        under.subject,
        desk.review_team,
        "Nobody looked",
    )
    with pytest.raises(IdentifiersFound):
        desk.do(answer_in_room, under.id, answer, Text(PATIENT))


def test_add_learning_point_is_agreed_by_the_room() -> None:
    desk = practice_desk()
    held = running(desk)
    under = item(desk, "A case")
    point = desk.do(add_learning_point, under.id, " One tray ", advice="start")
    assert (point.statement, point.maturity, point.case, point.meeting) == (
        "One tray",
        Maturity.AGREED,
        under.subject,
        held.id,
    )
    with pytest.raises(FieldWrong):
        desk.do(add_learning_point, under.id, "x" * 281)


def test_edit_learning_point_changes_its_words() -> None:
    desk = practice_desk()
    running(desk)
    point = desk.do(add_learning_point, item(desk, "A case").id, "One tray")
    desk.do(edit_learning_point, point, replace(point, statement="One tray, one person"))
    assert desk.get(LearningPoint, point.id).statement == "One tray, one person"


def test_add_decision_and_edit_decision_keep_dissent() -> None:
    desk = practice_desk()
    running(desk)
    made = desk.do(add_decision, item(desk, "A case").id, "One tray", dissent=" One against ")
    desk.do(edit_decision, made, replace(made, text="Two trays"))
    kept = desk.get(Decision, made.id)
    assert (kept.text, kept.dissent) == ("Two trays", "One against")


def test_take_back_puts_it_in_the_bin() -> None:
    desk = practice_desk()
    running(desk)
    made = desk.do(add_decision, item(desk, "A case").id, "One tray")
    desk.do(take_back, made)
    assert desk.all(Decision) == ()


def test_agree_action_needs_a_verb_one_owner_and_a_date() -> None:
    desk = practice_desk()
    held = running(desk)
    under = item(desk, "A case")
    made = desk.do(
        agree_action,
        under.id,
        " Check the tray ",
        ann(desk),
        DUE,
        how_we_will_know="Tray empty at six",
        strength="weak",
        strength_kind="reminder",
    )
    assert (made.text, made.state, made.first_due) == ("Check the tray", ActionState.AGREED, DUE)
    assert (made.case, made.meeting, made.item) == (under.subject, held.id, under.id)
    left = desk.make(Person, name="Gone", active_to=date(2026, 1, 1))
    for text, owner, due in (
        ("", ann(desk), DUE),
        ("x" * 301, ann(desk), DUE),
        ("Check", None, DUE),
        ("Check", left.id, DUE),
        ("Check", ann(desk), None),
        ("Check", ann(desk), date(2026, 11, 25)),
    ):
        with pytest.raises(FieldWrong):
            desk.do(agree_action, under.id, text, owner, due)


def test_edit_agreed_action_moves_the_first_date_too() -> None:
    desk = practice_desk()
    running(desk)
    made = desk.do(agree_action, item(desk, "A case").id, "Check", ann(desk), DUE)
    later = date(2026, 12, 20)
    desk.do(edit_agreed_action, made, replace(made, due=later))
    assert desk.get(Action, made.id).first_due == later


def test_take_back_action_puts_it_in_the_bin() -> None:
    desk = practice_desk()
    running(desk)
    made = desk.do(agree_action, item(desk, "A case").id, "Check", ann(desk), DUE)
    desk.do(take_back_action, made.id)
    assert desk.all(Action) == ()


def test_owner_says_yes_and_read_back() -> None:
    desk = practice_desk()
    held = running(desk)
    under = item(desk, "A case").id
    first = desk.do(agree_action, under, "Check", ann(desk), DUE)
    desk.do(agree_action, under, "Ask", ann(desk), DUE)
    desk.do(owner_says_yes, first.id)
    assert desk.do(read_back, held.id).read_back
    assert all(each.owner_said_yes for each in desk.all(Action))
    desk.do(agree_action, under, "One more", ann(desk), DUE)
    assert not desk.get(Meeting, held.id).read_back
    assert desk.do(read_back, held.id).read_back
    desk.do(add_decision, under, "One tray")
    assert not desk.get(Meeting, held.id).read_back


def test_what_is_said_of_a_restricted_case_stays_with_those_who_are_named() -> None:
    desk = practice_desk()
    held = running(desk)
    named, secret = _restricted(desk)
    under = desk.do(add_item, held.id, case=secret.id)
    point = desk.do(add_learning_point, under.id, "Ask early")
    made = desk.do(agree_action, under.id, "Ask", ann(desk), DUE)
    assert (point.space, made.space) == (named, named)
    desk.seen_by(ann(desk), Role.SCRIBE)
    with pytest.raises(Missing):
        desk.do(add_learning_point, under.id, "Ask late")


def test_staff_do_not_write_minutes() -> None:
    desk = practice_desk()
    running(desk)
    desk.seen_by(ann(desk), Role.STAFF, Role.SEA_LEAD)
    with pytest.raises(NotAllowed):
        desk.do(add_decision, item(desk, "A case").id, "One tray")


def test_nothing_is_written_once_minutes_went_round() -> None:
    desk = practice_desk()
    held = running(desk)
    desk.records[held.id] = replace(desk.get(Meeting, held.id), state=MeetingState.CIRCULATED)
    with pytest.raises(WrongState):
        desk.do(add_learning_point, item(desk, "A case").id, "Late")


def _restricted(desk: FakeDesk) -> tuple[SpaceId, Case]:
    space = SpaceId(desk.new_id())
    desk.make(Space, id=space, space=space, space_kind=SpaceKind.NAMED)
    desk.make(Membership, space=space, person=desk.person)
    desk.seen_by(desk.person, Role.FACILITATOR)
    return space, desk.make(
        Case, space=space, title="Secret", restricted=True, state=CaseState.READY
    )
