"""This is where cases begin and their fields are edited."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.errors import FieldWrong, IdentifiersFound, NotAllowed, WrongState
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.edit_case import edit_case
from layerdesk.usecases.cases.start_case import start_case
from tests.fakes import FakeDesk

NHS_NUMBER = "999 000 0018"


def test_start_case_makes_a_draft_that_only_its_author_sees():
    desk = FakeDesk()
    case = desk.do(
        start_case,
        title=" Late result ",
        method="T01",
        method_version=3,
        date_of_event=ApproximateDate("2026-05"),
    )
    kept = desk.get(Case, case.id)
    assert (kept.title, kept.ref, kept.space) == ("Late result", "LD-2026-A001", desk.me)
    assert (kept.method, kept.method_version, kept.date_of_event) == ("T01", 3, "2026-05")
    assert kept.reporter == desk.person
    desk.seen_by(RecordId("somebody-else"), Role.PRACTICE_MANAGER)
    assert desk.read(lambda reading: reading.maybe(Case, case.id)) is None


def test_start_case_refuses_a_long_title():
    desk = FakeDesk()
    with pytest.raises(FieldWrong):
        desk.do(start_case, title="x" * 121)


def test_edit_case_keeps_what_was_changed():
    desk = FakeDesk()
    before = desk.do(start_case, title="Late result")
    desk.do(edit_case, before, replace(before, care_area="results", risk_consequence=3))
    assert desk.get(Case, before.id).care_area == "results"


@pytest.mark.parametrize(
    "by_hand", [{"state": CaseState.CLOSED}, {"restricted": True}, {"ref": "LD-1"}]
)
def test_edit_case_does_not_move_the_case(by_hand):
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    before = desk.make(Case, space=desk.review_team, state=CaseState.REPORTED)
    with pytest.raises(WrongState):
        desk.do(edit_case, before, replace(before, **by_hand))


def test_edit_case_leaves_a_closed_case_as_it_is():
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    before = desk.make(Case, state=CaseState.CLOSED)
    with pytest.raises(WrongState):
        desk.do(edit_case, before, replace(before, title="New"))


def test_edit_case_is_for_who_reported_it_and_those_who_triage():
    desk = FakeDesk(Role.STAFF)
    before = desk.make(Case, space=desk.review_team, state=CaseState.REPORTED)
    with pytest.raises(NotAllowed):
        desk.do(edit_case, before, replace(before, place="phone"))
    own = desk.make(Case, space=desk.review_team, state=CaseState.REPORTED, reporter=desk.person)
    desk.do(edit_case, own, replace(own, place="phone"))
    desk.seen_by(desk.person, Role.SEA_LEAD)
    desk.do(edit_case, before, replace(before, place="phone"))
    assert [case.place for case in desk.all(Case)] == ["phone", "phone"]


def test_edit_case_leaves_the_risk_of_a_report_to_those_who_triage():
    desk = FakeDesk(Role.STAFF)
    own = desk.make(Case, space=desk.review_team, state=CaseState.REPORTED, reporter=desk.person)
    with pytest.raises(NotAllowed):
        desk.do(edit_case, own, replace(own, risk_consequence=5))
    desk.seen_by(desk.person, Role.SEA_LEAD)
    desk.do(edit_case, own, replace(own, risk_consequence=5))
    assert desk.get(Case, own.id).risk_consequence == 5


def test_edit_case_keeps_identifiers_out_of_what_others_see():
    desk = FakeDesk(Role.SEA_LEAD)
    before = desk.make(Case, space=desk.review_team, state=CaseState.REPORTED)
    after = replace(before, summary=Text(f"Letter for {NHS_NUMBER}"))
    with pytest.raises(IdentifiersFound) as caught:
        desk.do(edit_case, before, after)
    (finding,) = caught.value.values["findings"]
    assert finding.text == NHS_NUMBER
    desk.do(edit_case, before, replace(after, identifier_reason="A test number"))
    assert desk.get(Case, before.id).identifier_reason == "A test number"


def test_edit_case_does_not_ask_again_for_words_that_stood_there():
    desk = FakeDesk(Role.SEA_LEAD)
    before = desk.make(
        Case, space=desk.review_team, state=CaseState.REPORTED, summary=Text(NHS_NUMBER)
    )
    desk.do(edit_case, before, replace(before, title="New title"))
    assert desk.get(Case, before.id).title == "New title"


def test_edit_case_lets_a_draft_hold_anything():
    desk = FakeDesk()
    before = desk.do(start_case, title="Draft")
    desk.do(edit_case, before, replace(before, summary=Text(f"Letter for {NHS_NUMBER}")))
    assert NHS_NUMBER in desk.get(Case, before.id).summary.plain
