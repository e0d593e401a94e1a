"""This is where drafts are reported, and discussed cases shared with the practice."""

from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.cases.records import (
    Answer,
    Case,
    CaseState,
    ContributoryFactor,
    TimelineEntry,
)
from layerdesk.domain.errors import (
    IdentifiersFound,
    NotAllowed,
    StepsMissing,
    WrongState,
)
from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.people.records import Role, SpaceKind
from layerdesk.domain.record import NOTHING_SEEN, Record, RecordId, Text
from layerdesk.usecases.cases.answer_prompt import answer_prompt, empty_answer
from layerdesk.usecases.cases.edit_factors import add_factor
from layerdesk.usecases.cases.edit_timeline import add_timeline_entry, timeline_of
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.cases.list_cases import list_cases
from layerdesk.usecases.cases.report_case import report_case, share_case_with_practice
from layerdesk.usecases.cases.start_case import start_case
from tests.fakes import FakeDesk

NHS_NUMBER = "999 000 0018"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


@pytest.fixture
def draft(desk: FakeDesk) -> Case:
    case = desk.do(start_case, title="Late result", summary="It was seen a day late.")
    desk.do(add_timeline_entry, case.id, fact="Blood taken")
    desk.do(add_timeline_entry, case.id, fact="Result opened")
    desk.do(add_factor, case.id, domain="tasks", description="No agreed steps")
    empty = empty_answer(case, "what")
    desk.do(answer_prompt, empty, replace(empty, text=Text("It began at nine.")))
    return case


def children(desk: FakeDesk, kind: type[Record], case: Case) -> tuple[Record, ...]:
    return desk.read(lambda reading: reading.find(kind, case=case.id))


def test_report_case_copies_the_draft_with_its_children_to_the_review_team(desk, draft):
    case = desk.do(report_case, draft.id)
    assert case.id != draft.id
    assert (case.ref, case.space) == (draft.ref, desk.review_team)
    assert (case.state, case.derived_from) == (CaseState.REPORTED, draft.id)
    for kind, count in ((TimelineEntry, 2), (ContributoryFactor, 1), (Answer, 1)):
        copies = children(desk, kind, case)
        assert len(copies) == count
        assert all(copy.space == desk.review_team for copy in copies)
        assert len(children(desk, kind, draft)) == count
    facts = [entry.fact.plain for entry in desk.read(timeline_of, case.id)]
    assert facts == ["Blood taken", "Result opened"]


def test_report_case_leaves_the_draft_saying_where_it_continues(desk, draft):
    case = desk.do(report_case, draft.id)
    old = desk.get(Case, draft.id)
    assert (old.continued_as, old.space, old.state) == (case.id, desk.me, CaseState.REPORTED)
    assert desk.read(latest, draft.id).id == case.id
    assert [row.id for row in desk.read(list_cases)] == [case.id]


def test_report_case_says_who_reported_it_and_when(desk, draft):
    case = desk.do(report_case, draft.id)
    assert (case.reporter, case.reported_by_role) == (desk.person, "gp_partner")
    assert (case.date_reported, case.date_identified) == (date(2026, 11, 26), date(2026, 11, 26))


def test_report_case_carries_no_text_history_along(desk):
    draft = desk.make(
        Case,
        space=desk.me,
        title="Late result",
        summary=Text("It was late.", b"history"),
        seen={"summary": ()},
    )
    case = desk.do(report_case, draft.id)
    assert case.summary.state == b""
    assert case.seen is NOTHING_SEEN


def test_report_case_moves_learning_and_actions_along(desk, draft):
    desk.make(LearningPoint, space=desk.me, case=draft.id, statement="Phone it through")
    action = desk.make(Action, space=desk.me, case=draft.id, text="Phone it through")
    desk.make(ActionUpdate, space=desk.me, action=action.id, text=Text("Begun"))
    shared = desk.make(Action, space=desk.practice, case=draft.id, text="Buy a phone")
    case = desk.do(report_case, draft.id)
    (point,) = desk.all(LearningPoint)
    (moved,) = (each for each in desk.all(Action) if each.id != shared.id)
    assert (point.case, point.space) == (case.id, desk.review_team)
    assert (moved.case, moved.space) == (case.id, desk.review_team)
    assert [each.action for each in desk.all(ActionUpdate)] == [action.id, moved.id]
    assert desk.get(Action, action.id).deleted


