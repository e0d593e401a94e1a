"""This is where it is tested which events ask for harm and candour, and which are harmless."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.harm import (
    candour_is_due,
    is_good_care_or_harmless,
    may_have_harmed,
    went_wrong,
)
from layerdesk.domain.cases.records import Case
from layerdesk.domain.record import RecordId, SpaceId

CASE = Case(id=RecordId("case"), space=SpaceId("space"))


@pytest.mark.parametrize("kind", ["good_care", "routine_case", ""])
def test_nothing_went_wrong_in_good_care_or_a_routine_case(kind):
    assert not went_wrong(replace(CASE, event_kind=kind))


@pytest.mark.parametrize("kind", ["patient_safety_incident", "outcome", "risk", "near_miss"])
def test_everything_else_went_wrong(kind):
    assert went_wrong(replace(CASE, event_kind=kind))


def test_only_incidents_and_outcomes_are_graded_for_harm():
    assert may_have_harmed(replace(CASE, event_kind="outcome"))
    assert not may_have_harmed(replace(CASE, event_kind="near_miss"))


def test_an_event_of_no_kind_is_not_harmless_yet():
    assert not is_good_care_or_harmless(CASE)


def test_a_near_miss_is_harmless_unless_a_grade_says_otherwise():
    near_miss = replace(CASE, event_kind="near_miss")
    assert is_good_care_or_harmless(near_miss)
    assert not is_good_care_or_harmless(replace(near_miss, harm_psychological="low"))


def test_candour_is_due_while_nobody_has_told_the_patient():
    assert candour_is_due(replace(CASE, candour="notifiable_to_do"))
    assert not candour_is_due(replace(CASE, candour="told_in_person"))
