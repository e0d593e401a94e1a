"""This is where it is tested how long a case waits and when its next step is late."""

from datetime import date, timedelta

import pytest

from layerdesk.domain.cases.records import CaseState
from layerdesk.domain.cases.risk import Band
from layerdesk.domain.cases.waiting import Targets, after_working_days, waiting

THURSDAY = date(2026, 11, 26)
TUESDAY = date(2026, 12, 1)


def late_on(state: CaseState, days: int, **more: object) -> bool:
    found = waiting(state=state, since=THURSDAY, today=THURSDAY + timedelta(days=days), **more)  # type: ignore[arg-type]
    return found.late


def test_triage_is_due_after_three_working_days():
    found = waiting(state=CaseState.REPORTED, since=THURSDAY, today=TUESDAY)
    assert (found.days, found.due, found.late) == (5, TUESDAY, False)
    assert late_on(CaseState.REPORTED, 6)


@pytest.mark.parametrize("urgent", [{"band": Band.EXTREME}, {"candour": "notifiable_to_do"}])
def test_extreme_risk_and_candour_are_triaged_the_same_day(urgent):
    assert not late_on(CaseState.REPORTED, 0, **urgent)
    assert late_on(CaseState.REPORTED, 1, **urgent)


def test_discussion_is_due_within_thirty_days_and_fourteen_for_high_risk():
    assert not late_on(CaseState.READY, 30)
    assert late_on(CaseState.READY, 31)
    assert not late_on(CaseState.TRIAGED, 14, band=Band.HIGH)
    assert late_on(CaseState.TRIAGED, 15, band=Band.HIGH)


def test_follow_up_begins_within_sixty_days():
    assert not late_on(CaseState.DISCUSSED, 60)
    assert late_on(CaseState.DISCUSSED, 61)


@pytest.mark.parametrize(
    "state", [CaseState.DRAFT, CaseState.PARKED, CaseState.IN_FOLLOW_UP, CaseState.CLOSED]
)
def test_nothing_is_late_where_no_step_is_due(state):
    assert not late_on(state, 1000)


def test_a_closed_case_stops_counting():
    found = waiting(
        state=CaseState.CLOSED,
        since=THURSDAY,
        today=THURSDAY + timedelta(days=90),
        closed_on=THURSDAY + timedelta(days=40),
    )
    assert found.days == 40


def test_a_date_in_the_future_waits_no_days():
    assert waiting(state=CaseState.READY, since=TUESDAY, today=THURSDAY).days == 0


def test_a_practice_may_have_its_own_targets():
    assert late_on(CaseState.READY, 8, targets=Targets(discuss_days=7))


def test_working_days_leave_out_the_weekend():
    assert after_working_days(THURSDAY, 0) == THURSDAY
    assert after_working_days(THURSDAY, 2) == date(2026, 11, 30)
