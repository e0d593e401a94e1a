"""This is where it is tested who may do what with a case."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.rights import may_bring, may_close, may_edit, may_triage
from layerdesk.domain.people.records import Role, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId

ME = RecordId("me")
CASE = Case(id=RecordId("case"), space=SpaceId("space"), state=CaseState.READY)
TEAM = SpaceKind.REVIEW_TEAM


@pytest.mark.parametrize(
    ("role", "triages", "closes"),
    [
        (Role.STAFF, False, False),
        (Role.SCRIBE, False, False),
        (Role.FACILITATOR, True, False),
        (Role.SEA_LEAD, True, True),
        (Role.FOLLOW_UP_LEAD, True, True),
        (Role.PRACTICE_MANAGER, True, True),
        (Role.IG_LEAD, False, False),
    ],
)
def test_roles_triage_and_close_as_agreed(role, triages, closes):
    assert (may_triage({role}), may_close({role})) == (triages, closes)


def test_a_scribe_moves_a_case_that_the_meeting_is_about():
    assert may_bring({Role.SCRIBE}, CaseState.DISCUSSED)
    assert not may_bring({Role.SCRIBE}, CaseState.SCHEDULED)
    assert may_bring({Role.FACILITATOR}, CaseState.SCHEDULED)


def test_everybody_edits_their_own_draft_and_what_they_are_named_in():
    for where in (SpaceKind.ME, SpaceKind.NAMED):
        assert may_edit(CASE, person=ME, roles=set(), lies_in=where)


def test_a_reporter_edits_their_own_report_until_it_has_ended():
    mine = replace(CASE, reporter=ME)
    assert may_edit(mine, person=ME, roles={Role.STAFF}, lies_in=TEAM)
    closed = replace(mine, state=CaseState.CLOSED)
    assert not may_edit(closed, person=ME, roles={Role.STAFF}, lies_in=TEAM)


def test_staff_do_not_edit_what_others_reported():
    assert not may_edit(CASE, person=ME, roles={Role.STAFF}, lies_in=TEAM)
    assert may_edit(CASE, person=ME, roles={Role.SEA_LEAD}, lies_in=TEAM)


def test_a_scribe_edits_the_case_of_the_meeting():
    assert not may_edit(CASE, person=ME, roles={Role.SCRIBE}, lies_in=TEAM)
    discussed = replace(CASE, state=CaseState.DISCUSSED)
    assert may_edit(discussed, person=ME, roles={Role.SCRIBE}, lies_in=TEAM)
