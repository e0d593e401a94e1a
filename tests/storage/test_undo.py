"""This is where taking back and bringing back are tried on a real desk, also after a restart."""

from dataclasses import replace
from pathlib import Path

import pytest

from layerdesk.domain.cases.records import Case, Note, TimelineEntry
from layerdesk.domain.errors import CannotUndo, NothingToUndo
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Record, Text
from layerdesk.storage.store import Store
from layerdesk.usecases.ports import Work
from tests.storage.desks import Clock, again, change, keep, make, opened


def test_making_is_undone_by_binning_and_redone_by_restoring(desk: Store) -> None:
    case = make(desk, Case, title="Fridge")
    undone, changed = desk.undo()
    assert (undone.command, undone.left) == ("add", ())
    assert (case.kind, case.id) in changed.records
    assert again(desk, case).deleted
    assert desk.redo()[0].command == "add"
    assert not again(desk, case).deleted


def test_a_value_goes_back_to_what_it_replaced_and_to_empty(desk: Store) -> None:
    case = make(desk, Case, title="Fridge")
    named = change(desk, case, place="Surgery", title="Vaccine fridge")
    desk.undo()
    stored = again(desk, named)
    assert (stored.title, stored.place) == ("Fridge", "")
    desk.redo()
    stored = again(desk, named)
    assert (stored.title, stored.place) == ("Vaccine fridge", "Surgery")
    assert desk.verify().sound


def test_elements_come_and_go(desk: Store) -> None:
    case = make(desk, Case, tags=frozenset({"a", "b"}))
    change(desk, case, tags=frozenset({"b", "c"}))
    desk.undo()
    assert again(desk, case).tags == {"a", "b"}
    desk.redo()
    assert again(desk, case).tags == {"b", "c"}
    assert desk.verify().sound


def test_a_move_goes_back(desk: Store) -> None:
    entry = make(desk, TimelineEntry, order=b"\x80abc")
    change(desk, entry, order=b"\x90abc")
    desk.undo()
    assert again(desk, entry).order == b"\x80abc"


def test_binning_and_restoring_are_undone(desk: Store) -> None:
    case = make(desk, Case, title="Fridge")
    desk.write(lambda work: work.delete(case))
    desk.undo()
    assert not again(desk, case).deleted
    desk.redo()
    assert again(desk, case).deleted
    desk.write(lambda work: work.restore(again_in(work, case)))
    assert not again(desk, case).deleted
    desk.undo()
    assert again(desk, case).deleted


def again_in(work: Work, record: Record) -> Record:
    """The record as the work sees it."""
    return work.get(type(record), record.id)


def test_typing_is_taken_back_and_later_words_stay(desk: Store) -> None:
    case = make(desk, Case, summary=Text("Warm."))
    first = change(desk, case, summary=case.summary.saying("The fridge was warm. Warm."))
    desk.undo()
    assert again(desk, case).summary.plain == "Warm."
    desk.redo()
    assert again(desk, case).summary.plain == "The fridge was warm. Warm."
    assert first.summary.plain == "The fridge was warm. Warm."
    assert desk.verify().sound


def test_what_another_edited_since_is_named_and_stays(desk: Store) -> None:
    case = make(desk, Case, title="Fridge", place="Home")
    desk.write(_edit_both, case)
    after = again(desk, case)
    # Another person's edit of one of the two fields, which this desk has taken in.
    other = replace(after, title="Theirs")
    _as_another_desk(desk, after, other)
    undone, _ = desk.undo()
    assert undone.left == ((case.kind, case.id, "title"),)
    stored = again(desk, case)
    assert (stored.title, stored.place) == ("Theirs", "Home")


def _edit_both(work: Work, case: Case) -> Case:
    return work.save(case, replace(case, title="Mine", place="Surgery"))


def _as_another_desk(desk: Store, before: Record, after: Record) -> None:
    mine = desk.identity
    desk.take_new_desk_id()
    desk.write(keep, before, after)
    _take_id(desk, mine.desk if mine else b"")


def _take_id(desk: Store, desk_id: bytes) -> None:
    with desk.writing.transaction():
        desk.writing.connection.execute(
            "UPDATE local SET value = ? WHERE name = 'desk'", (desk_id,)
        )
    desk._known.clear()


def test_later_words_of_another_survive_undoing(desk: Store) -> None:
    case = make(desk, Case, summary=Text("Warm."))
    mine = change(desk, case, summary=case.summary.saying("Mine. Warm."))
    theirs = replace(mine, summary=mine.summary.saying("Mine. Warm. Theirs."))
    _as_another_desk(desk, mine, theirs)
    desk.undo()
    assert again(desk, case).summary.plain == "Warm. Theirs."
    assert desk.verify().sound


