"""This is where desks stay in step through a real hub."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.ids import only_one
from layerdesk.domain.people.records import Membership, Person, Space, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.sync.administering import put_out, rotate_keys
from layerdesk.sync.errors import HubRefusedDesk
from layerdesk.usecases.people.welcome_person import welcome_person
from layerdesk.usecases.ports import Work
from tests.sync.desks import Desk, Practice


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


def test_a_copied_folder_goes_on_as_another_desk(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    copy = practice.copied(ann)
    ann.make(Case, title="Written in the first folder")
    copy.make(Case, title="Written in the copy")
    ann.round()
    copy.round()
    assert copy.log.identity().desk != ann.log.identity().desk
    copy.make(Case, title="Written in the copy afterwards")
    practice.in_step()
    for desk in practice.desks:
        assert titles(desk) == {
            "Written in the first folder",
            "Written in the copy",
            "Written in the copy afterwards",
        }
        assert desk.store.verify().sound


def test_a_restored_folder_has_back_what_it_had_pushed(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    older = practice.copied(ann)
    ann.make(Case, title="Pushed after the backup")
    ann.round()
    practice.lose(ann)
    older.make(Case, title="Written after restoring")
    practice.in_step()
    assert titles(older) == {"Pushed after the backup", "Written after restoring"}
    assert titles(practice.first) == titles(older)


def titles(desk: Desk) -> set[str]:
    """The titles of all cases at this desk."""
    return {each.title for each in desk.store.read(lambda reading: reading.find(Case))}


def test_a_desk_that_is_put_out_reads_nothing_that_is_written_later(practice: Practice) -> None:
    ann, bo = practice.join("Ann"), practice.join("Bo")
    practice.in_step()
    done = put_out(practice.first.state, practice.first.folder, ann.log.identity().desk)
    assert done.person == ann.person
    practice.first.make(Case, title="Only for those who stayed")
    practice.first.round()
    with pytest.raises(HubRefusedDesk):
        ann.round()
    bo.round()
    assert titles(bo) == {"Only for those who stayed"}
    assert titles(ann) == set()
    practice.lose(ann)
    bo.make(Case, title="Under the new key")
    practice.in_step()
    assert titles(practice.first) == titles(bo)


def test_new_keys_reach_everybody_who_is_a_member(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    assert rotate_keys(practice.first.state, practice.first.folder) == 3
    practice.first.make(Case, title="Under the new key")
    practice.in_step()
    assert titles(ann) == {"Under the new key"}
    ann.make(Case, title="And back")
    practice.in_step()
    assert titles(practice.first) == {"Under the new key", "And back"}


def test_a_restricted_matter_reaches_only_those_who_are_named(practice: Practice) -> None:
    ann, bo = practice.join("Ann"), practice.join("Bo")
    practice.in_step()

    def begin(work: Work) -> SpaceId:
        space = SpaceId(work.new_id())
        work.save(
            None, Space(id=RecordId(space), space=space, space_kind=SpaceKind.NAMED, title="One")
        )
        work.save(
            None,
            Membership(
                id=only_one(space, Membership.kind, work.viewer.person),
                space=space,
                person=work.viewer.person,
                admin=True,
            ),
        )
        return space

    space, _ = practice.first.store.write(begin)
    practice.first.store.write(welcome_person, ann.person, (space,))
    practice.first.make(Case, space=space, title="Only for the named")
    practice.in_step()
    assert titles(ann) == {"Only for the named"}
    assert titles(bo) == set()
    assert space not in {each for each, _ in bo.log.vector()}
    ann.make(Case, space=space, title="Ann answers")
    practice.in_step()
    assert titles(practice.first) == {"Only for the named", "Ann answers"}

    def end(work: Work) -> None:
        one = work.get(Membership, only_one(space, Membership.kind, ann.person))
        work.save(one, replace(one, ended=True))

    practice.first.store.write(end)
    practice.in_step()
    practice.first.make(Case, space=space, title="After Ann has left the matter")
    practice.in_step()
    number = practice.first.log.vector()[space, practice.first.log.identity().desk]
    assert ann.log.vector()[space, practice.first.log.identity().desk] < number


def test_a_record_of_ones_own_reaches_nobody(practice: Practice) -> None:
    ann = practice.join("Ann")
    me = practice.first.store.viewer().space(SpaceKind.ME)
    practice.first.make(Case, space=me, title="Only mine")
    practice.in_step()
    assert titles(ann) == set()
    assert me not in {each for each, _ in ann.log.vector()}
    assert practice.first.log.waiting() == {}
