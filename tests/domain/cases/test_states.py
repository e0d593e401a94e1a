"""This is where the way of a case is walked, and each missing step is asked for by name."""

from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, CaseState, Lfpse, YesNo
from layerdesk.domain.cases.states import (
    ENDED,
    SIDE_STATES,
    CaseFacts,
    main_next_state,
    may_move,
    next_states,
    steps_before,
    steps_missing,
)
from layerdesk.domain.record import RecordId, SpaceId, Text, fields_of

CASE = Case(id=RecordId("case"), space=SpaceId("space"))
INCIDENT = replace(CASE, event_kind="patient_safety_incident")
GOOD_CARE = replace(CASE, event_kind="good_care")
TRIAGED = replace(
    INCIDENT,
    risk_consequence=3,
    risk_likelihood=2,
    candour="told_in_person",
    lfpse=Lfpse.DONE,
)
COMPLETE = CaseFacts(timeline=1, learning_points=1, actions=1)


def missing(case: Case, state: CaseState, **facts: object) -> str:
    return " ".join(steps_missing(case, state, facts=CaseFacts(**facts)))  # type: ignore[arg-type]


def test_a_report_needs_a_title_and_what_happened():
    assert "title" in missing(CASE, CaseState.REPORTED)
    assert "what happened" in missing(CASE, CaseState.REPORTED)
    told = replace(CASE, title="Late result", summary=Text("It came late."))
    assert missing(told, CaseState.REPORTED) == ""


def test_triage_needs_the_kind_of_event_first():
    assert steps_missing(CASE, CaseState.TRIAGED) == ("Choose what kind of event it was.",)


def test_triage_of_an_incident_needs_risk_candour_and_lfpse():
    assert len(steps_missing(INCIDENT, CaseState.TRIAGED)) == 3
    assert steps_missing(TRIAGED, CaseState.TRIAGED) == ()


def test_triage_of_good_care_needs_nothing_more_than_that():
    assert steps_missing(GOOD_CARE, CaseState.TRIAGED) == ()


def test_a_near_miss_needs_no_view_on_candour():
    assert "candour" not in missing(replace(CASE, event_kind="near_miss"), CaseState.TRIAGED)


def test_candour_that_does_not_apply_needs_a_reason():
    without = replace(TRIAGED, candour="not_notifiable")
    assert "why" in missing(without, CaseState.TRIAGED)
    assert missing(replace(without, candour_reason="No harm"), CaseState.TRIAGED) == ""


def test_lfpse_is_not_asked_for_outside_england():
    open_case = replace(TRIAGED, lfpse=Lfpse.NOT_ASSESSED)
    assert "LFPSE" in missing(open_case, CaseState.TRIAGED)
    assert missing(open_case, CaseState.TRIAGED, lfpse_applies=False) == ""


def test_a_case_is_not_ready_without_facts_harm_and_safety():
    assert len(steps_missing(TRIAGED, CaseState.READY)) == 4
    ready = replace(
        TRIAGED, summary=Text("It came late."), harm_physical="low", made_safe=YesNo.YES
    )
    assert missing(ready, CaseState.READY, timeline=1) == ""
    assert missing(ready, CaseState.READY, answers=1) == ""


def test_a_case_is_not_ready_with_identifiers_unless_somebody_said_why():
    good = replace(GOOD_CARE, summary=Text("Well done."))
    assert "identifies" in missing(good, CaseState.READY, answers=1, identifiers_left=True)
    said = replace(good, identifier_reason="An order number")
    assert missing(said, CaseState.READY, answers=1, identifiers_left=True) == ""


def test_a_scheduled_case_stands_on_an_agenda():
    assert "agenda" in missing(CASE, CaseState.SCHEDULED)
    assert missing(CASE, CaseState.SCHEDULED, on_agenda=True) == ""


def test_a_discussed_case_has_a_meeting_and_an_outcome():
    assert len(steps_missing(CASE, CaseState.DISCUSSED)) == 2
    met = replace(CASE, discussed_at=RecordId("meeting"), outcome="learning_only")
    assert missing(met, CaseState.DISCUSSED) == ""
    said = replace(CASE, discussed_on=date(2026, 11, 20), outcome="learning_only")
    assert missing(said, CaseState.DISCUSSED) == ""


def test_follow_up_needs_actions_with_owner_and_date():
    assert "at least one action" in missing(CASE, CaseState.ACTIONS_AGREED)
    sentence = missing(CASE, CaseState.ACTIONS_AGREED, actions=2, actions_without_owner_or_date=2)
    assert sentence == "Give 2 actions an owner and a date."
    assert missing(CASE, CaseState.IN_FOLLOW_UP, actions=1) == ""