def test_report_case_needs_a_title_and_what_happened(desk):
    draft = desk.do(start_case)
    with pytest.raises(StepsMissing) as caught:
        desk.do(report_case, draft.id)
    assert len(caught.value.steps) == 2


@pytest.mark.parametrize("where", ["summary", "timeline", "answer"])
def test_report_case_stops_at_an_identifier_wherever_it_stands(desk, where):
    summary = NHS_NUMBER if where == "summary" else "It was late."
    draft = desk.do(start_case, title="Late result", summary=summary)
    if where == "timeline":
        desk.do(add_timeline_entry, draft.id, fact=NHS_NUMBER)
    if where == "answer":
        empty = empty_answer(draft, "what")
        desk.do(answer_prompt, empty, replace(empty, text=Text(NHS_NUMBER)))
    with pytest.raises(IdentifiersFound):
        desk.do(report_case, draft.id)
    assert len(desk.all(Case)) == 1
    case = desk.do(report_case, draft.id, identifier_reason="A test number")
    assert case.identifier_reason == "A test number"
    assert desk.reasons == ["A test number"]


def test_report_case_is_for_ones_own_draft_and_once(desk, draft):
    desk.do(report_case, draft.id)
    with pytest.raises(WrongState):
        desk.do(report_case, draft.id)
    shared = desk.make(Case, space=desk.practice, title="A", summary=Text("B"))
    with pytest.raises(WrongState):
        desk.do(report_case, shared.id)


def test_report_case_needs_a_review_team(desk, draft):
    spaces = {s: k for s, k in desk.viewer.spaces.items() if k is not SpaceKind.REVIEW_TEAM}
    desk.viewer = replace(desk.viewer, spaces=spaces)
    with pytest.raises(NotAllowed):
        desk.do(report_case, draft.id)


def test_share_case_with_practice_copies_a_discussed_case(desk, draft):
    reported = desk.do(report_case, draft.id)
    discussed = replace(reported, state=CaseState.DISCUSSED)
    desk.do(lambda work: work.save(reported, discussed))
    case = desk.do(share_case_with_practice, reported.id)
    assert (case.space, case.ref, case.state) == (desk.practice, draft.ref, CaseState.DISCUSSED)
    assert len(children(desk, TimelineEntry, case)) == 2
    assert desk.get(Case, reported.id).continued_as == case.id
    assert desk.read(latest, draft.id).id == case.id


def test_share_case_with_practice_waits_for_the_discussion(desk, draft):
    case = desk.do(report_case, draft.id)
    with pytest.raises(WrongState):
        desk.do(share_case_with_practice, case.id)


def test_share_case_with_practice_is_for_those_who_triage(desk, draft):
    case = desk.do(report_case, draft.id)
    desk.seen_by(desk.person, Role.STAFF)
    with pytest.raises(NotAllowed):
        desk.do(share_case_with_practice, case.id)


def test_share_case_with_practice_passes_the_identifier_guard(desk):
    case = desk.make(Case, space=desk.review_team, state=CaseState.CLOSED, summary=Text(NHS_NUMBER))
    with pytest.raises(IdentifiersFound):
        desk.do(share_case_with_practice, case.id)
    shared = desk.do(share_case_with_practice, case.id, identifier_reason="A test number")
    assert shared.identifier_reason == "A test number"
    assert desk.reasons == ["A test number"]


def test_copies_that_point_at_each_other_are_followed_once(desk):
    one, other = RecordId("one"), RecordId("other")
    desk.make(Case, id=one, continued_as=other, derived_from=other)
    desk.make(Case, id=other, continued_as=one, derived_from=one)
    assert desk.read(latest, one).id == other


def test_report_case_leaves_private_answers_with_their_author(desk, draft):
    empty = empty_answer(draft, "a_feel")
    desk.do(answer_prompt, empty, replace(empty, text=Text(f"Worried about {NHS_NUMBER}")))
    case = desk.do(report_case, draft.id, private_prompts=("a_feel",))
    assert [answer.prompt for answer in children(desk, Answer, case)] == ["what"]
    assert len(children(desk, Answer, draft)) == 2
