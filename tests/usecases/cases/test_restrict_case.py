"""This is where cases are hidden from all but a few people, and looking leaves a trace."""

import pytest

from layerdesk.domain.cases.records import Case, CaseState, TimelineEntry
from layerdesk.domain.errors import Missing, NotAllowed, ReasonNeeded, WrongState
from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.domain.ids import only_one
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import AgendaItem, Decision, MinuteNote
from layerdesk.domain.people.records import (
    Access,
    AccessKind,
    Membership,
    Practice,
    Role,
    Space,
    SpaceKind,
)
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.read_case import read_case
from layerdesk.usecases.cases.report_case import report_case
from layerdesk.usecases.cases.restrict_case import open_case, restrict_case
from layerdesk.usecases.cases.start_case import start_case
from tests.fakes import FakeDesk

COLLEAGUE = RecordId("colleague")
CALDICOTT = RecordId("caldicott")
STRANGER = RecordId("stranger")


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


@pytest.fixture
def case(desk: FakeDesk) -> Case:
    desk.make(Practice, ig_lead=CALDICOTT)
    case = desk.make(
        Case,
        space=desk.review_team,
        state=CaseState.TRIAGED,
        ref="LD-2026-A009",
        title="A colleague's mistake",
    )
    desk.make(TimelineEntry, space=desk.review_team, case=case.id, fact=Text("It began"))
    return case


def test_restrict_case_shows_it_to_the_named_people_only(desk, case):
    made = desk.do(restrict_case, case.id, members=(COLLEAGUE,), reason="Concerns one person")
    assert set(made.members) == {desk.person, COLLEAGUE, CALDICOTT}
    assert made.case.restricted
    assert made.case.ref == case.ref
    for person in (desk.person, COLLEAGUE, CALDICOTT):
        desk.seen_by(person)
        view = desk.read(read_case, made.case.id)
        assert [entry.fact.plain for entry in view.timeline] == ["It began"]
    desk.seen_by(STRANGER, Role.PRACTICE_MANAGER)
    with pytest.raises(Missing):
        desk.read(read_case, made.case.id)


def test_restrict_case_erases_what_others_saw_and_says_so(desk, case):
    made = desk.do(restrict_case, case.id, members=(), reason="Concerns one person")
    assert made.copies_may_have_been_read
    assert case.id not in desk.records
    assert {record.kind for record in desk.erased} == {"case", "timeline_entry"}
    assert desk.reasons == ["Concerns one person"]


def test_restrict_case_erases_older_copies_too(desk):
    draft = desk.do(start_case, title="A mistake", summary="It happened.")
    reported = desk.do(report_case, draft.id)
    made = desk.do(restrict_case, reported.id, members=(), reason="Concerns one person")
    assert [each.id for each in desk.all(Case)] == [made.case.id]


def test_restrict_case_of_a_draft_was_seen_by_nobody(desk):
    draft = desk.do(start_case, title="A mistake", summary="It happened.")
    desk.seen_by(desk.person, Role.STAFF)
    made = desk.do(restrict_case, draft.id, members=(), reason="Concerns me")
    assert not made.copies_may_have_been_read


def test_restrict_case_makes_a_space_of_its_own_with_its_members(desk, case):
    made = desk.do(restrict_case, case.id, members=(COLLEAGUE, COLLEAGUE), reason="Concerns one")
    space = desk.get(Space, RecordId(made.case.space))
    assert space.space_kind is SpaceKind.NAMED
    assert case.title not in space.title
    members = [each for each in desk.all(Membership) if each.space == made.case.space]
    assert [each.admin for each in members] == [True, False, False]


def test_restrict_case_hides_its_item_on_the_agenda(desk, case):
    item = desk.make(AgendaItem, subject=case.id, title=case.title)
    made = desk.do(restrict_case, case.id, members=(), reason="Concerns one person")
    hidden = desk.get(AgendaItem, item.id)
    assert (hidden.subject, hidden.restricted, hidden.title) == (
        made.case.id,
        True,
        f"Restricted case {made.case.ref}".strip(),
    )


def test_restrict_case_needs_a_reason_a_role_and_an_open_case(desk, case):
    with pytest.raises(ReasonNeeded):
        desk.do(restrict_case, case.id, members=(), reason="")
    made = desk.do(restrict_case, case.id, members=(), reason="Concerns one person")
    with pytest.raises(WrongState):
        desk.do(restrict_case, made.case.id, members=(), reason="Again")
    other = desk.make(Case, space=desk.review_team, state=CaseState.TRIAGED)
    desk.seen_by(desk.person, Role.STAFF)
    with pytest.raises(NotAllowed):
        desk.do(restrict_case, other.id, members=(), reason="Concerns one person")


def test_open_case_leaves_a_trace_where_the_case_is_restricted(desk, case):
    desk.do(open_case, case.id)
    assert desk.all(Access) == ()
    made = desk.do(restrict_case, case.id, members=(), reason="Concerns one person")
    view = desk.do(open_case, made.case.id)
    assert view.case.id == made.case.id
    (trace,) = desk.all(Access)
    assert (trace.what, trace.record, trace.space) == (
        AccessKind.OPENED_RESTRICTED,
        made.case.id,
        made.case.space,
    )


def _discussed(desk: FakeDesk, case: Case) -> AgendaItem:
    """What a meeting of the whole practice leaves of a case that lies with the review team."""
    item = desk.make(AgendaItem, space=desk.practice, subject=case.id, title="A neutral title")
    action = desk.make(
        Action, space=desk.practice, case=case.id, item=item.id, text="Two people sign"
    )
    desk.make(ActionUpdate, space=desk.practice, action=action.id, text=Text("She has begun"))
    desk.make(LearningPoint, space=desk.practice, case=case.id, item=item.id, statement="Ask first")
    desk.make(
        MinuteNote,
        id=only_one(desk.practice, MinuteNote.kind, item.id, "notes"),
        space=desk.practice,
        item=item.id,
        prompt="notes",
        text=Text("She told the room"),
    )
    desk.make(MinuteNote, space=desk.practice, item=item.id, text=Text("A point"))
    desk.make(Decision, space=desk.practice, item=item.id, text="Two keys")
    desk.make(
        TimelineEntry, space=desk.review_team, case=case.id, fact=Text("A slip"), deleted=True
    )
    return item


SAID = (TimelineEntry, Action, ActionUpdate, LearningPoint, MinuteNote, Decision)


def test_what_a_meeting_said_and_agreed_goes_along_and_nothing_of_it_is_left(desk, case):
    item = _discussed(desk, case)
    before = {kind: len(desk.all(kind)) for kind in SAID}
    made = desk.do(restrict_case, case.id, members=(COLLEAGUE,), reason="Concerns one person")
    for kind in SAID:
        left = desk.all(kind)
        assert {each.space for each in left} == {made.case.space}, kind
        assert len(left) == before[kind], kind
    outside = [each for each in desk.records.values() if each.space != made.case.space]
    assert not [each for each in outside if isinstance(each, SAID)]  # not in the bin either
    (action,) = desk.all(Action)
    assert (action.case, action.item) == (made.case.id, item.id)
    assert [each.action for each in desk.all(ActionUpdate)] == [action.id]
    notes = {each.prompt: each for each in desk.all(MinuteNote)}
    assert notes["notes"].id == only_one(made.case.space, MinuteNote.kind, item.id, "notes")
