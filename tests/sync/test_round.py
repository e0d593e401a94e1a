"""This is where desks stay in step through a real hub."""

from layerdesk.domain.cases.records import Case
from layerdesk.domain.people.records import Person
from tests.sync.desks import Practice


def test_what_one_desk_writes_another_reads(practice: Practice) -> None:
    case = practice.first.make(Case, title="The fridge was warm")
    ann = practice.join("Ann")
    practice.first.round()
    done = ann.round()
    assert done.pulled > 0
    assert done.aside == ()
    assert ann.store.read(lambda reading: reading.get(Case, case.id)).title == "The fridge was warm"
    assert ann.store.verify().sound
    assert {each.name for each in ann.store.read(lambda reading: reading.find(Person))} == {
        "Sam",
        "Ann",
    }


def test_both_ways_and_nothing_twice(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    ann.make(Case, title="From Ann")
    practice.first.make(Case, title="From Sam")
    practice.in_step()
    for desk in practice.desks:
        found = desk.store.read(lambda reading: reading.find(Case))
        assert {each.title for each in found} == {"From Ann", "From Sam"}
    again = [each.round() for each in practice.desks]
    assert [(each.pushed, each.pulled, each.waiting) for each in again] == [
        (0, 0, 0),
        (0, 0, 2),
    ] or [(each.pushed, each.pulled) for each in again] == [(0, 0), (0, 0)]
