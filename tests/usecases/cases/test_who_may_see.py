"""This is where the see rows of the roles table are held to what reading really gives.

Source: domain model, roles, permissions and visibility. What a person sees is a matter of spaces;
roles only say what may be done there, so that no role sees more than its spaces hold.
"""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.people.records import Access, AccessKind, Person, Role, SpaceKind
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.close_case import close_case
from layerdesk.usecases.cases.list_cases import list_cases
from layerdesk.usecases.cases.list_inbox import list_inbox
from layerdesk.usecases.cases.move_case import drop_case, reopen_case
from layerdesk.usecases.cases.progress import progress_of
from layerdesk.usecases.cases.read_case import read_case
from layerdesk.usecases.cases.report_case import report_case, share_case_with_practice
from layerdesk.usecases.cases.restrict_case import restrict_case
from layerdesk.usecases.cases.start_case import start_case
from layerdesk.usecases.people.note_access import list_access
from layerdesk.usecases.people.search_everything import search_everything
from tests.fakes import FakeDesk

REVIEWERS = frozenset(Role) - {Role.STAFF}
"""Roles whose holders belong to the review team."""

TABLE = {
    # what lies where: which roles see it
    "own note": frozenset(Role),
    "note of another": frozenset(),
    "own draft": frozenset(Role),
    "draft of another": frozenset(),
    "own report": frozenset(Role),
    "report of another": REVIEWERS,
    "discussed and shared": frozenset(Role),
    "restricted, named": frozenset(Role),
    "restricted, not named": frozenset(),
    "action of a report": REVIEWERS,
    "action of the practice": frozenset(Role),
}


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


def sit_down(desk: FakeDesk, person: RecordId, role: Role) -> None:
    """The person sits at the desk; only reviewers belong to the review team."""
    desk.seen_by(person, role)
    if role not in REVIEWERS:
        spaces = {
            space: kind
            for space, kind in desk.viewer.spaces.items()
            if kind is not SpaceKind.REVIEW_TEAM
        }
        desk.viewer = replace(desk.viewer, spaces=spaces)


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_what_the_table_says_and_no_more(desk, role):
    lead = desk.person
    viewer = desk.make(Person, name="Jo Bell", job_role="reception").id
    reported = desk.do(start_case, title="Their report", summary="Late.").id
    other_report = desk.do(report_case, reported)
    action = desk.make(Action, space=desk.review_team, case=other_report.id, text="Their action")
    shared = desk.make(Case, title="Shared", state=CaseState.DISCUSSED)
    of_all = desk.make(Action, text="Shared action")
    secret = desk.make(Case, space=desk.review_team, title="Secret", state=CaseState.TRIAGED)
    not_named = desk.do(restrict_case, secret.id, members=(), reason="About staff").case
    secret = desk.make(Case, space=desk.review_team, title="Named", state=CaseState.TRIAGED)
    named = desk.do(restrict_case, secret.id, members=(viewer,), reason="About staff").case
    note = desk.make(Note, space=desk.me, text=Text("Theirs"))
    draft = desk.do(start_case, title="Their draft")
    sit_down(desk, viewer, role)
    own_draft = desk.do(start_case, title="My draft")
    mine = desk.do(start_case, title="My report", summary="Late.")
    desk.viewer = replace(
        desk.viewer, spaces={**desk.viewer.spaces, desk.review_team: SpaceKind.REVIEW_TEAM}
    )
    desk.do(report_case, mine.id)
    sit_down(desk, viewer, role)
    own_note = desk.make(Note, space=desk.viewer.space(SpaceKind.ME), text=Text("Mine"))
    things = {
        "own note": own_note,
        "note of another": note,
        "own draft": own_draft,
        "draft of another": draft,
        "own report": mine,
        "report of another": other_report,
        "discussed and shared": shared,
        "restricted, named": named,
        "restricted, not named": not_named,
        "action of a report": action,
        "action of the practice": of_all,
    }
    seen = {
        name
        for name, thing in things.items()
        if desk.read(lambda reading, one=thing: reading.maybe(type(one), one.id)) is not None
    }
    assert seen == {name for name, roles in TABLE.items() if role in roles}
    listed = {row.title for row in desk.read(list_cases)}
    may_see = {things[name].title for name in seen if isinstance(things[name], Case)}
    assert listed == may_see
    assert {row.id for row in desk.read(list_inbox)} >= {own_note.id}
    assert note.id not in {row.id for row in desk.read(list_inbox)}
    assert not [hit for hit in desk.read(search_everything, "Secret") if hit.opens == not_named.id]
    if "report of another" not in seen:
        with pytest.raises(Missing):
            desk.read(read_case, other_report.id)
    assert lead != viewer


def test_a_reporter_outside_the_review_team_sees_how_their_report_comes_on(desk):
    reporter = desk.make(Person, name="Jo Bell", job_role="reception").id
    desk.seen_by(reporter, Role.STAFF)
    draft = desk.do(start_case, title="Late result", summary="It was late.")
    case = desk.do(report_case, draft.id)
    desk.seen_by(desk.make(Person, name="Lead").id, Role.SEA_LEAD)
    desk.later(days=1)
    desk.do(drop_case, case.id, reason="Already under way")
    desk.later(days=1)
    desk.do(reopen_case, case.id, reason="It is not")
    desk.later(days=1)
    desk.do(close_case, case.id, override_reason="Nothing to learn")
    sit_down(desk, reporter, Role.STAFF)
    view = desk.read(read_case, draft.id)
    assert view.gone_on
    assert [each.state for each in view.progress] == [
        CaseState.REPORTED,
        CaseState.NOT_A_CASE,
        CaseState.REOPENED,
        CaseState.CLOSED,
    ]
    assert (view.progress[-1].when - view.progress[0].when).days == 3
    (row,) = desk.read(list_cases)
    assert (row.state, row.mine) == (CaseState.CLOSED, True)


def test_what_others_read_of_a_report_names_nothing_but_the_reporter_s_own_draft(desk):
    draft = desk.do(start_case, title="Late result", summary="It was late.")
    case = desk.do(report_case, draft.id)
    (trace,) = [each for each in desk.all(Access) if each.what is AccessKind.REPORT_CAME_ON]
    assert trace.space == desk.practice
    assert (trace.record, trace.detail) == (draft.id, "reported")
    assert case.ref not in (trace.detail, trace.record_kind)
    assert desk.read(list_access) == ()


def test_a_restricted_case_tells_the_practice_nothing_more(desk):
    draft = desk.do(start_case, title="Late result", summary="It was late.")
    case = desk.do(report_case, draft.id)
    secret = desk.do(restrict_case, case.id, members=(), reason="About staff").case
    desk.do(drop_case, secret.id, reason="Handled elsewhere")
    told = desk.read(progress_of, draft)
    assert [each.state for each in told] == [CaseState.REPORTED]


def test_a_shared_case_is_seen_as_itself(desk):
    case = desk.make(
        Case, space=desk.review_team, title="Late", state=CaseState.DISCUSSED, ref="LD-1"
    )
    shared = desk.do(share_case_with_practice, case.id)
    sit_down(desk, desk.make(Person, name="Jo").id, Role.STAFF)
    assert desk.read(read_case, shared.id).progress == ()