def test_where_all_was_edited_since_undoing_says_so(desk: Store) -> None:
    case = make(desk, Case, title="Fridge")
    mine = change(desk, case, title="Mine")
    _as_another_desk(desk, mine, replace(mine, title="Theirs"))
    with pytest.raises(CannotUndo) as refused:
        desk.undo()
    assert "edited since" in str(refused.value.values["reason"])


def test_it_works_after_a_restart(desk: Store, tmp_path: Path, clock: Clock) -> None:
    case = make(desk, Case, title="One", summary=Text("One"))
    change(desk, case, title="Two", summary=case.summary.saying("One two"))
    desk.close()
    later = opened(tmp_path, clock)
    later.undo()
    stored = again(later, case)
    assert (stored.title, stored.summary.plain) == ("One", "One")
    later.close()
    last = opened(tmp_path, clock)
    last.redo()
    stored = again(last, case)
    assert (stored.title, stored.summary.plain) == ("Two", "One two")
    assert last.verify().sound
    last.close()


def test_a_long_chain_goes_all_the_way_back_and_forth(desk: Store) -> None:
    case = make(desk, Case, title="0", summary=Text("0"))
    for number in range(1, 9):
        words = f"{case.summary.plain}{number}"
        case = change(desk, case, title=str(number), summary=case.summary.saying(words))
    for number in reversed(range(8)):
        desk.undo()
        assert again(desk, case).title == str(number)
    assert again(desk, case).summary.plain == "0"
    for number in range(1, 9):
        desk.redo()
        assert again(desk, case).title == str(number)
    assert again(desk, case).summary.plain == "012345678"
    with pytest.raises(NothingToUndo):
        desk.redo()
    assert desk.verify().sound


def test_nothing_is_redone_after_something_new(desk: Store) -> None:
    case = make(desk, Case, title="One")
    two = change(desk, case, title="Two")
    desk.undo()
    change(desk, two, place="Home")
    with pytest.raises(NothingToUndo):
        desk.redo()


def test_a_command_in_two_spaces_is_undone_whole(desk: Store) -> None:
    def two(work: Work) -> tuple[Record, Record]:
        me, home = (work.viewer.space(each) for each in (SpaceKind.ME, SpaceKind.PRACTICE))
        return (
            work.save(None, Note(id=work.new_id(), space=me, source="a")),
            work.save(None, Note(id=work.new_id(), space=home, source="b")),
        )

    made, _ = desk.write(two)
    _, changed = desk.undo()
    assert {record for _, record in changed.records} == {each.id for each in made}
    assert all(again(desk, each).deleted for each in made)
    desk.redo()
    assert not any(again(desk, each).deleted for each in made)


def approve_minutes(work: Work, case: Case) -> Case:
    """A command of a name that lasts."""
    return work.save(case, replace(case, title="Approved"))


def test_what_lasts_is_refused(desk: Store) -> None:
    case = make(desk, Case, title="Draft")
    desk.write(approve_minutes, case)
    for _ in range(2):
        with pytest.raises(CannotUndo) as refused:
            desk.undo()
        assert "stays so" in str(refused.value.values["reason"])
        assert again(desk, case).title == "Approved"
        assert not again(desk, case).deleted  # the making before it was not taken back instead


def test_nothing_done_leaves_nothing_to_undo(desk: Store) -> None:
    desk.take_new_desk_id()
    with pytest.raises(NothingToUndo):
        desk.undo()
    with pytest.raises(NothingToUndo):
        desk.redo()


def test_undoing_what_would_bring_back_erased_words_is_refused_with_that_reason(
    desk: Store,
) -> None:
    case = make(desk, Case, title="Mrs Secret")
    shown = change(desk, case, title="Fridge")
    mine = desk.identity
    desk.take_new_desk_id()
    desk.write(lambda work: work.erase_words(shown, ("title",)))
    _take_id(desk, mine.desk if mine else b"")
    with pytest.raises(CannotUndo) as refused:
        desk.undo()
    assert "erased" in str(refused.value.values["reason"])
    assert again(desk, case).title == ""


def test_undoing_what_belongs_to_an_erased_record_is_refused_with_that_reason(
    desk: Store,
) -> None:
    case = make(desk, Case, title="Mrs Secret")
    mine = desk.identity
    desk.take_new_desk_id()
    desk.write(lambda work: work.erase_record(case))
    _take_id(desk, mine.desk if mine else b"")
    with pytest.raises(CannotUndo) as refused:
        desk.undo()
    assert "erased" in str(refused.value.values["reason"])
