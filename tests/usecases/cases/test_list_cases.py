"""This is where the log of cases is narrowed and put in order."""

from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, CaseState, YesNo
from layerdesk.domain.cases.risk import Band
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.list_cases import (
    CaseFilter,
    CaseRow,
    find_by_ref,
    list_cases,
)
from layerdesk.usecases.cases.report_case import report_case
from layerdesk.usecases.cases.start_case import start_case
from tests.fakes import FakeDesk

TODAY = date(2026, 11, 26)


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


def case(desk: FakeDesk, title: str, **values: object) -> Case:
    given: dict[str, object] = {
        "title": title,
        "state": CaseState.READY,
        "date_reported": TODAY,
        **values,
    }
    return desk.make(Case, **given)


def titles(desk: FakeDesk, **narrowed: object) -> list[str]:
    rows = desk.read(list_cases, CaseFilter(**narrowed))  # type: ignore[arg-type]
    return [row.title for row in rows]


def test_list_cases_puts_the_most_urgent_first_and_ended_ones_last(desk):
    case(desk, "closed long ago", state=CaseState.CLOSED, date_reported=date(2026, 1, 5))
    case(desk, "closed lately", state=CaseState.CLOSED, date_reported=date(2026, 10, 5))
    case(desk, "unjudged")
    case(desk, "high", risk_consequence=4, risk_likelihood=3)
    case(desk, "not safe", made_safe=YesNo.NO)
    case(desk, "by hand", priority_manual=2, priority_reason="Asked for twice")
    assert titles(desk) == [
        "not safe",
        "by hand",
        "high",
        "unjudged",
        "closed lately",
        "closed long ago",
    ]


def test_list_cases_counts_open_and_overdue_actions_of_all_copies(desk):
    draft = desk.do(start_case, title="Late result", summary="It was late.")
    desk.make(Action, case=draft.id, state=ActionState.AGREED, due=date(2026, 11, 25))
    reported = desk.do(report_case, draft.id)
    desk.make(Action, case=reported.id, state=ActionState.AGREED, due=TODAY)
    desk.make(Action, case=reported.id, state=ActionState.DONE_EVIDENCED)
    desk.make(Action, text="Of no case", state=ActionState.AGREED)
    (row,) = desk.read(list_cases)
    assert (row.id, row.actions_open, row.actions_overdue) == (reported.id, 2, 1)


def test_list_cases_shows_what_a_line_needs(desk):
    case(
        desk,
        "Late result",
        ref="LD-2026-A001",
        case_type="result_handling",
        event_kind="risk",
        care_area="results",
        method="T01",
        date_of_event="2026-11",
        date_reported=date(2026, 10, 1),
        risk_consequence=2,
        risk_likelihood=2,
        restricted=True,
        reporter=desk.person,
        themes=frozenset({"handover"}),
        made_safe=YesNo.YES,
    )
    case(desk, "Again", themes=frozenset({"handover"}), created_at=None, date_reported=None)
    row: CaseRow = next(row for row in desk.read(list_cases) if row.title == "Late result")
    assert (row.ref, row.case_type, row.event_kind) == (
        "LD-2026-A001",
        "result_handling",
        "risk",
    )
    assert (row.care_area, row.method, row.date_of_event) == ("results", "T01", "2026-11")
    assert (row.band, row.restricted, row.mine) == (Band.MODERATE, True, True)
    assert (row.waiting.days, row.waiting.late) == (56, True)
    assert row.priority.reason == "Moderate risk · Happened before"


def test_list_cases_narrows_by_every_filter(desk):
    case(desk, "Late result", ref="LD-2026-A001", reporter=desk.person)
    case(desk, "Closed one", state=CaseState.CLOSED)
    case(desk, "Late letter", date_reported=date(2026, 1, 1), case_type="referral")
    case(desk, "Risky", risk_consequence=5, risk_likelihood=5, event_kind="risk")
    assert titles(desk, states=frozenset({CaseState.CLOSED})) == ["Closed one"]
    assert "Closed one" not in titles(desk, open_only=True)
    assert titles(desk, late_only=True) == ["Late letter"]
    assert titles(desk, mine_only=True) == ["Late result"]
    assert titles(desk, bands=frozenset({Band.EXTREME})) == ["Risky"]
    assert titles(desk, case_types=frozenset({"referral"})) == ["Late letter"]
    assert titles(desk, event_kinds=frozenset({"risk"})) == ["Risky"]
    assert titles(desk, words="result LATE") == ["Late result"]
    assert titles(desk, words="a001") == ["Late result"]


def test_list_cases_shows_nothing_of_what_lies_in_others_spaces(desk):
    desk.do(start_case, title="My draft")
    desk.seen_by(RecordId("somebody-else"), Role.PRACTICE_MANAGER)
    assert titles(desk) == []


def test_list_cases_shows_an_older_copy_where_the_newer_is_out_of_sight(desk):
    case(desk, "Reported", space=desk.me, continued_as=RecordId("out of sight"))
    assert titles(desk) == ["Reported"]


def test_find_by_ref_gives_the_newest_copy_and_misses_what_is_not_there(desk):
    draft = desk.do(start_case, title="Late result", summary="It was late.")
    reported = desk.do(report_case, draft.id)
    assert desk.read(find_by_ref, f" {draft.ref.lower()} ") == reported.id
    with pytest.raises(Missing):
        desk.read(find_by_ref, "LD-2026-A999")