def test_review_waits_for_open_actions():
    assert missing(CASE, CaseState.AWAITING_REVIEW, actions_open=1) == "Finish 1 action."
    assert missing(CASE, CaseState.AWAITING_REVIEW) == ""


def test_a_case_cannot_be_closed_without_learning():
    assert "learning point" in missing(CASE, CaseState.CLOSED)


def test_a_case_cannot_be_closed_with_an_action_that_nobody_owns():
    assert "owner" in missing(CASE, CaseState.CLOSED, actions_without_owner_or_date=1)


def test_a_case_cannot_be_closed_without_a_statement_or_word_to_the_reporter():
    told = replace(CASE, reporter=RecordId("person"))
    assert len(steps_missing(told, CaseState.CLOSED, facts=COMPLETE)) == 2
    done = replace(told, closure_statement=Text("Done."), feedback=Text("Thank you."))
    assert steps_missing(done, CaseState.CLOSED, facts=COMPLETE) == ()


def test_a_case_that_nobody_is_known_to_have_reported_needs_no_feedback():
    done = replace(CASE, closure_statement=Text("Done."))
    assert steps_missing(done, CaseState.CLOSED, facts=COMPLETE) == ()


def test_gathering_facts_needs_nothing():
    assert steps_missing(CASE, CaseState.GATHERING_FACTS) == ()


@pytest.mark.parametrize("state", set(CaseState) - ENDED)
def test_every_case_that_has_not_ended_can_go_on(state):
    case = replace(GOOD_CARE, state=state)
    assert next_states(case)
    assert main_next_state(case, CaseFacts()) is not None
    assert all(may_move(case, each) for each in next_states(case))


@pytest.mark.parametrize("state", ENDED)
def test_a_case_that_has_ended_can_only_be_reopened(state):
    case = replace(CASE, state=state)
    assert [each for each in CaseState if may_move(case, each)] == [CaseState.REOPENED]
    assert main_next_state(case, CaseFacts()) is None


def test_good_care_may_be_closed_right_after_triage():
    assert may_move(replace(GOOD_CARE, state=CaseState.TRIAGED), CaseState.CLOSED)


def test_an_incident_may_be_closed_right_after_triage_only_when_it_did_no_harm():
    triaged = replace(TRIAGED, state=CaseState.TRIAGED)
    assert not may_move(triaged, CaseState.CLOSED)
    assert not may_move(replace(triaged, harm_physical="low"), CaseState.CLOSED)
    assert may_move(replace(triaged, harm_physical="none"), CaseState.CLOSED)


def test_a_draft_is_reported_before_anything_else():
    assert [each for each in CaseState if may_move(CASE, each)] == [CaseState.REPORTED]


def test_a_reported_case_may_be_parked_but_a_parked_one_not_again():
    reported = replace(CASE, state=CaseState.REPORTED)
    assert all(may_move(reported, side) for side in SIDE_STATES)
    parked = replace(CASE, state=CaseState.PARKED)
    assert not may_move(parked, CaseState.PARKED)
    assert may_move(parked, CaseState.READY)


def test_a_discussed_case_without_actions_goes_straight_to_its_close():
    case = replace(CASE, state=CaseState.DISCUSSED)
    assert main_next_state(case, CaseFacts()) is CaseState.CLOSED
    assert main_next_state(case, CaseFacts(actions=1)) is CaseState.ACTIONS_AGREED


def test_a_reopened_case_goes_back_to_where_it_was():
    case = replace(CASE, state=CaseState.REOPENED)
    assert main_next_state(case, CaseFacts()) is CaseState.GATHERING_FACTS
    discussed = replace(case, discussed_on=date(2026, 11, 20))
    assert main_next_state(discussed, CaseFacts()) is CaseState.AWAITING_REVIEW


def test_every_missing_step_says_where_it_can_be_put_right():
    fields = {each.name for each in fields_of(Case)} | {
        "timeline",
        "learning",
        "actions",
        "agenda",
    }
    facts = CaseFacts(actions_open=1, actions_without_owner_or_date=1, identifiers_left=True)
    for case in (CASE, INCIDENT, replace(TRIAGED, candour="not_notifiable")):
        for state in CaseState:
            for step in steps_before(case, state, facts=facts):
                assert step.where in fields
                assert step.words.endswith(".")
