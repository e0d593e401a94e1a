"""This is where a desk is shown to believe nothing that was not signed, sealed and allowed."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.people.exchange import Packed, TakenIn, Writer
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.storage.local import keep_value
from layerdesk.sync.desk_secrets import SpaceKeys, is_signed
from layerdesk.sync.sealing import CannotOpen, key_id, new_space_key, seal, unseal
from layerdesk.sync.statements import Can, Member, NotAStatement, member_from
from layerdesk.sync.trust import Signed, trusted
from tests.sync.desks import Desk, Practice
from tests.sync.test_round import titles

SPACE = SpaceId("01940000-0000-7000-8000-0000000000aa")


def test_a_damaged_operation_is_kept_aside_and_the_rest_goes_on(practice: Practice) -> None:
    ann, bo = practice.join("Ann"), practice.join("Bo")
    practice.in_step()
    practice.lose(bo)
    ann.make(Case, title="Damaged on the way")
    practice.first.make(Case, title="Whole")
    ann.round()
    practice.first.round()
    with practice.server.admin(practice.database) as connection:
        connection.execute(
            "UPDATE hub.op SET sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1)"
            " WHERE desk = %s AND number = (SELECT max(number) FROM hub.op WHERE desk = %s)",
            (ann.log.identity().desk.hex(),) * 2,
        )
    done = bo.round()
    (aside,) = done.aside
    assert (aside.desk, aside.reason) == (ann.log.identity().desk, "sealed")
    assert titles(bo) == {"Whole"}


def test_a_key_that_was_never_given_leaves_a_chain_unread(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.first.make(Case, title="Sealed")
    practice.first.round()
    with practice.server.admin(practice.database) as connection:
        connection.execute("UPDATE hub.key_box SET sealed = 'x'")
    done = ann.round()
    assert {each.reason for each in done.aside} == {"sealed"}
    assert done.pulled == 0


def test_somebody_elses_name_in_the_body_is_not_believed(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    with ann.store.transaction(writing=True) as connection:
        keep_value(connection, "person", practice.first.person.encode())
    home = practice.first.home()
    ann.make(Case, space=home, title="As if Sam had written it")
    ann.round()
    (aside,) = practice.first.round().aside
    assert aside.reason == "author"
    assert titles(practice.first) == set()


def test_an_operation_that_is_not_what_it_says_is_damaged(practice: Practice) -> None:
    sam = practice.first
    sam.make(Case, title="One")
    home, me = sam.home(), sam.log.identity()
    packed = sam.log.after(home, me.desk, 0, 100)
    writers = {home: [Writer(desk=me.desk, person=me.person, since=0, may_write=True)]}
    ann = practice.join("Ann")

    def taken(changed: Packed, **other: object) -> TakenIn:
        return ann.log.take_in([*packed[:-1], changed], other.get("writers", writers))  # type: ignore[arg-type]

    last = packed[-1]
    wrong = [
        replace(last, header=b"noise"),
        replace(last, number=last.number + 1),
        replace(last, bodies=packed[0].bodies),
        replace(last, hash=bytes(32)),
    ]
    for each in wrong:
        assert [one.reason for one in taken(each).aside] == ["damaged"]
    assert {each.reason for each in taken(last, writers={}).aside} == {"rights"}
    reader = [Writer(desk=me.desk, person=me.person, since=0, may_write=False)]
    assert {each.reason for each in taken(last, writers={home: reader}).aside} == {"rights"}
    assert taken(last).aside == ()


def test_what_was_sealed_opens_with_its_key_and_header_only() -> None:
    key, other = new_space_key(), new_space_key()
    sealed = seal(b"body", b"header", key)
    assert unseal(sealed, b"header", key_id(key), {key_id(key): key}) == b"body"
    for wrong in (
        (sealed, b"another", key_id(key), {key_id(key): key}),
        (sealed, b"header", key_id(key), {key_id(key): other}),
        (sealed, b"header", b"unknown", {key_id(key): key}),
        (sealed[:20], b"header", key_id(key), {key_id(key): key}),
        (b"", b"header", key_id(key), {key_id(key): key}),
    ):
        with pytest.raises(CannotOpen):
            unseal(*wrong)


def a_member(one: Desk, /, **changes: object) -> Member:
    """A statement about a desk, in a space of its own."""
    own = one.state.secrets()
    made = Member(
        space=SPACE,
        desk=one.log.identity().desk,
        person=one.person,
        signing_key=own.verify_key,
        box_key=own.box_key,
        can=Can.WRITE,
        since=10,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def signed_by(desk: Desk, member: Member) -> Signed:
    """The statement as this desk signs it."""
    body = member.to_bytes()
    return Signed(body, desk.log.identity().desk, desk.state.secrets().sign(body))


def test_only_what_leads_to_the_root_key_is_believed(practice: Practice) -> None:
    sam, ann, bo = practice.first, practice.join("Ann"), practice.join("Bo")
    root = sam.state.secrets().verify_key
    first = signed_by(sam, a_member(sam, can=Can.ADMIN, since=1))
    second = signed_by(sam, a_member(ann))
    by_ann = signed_by(ann, a_member(bo, since=20))
    found = trusted(SPACE, root, [by_ann, second, first])
    assert {each.desk for each in found.members()} == {
        sam.log.identity().desk,
        ann.log.identity().desk,
    }
    assert found.doubted == (by_ann,)
    assert found.at(ann.log.identity().desk, 9) is None
    assert not found.may_write(ann.log.identity().desk, 9)
    assert found.may_write(ann.log.identity().desk, 10)
    assert found.desks_of(ann.person) == (ann.log.identity().desk,)
    later = [
        signed_by(sam, a_member(ann, can=Can.ADMIN, since=30)),
        signed_by(ann, a_member(bo, since=40)),
    ]
    grown = trusted(SPACE, root, [first, second, *later])
    assert grown.is_admin(ann.log.identity().desk)
    assert grown.now(bo.log.identity().desk) is not None
    assert not is_signed(b"short", b"", b"")


def test_statements_of_the_wrong_kind_are_doubted(practice: Practice) -> None:
    sam = practice.first
    root = sam.state.secrets().verify_key
    noise = Signed(b"\xff", bytes(16), bytes(64))
    elsewhere = signed_by(sam, a_member(sam, space=SpaceId("elsewhere")))
    assert trusted(SPACE, root, [noise, elsewhere]).doubted == (noise, elsewhere)
    with pytest.raises(NotAStatement):
        member_from(a_member(sam).to_bytes().replace(b"write", b"fight"))
    with pytest.raises(NotAStatement):
        member_from(b"\x81\x01")


def test_a_desk_that_goes_on_changes_nothing_but_its_id(practice: Practice) -> None:
    sam, ann = practice.first, practice.join("Ann")
    root = sam.state.secrets().verify_key
    start = [signed_by(sam, a_member(sam, can=Can.ADMIN, since=1)), signed_by(sam, a_member(ann))]
    same = a_member(ann, desk=bytes(16), since=20)
    raised = replace(same, can=Can.ADMIN)
    somebody = replace(same, person=RecordId("somebody"))
    for member, believed in ((same, True), (raised, False), (somebody, False)):
        found = trusted(SPACE, root, [*start, signed_by(ann, member)])
        assert (found.now(bytes(16)) is not None) == believed


def test_keys_are_named_and_the_newest_is_used() -> None:
    one, two = new_space_key(), new_space_key()
    keys = SpaceKeys().having(one, current=True).having(two, current=False)
    assert keys.current == key_id(one)
    assert keys.having(two, current=True).current == key_id(two)
    assert one.hex() not in repr(keys)
