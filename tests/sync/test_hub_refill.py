"""This is where a practice that loses its hub is shown to have it back from one desk."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.ids import only_one
from layerdesk.domain.people.records import Membership, Space, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage.statements import all_rows
from layerdesk.storage.tables import TABLE_OF
from layerdesk.storage.tables.shape import STATE_SUFFIX
from layerdesk.sync import book as book_module
from layerdesk.sync import refilling
from layerdesk.sync import round as round_module
from layerdesk.sync.administering import put_out
from layerdesk.sync.book import Book, book_from, thinned
from layerdesk.sync.checking import verify_hub
from layerdesk.sync.errors import (
    HubAlready,
    HubIncomplete,
    HubRefusedDesk,
    HubReplaced,
    NoHubThere,
)
from layerdesk.sync.refilling import Refilled, balance, give_back, make_again
from layerdesk.usecases.people.welcome_person import welcome_person
from layerdesk.usecases.ports import Work
from tests.sync.desks import Desk, Practice
from tests.sync.server import ADMIN, PASSWORD


def every_record(desk: Desk) -> str:
    """All records of the practice space at this desk, every field of them."""
    home = desk.home()
    with desk.store.transaction(writing=True) as connection:
        found: Mapping[str, Any] = {
            kind: sorted(
                [
                    {
                        name: str(value)
                        for name, value in row.items()
                        if not name.endswith(STATE_SUFFIX)
                    }
                    for row in all_rows(connection, table)
                    if row["space"] == home
                ],
                key=lambda row: row["id"],
            )
            for kind, table in TABLE_OF.items()
        }
    return json.dumps(found, indent=1, sort_keys=True)


def lose_the_hub(practice: Practice) -> None:
    """The database is gone; a new, empty one stands in its place. The roles are gone too."""
    prefix = practice.first.state.belonging().role.split("_d_")[0]
    with practice.server.admin("postgres") as connection:
        connection.execute(f'DROP DATABASE "{practice.database}" WITH (FORCE)')
        roles = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE %s", (f"{prefix}%",)
        ).fetchall()
        for (role,) in roles:
            connection.execute(f'DROP ROLE "{role}"')
        connection.execute(f'CREATE DATABASE "{practice.database}"')


def set_back(practice: Practice, space: str, numbers: Mapping[bytes, int]) -> None:
    """The hub is restored from a backup in which these chains had come only so far."""
    with practice.server.admin(practice.database) as connection:
        for desk, number in numbers.items():
            given = (space, desk.hex(), number)
            connection.execute(
                "DELETE FROM hub.op WHERE space = %s AND desk = %s AND number > %s", given
            )
            connection.execute(
                "UPDATE hub.head h SET number = o.number, hash = o.hash FROM hub.op o"
                " WHERE o.space = %s AND o.desk = %s AND o.number = %s"
                " AND h.space = o.space AND h.desk = o.desk",
                given,
            )


def again(practice: Practice, desk: Desk) -> Refilled:
    """One command on one desk, with the administrator's address."""
    make_again(
        desk.state,
        practice.address,
        ADMIN,
        PASSWORD,
        folder=desk.folder,
        migrations=migrations_folder(),
    )
    given = give_back(desk.state, desk.folder)
    desk.round()
    return given


def me(desk: Desk) -> bytes:
    """The desk's id."""
    return desk.log.identity().desk


def a_working_practice(practice: Practice) -> tuple[Desk, Desk]:
    """Two colleagues and some work of everybody's, in step."""
    ann, bo = practice.join("Ann"), practice.join("Bo")
    practice.in_step()
    for desk in practice.desks:
        for number in range(3):
            desk.make(Case, title=f"Case {number} of {desk.name}")
            desk.round()
    practice.in_step()
    return ann, bo


def test_a_practice_that_loses_its_hub_has_it_back_from_one_desk(practice: Practice) -> None:
    ann, bo = a_working_practice(practice)
    practice.lose(bo)  # nobody but the refilling desk has what Bo wrote, once Ann is away
    before = every_record(ann)
    assert before == every_record(practice.first)
    lose_the_hub(practice)
    with pytest.raises((NoHubThere, HubRefusedDesk)):
        practice.first.round()
    told = balance(practice.first.state, practice.first.folder)
    assert (told.hub, told.reachable) == (0, False)
    assert told.here == told.own + told.others
    given = again(practice, practice.first)
    assert (given.operations, given.unsigned) == (told.others, 0)
    after = balance(practice.first.state, practice.first.folder)
    assert (after.hub, after.own, after.others) == (told.here, 0, 0)
    assert practice.first.round().hub_lacks == 0
    # A second desk: one that was there, by its own password, and one that is new.
    ann.round()
    assert every_record(ann) == before
    fresh = practice.join("Cai")
    practice.in_step()
    assert fresh.round().aside == ()
    assert every_record(fresh) == every_record(practice.first) == every_record(ann)
    assert '"Case 2 of Bo"' in every_record(fresh)
    assert all(verify_hub(each.state, each.folder, 0).sound for each in practice.desks)
    assert all(each.store.verify().sound for each in practice.desks)


