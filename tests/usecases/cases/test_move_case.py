"""This is where cases are moved along their way, closed, and taken up again."""

from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, CaseState, Embedded, Lfpse, TimelineEntry, YesNo
from layerdesk.domain.errors import (
    FieldWrong,
    NotAllowed,
    ReasonNeeded,
    StepsMissing,
    WrongState,
)
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import AgendaItem
from layerdesk.domain.people.records import Practice, Role
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.close_case import close_case
from layerdesk.usecases.cases.edit_case import edit_case
from layerdesk.usecases.cases.move_case import (
    drop_case,
    merge_case,
    move_case,
    park_case,
    reopen_case,
    transfer_case,
    triage_case,
)
from tests.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


def reported(desk: FakeDesk, **values: object) -> Case:
    given: dict[str, object] = {
        "space": desk.review_team,
        "state": CaseState.REPORTED,
        "title": "Late result",
        "summary": Text("It was late."),
        **values,
    }
    return desk.make(Case, **given)


def good_care(desk: FakeDesk, **values: object) -> Case:
    return reported(desk, event_kind="good_care", **values)


def closable(desk: FakeDesk, **values: object) -> Case:
    case = reported(desk, state=CaseState.AWAITING_REVIEW, **values)
    desk.make(LearningPoint, case=case.id, statement="Phone it through")
    return case


def test_triage_case_needs_its_steps(desk):
    case = reported(desk)
    with pytest.raises(StepsMissing) as caught:
        desk.do(triage_case, case.id)
    assert caught.value.steps == ("Choose what kind of event it was.",)
    desk.do(edit_case, case, replace(case, event_kind="good_care"))
    assert desk.do(triage_case, case.id).state is CaseState.TRIAGED


def test_triage_case_does_not_ask_for_lfpse_outside_england(desk):
    desk.make(Practice, nation="scotland")
    case = reported(desk, event_kind="risk", risk_consequence=2, risk_likelihood=2)
    assert desk.do(triage_case, case.id).state is CaseState.TRIAGED


def test_triage_case_is_not_for_staff(desk):
    case = good_care(desk)
    desk.seen_by(desk.person, Role.STAFF)
    with pytest.raises(NotAllowed):
        desk.do(triage_case, case.id)


def test_move_case_walks_the_whole_way(desk):
    case = reported(
        desk,
        event_kind="patient_safety_incident",
        risk_consequence=3,
        risk_likelihood=3,
        candour="told_in_person",
        lfpse=Lfpse.DONE,
        harm_physical="low",
        made_safe=YesNo.YES,
        outcome="immediate_change",
        discussed_on=date(2026, 11, 20),
        reporter=desk.person,
    )
    desk.make(TimelineEntry, space=desk.review_team, case=case.id, fact=Text("Blood taken"))
    desk.make(AgendaItem, subject=case.id)
    action = desk.make(Action, case=case.id, owner=desk.person, due=date(2026, 12, 1))
    desk.make(LearningPoint, case=case.id)
    for state in (
        CaseState.TRIAGED,
        CaseState.GATHERING_FACTS,
        CaseState.READY,
        CaseState.SCHEDULED,
        CaseState.DISCUSSED,
        CaseState.ACTIONS_AGREED,
        CaseState.IN_FOLLOW_UP,
    ):
        assert desk.do(move_case, case.id, state).state is state
    with pytest.raises(StepsMissing):
        desk.do(move_case, case.id, CaseState.AWAITING_REVIEW)
    done = replace(action, state=ActionState.DONE_EVIDENCED)
    desk.do(lambda work: work.save(action, done))
    desk.do(move_case, case.id, CaseState.AWAITING_REVIEW)
    closed = desk.do(close_case, case.id, statement="It works.", feedback="Thank you.")
    assert closed.state is CaseState.CLOSED


def test_move_case_takes_no_way_that_is_not_there(desk):
    case = reported(desk)
    with pytest.raises(WrongState):
        desk.do(move_case, case.id, CaseState.DISCUSSED)


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.MERGED, CaseState.REOPENED])
def test_move_case_leaves_closing_merging_and_reopening_to_their_own_use_cases(desk, state):
    with pytest.raises(WrongState):
        desk.do(move_case, reported(desk, state=CaseState.AWAITING_REVIEW).id, state)


def test_move_case_does_not_move_a_draft(desk):
    draft = desk.make(Case, space=desk.me, state=CaseState.DRAFT)
    with pytest.raises(WrongState):
        desk.do(move_case, draft.id, CaseState.REPORTED)


def test_a_scribe_may_bring_a_case_to_discussed(desk):
    case = reported(
        desk,
        state=CaseState.SCHEDULED,
        outcome="learning_only",
        discussed_at=RecordId("meeting"),
    )
    desk.seen_by(desk.person, Role.SCRIBE)
    assert desk.do(move_case, case.id, CaseState.DISCUSSED).state is CaseState.DISCUSSED


