"""This is where it is tested what a note and a case can hold."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.checks import check_case, check_note
from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.errors import FieldWrong, ReasonNeeded
from layerdesk.domain.record import RecordId, SpaceId, Text

NOTE = Note(id=RecordId("note"), space=SpaceId("space"), text=Text("Learned something."))
CASE = Case(id=RecordId("case"), space=SpaceId("space"))


def test_an_empty_case_is_fine():
    check_case(CASE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "x" * 121},
        {"title": "two\nlines"},
        {"summary": Text("x" * 601)},
        {"date_of_event": ApproximateDate("last Tuesday")},
        {"risk_consequence": 6},
        {"risk_likelihood": 0},
        {"learning_value": 4},
        {"priority_manual": 6, "priority_reason": "because"},
        {"patients_affected": -1},
        {"family_affected": -1},
        {"staff_affected": -1},
    ],
)
def test_a_case_says_which_field_cannot_be_kept(wrong):
    with pytest.raises(FieldWrong) as caught:
        check_case(replace(CASE, **wrong))
    assert caught.value.values["field"]
    assert caught.value.values["reason"]


def test_what_just_fits_is_kept():
    check_case(replace(CASE, title="x" * 120, summary=Text("x" * 600), risk_consequence=5))


def test_a_priority_set_by_hand_needs_a_reason():
    with pytest.raises(ReasonNeeded):
        check_case(replace(CASE, priority_manual=1))
    check_case(replace(CASE, priority_manual=1, priority_reason="Asked for twice"))


@pytest.mark.parametrize(
    "wrong", [{"text": Text(" \n")}, {"text": Text("x" * 5001)}, {"importance": 4}]
)
def test_a_note_says_what_cannot_be_kept(wrong):
    check_note(NOTE)
    with pytest.raises(FieldWrong):
        check_note(replace(NOTE, **wrong))