def test_what_only_a_colleague_had_comes_back_with_their_next_round(practice: Practice) -> None:
    ann, _ = a_working_practice(practice)
    ann.make(Case, title="Pushed, and never pulled by anybody")
    ann.round()
    lose_the_hub(practice)
    again(practice, practice.first)
    assert ann.round().pushed == 1
    practice.in_step()
    assert len({every_record(each) for each in practice.desks}) == 1
    assert "never pulled" in every_record(practice.first)
    assert balance(ann.state, ann.folder).own == 0


def test_a_matter_of_others_comes_back_with_those_who_share_it(practice: Practice) -> None:
    ann, bo = a_working_practice(practice)

    def begin(work: Work) -> SpaceId:
        space = SpaceId(work.new_id())
        work.save(
            None, Space(id=RecordId(space), space=space, space_kind=SpaceKind.NAMED, title="One")
        )
        for person, admin in ((ann.person, True), (bo.person, False)):
            work.save(
                None,
                Membership(
                    id=only_one(space, Membership.kind, person),
                    space=space,
                    person=person,
                    admin=admin,
                ),
            )
        return space

    space, _ = ann.store.write(begin)
    practice.in_step()
    bo.make(Case, space=space, title="Bo, before the hub was lost")
    practice.in_step()
    lose_the_hub(practice)
    again(practice, practice.first)
    practice.in_step()
    cai = practice.join("Cai")
    practice.in_step()
    ann.store.write(welcome_person, cai.person, (space,))
    practice.in_step(3)
    assert cai.round().aside == ()
    found = cai.store.read(lambda reading: reading.find(Case))
    assert "Bo, before the hub was lost" in {each.title for each in found}
    assert not any(chain[0] == space for chain in practice.first.log.vector())


def test_a_hub_that_was_set_back_is_noticed_in_numbers_and_filled_again(
    practice: Practice,
) -> None:
    ann, bo = a_working_practice(practice)
    before = every_record(practice.first)
    home = practice.first.home()
    held = practice.first.log.vector()
    set_back(
        practice,
        home,
        {me(ann): held[home, me(ann)] - 2, me(bo): 1, me(practice.first): 2},
    )
    told = balance(practice.first.state, practice.first.folder)
    assert (told.others, told.reachable) == (2 + held[home, me(bo)] - 1, True)
    assert told.own == held[home, me(practice.first)] - 2
    practice.lose(bo)
    # Its own it gives back by itself; what is of others is said, and asked for.
    assert ann.round().pushed == 2
    done = practice.first.round()
    assert (done.pushed, done.hub_lacks) == (told.own, held[home, me(bo)] - 1)
    assert ann.round().hub_lacks == done.hub_lacks
    given = give_back(practice.first.state, practice.first.folder)
    assert given == Refilled(operations=done.hub_lacks, unsigned=0)
    fresh = practice.join("Cai")
    practice.in_step()
    for number in range(3):
        assert f'"Case {number} of Bo"' in every_record(fresh)
    assert every_record(fresh) == every_record(ann) == every_record(practice.first)
    assert before != every_record(ann)  # somebody joined
    assert verify_hub(fresh.state, fresh.folder, 0).sound


def test_a_hub_that_forgot_who_was_put_out_lets_nobody_in(practice: Practice) -> None:
    ann, bo = a_working_practice(practice)
    with practice.server.admin(practice.database) as connection:
        may = connection.execute("SELECT role, space, can FROM hub.may").fetchall()
    put_out(practice.first.state, practice.first.folder, me(ann))
    practice.first.round()
    bo.round()
    with practice.server.admin(practice.database) as connection:
        connection.execute("DELETE FROM hub.member WHERE can = 'none'")
        connection.execute("UPDATE hub.desk SET revoked = false")
        role = ann.state.belonging().role
        connection.execute(f'ALTER ROLE "{role}" LOGIN')  # type: ignore[arg-type]
        for row in may:
            connection.execute(
                "INSERT INTO hub.may VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", row
            )
    ann.make(Case, title="Written after being put out")
    ann.round()
    assert {each.reason for each in bo.round().aside} == {"rights"}
    again(practice, practice.first)
    with pytest.raises(HubRefusedDesk):
        ann.round()
    assert "after being put out" not in every_record(practice.first)


def test_a_lost_hub_is_not_one_to_push_to_without_its_administrator(practice: Practice) -> None:
    a_working_practice(practice)
    with practice.server.admin(practice.database) as connection:
        connection.execute("DELETE FROM hub.may")
    with pytest.raises(HubIncomplete):
        give_back(practice.first.state, practice.first.folder)
    assert not balance(practice.first.state, practice.first.folder).reachable
    again(practice, practice.first)
    assert all(each.round().aside == () for each in practice.desks)