def test_park_case_and_drop_case_need_a_reason_and_keep_it(desk):
    case = reported(desk)
    with pytest.raises(ReasonNeeded):
        desk.do(park_case, case.id, reason=" ")
    parked = desk.do(park_case, case.id, reason="Waiting for the hospital")
    assert (parked.state, parked.state_reason) == (CaseState.PARKED, "Waiting for the hospital")
    dropped = desk.do(drop_case, case.id, reason="A complaint about parking")
    assert dropped.state is CaseState.NOT_A_CASE
    assert desk.reasons == ["Waiting for the hospital", "A complaint about parking"]


def test_transfer_case_says_where_it_went(desk):
    case = reported(desk)
    with pytest.raises(ReasonNeeded):
        desk.do(transfer_case, case.id, to="")
    moved = desk.do(transfer_case, case.id, to="Safeguarding", reason="An enquiry has begun")
    assert moved.state is CaseState.TRANSFERRED
    assert moved.state_reason == "Safeguarding: An enquiry has begun"
    other = desk.do(transfer_case, reported(desk).id, to="Complaints")
    assert other.state_reason == "Complaints"


def test_merge_case_links_both(desk):
    one, other = reported(desk), reported(desk)
    merged = desk.do(merge_case, one.id, other.id, reason="The same letter")
    assert (merged.state, merged.merged_into) == (CaseState.MERGED, other.id)
    assert desk.get(Case, other.id).linked_cases == {one.id}
    assert desk.get(Case, one.id).linked_cases == {other.id}
    assert desk.reasons == ["The same letter"]


def test_merge_case_is_not_with_itself_nor_into_one_that_ended(desk):
    one = reported(desk)
    with pytest.raises(FieldWrong):
        desk.do(merge_case, one.id, one.id)
    with pytest.raises(WrongState):
        desk.do(merge_case, one.id, reported(desk, state=CaseState.MERGED).id)
    with pytest.raises(WrongState):
        desk.do(merge_case, reported(desk, state=CaseState.CLOSED).id, one.id)


def test_close_case_names_every_missing_step(desk):
    case = reported(desk, state=CaseState.AWAITING_REVIEW, reporter=desk.person)
    desk.make(Action, case=case.id, text="Buy a phone")
    with pytest.raises(StepsMissing) as caught:
        desk.do(close_case, case.id)
    assert len(caught.value.steps) == 4


def test_close_case_keeps_statement_feedback_and_who_closed_it(desk):
    case = closable(desk, reporter=desk.person)
    closed = desk.do(
        close_case,
        case.id,
        statement="It works.",
        feedback="Thank you.",
        lessons_embedded=Embedded.YES,
    )
    kept = desk.get(Case, closed.id)
    assert (kept.state, kept.closure_date) == (CaseState.CLOSED, date(2026, 11, 26))
    assert (kept.closure_by, kept.feedback_date) == (desk.person, date(2026, 11, 26))
    assert (kept.closure_statement.plain, kept.feedback.plain) == ("It works.", "Thank you.")
    assert (kept.lessons_embedded, kept.closure_override) == (Embedded.YES, "")


def test_close_case_with_a_reason_keeps_the_override(desk):
    case = reported(desk, state=CaseState.AWAITING_REVIEW)
    closed = desk.do(close_case, case.id, override_reason="The practice is moving house")
    assert closed.closure_override == "The practice is moving house"
    assert desk.reasons == ["The practice is moving house"]


def test_close_case_keeps_no_override_where_nothing_was_missing(desk):
    case = closable(desk)
    closed = desk.do(close_case, case.id, statement="It works.", override_reason="Just in case")
    assert closed.closure_override == ""


def test_close_case_takes_the_quick_path_for_good_care(desk):
    case = good_care(desk, state=CaseState.TRIAGED)
    desk.make(LearningPoint, case=case.id, statement="Say thank you")
    assert desk.do(close_case, case.id, statement="Celebrated.").state is CaseState.CLOSED


def test_close_case_has_no_quick_path_for_harm(desk):
    case = reported(desk, state=CaseState.TRIAGED, event_kind="outcome", harm_physical="low")
    with pytest.raises(WrongState):
        desk.do(close_case, case.id, override_reason="Quickly")


def test_close_case_is_not_for_a_facilitator(desk):
    case = closable(desk)
    desk.seen_by(desk.person, Role.FACILITATOR)
    with pytest.raises(NotAllowed):
        desk.do(close_case, case.id, statement="It works.")


def test_reopen_case_says_why_and_forgets_the_closing(desk):
    case = closable(desk)
    desk.do(close_case, case.id, statement="It works.")
    with pytest.raises(ReasonNeeded):
        desk.do(reopen_case, case.id, reason="")
    again = desk.do(reopen_case, case.id, reason="It happened again")
    assert (again.state, again.state_reason) == (CaseState.REOPENED, "It happened again")
    assert (again.closure_date, again.closure_by) == (None, None)
    assert desk.get(Case, case.id).closure_statement.plain == "It works."


def test_reopen_case_is_for_cases_that_ended(desk):
    with pytest.raises(WrongState):
        desk.do(reopen_case, reported(desk).id, reason="It happened again")
    desk.seen_by(desk.person, Role.FACILITATOR)
    with pytest.raises(NotAllowed):
        desk.do(reopen_case, reported(desk, state=CaseState.CLOSED).id, reason="Again")
