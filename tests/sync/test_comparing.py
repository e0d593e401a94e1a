"""This is where desks with equal logs and other tables are found out, whoever looks first."""

from datetime import timedelta

from layerdesk.domain.cases.records import Case
from layerdesk.sync.checking import verify_hub
from layerdesk.sync.comparing import EVERY, Differing
from tests.sync.desks import Desk, Practice

LATER = timedelta(milliseconds=EVERY + 1000)


def in_step(practice: Practice) -> Desk:
    """A practice of two desks with a case, in step; the second one."""
    ann = practice.join("Ann")
    practice.first.make(Case, title="The fridge was warm")
    practice.in_step(3)
    return ann


def spoil(desk: Desk) -> None:
    """A table of this desk says something that its log does not."""
    with desk.store.transaction(writing=True) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'case'"
        ).fetchall()
        assert guards
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE \"case\" SET title = 'Something else'")
        for _, statement in guards:
            connection.execute(statement)


def whom(desk: Desk, other: Desk) -> tuple[Differing, ...]:
    """That the other desk's practice space differs from this one's."""
    return (Differing(desk.home(), other.log.identity().desk),)


def later(*desks: Desk) -> None:
    """Time goes by, for the desk's own clock as for the hub's."""
    for each in desks:
        each.state.log.keep("compared", b"")


def test_desks_in_step_do_not_differ(practice: Practice) -> None:
    ann = in_step(practice)
    later(ann, practice.first)
    assert [each.round().differing for each in (ann, practice.first, ann)] == [(), (), ()]


def test_equal_logs_with_other_tables_are_noticed_and_said(practice: Practice) -> None:
    ann, sam = in_step(practice), practice.first
    spoil(ann)
    later(ann, sam)
    assert ann.round().differing in ((), whom(ann, sam))
    assert sam.round().differing == whom(sam, ann)
    # It is said in every round until a comparison finds it mended.
    sam.make(Case, title="Another")
    assert sam.round().differing == whom(sam, ann)
    ann.round()
    later(ann)
    assert ann.round().differing == ()  # until the other desk tells of the same operations
    assert verify_hub(sam.state, sam.folder, 0).differing == whom(sam, ann)
    found = verify_hub(ann.state, ann.folder, 0)
    assert found.differing == whom(ann, sam)
    assert not found.sound
    ann.store.rebuild()
    assert verify_hub(ann.state, ann.folder, 0).sound
    assert verify_hub(sam.state, sam.folder, 0).sound


def test_other_operations_or_columns_are_not_compared(practice: Practice) -> None:
    ann, sam = in_step(practice), practice.first
    ann.make(Case, title="Not pushed yet")
    assert ann.log.folded(ann.home()).basis != sam.log.folded(sam.home()).basis
    assert verify_hub(sam.state, sam.folder, 0).differing == ()
    assert verify_hub(ann.state, ann.folder, 0).differing == ()


def test_what_a_hub_made_up_is_not_believed(practice: Practice) -> None:
    ann, sam = in_step(practice), practice.first
    spoil(ann)
    verify_hub(ann.state, ann.folder, 0)
    with practice.server.admin(practice.database) as connection:
        connection.execute(
            "UPDATE hub.told SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)"
        )
        connection.execute(
            "INSERT INTO hub.told SELECT space, gen_random_uuid(), sealed FROM hub.told"
        )
    assert verify_hub(sam.state, sam.folder, 0).differing == ()


def test_a_comparison_is_made_only_now_and_then(practice: Practice) -> None:
    ann = in_step(practice)
    before = ann.log.kept("compared")
    ann.round()
    assert ann.log.kept("compared") == before
    ann.clock.off = LATER
    ann.round()
    assert ann.log.kept("compared") != before
