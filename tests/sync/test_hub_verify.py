"""This is where a hub that was tampered with is found out, operation by operation."""

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.sync import hub as hub_module
from layerdesk.sync.checking import HubVerdict, verify_hub
from layerdesk.sync.errors import DeskPutOut
from layerdesk.ui.wording_of_hubs import fault_sentence
from tests.sync.desks import Desk, Practice


@pytest.fixture
def ann(practice: Practice) -> Desk:
    """A second desk, in step, with some cases of its own at the hub."""
    desk = practice.join("Ann")
    practice.in_step()
    for number in range(6):
        desk.make(Case, title=f"Case {number}")
        desk.round()
    practice.in_step()
    return desk


def checked(desk: Desk) -> HubVerdict:
    """What the desk finds at its hub."""
    return verify_hub(desk.state, desk.folder, 0)


def found(desk: Desk) -> list[tuple[bytes, int, int, str]]:
    """The faults that the desk finds."""
    faults = checked(desk).faults
    return [(each.desk, each.first, each.last, each.reason) for each in faults]


def at_the_hub(practice: Practice, statement: str, *values: object) -> None:
    """Somebody with the administrator's password changes the hub's tables."""
    with practice.server.admin(practice.database) as connection:
        connection.execute(statement, values)  # type: ignore[arg-type]


def at_one(practice: Practice, statement: str, desk: Desk, number: int) -> None:
    """The same to one operation of a desk."""
    at_the_hub(practice, f"{statement} WHERE desk = %s AND number = %s", me(desk).hex(), number)


def me(desk: Desk) -> bytes:
    """The desk's id."""
    return desk.log.identity().desk


def test_a_hub_as_its_writers_left_it_is_sound(practice: Practice, ann: Desk) -> None:
    for desk in practice.desks:
        verdict = checked(desk)
        assert verdict.sound
        assert verdict.chains >= 2
        assert verdict.operations >= 8
        assert verdict.people[me(ann)] == ann.person


def test_what_waits_here_is_not_missing_there(practice: Practice, ann: Desk) -> None:
    ann.make(Case, title="Not pushed yet")
    assert checked(ann).sound


def test_what_was_erased_is_no_fault(practice: Practice, ann: Desk) -> None:
    (case, *_) = practice.first.store.read(lambda reading: reading.find(Case))
    practice.first.store.write(lambda work: work.erase_words(case, ("title",)))
    practice.in_step()
    assert all(checked(desk).sound for desk in practice.desks)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE hub.op SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)", "sealed"),
        # What was sealed under a header opens under no other.
        ("UPDATE hub.op SET header = set_byte(header, 60, get_byte(header, 60) # 1)", "sealed"),
        ("UPDATE hub.op SET header = ''", "sealed"),
        ("UPDATE hub.op SET clock = clock + 1", "moved"),
        ("UPDATE hub.op SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1)", "damaged"),
        ("UPDATE hub.op SET signature = set_byte(signature, 0, 255)", "signature"),
        ("DELETE FROM hub.op", "removed"),
    ],
)
def test_one_operation_that_was_changed_is_named_and_no_other(
    practice: Practice, ann: Desk, statement: str, reason: str
) -> None:
    at_one(practice, statement, ann, 3)
    for desk in practice.desks:
        (fault,) = checked(desk).faults
        assert (fault.desk, fault.first, fault.last) == (me(ann), 3, 3)
        assert fault.reason == reason


def test_operations_that_changed_places_are_both_named(practice: Practice, ann: Desk) -> None:
    for now, then in ((3, 99), (4, 3), (99, 4)):
        at_the_hub(
            practice,
            "UPDATE hub.op SET number = %s WHERE desk = %s AND number = %s",
            then,
            me(ann).hex(),
            now,
        )
    assert found(practice.first) == [(me(ann), 3, 3, "moved"), (me(ann), 4, 4, "moved")]


def test_an_end_that_was_cut_off_is_missed(practice: Practice, ann: Desk) -> None:
    last = practice.first.log.vector()[ann.home(), me(ann)]
    cut = "DELETE FROM hub.op WHERE desk = %s AND number > %s"
    at_the_hub(practice, cut, me(ann).hex(), last - 2)
    at_the_hub(practice, "UPDATE hub.head SET number = %s WHERE desk = %s", last - 2, me(ann).hex())
    assert found(practice.first) == [(me(ann), last - 1, last, "removed")]