def test_a_hub_that_was_made_anew_is_asked_about(practice: Practice) -> None:
    a_working_practice(practice)
    with practice.server.admin(practice.database) as connection:
        connection.execute("UPDATE hub.about SET epoch = gen_random_uuid()")
    with pytest.raises(HubReplaced) as refused:
        practice.first.round()
    values = refused.value.values
    assert isinstance(values["here"], int)
    assert isinstance(values["hub"], int)
    assert values["here"] > 0 < values["hub"]
    again(practice, practice.first)
    assert practice.first.round().aside == ()


def test_another_practices_hub_is_not_filled(practice: Practice, tmp_path: Any) -> None:
    other = Practice(practice.server, tmp_path / "other", f"{practice.database}_other")
    with pytest.raises(HubAlready):
        make_again(
            practice.first.state,
            other.address,
            ADMIN,
            PASSWORD,
            folder=practice.first.folder,
            migrations=migrations_folder(),
        )
    other.close()


def test_a_desk_that_is_no_admin_gives_back_only_its_own(practice: Practice) -> None:
    ann, bo = a_working_practice(practice)
    set_back(practice, ann.home(), {me(ann): 1, me(bo): 1})
    assert give_back(ann.state, ann.folder).operations == 0
    assert ann.round().pushed > 0


def test_what_nobody_signed_is_left_to_its_writer(practice: Practice) -> None:
    ann, _ = a_working_practice(practice)
    held = practice.first.log.vector()[ann.home(), me(ann)]
    set_back(practice, ann.home(), {me(ann): 1})
    state = practice.first.state
    state.log.keep(f"ends/{ann.home()}/{me(ann).hex()}", b"")
    given = give_back(state, practice.first.folder)
    assert given == Refilled(operations=0, unsigned=held - 1)
    state.keep_ends(ann.home(), me(ann), [(2, bytes(64)), (held, bytes(64))])
    assert give_back(state, practice.first.folder).operations == 0


def test_a_long_chain_is_given_back_in_pages_that_end_signed(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (round_module, refilling):
        monkeypatch.setattr(module, "PUSH_LIMIT", 4)
    monkeypatch.setattr(book_module, "FAR", 4)
    ann, _ = a_working_practice(practice)
    for number in range(15):
        ann.make(Case, title=f"More {number}")
        if number % 3 == 0:
            ann.round()
    practice.in_step()
    before = every_record(practice.first)
    lose_the_hub(practice)
    again(practice, practice.first)
    with practice.server.admin(practice.database) as connection:
        ends = connection.execute(
            "SELECT number FROM hub.op WHERE space = %s AND desk = %s AND signature IS NOT NULL"
            " ORDER BY number",
            (ann.home(), me(ann).hex()),
        ).fetchall()
    numbers = [0, *(number for (number,) in ends)]  # type: ignore[list-item]
    assert all(later - one <= 8 for one, later in itertools.pairwise(numbers))
    assert numbers[-1] == practice.first.log.vector()[ann.home(), me(ann)]
    ann.round()
    assert every_record(ann) == before


def test_an_id_that_this_desk_had_before_is_signed_anew(practice: Practice) -> None:
    ann, _ = a_working_practice(practice)
    sam = practice.first
    copy = practice.copied(sam)
    sam.make(Case, title="By the first")
    copy.make(Case, title="By the copy")
    sam.round()
    copy.round()
    practice.in_step()
    assert me(copy) != me(sam)
    lose_the_hub(practice)
    assert again(practice, copy).unsigned == 0
    ann.round()
    assert every_record(ann) == every_record(copy)


def test_the_book_is_kept_whole_and_forgets_nothing(practice: Practice) -> None:
    a_working_practice(practice)
    book = practice.first.state.book()
    assert book_from(book.to_bytes()) == book
    assert len(book.desks) == 3
    assert all(each.verifier for each in book.desks.values())
    assert len(book.statements(practice.first.home())) == 3
    assert book.statements(next(iter(book.spaces))) != ()
    forgetful = Book(
        {space: replace(each, statements=()) for space, each in book.spaces.items()},
        {
            desk: replace(each, verifier="", known=replace(each.known, revoked=False))
            for desk, each in book.desks.items()
        },
    )
    assert book.and_also(forgetful) == book
    assert book.and_also(Book()) == book
    assert Book().and_also(book) == book


def test_signed_ends_are_kept_no_further_apart_than_a_page_needs() -> None:
    every = [(number, bytes([number % 7])) for number in range(1, 3001)]
    kept = [number for number, _ in thinned(every)]
    assert kept[-1] == 3000
    assert len(kept) < 15
    assert all(later - one <= book_module.FAR for one, later in itertools.pairwise(kept))
    assert thinned([*thinned(every[:2000]), *every[2000:]])[-1] == every[-1]
    assert thinned([]) == []
