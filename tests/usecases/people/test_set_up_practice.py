"""This is where it is tested how a practice begins."""

import pytest

from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.people.records import Person, Practice, Role, Space
from layerdesk.usecases.people.set_up_practice import set_up_practice
from tests.fakes import FakeDesk


def test_set_up_practice_makes_the_spaces_the_practice_and_the_person() -> None:
    desk = FakeDesk()
    practice = desk.do(
        set_up_practice, practice=" Aire Bank ", person="Helen", job_role="practice_manager"
    )
    assert practice.name == "Aire Bank"
    (kept,) = [each for each in desk.records.values() if isinstance(each, Practice)]
    assert kept.sea_lead == desk.viewer.person
    helen = desk.records[desk.viewer.person]
    assert isinstance(helen, Person)
    assert helen.roles == {role.value for role in Role}
    assert len([each for each in desk.records.values() if isinstance(each, Space)]) >= 3


@pytest.mark.parametrize(("practice", "person"), [("", "Helen"), ("Aire", "  "), ("x" * 121, "H")])
def test_names_are_needed(practice: str, person: str) -> None:
    with pytest.raises(FieldWrong):
        FakeDesk().do(
            set_up_practice, practice=practice, person=person, job_role="practice_manager"
        )
