"""This is where traces of looking are tested."""

from datetime import UTC, datetime

from layerdesk.domain.people.records import Access, AccessKind, Person, Role
from layerdesk.usecases.people.note_access import (
    failed_times,
    list_access,
    note_access,
    sign_in,
)
from tests.fakes import FakeDesk


def test_sign_in_leaves_a_trace_in_the_practice():
    desk = FakeDesk()
    desk.do(sign_in)
    (trace,) = desk.all(Access)
    assert (trace.what, trace.space) == (AccessKind.SIGNED_IN, desk.practice)


def test_note_access_lies_where_the_record_lies():
    desk = FakeDesk()
    record = desk.new_id()
    desk.do(
        note_access,
        AccessKind.EXPORTED,
        record_kind="case",
        record=record,
        space=desk.review_team,
        detail="pdf",
    )
    (trace,) = desk.all(Access)
    assert (trace.space, trace.record, trace.detail) == (desk.review_team, record, "pdf")


def test_list_access_shows_ones_own_traces_and_leads_everybodys():
    desk = FakeDesk()
    other = desk.make(Person, name="Helen")
    desk.do(sign_in)
    desk.make(Access, created_by=other.id)
    assert [each.who for each in desk.read(list_access)] == ["Sam Okafor"]
    desk.seen_by(desk.person, Role.IG_LEAD)
    assert [each.who for each in desk.read(list_access)] == ["Helen", "Sam Okafor"]
    assert len(desk.read(list_access, limit=1)) == 1


def test_sign_in_tells_of_those_who_failed_before_it_and_when():
    desk = FakeDesk()
    times = (
        datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
        datetime(2026, 11, 23, 8, 1, tzinfo=UTC),
    )
    desk.do(sign_in, times)
    failed, signed_in = desk.all(Access)
    assert (failed.what, failed.space) == (AccessKind.FAILED_TO_SIGN_IN, desk.practice)
    assert failed_times(failed) == times
    assert (failed.record, signed_in.what) == (None, AccessKind.SIGNED_IN)
