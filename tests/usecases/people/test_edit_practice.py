"""This is where the practice's own details are tested."""

from dataclasses import replace

import pytest

from layerdesk.domain.errors import FieldWrong, Missing, NotAllowed
from layerdesk.domain.people.records import Practice, Role
from layerdesk.domain.record import Text
from layerdesk.usecases.people.edit_practice import edit_practice, read_practice
from tests.fakes import FakeDesk


def test_read_practice_gives_the_one_there_is():
    desk = FakeDesk()
    with pytest.raises(Missing):
        desk.read(read_practice)
    made = desk.make(Practice, name="Aire Bank")
    assert desk.read(read_practice) == made


def test_edit_practice_keeps_it_a_sample():
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    before = desk.make(Practice, name="Aire Bank", sample=True)
    desk.do(edit_practice, before, replace(before, name=" Aire  Bank Surgery ", sample=False))
    after = desk.get(Practice, before.id)
    assert (after.name, after.sample) == ("Aire Bank Surgery", True)


@pytest.mark.parametrize(
    "edit",
    [{"name": " "}, {"time_zone": "Nowhere/Land"}, {"ground_rules": Text("x" * 4001)}],
)
def test_what_cannot_be_right_is_refused(edit):
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    before = desk.make(Practice, name="Aire Bank")
    with pytest.raises(FieldWrong):
        desk.do(edit_practice, before, replace(before, **edit))


def test_only_the_practice_manager_changes_it():
    desk = FakeDesk(Role.SEA_LEAD)
    before = desk.make(Practice, name="Aire Bank")
    with pytest.raises(NotAllowed):
        desk.do(edit_practice, before, replace(before, name="Other"))