def test_a_beginning_that_was_cut_off_is_missed_by_a_desk_that_never_had_it(
    practice: Practice, ann: Desk
) -> None:
    at_the_hub(practice, "DELETE FROM hub.op WHERE desk = %s AND number < 3", me(ann).hex())
    bo = practice.join("Bo")
    practice.first.round()
    bo.round()
    assert (me(ann), 1, 2, "removed") in found(bo)


def test_a_head_that_says_something_else_is_not_signed(practice: Practice, ann: Desk) -> None:
    at_the_hub(practice, "UPDATE hub.head SET hash = sha256('x') WHERE desk = %s", me(ann).hex())
    last = practice.first.log.vector()[ann.home(), me(ann)]
    assert found(practice.first) == [(me(ann), last, last, "signature")]


def test_an_end_without_a_signature_is_named(practice: Practice, ann: Desk) -> None:
    last = practice.first.log.vector()[ann.home(), me(ann)]
    at_one(practice, "UPDATE hub.op SET signature = NULL", ann, last)
    assert found(practice.first) == [(me(ann), last, last, "signature")]


def test_words_that_nobody_erased_are_missed(practice: Practice, ann: Desk) -> None:
    (case, *_) = practice.first.store.read(lambda reading: reading.find(Case))
    copy = practice.copied(ann)
    # Ann's own copy erases, and its hub loses the operation that says so.
    copy.store.write(lambda work: work.erase_words(case, ("title",)))
    copy.round()
    last = copy.log.vector()[ann.home(), me(copy)]
    at_one(practice, "DELETE FROM hub.op", copy, last)
    reasons = {reason for _, _, _, reason in found(practice.first)}
    assert reasons == {"blanked", "removed"}


def test_another_operation_under_the_same_number_is_named(practice: Practice, ann: Desk) -> None:
    copy = practice.copied(ann)
    practice.first.round()
    # What a cloned disk would have pushed in this desk's name, had it not gone on as another.
    ann.make(Case, title="Here")
    copy.make(Case, title="There")
    last = copy.log.vector()[ann.home(), me(ann)]
    (theirs,) = copy.log.after(ann.home(), me(ann), last - 1, 10)
    ann.round()
    faults = copy.log.examine([theirs], copy.log.standing(ann.home(), me(ann), last - 1), ())
    assert [each.reason for each in faults] == ["rights"]
    faults = ann.log.examine([theirs], ann.log.standing(ann.home(), me(ann), last - 1), ())
    assert [each.reason for each in faults] == ["another"]


def test_a_statement_of_somebody_without_the_right_is_counted(
    practice: Practice, ann: Desk
) -> None:
    at_the_hub(
        practice,
        "INSERT INTO hub.member SELECT space, %s::uuid, 5, 'admin', body, desk, signature"
        " FROM hub.member WHERE desk = %s",
        "00000000-0000-0000-0000-000000000009",
        me(ann).hex(),
    )
    assert checked(practice.first).statements == 0  # the same statement again says the same
    at_the_hub(practice, "UPDATE hub.member SET body = 'x' WHERE since = 5")
    verdict = checked(practice.first)
    assert (verdict.statements, verdict.sound) == (1, False)


def test_a_long_chain_is_checked_page_by_page(
    practice: Practice, ann: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module.Hub.chain, "__defaults__", (2,))
    at_one(practice, "DELETE FROM hub.op", ann, 4)
    assert found(practice.first) == [(me(ann), 4, 4, "removed")]


def test_a_desk_that_was_put_out_checks_nothing(practice: Practice, ann: Desk) -> None:
    at_the_hub(practice, "DELETE FROM hub.may")
    with pytest.raises(DeskPutOut):
        checked(ann)


def test_every_fault_has_its_words() -> None:
    assert fault_sentence("removed", "Ann", 3, 5) == "Changes 3 to 5 of Ann are missing there."
    reasons = ["moved", "damaged", "another", "sealed", "signature", "author", "rights", "blanked"]
    said = {fault_sentence(each, "Ann", 3, 3) for each in reasons}
    assert len(said) == len(reasons)
    assert all(each.startswith("Change 3 of Ann is ") for each in said)
