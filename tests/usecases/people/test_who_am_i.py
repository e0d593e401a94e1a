"""This is where it is tested how the window learns whose desk it is."""

from layerdesk.domain.people.records import Practice
from layerdesk.usecases.people.who_am_i import who_am_i
from tests.fakes import FakeDesk


def test_who_am_i_names_the_person_and_the_practice():
    desk = FakeDesk()
    desk.make(Practice, name="Aire Bank")
    found = desk.read(who_am_i)
    assert (found.person.name, found.practice.name) == ("Sam Okafor", "Aire Bank")
