"""This is where it is said which kinds of event ask for harm, candour and LFPSE to be judged."""

from layerdesk.domain.cases.records import Case

GOOD_CARE = "good_care"
ROUTINE_CASE = "routine_case"
NO_HARM = "none"

HARMLESS_KINDS = frozenset({GOOD_CARE, ROUTINE_CASE})
"""Kinds of event in which nothing went wrong."""

HARM_KINDS = frozenset({"patient_safety_incident", "outcome"})
"""Kinds of event in which somebody may have been harmed."""

CANDOUR_NOT_ASSESSED = "not_assessed"
CANDOUR_NOT_NOTIFIABLE = "not_notifiable"
CANDOUR_TO_DO = "notifiable_to_do"


def went_wrong(case: Case) -> bool:
    """Whether the event is more than good care or a routine case."""
    return bool(case.event_kind) and case.event_kind not in HARMLESS_KINDS


def may_have_harmed(case: Case) -> bool:
    """Whether the event is of a kind for which harm is graded."""
    return case.event_kind in HARM_KINDS


def is_good_care_or_harmless(case: Case) -> bool:
    """Whether the case may take the quick path: good care, or judged to have done no harm.

    A near miss or a risk counts as harmless unless a grade of harm says otherwise.
    """
    grades = {case.harm_physical, case.harm_psychological} - {""}
    if not case.event_kind or grades - {NO_HARM}:
        return False
    return not may_have_harmed(case) or grades == {NO_HARM}


def candour_is_due(case: Case) -> bool:
    """Whether the duty of candour applies and nobody has told the patient yet."""
    return case.candour == CANDOUR_TO_DO
