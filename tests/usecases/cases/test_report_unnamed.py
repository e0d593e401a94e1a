"""This is where somebody speaks up and stays unnamed."""

from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.reporters import UNNAMED, stays_unnamed
from layerdesk.domain.cases.states import steps_missing
from layerdesk.domain.errors import IdentifiersFound, NotAllowed, StepsMissing
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.people.records import Person, Role
from layerdesk.domain.people.undoing import Done, next_to_undo
from layerdesk.domain.record import Record, fields_of
from layerdesk.usecases.cases.draw_from_case import add_learning_to_case
from layerdesk.usecases.cases.edit_case import edit_case
from layerdesk.usecases.cases.report_case import report_case, share_case_with_practice
from layerdesk.usecases.cases.report_unnamed import report_unnamed
from layerdesk.usecases.cases.start_case import start_case
from tests.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.STAFF)


def names_in(record: Record, person: str) -> list[str]:
    """The fields that say who it was; who wrote it down is kept by the log beside them."""
    return [rule.name for rule in fields_of(type(record)) if getattr(record, rule.name) == person]


def test_report_unnamed_keeps_nothing_of_the_reporter_and_only_the_week(desk):
    case = desk.do(report_unnamed, title=" Shouting at reception ", summary="It happens daily.")
    assert (case.space, case.state) == (desk.review_team, CaseState.REPORTED)
    assert (case.title, case.ref) == ("Shouting at reception", "LD-2026-A001")
    assert stays_unnamed(case)
    assert names_in(case, desk.person) == []
    assert case.date_reported == date(2026, 11, 23)
    assert len(desk.saved) == 1
    assert desk.reasons == ["somebody who stays unnamed asked for it at this desk"]


def test_who_sits_there_next_and_takes_something_back_does_not_learn_of_a_report_unnamed():
    before, report = Done("1", "start_case"), Done("2", "report_unnamed")
    assert next_to_undo([report, before]) == next_to_undo([before])
    assert next_to_undo([report]) is None


def test_report_unnamed_needs_title_and_summary(desk):
    with pytest.raises(StepsMissing):
        desk.do(report_unnamed, title="", summary="It happens daily.")
    assert desk.saved == []


def test_report_unnamed_passes_the_identifier_guard(desk):
    words = {"title": "A mix-up", "summary": "For 999 000 0018"}
    with pytest.raises(IdentifiersFound):
        desk.do(report_unnamed, **words)
    kept = desk.do(report_unnamed, **words, identifier_reason="A test number")
    assert kept.identifier_reason == "A test number"


def test_the_close_waits_for_word_to_somebody_unnamed_too(desk):
    case = desk.do(report_unnamed, title="Shouting", summary="It happens daily.")
    assert "Tell the person who reported it what came of it." in steps_missing(
        case, CaseState.CLOSED
    )


def test_the_practice_never_sees_who_stayed_unnamed_to_it(desk):
    draft = desk.do(start_case, title="Shouting", summary="It happens daily.")
    draft = desk.do(edit_case, draft, replace(draft, reported_by_role=UNNAMED))
    case = desk.do(report_case, draft.id)
    assert (case.reporter, case.reported_by_role) == (desk.person, UNNAMED)
    desk.do(add_learning_to_case, case.id, "Speak calmly")
    reporter = desk.person
    lead = desk.make(Person, name="Jo Bell", job_role="gp_partner").id
    desk.seen_by(lead, Role.SEA_LEAD)
    desk.records[case.id] = replace(case, state=CaseState.DISCUSSED)
    shared = desk.do(share_case_with_practice, case.id)
    (point,) = desk.read(lambda reading: reading.find(LearningPoint, case=shared.id))
    assert stays_unnamed(shared)
    assert names_in(shared, reporter) == names_in(point, reporter) == []


def test_somebody_who_is_named_stays_so_in_the_practice_s_copy(desk):
    desk.seen_by(desk.person, Role.SEA_LEAD)
    case = desk.make(
        Case, space=desk.review_team, state=CaseState.DISCUSSED, reporter=desk.person, ref="LD-1"
    )
    assert desk.do(share_case_with_practice, case.id).reporter == desk.person


def test_nobody_else_names_who_wishes_to_stay_unnamed(desk):
    reporter = desk.make(Person, name="Jo Bell").id
    case = desk.make(
        Case,
        space=desk.review_team,
        state=CaseState.REPORTED,
        reporter=reporter,
        reported_by_role=UNNAMED,
    )
    named = replace(case, reported_by_role="practice_nurse")
    desk.seen_by(desk.person, Role.SEA_LEAD)
    with pytest.raises(NotAllowed):
        desk.do(edit_case, case, named)
    desk.seen_by(reporter, Role.STAFF)
    assert desk.do(edit_case, case, named).reported_by_role == "practice_nurse"
