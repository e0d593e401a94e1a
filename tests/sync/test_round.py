"""This is where desks stay in step through a real hub."""

import contextlib
import os
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.ids import only_one
from layerdesk.domain.people.records import Membership, Person, Space, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.sync import hub as hub_module
from layerdesk.sync import round as round_module
from layerdesk.sync.administering import put_out, rotate_keys
from layerdesk.sync.errors import HubRefusedDesk, HubUnreachable
from layerdesk.usecases.people.welcome_person import welcome_person
from layerdesk.usecases.ports import Work
from tests.sync.desks import Desk, Practice
from tests.sync.fuzz import a_line_that_breaks, run_seed
from tests.sync.server import Server

SEEDS = int(os.environ.get("LAYERDESK_FUZZ_SEEDS", "3"))


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


def test_what_is_erased_is_erased_at_the_hub_and_at_every_desk(practice: Practice) -> None:
    ann = practice.join("Ann")
    case = practice.first.make(Case, title="Mrs Secret", place="Home")
    practice.in_step()
    before = _sealed_at_hub(practice)
    practice.first.store.write(lambda work: work.erase_words(case, ("title",)))
    assert practice.first.round().erased == 1
    ann.round()
    (stored,) = ann.store.read(lambda reading: reading.find(Case))
    assert (stored.title, stored.place) == ("", "Home")
    assert ann.store.verify().sound
    changed = [key for key, sealed in _sealed_at_hub(practice).items() if before.get(key) != sealed]
    assert len(changed) == 2  # what was erased, and the erasing
    fresh = practice.join("Bo")
    practice.in_step()
    assert titles(fresh) == {""}
    assert fresh.store.verify().sound


def test_an_admin_erases_at_the_hub_what_another_wrote(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    ann.make(Case, title="Mrs Secret")
    practice.in_step()
    (case,) = practice.first.store.read(lambda reading: reading.find(Case))
    practice.first.store.write(lambda work: work.erase_record(case))
    assert practice.first.round().erased == 1
    practice.in_step()
    assert titles(ann) == set()
    assert all(each.round().erased == 0 for each in practice.desks)


def _sealed_at_hub(practice: Practice) -> dict[tuple[object, ...], object]:
    with practice.server.admin(practice.database) as connection:
        found = connection.execute("SELECT space, desk, number, sealed FROM hub.op").fetchall()
    return {row[:3]: row[3] for row in found}


@pytest.mark.parametrize("off", [timedelta(days=366), timedelta(days=-366), timedelta(seconds=5)])
def test_a_clock_that_is_wrong_is_put_right_before_anything_goes_out(
    practice: Practice, off: timedelta
) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    ann.clock.off = off
    ann.make(Case, title="Out of time")
    ann.make(Case, title="And once more")
    practice.in_step()
    assert titles(practice.first) == {"Out of time", "And once more"}
    me = ann.log.identity().desk
    packed = ann.log.after(ann.home(), me, 0, 100)
    now = datetime.now(UTC).timestamp() * 1000
    assert all(abs((each.clock >> 16) - now) < 300_000 for each in packed)
    assert ann.store.verify().sound


def test_an_answer_that_is_lost_loses_nothing_and_repeats_nothing(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    for number in range(8):
        ann.make(Case, title=f"Case {number}")
        chance = random.Random(number)
        with contextlib.suppress(HubUnreachable), a_line_that_breaks(chance, 0.4):
            ann.round()
    practice.in_step()
    assert titles(practice.first) == {f"Case {number}" for number in range(8)}
    assert practice.first.store.verify().sound


def test_a_long_chain_comes_in_pages_that_end_signed(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = practice.join("Ann")
    monkeypatch.setattr(round_module, "PUSH_LIMIT", 7)
    monkeypatch.setattr(hub_module.Hub.pull, "__defaults__", (10,))
    for number in range(30):
        practice.first.make(Case, title=f"Case {number}")
    practice.first.round()
    assert ann.round().aside == ()
    assert len(titles(ann)) == 30


def test_a_few_seeds_of_whatever_desks_do(server: Server, tmp_path: Path) -> None:
    for seed in range(1, SEEDS + 1):
        run_seed(server, seed, 30, 3)
