"""This is where faults are planted in a desk, and each is named when it is verified."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.errors import Refused
from layerdesk.domain.record import Text
from layerdesk.storage.log import rows
from layerdesk.storage.store import Store
from tests.storage.desks import again, change, in_log, make, modest, record_rows


def some_history(desk: Store) -> Case:
    """A case with a few operations."""
    case = make(desk, Case, title="Fridge", summary=Text("Warm"))
    make(desk, Note, text=Text("Other"))
    return change(desk, case, place="Home", state=CaseState.REPORTED)


def _changed_row(connection: Connection) -> None:
    connection.execute("UPDATE \"case\" SET title = 'Forged'")


def _extra_row(connection: Connection) -> None:
    connection.execute("DELETE FROM note")


def _unknown_row(connection: Connection) -> None:
    connection.execute("UPDATE note SET id = 'ffffffff' || substr(id, 9)")


def _changed_byte(connection: Connection) -> None:
    _with_bodies(connection, lambda bodies: bodies.replace(b"Fridge", b"Forged"))


def _cut_short(connection: Connection) -> None:
    _with_bodies(connection, lambda bodies: bodies[:-1])


def _with_bodies(connection: Connection, damage: Callable[[bytes], bytes]) -> None:
    for row in list(rows.chain_rows(connection)):
        if b"Fridge" in row.bodies:
            connection.execute(
                "UPDATE operation SET bodies = ? WHERE number = ? AND space = ?",
                (damage(row.bodies), row.number, row.space),
            )


def _gap(connection: Connection) -> None:
    connection.execute(
        "DELETE FROM operation WHERE number = 2 AND clock < (SELECT max(clock) FROM operation)"
    )


def _last_gone(connection: Connection) -> None:
    connection.execute("DELETE FROM operation WHERE clock = (SELECT max(clock) FROM operation)")


def _swapped(connection: Connection) -> None:
    for old, new in ((2, 900), (3, 2), (900, 3)):
        connection.execute("UPDATE operation SET number = ? WHERE number = ?", (new, old))


def _other_clock(connection: Connection) -> None:
    connection.execute("UPDATE operation SET clock = clock + 1 WHERE number = 3")


def _wrong_hash(connection: Connection) -> None:
    connection.execute("UPDATE operation SET hash = zeroblob(32) WHERE number = 3")


def _blanked(connection: Connection) -> None:
    from layerdesk.storage.log import encoding

    for each in list(rows.all_operations(connection)):
        if each.number == 3:
            blank = replace(each, parts=tuple(encoding.blanked(part) for part in each.parts))
            connection.execute(
                "UPDATE operation SET bodies = ? WHERE number = 3", (encoding.bodies(blank),)
            )


def _wrong_commitment(connection: Connection) -> None:
    from layerdesk.storage.log import encoding

    for each in list(rows.all_operations(connection)):
        if each.number == 3:
            parts = tuple(replace(part, commitment=bytes(32)) for part in each.parts)
            connection.execute(
                "UPDATE operation SET header = ? WHERE number = 3",
                (encoding.header(replace(each, parts=parts)),),
            )


def _touched(connection: Connection) -> None:
    connection.execute("DELETE FROM touched WHERE number = 3")


PLANTED = {
    "a changed row": (_changed_row, "differing", "title"),
    "a removed row": (_extra_row, "differing", "missing"),
    "a row of nobody": (_unknown_row, "differing", "not in the log"),
    "a changed byte": (_changed_byte, "broken_parts", ""),
    "bodies cut short": (_cut_short, "broken_parts", "cannot be read"),
    "a removed operation": (_gap, "broken_chain", " 3"),
    "the last operation removed": (_last_gone, "differing", "place"),
    "swapped numbers": (_swapped, "broken_chain", " 2"),
    "another clock": (_other_clock, "broken_chain", " 3"),
    "a wrong hash": (_wrong_hash, "broken_chain", " 3"),
    "a part blanked without an erasing": (_blanked, "broken_parts", " 3 "),
    "a wrong commitment": (_wrong_commitment, "broken_parts", " 3 "),
    "a forgotten touch": (_touched, "differing", "touched"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_named(desk: Store, fault: str) -> None:
    some_history(desk)
    assert desk.verify().sound
    plant, where, says = PLANTED[fault]
    in_log(desk, plant)
    verdict = desk.verify()
    assert not verdict.sound
    assert any(says in each for each in getattr(verdict, where)), verdict


def test_a_damaged_operation_is_a_clear_error_and_nothing_else_is_lost(desk: Store) -> None:
    case = some_history(desk)
    in_log(desk, _cut_short)
    assert again(desk, case).place == "Home"
    with pytest.raises(Refused):
        desk.read(lambda reading: reading.history(case))
    with pytest.raises(Refused):
        desk.rebuild()
    assert again(desk, case).place == "Home"
    assert make(desk, Note, source="goes on").source == "goes on"


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["make", "title", "words", "tags", "bin", "back", "undo", "redo", "forget", "erase"]
        ),
        st.integers(0, 3),
        st.text("ab🙂é ", max_size=5),
    ),
    max_size=14,
)


@modest
@given(STEPS)
def test_after_anything_at_all_the_tables_equal_the_fold_of_the_log(
    steps: list[tuple[str, int, str]],
) -> None:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from tests.storage.desks import fresh_desk

    with TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        cases = [make(desk, Case, title="0")]
        for step in steps:
            _take(desk, cases, *step)
        verdict = desk.verify()
        assert verdict.sound, verdict
        before = in_log(desk, record_rows)
        desk.rebuild()
        after = in_log(desk, record_rows)
        assert _without_states(after) == _without_states(before)
        assert desk.verify().sound
        desk.close()


def _take(desk: Store, cases: list[Case], what: str, which: int, words: str) -> None:
    stale = cases[which % len(cases)]
    try:
        if what == "make":
            cases.append(make(desk, Case, title=words, summary=Text(words)))
        elif what == "title":
            change(desk, stale, title=words)
        elif what == "words":
            change(desk, stale, summary=stale.summary.saying(words))
        elif what == "tags":
            change(desk, stale, tags=frozenset(words))
        elif what == "bin":
            desk.write(lambda work: work.delete(stale))
        elif what == "back":
            desk.write(lambda work: work.restore(stale))
        elif what == "undo":
            desk.undo()
        elif what == "redo":
            desk.redo()
        elif what == "forget":
            desk.write(lambda work: work.erase_words(stale, ("title", "summary")[: which or 1]))
        else:
            desk.write(lambda work: work.erase_record(stale))
    except Refused:
        return


def _without_states(tables: dict[str, list[dict[str, Any]]]) -> Any:
    return {
        name: [
            {key: value for key, value in row.items() if not key.endswith("_state_of_text")}
            for row in found
        ]
        for name, found in tables.items()
    }


def _without_entry(connection: Connection) -> None:
    connection.execute("DELETE FROM found WHERE kind = 'case'")


def _without_words(connection: Connection) -> None:
    connection.execute("DELETE FROM words")


def _other_words(connection: Connection) -> None:
    connection.execute("UPDATE words SET title = 'Forged' WHERE title = 'Fridge'")


def _other_space(connection: Connection) -> None:
    connection.execute("UPDATE found SET space = 'somewhere'")


def _of_nobody(connection: Connection) -> None:
    connection.execute("UPDATE found SET record = 'ffffffff' || substr(record, 9)")


@pytest.mark.parametrize(
    "plant", [_without_entry, _without_words, _other_words, _other_space, _of_nobody]
)
def test_a_search_index_that_is_not_what_the_tables_say_is_named_and_made_anew(
    desk: Store, plant: Callable[[Connection], None]
) -> None:
    some_history(desk)
    assert desk.verify().index == ()
    in_log(desk, plant)
    verdict = desk.verify()
    assert verdict.index
    assert verdict.log_sound
    assert not verdict.sound
    desk.rebuild()
    assert desk.verify().sound


def test_what_lies_in_the_bin_belongs_into_no_index(desk: Store) -> None:
    case = some_history(desk)
    desk.write(lambda work: work.delete(case))
    assert desk.verify().sound
