"""This is where a case is read with what it still needs and what the viewer may do."""

from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.risk import Band
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.people.records import Person, Role, SpaceKind
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.read_case import read_case
from layerdesk.usecases.cases.report_case import report_case
from layerdesk.usecases.cases.start_case import start_case
from tests.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


def test_read_case_says_what_is_missing_for_the_next_state(desk):
    case = desk.make(Case, space=desk.review_team, state=CaseState.REPORTED)
    view = desk.read(read_case, case.id)
    assert view.main is not None
    assert view.main.state is CaseState.TRIAGED
    assert view.main.missing == ("Choose what kind of event it was.",)
    assert (view.may_edit, view.may_triage, view.may_move) == (True, True, True)


def test_read_case_names_other_ways_too(desk):
    case = desk.make(Case, state=CaseState.TRIAGED, event_kind="good_care")
    view = desk.read(read_case, case.id)
    assert {way.state for way in view.others} == {CaseState.READY, CaseState.CLOSED}


def test_read_case_brings_learning_and_actions_also_of_its_older_copies(desk):
    draft = desk.do(start_case, title="Late result", summary="It was late.")
    shared = desk.make(Action, case=draft.id, text="Buy a phone")
    case = desk.do(report_case, draft.id)
    point = desk.make(LearningPoint, case=case.id, statement="Phone it through")
    view = desk.read(read_case, draft.id)
    assert view.case.id == case.id
    assert [each.id for each in view.actions] == [shared.id]
    assert [each.id for each in view.learning] == [point.id]
    assert view.facts.actions_without_owner_or_date == 1


def test_read_case_knows_risk_priority_waiting_and_names(desk):
    colleague = desk.make(Person, name="Jo Bell")
    linked = desk.make(Case, ref="LD-2026-A004", title="Another late result")
    desk.make(Case, themes=frozenset({"handover"}))
    case = desk.make(
        Case,
        state=CaseState.READY,
        risk_consequence=4,
        risk_likelihood=3,
        date_reported=date(2026, 11, 1),
        themes=frozenset({"handover"}),
        linked_cases=frozenset({linked.id, "elsewhere"}),
    )
    view = desk.read(read_case, case.id)
    assert view.band is Band.HIGH
    assert view.priority.reason == "High risk · Happened before"
    assert (view.waiting.days, view.waiting.late) == (25, True)
    assert view.people[colleague.id] == "Jo Bell"
    assert view.links == ((linked.id, "LD-2026-A004", "Another late result"),)


def test_read_case_finds_identifiers_before_a_meeting_does(desk):
    case = desk.make(Case, state=CaseState.GATHERING_FACTS, summary=Text("For 999 000 0018"))
    view = desk.read(read_case, case.id)
    assert view.facts.identifiers_left
    assert view.main is not None
    assert any("identifies" in step for step in view.main.missing)


def test_read_case_of_ones_own_draft_offers_to_report_it(desk):
    desk.seen_by(desk.person, Role.STAFF)
    draft = desk.do(start_case, title="Late result", summary="It was late.")
    view = desk.read(read_case, draft.id)
    assert (view.lies_in, view.may_report, view.may_move) == (SpaceKind.ME, True, True)


def test_read_case_of_staff_offers_nothing_they_may_not_do(desk):
    case = desk.make(Case, state=CaseState.AWAITING_REVIEW)
    desk.seen_by(desk.person, Role.STAFF)
    view = desk.read(read_case, case.id)
    assert not view.may_edit
    assert not (view.may_triage)
    assert not (view.may_close)
    assert not view.may_move


def test_read_case_of_a_closed_case_leads_nowhere(desk):
    case = desk.make(Case, state=CaseState.CLOSED)
    view = desk.read(read_case, case.id)
    assert (view.main, view.others, view.may_edit) == (None, (), False)


def test_read_case_offers_to_share_a_discussed_case(desk):
    case = desk.make(Case, space=desk.review_team, state=CaseState.DISCUSSED)
    assert desk.read(read_case, case.id).may_share
    desk.seen_by(desk.person, Role.SCRIBE)
    assert not desk.read(read_case, case.id).may_share


def test_read_case_of_a_copy_that_went_on_out_of_sight_can_only_be_read(desk):
    case = desk.make(
        Case, space=desk.me, state=CaseState.REPORTED, continued_as=RecordId("out of sight")
    )
    view = desk.read(read_case, case.id)
    assert view.gone_on
    assert (view.main, view.others) == (None, ())
    assert not view.may_edit
    assert not view.may_move


def test_a_case_that_nobody_may_see_is_missing(desk):
    with pytest.raises(Missing):
        desk.read(read_case, RecordId("nowhere"))
