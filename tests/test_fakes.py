"""This is where the desk in memory is held to what the ports promise."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.errors import Missing
from layerdesk.domain.people.records import Membership, Role, Space, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId, Text
from layerdesk.usecases.ports import Reading, Work
from tests.fakes import FakeDesk


def test_nothing_is_kept_of_a_work_that_raises():
    desk = FakeDesk()

    def fail_half_way(work: Work) -> None:
        work.save(None, Note(id=work.new_id(), space=desk.me, text=Text("Half")))
        assert work.count(Note) == 1
        raise ValueError

    with pytest.raises(ValueError):
        desk.do(fail_half_way)
    assert desk.all(Note) == ()
    assert desk.saved == []


def test_a_record_in_another_persons_space_is_missing():
    desk = FakeDesk()
    note = desk.make(Note, space=desk.me, text=Text("Mine"))
    desk.seen_by(RecordId("somebody-else"), Role.PRACTICE_MANAGER)

    def look(reading: Reading) -> None:
        assert reading.find(Note) == ()
        assert reading.search("mine") == ()
        reading.get(Note, note.id)

    with pytest.raises(Missing):
        desk.read(look)


def test_saving_from_a_stale_record_keeps_what_another_wrote_meanwhile():
    desk = FakeDesk()
    before = desk.make(Case, title="Old title")
    desk.do(lambda work: work.save(before, replace(before, place="phone")))
    desk.do(lambda work: work.save(before, replace(before, title="New title")))
    case = desk.get(Case, before.id)
    assert (case.title, case.place) == ("New title", "phone")


def test_a_named_space_is_seen_by_its_members_at_once():
    desk = FakeDesk()

    def open_a_matter(work: Work) -> tuple[Case, ...]:
        space = SpaceId(work.new_id())
        work.save(None, Space(id=RecordId(space), space=space, space_kind=SpaceKind.NAMED))
        work.save(None, Membership(id=work.new_id(), space=space, person=work.viewer.person))
        work.save(None, Case(id=work.new_id(), space=space, title="Closed matter"))
        return work.find(Case)

    assert len(desk.do(open_a_matter)) == 1
    assert desk.read(lambda reading: reading.count(Case)) == 1
    desk.seen_by(RecordId("somebody-else"))
    assert desk.read(lambda reading: reading.count(Case)) == 0


def test_rows_are_plain_values():
    desk = FakeDesk()
    desk.make(Case, title="A", tags=frozenset({"b", "a"}), complaint=True)
    rows = desk.read(lambda reading: reading.rows(Case, ("title", "state", "tags", "complaint")))
    assert rows == (("A", "draft", '["a", "b"]', 1),)
