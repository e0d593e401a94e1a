"""This is where the bin is tested."""

import pytest

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.errors import Missing, NotAllowed
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.people.use_bin import delete_record, list_bin, restore_record
from tests.fakes import FakeDesk


def test_delete_record_and_restore_record_are_each_others_opposite():
    desk = FakeDesk()
    note = desk.make(Note, text=Text("A thought\nand more"))
    desk.do(delete_record, "note", note.id)
    assert desk.all(Note) == ()
    assert [each.title for each in desk.read(list_bin)] == ["A thought"]
    desk.do(restore_record, "note", note.id)
    assert len(desk.all(Note)) == 1
    assert desk.read(list_bin) == ()


def test_what_others_made_needs_a_role():
    desk = FakeDesk()
    note = desk.make(Note, text=Text("Hers"), created_by=RecordId("other"))
    with pytest.raises(NotAllowed):
        desk.do(delete_record, "note", note.id)
    desk.seen_by(desk.person, Role.SEA_LEAD)
    desk.do(delete_record, "note", note.id)


def test_a_reported_case_stays():
    desk = FakeDesk(Role.SEA_LEAD)
    case = desk.make(Case, title="A case", state=CaseState.REPORTED)
    with pytest.raises(NotAllowed):
        desk.do(delete_record, "case", case.id)


@pytest.mark.parametrize("kind", ["person", "sock"])
def test_what_has_no_place_in_the_bin_is_missing(kind):
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    with pytest.raises(Missing):
        desk.do(delete_record, kind, desk.person)
