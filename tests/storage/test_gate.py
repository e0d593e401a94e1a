"""This is where the one gate for writing is tried: stale screens, bins, and ways around it."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.errors import Missing
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId, SpaceId, Text
from layerdesk.storage.gate import SpaceUnknown
from layerdesk.storage.log.encoding import BadBytes
from layerdesk.storage.store import Store
from layerdesk.storage.tables import RECORD_TABLES
from layerdesk.usecases.ports import Work
from tests.storage.desks import again, change, home_of, keep, make, plain_connection

GUARDED = (*(table.name for table in RECORD_TABLES), "operation", "touched", "found")


def test_a_stale_screen_leaves_what_it_did_not_show(desk: Store) -> None:
    shown = make(desk, Case, title="Fridge", place="Surgery")
    change(desk, shown, place="Home")
    stale = change(desk, shown, title="Vaccine fridge")
    assert (stale.title, stale.place) == ("Vaccine fridge", "Home")


def test_two_edits_of_one_field_are_both_kept_until_somebody_settles_them(desk: Store) -> None:
    shown = make(desk, Case, title="Fridge")
    change(desk, shown, title="First")
    both = change(desk, shown, title="Second")
    assert both.title == "Second"
    assert both.written_by_two() == ("title",)
    assert len(both.seen["title"]) == 2
    settled = change(desk, both, title="Third")
    assert settled.written_by_two() == ()
    assert settled.title == "Third"
    assert desk.verify().sound


def test_binning_and_restoring_in_one_work_leaves_it_restored(desk: Store) -> None:
    case = make(desk, Case, title="Fridge")

    def to_and_fro(work: Work) -> None:
        work.delete(case)
        work.restore(case)

    desk.write(to_and_fro)
    assert not again(desk, case).deleted
    assert desk.verify().sound


def test_an_edit_beside_a_deletion_is_kept_and_comes_back_whole(desk: Store) -> None:
    case = make(desk, Case, title="Fridge")
    desk.write(lambda work: work.delete(case))
    change(desk, case, title="Vaccine fridge")
    in_bin = again(desk, case)
    assert in_bin.deleted
    desk.write(lambda work: work.restore(in_bin))
    assert (again(desk, case).deleted, again(desk, case).title) == (False, "Vaccine fridge")


def test_reads_within_a_work_see_what_it_saved(desk: Store) -> None:
    stored = make(desk, Note, source="old", tags=frozenset({"a"}), text=Text("words"))

    def look(work: Work) -> tuple[object, ...]:
        fresh = work.save(None, Note(id=work.new_id(), space=stored.space, source="new"))
        work.save(stored, replace(stored, importance=3))
        work.delete(fresh)
        return (
            work.count(Note),
            work.count(Note, deleted=True),
            work.rows(Note, ("importance", "tags", "text", "deadline", "state")),
            work.find(Note, source=("old", None)),
        )

    count, binned, rows, found = desk.write(look)[0]
    assert (count, binned) == (1, 1)
    assert rows == ((3, '["a"]', "words", None, "inbox"),)
    assert len(found) == 1


def test_rows_and_count_within_a_work_that_saved_nothing_of_the_kind(desk: Store) -> None:
    make(desk, Note, source="old")
    looked = desk.write(lambda work: (work.count(Note), work.rows(Note, ("source",))))[0]
    assert looked == (1, (("old",),))


def test_a_value_or_none_finds_both(desk: Store) -> None:
    make(desk, Note, importance=1)
    make(desk, Note)
    make(desk, Note, importance=2)
    assert desk.read(lambda reading: reading.count(Note, importance=(1, None))) == 2
    assert desk.read(lambda reading: reading.count(Note, importance=None)) == 1


def test_nothing_is_saved_in_a_space_that_is_not_the_viewers(desk: Store) -> None:
    elsewhere = SpaceId("01940000-0000-7000-8000-00000000abcd")
    with pytest.raises(SpaceUnknown):
        make(desk, Note, space=elsewhere)


def test_a_use_case_that_raises_leaves_nothing(desk: Store) -> None:
    def half(work: Work) -> None:
        make_one = Note(id=work.new_id(), space=home_of(desk), source="half")
        work.save(None, make_one)
        raise RuntimeError

    before = desk.verify().operations
    with pytest.raises(RuntimeError):
        desk.write(half)
    assert desk.verify().operations == before


@pytest.mark.parametrize("field", ["title", "summary"])
def test_half_a_character_is_refused_clearly(desk: Store, field: str) -> None:
    case = make(desk, Case)
    broken = "\ud83d"
    with pytest.raises(BadBytes):
        change(desk, case, **{field: Text(broken) if field == "summary" else broken})
    assert desk.verify().sound


def test_a_number_too_big_for_the_log_is_refused_clearly(desk: Store) -> None:
    with pytest.raises(BadBytes):
        make(desk, Case, patients_affected=1 << 63)


def test_what_was_erased_is_not_written_to_in_silence(desk: Store) -> None:
    case = make(desk, Case, title="Fridge")
    desk.write(lambda work: work.erase_record(case))
    with pytest.raises(Missing):
        change(desk, case, title="Typed on a screen that still showed it")
    with pytest.raises(Missing):
        desk.write(keep, None, case)
    with pytest.raises(Missing):
        desk.write(lambda work: work.erase_record(case))
    assert desk.verify().sound


def test_an_erased_record_is_gone_for_the_rest_of_the_work(desk: Store) -> None:
    case = make(desk, Case, title="Fridge")

    def erase(work: Work) -> tuple[Case | None, int]:
        work.save(case, replace(case, title="Never written down"))
        work.erase_record(case)
        return work.maybe(Case, case.id), work.count(Case)

    assert desk.write(erase)[0] == (None, 0)


@pytest.mark.parametrize("first", ["save", "erase"])
def test_words_are_erased_in_a_work_of_their_own(desk: Store, first: str) -> None:
    case = make(desk, Case, title="Fridge", place="Home")

    def both(work: Work) -> None:
        if first == "save":
            work.save(case, replace(case, place="Surgery"))
        work.erase_words(case, ("title",))
        work.save(case, replace(case, place="Surgery"))

    with pytest.raises(ValueError):
        desk.write(both)


@pytest.mark.parametrize("table", GUARDED)
def test_nobody_writes_past_the_gate(desk: Store, tmp_path: Path, table: str) -> None:
    make(desk, Case, title="Fridge", state=CaseState.REPORTED)
    raw = plain_connection(tmp_path)
    columns = "SELECT name FROM pragma_table_info('TABLE') LIMIT 1"
    column = raw.execute(columns.replace("TABLE", table)).fetchone()[0]
    writes = [
        each.replace("TABLE", f'"{table}"').replace("COLUMN", f'"{column}"')
        for each in (
            "INSERT INTO TABLE DEFAULT VALUES",
            "INSERT OR REPLACE INTO TABLE (COLUMN) VALUES (1)",
            "UPDATE TABLE SET COLUMN = COLUMN",
            "DELETE FROM TABLE",
        )
    ]
    empty = not raw.execute("SELECT count(*) FROM TABLE".replace("TABLE", f'"{table}"')).fetchone()[
        0
    ]
    for statement in writes:
        if empty and not statement.startswith("INSERT"):
            continue
        with pytest.raises(sqlcipher3.DatabaseError, match=r"layerdesk_folding"):
            raw.execute(statement)
        with pytest.raises(sqlcipher3.DatabaseError, match="only the log writes here"):
            desk.writing.connection.execute(statement)
    raw.close()


def test_every_guard_watches_its_table(desk: Store) -> None:
    with desk.reading.transaction():
        found = desk.reading.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        wanted = {f"guard_{t}_{v}" for t in GUARDED for v in ("insert", "update", "delete")}
        assert {name for (name,) in found} == wanted


def test_a_work_knows_ids_days_and_references(desk: Store) -> None:
    def ask(work: Work) -> tuple[str, str, RecordId]:
        return work.next_ref("LD"), work.next_ref("LD"), work.new_id()

    first, second, record = desk.write(ask)[0]
    assert (first, second) == ("LD-2026-A001", "LD-2026-A002")
    assert record != desk.write(ask)[0][2]
    assert desk.read(lambda reading: reading.viewer.space(SpaceKind.ME))
