"""This is where what was erased is looked for in every byte that is left."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.errors import Missing
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.people.log import Edit, Verb
from layerdesk.domain.people.standing import erasure
from layerdesk.domain.record import Text
from layerdesk.storage import backup
from layerdesk.storage.connection import DatabaseUnavailable
from layerdesk.storage.log import rows
from layerdesk.storage.log.arrive import take_in
from layerdesk.storage.store import Store
from tests.storage.desks import (
    NOW,
    Clock,
    ElsewhereDesk,
    again,
    change,
    every_byte,
    home_of,
    in_log,
    make,
    plain_connection,
)

WORDS = ("Marmaduke", "Featherstonehaugh", "Zebedee", "Xanthippe")


def left(folder: Path) -> list[str]:
    """Which of the words are anywhere in the decrypted file, its index or beside it."""
    pages = every_byte(folder)
    raw = plain_connection(folder)
    tables = [
        name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    told = b"".join(
        str(row).encode() + b"".join(each for each in row if isinstance(each, bytes))
        for name in tables
        for row in raw.execute("SELECT * FROM TABLE".replace("TABLE", f'"{name}"')).fetchall()
    )
    raw.close()
    everything = (pages + told).lower()
    return [each for each in WORDS if each.lower().encode() in everything]


def a_told_case(desk: Store) -> Case:
    """A case whose words went through several hands, drafts and search."""
    case = make(desk, Case, title="Marmaduke fell", summary=Text("Featherstonehaugh said so"))
    case = change(desk, case, place="Home", summary=case.summary.saying("Zebedee said so"))
    case = change(desk, case, title="Xanthippe fell", tags=frozenset({"falls"}))
    for field, words in (("summary", "Zebedee typed on"), ("feedback", "Kept draft")):
        base: Text = getattr(case, field)
        draft = Draft(kind="case", record=case.id, field=field, words=words, base=base, kept_at=NOW)
        desk.keep_draft(draft)
    return again(desk, case)


def test_the_search_for_words_finds_them_before(desk: Store, tmp_path: Path) -> None:
    a_told_case(desk)
    assert left(tmp_path) == list(WORDS)


def test_of_an_erased_record_nothing_is_left(desk: Store, tmp_path: Path) -> None:
    case = a_told_case(desk)
    desk.write(lambda work: work.erase_record(case))
    assert left(tmp_path) == []
    assert (tmp_path / "desk.db-wal").stat().st_size == 0
    assert desk.all_drafts() == ()
    with pytest.raises(Missing):
        again(desk, case)
    assert desk.read(lambda reading: reading.search("fell")) == ()
    told = desk.read(lambda reading: reading.history(case))
    assert all(change.erased for each in told for change in each.changes)
    assert desk.verify().sound


def test_of_erased_words_nothing_is_left_and_the_rest_survives(desk: Store, tmp_path: Path) -> None:
    case = a_told_case(desk)
    desk.write(lambda work: work.erase_words(case, ("title", "summary")))
    assert left(tmp_path) == []
    stored = again(desk, case)
    assert (stored.title, stored.summary.plain) == ("", "")
    assert (stored.place, stored.tags) == ("Home", {"falls"})
    assert [each.field for each in desk.all_drafts()] == ["feedback"]
    told = desk.read(lambda reading: reading.history(case))
    assert any(change.erased and change.verb == "erase" for each in told for change in each.changes)
    assert desk.verify().sound
    desk.rebuild()
    assert again(desk, case) == stored


def test_erasing_twice_and_writing_on_afterwards(desk: Store, tmp_path: Path) -> None:
    case = a_told_case(desk)
    desk.write(lambda work: work.erase_words(case, ("title", "summary")))
    after = again(desk, case)
    after = change(
        desk, after, title="Zebedee again", summary=after.summary.saying("Harmless words")
    )
    desk.write(lambda work: work.erase_words(after, ("title",)))
    assert left(tmp_path) == []
    stored = again(desk, case)
    assert (stored.title, stored.summary.plain, stored.place) == ("", "Harmless words", "Home")
    last = change(desk, stored, summary=stored.summary.saying("Harmless words, and more"))
    assert last.summary.plain == "Harmless words, and more"
    told = desk.read(lambda reading: reading.history(last))
    assert told[-1].changes[0].before == "Harmless words"
    assert told[-1].changes[0].after == "Harmless words, and more"
    assert desk.verify().sound


def test_an_erasing_names_its_fields_and_every_erasing_it_knew_of(desk: Store) -> None:
    case = a_told_case(desk)
    for fields in (("title",), ("summary",), ("title", "place")):
        desk.write(lambda work, fields=fields: work.erase_words(again(desk, case), fields))
    operations = in_log(desk, lambda connection: rows.touching(connection, case.id))
    erasing = [
        (each.id, erasure(each.edit.value))
        for operation in operations
        for _, each in rows.stamped(operation)
        if each.edit.verb == Verb.ERASE
    ]
    assert [erase.fields for _, erase in erasing] == [("title",), ("summary",), ("place", "title")]
    # The first is blanked by the second already, and the third names it nevertheless.
    ids = [made for made, _ in erasing]
    for place, (_, erase) in enumerate(erasing):
        assert set(ids) & set(erase.edits) == set(ids[:place])


def test_erasing_from_a_stale_screen_keeps_what_is_newer(desk: Store) -> None:
    shown = make(desk, Case, title="Mrs Secret", place="Home")
    change(desk, shown, place="Surgery", title="Mrs Secret again")
    desk.write(lambda work: work.erase_words(shown, ("title",)))
    stored = again(desk, shown)
    assert (stored.title, stored.place) == ("", "Surgery")


def test_erasing_beside_a_concurrent_edit_keeps_both_versions_of_it(desk: Store) -> None:
    shown = make(desk, Case, title="Mrs Secret", place="Home")
    change(desk, shown, place="First", title="Secret 1")
    both = change(desk, shown, place="Second")
    assert both.written_by_two() == ("place",)
    desk.write(lambda work: work.erase_words(both, ("title",)))
    stored = again(desk, shown)
    assert (stored.place, stored.written_by_two()) == ("Second", ("place",))
    assert desk.verify().sound


def test_elements_can_be_erased_and_others_stay(desk: Store, tmp_path: Path) -> None:
    note = make(desk, Note, tags=frozenset({"Marmaduke"}), source="phone")
    desk.write(lambda work: work.erase_words(note, ("tags",)))
    assert left(tmp_path) == []
    assert (again(desk, note).tags, again(desk, note).source) == (frozenset(), "phone")
    note = change(desk, again(desk, note), tags=frozenset({"falls"}), source="Zebedee")
    desk.write(lambda work: work.erase_words(note, ("source",)))
    assert left(tmp_path) == []
    assert again(desk, note).tags == {"falls"}
    assert desk.verify().sound


def test_fields_of_a_newer_program_survive_erasing(desk: Store) -> None:
    other = ElsewhereDesk(9, home_of(desk))
    case = make(desk, Case, title="Fridge")
    edits = (Edit("title", Verb.SET, "Mrs Secret"), Edit("mood", Verb.SET, "calm"))
    newer = other.says(1 << 60, ("case", case.id, edits))
    in_log(desk, lambda connection: take_in(connection, [newer]))
    desk.write(lambda work: work.erase_words(case, ("title",)))
    seen = again(desk, case).seen
    assert "mood" in seen
    operations = in_log(desk, lambda connection: _values(connection, "mood"))
    assert operations == [(), "calm"]


def _values(connection: Any, field: str) -> list[object]:
    from layerdesk.storage.log import rows

    return [
        edit.value
        for each in rows.all_operations(connection)
        for part in each.parts
        for edit in part.edits
        if edit.field == field
    ]


def test_what_arrives_later_for_an_erased_record_is_blanked(desk: Store, tmp_path: Path) -> None:
    case = a_told_case(desk)
    other = ElsewhereDesk(9, home_of(desk))
    desk.write(lambda work: work.erase_record(case))
    late = other.says(5, ("case", case.id, [Edit("title", Verb.SET, "Zebedee comes late")]))
    in_log(desk, lambda connection: take_in(connection, [late]))
    desk.scrub()
    assert left(tmp_path) == []
    assert desk.verify().sound


def test_an_erasing_that_arrives_takes_drafts_of_its_fields(desk: Store, tmp_path: Path) -> None:
    case = a_told_case(desk)
    erase = ElsewhereDesk(9, home_of(desk)).says(
        1 << 60, ("case", case.id, [Edit("", Verb.ERASE, ("record", (), (), ()))])
    )
    in_log(desk, lambda connection: take_in(connection, [erase]))
    desk.scrub()
    assert left(tmp_path) == []
    assert desk.all_drafts() == ()


def test_an_edit_before_the_creation_leaves_the_draft_alone(desk: Store) -> None:
    record = "01940000-0000-7000-8000-00000000eeee"
    draft = Draft(
        kind="case", record=record, field="summary", words="Typed", base=Text(), kept_at=NOW
    )
    desk.keep_draft(draft)
    early = ElsewhereDesk(9, home_of(desk)).says(
        5, ("case", record, [Edit("title", Verb.SET, "Early")])
    )
    in_log(desk, lambda connection: take_in(connection, [early]))
    assert desk.all_drafts() == (draft,)


def test_the_backups_that_still_hold_it_are_named(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    case = make(desk, Case, title="Mrs Secret")
    backups = tmp_path / "backups"
    before = desk.back_up(tmp_path / "desk.keys", backups)
    clock.later(hours=1)
    desk.write(lambda work: work.erase_record(case))
    erased_at = clock.now
    clock.later(hours=1)
    after = desk.back_up(tmp_path / "desk.keys", backups)
    assert backup.existing(backups) == (after, before)
    assert backup.still_holding(backups, erased_at) == (before,)


def test_scrubbing_says_when_somebody_reads_what_is_to_go(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make(desk, Case, title="Mrs Secret")
    desk.writing.outside("PRAGMA busy_timeout = 1")
    with desk.reading.transaction():
        desk.reading.connection.execute('SELECT count(*) FROM "case"').fetchone()[0]
        with pytest.raises(DatabaseUnavailable):
            desk.write(lambda work: work.erase_record(case))
    desk.scrub()


def test_an_earlier_reason_goes_with_what_was_erased(desk: Store, tmp_path: Path) -> None:
    case = make(desk, Case, title="Fridge")

    def edit(work: Any) -> None:
        work.because("Zebedee asked for it")
        work.save(case, replace(case, title="Marmaduke"))

    desk.write(edit)
    desk.write(lambda work: work.erase_words(case, ("title",)))
    assert left(tmp_path) == []


def test_words_are_erased_and_others_said_in_their_place(desk: Store, tmp_path: Path) -> None:
    case = a_told_case(desk)
    said = {
        "title": "Erased",
        "summary": case.summary.saying("Nothing to say"),
        "place": "Hall",
        "ref": "LD-1",
    }
    desk.write(lambda work: work.erase_words(case, ("title", "summary"), said))
    assert left(tmp_path) == []
    after = again(desk, case)
    assert (after.title, after.summary.plain) == ("Erased", "Nothing to say")
    assert (after.place, after.ref) == ("Hall", "LD-1")
    assert after.tags == case.tags
    assert desk.verify().sound


def test_an_order_and_an_empty_value_can_be_said_for_the_first_time(desk: Store) -> None:
    case = make(desk, LearningPoint, statement="Marmaduke fell")
    said = {"order": b"\x40", "advice": ""}
    desk.write(lambda work: work.erase_words(case, ("statement",), said))
    after = again(desk, case)
    assert (after.statement, after.order, after.advice) == ("", b"\x40", "")
