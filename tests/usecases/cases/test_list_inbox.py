"""This is where the inbox is listed, oldest first."""

from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.cases.risk import Band
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.list_inbox import InboxKind, first_words, list_inbox
from layerdesk.usecases.cases.note_quickly import note_quickly
from layerdesk.usecases.cases.report_case import report_case
from layerdesk.usecases.cases.start_case import start_case
from tests.fakes import FakeDesk


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


def test_list_inbox_has_notes_drafts_and_reports_oldest_first(desk):
    desk.do(note_quickly, "An old thought\nwith a second line", importance=2)
    desk.later(days=2)
    desk.do(start_case, title="A draft")
    desk.later(days=1)
    draft = desk.do(start_case, title="A report", summary="It was late.")
    desk.do(report_case, draft.id)
    rows = desk.read(list_inbox)
    assert [(row.kind, row.title, row.days) for row in rows] == [
        (InboxKind.NOTE, "An old thought", 3),
        (InboxKind.DRAFT, "A draft", 1),
        (InboxKind.REPORT, "A report", 0),
    ]
    assert rows[0].importance == 2


def test_a_report_that_was_written_late_stands_where_its_waiting_puts_it(desk):
    desk.do(note_quickly, "A thought of today")
    desk.later(seconds=1)
    desk.make(
        Case,
        space=desk.review_team,
        state=CaseState.REPORTED,
        title="Reported on paper",
        date_reported=date(2026, 11, 16),
    )
    assert [row.title for row in desk.read(list_inbox)] == [
        "Reported on paper",
        "A thought of today",
    ]


def test_list_inbox_says_that_a_report_should_have_been_triaged(desk):
    desk.make(
        Case,
        space=desk.review_team,
        state=CaseState.REPORTED,
        summary=Text("Nobody gave it a title."),
        date_reported=date(2026, 11, 16),
        risk_consequence=3,
        risk_likelihood=3,
    )
    (row,) = desk.read(list_inbox)
    assert (row.title, row.band) == ("Nobody gave it a title.", Band.HIGH)
    assert (row.days, row.late) == (10, True)


def test_list_inbox_leaves_out_what_was_triaged_or_is_somebody_elses(desk):
    desk.make(Case, space=desk.review_team, state=CaseState.TRIAGED)
    desk.do(note_quickly, "My own thought")
    desk.seen_by(RecordId("somebody-else"), Role.PRACTICE_MANAGER)
    assert desk.read(list_inbox) == ()


def test_a_note_without_a_date_has_waited_since_now(desk):
    desk.make(Note, space=desk.me, text=Text("New"), created_at=None)
    assert [row.days for row in desk.read(list_inbox)] == [0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("\n  Short.\nMore", "Short."),
        ("one two three four", "one two…"),
        ("onetwothreefour", "onetwothree…"),
    ],
)
def test_first_words_are_cut_at_a_word(text, words):
    assert first_words(text, 12) == words
