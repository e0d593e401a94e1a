"""This is where saving, folding, listing and searching are measured against the bare database."""

import random
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Text
from layerdesk.storage.connection import open_raw
from layerdesk.storage.statements import all_rows, insert_into, quoted
from layerdesk.storage.store import Store
from layerdesk.storage.tables import RECORD_TABLES
from layerdesk.storage.tables.desk import FOUND, SEARCH
from layerdesk.usecases.cases.list_cases import CaseFilter, list_cases, narrow
from layerdesk.usecases.people.search_everything import search_everything
from layerdesk.usecases.ports import Work
from tests.benchmarks.desks import add_cases, new_store, words
from tests.benchmarks.table import Figure, alternating, measured

CASES = 5_000
TEXTS = 20_000
BATCH = 250
SAVES = 300
FOLDS = 3


def figures() -> Iterator[Figure]:
    """All figures of the storage."""
    with tempfile.TemporaryDirectory(prefix="layerdesk-benchmark-") as folder:
        store = new_store(Path(folder))
        chance = random.Random(7)
        for _ in range(CASES // BATCH):
            store.write(add_cases, BATCH, chance)
        yield from _saving(store, Path(folder), chance)
        yield from _listing(store)
        yield from _folding(store, Path(folder))
        for _ in range((TEXTS - CASES) // BATCH):
            store.write(_add_notes, BATCH, chance)
        yield from _searching(store)
        store.close()


def _saving(store: Store, folder: Path, chance: random.Random) -> Iterator[Figure]:
    case = store.read(lambda reading: reading.find(Case)[0])

    def save() -> None:
        nonlocal case
        case, _ = store.write(_rate, case, 1 + case.risk_likelihood % 5)

    def save_words() -> None:
        nonlocal case
        case, _ = store.write(_retitle, case, words(chance, 5))

    save()
    row = store.writing.connection.execute(_NEWEST_OPERATION).fetchone()
    bare = open_raw(folder / "bare.db", secrets.token_bytes(32), writing=True)
    bare.execute("CREATE TABLE row(id INTEGER PRIMARY KEY, header BLOB, bodies BLOB, hash BLOB)")

    def commit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO row(header, bodies, hash) VALUES (?, ?, ?)", row)
        bare.execute("COMMIT")

    works = (commit, save, save_words)
    alternating(20, *works)
    base, *saved = alternating(SAVES, *works)
    for what, taken in zip(("a field", "a field that is searched"), saved, strict=True):
        yield Figure(
            what=f"save {what} with its operation",
            measured=taken,
            unit="ms",
            beside="bare SQLCipher commit of the operation's bytes",
            base=base,
            goal="≤ 2 ×",
        )
    bare.close()


_NEWEST_OPERATION = "SELECT header, bodies, hash FROM operation ORDER BY clock DESC LIMIT 1"


def _rate(work: Work, before: Case, likelihood: int) -> Case:
    return work.save(before, replace(before, risk_likelihood=likelihood))


def _retitle(work: Work, before: Case, title: str) -> Case:
    return work.save(before, replace(before, title=title))


def _folding(store: Store, folder: Path) -> Iterator[Figure]:
    """The fold beside what its rows cost anybody: taken out and put in again, as they stand."""
    log = store.writing.connection
    bare = open_raw(folder / "rows.db", secrets.token_bytes(32), writing=True)
    for (made,) in log.execute(_SHAPES).fetchall():
        bare.execute(made)
    tables = (*RECORD_TABLES, FOUND)
    held = {table: [tuple(row.values()) for row in all_rows(log, table)] for table in tables}
    words = log.execute(f"SELECT rowid, title, body FROM {SEARCH}").fetchall()  # noqa: S608

    def put_in(*, searched: bool) -> None:
        bare.execute("BEGIN IMMEDIATE")
        for table, rows in held.items():
            bare.execute(f"DELETE FROM {quoted(table.name)}")  # noqa: S608
            bare.executemany(insert_into(table), rows)
        bare.execute(f"DELETE FROM {SEARCH}")  # noqa: S608
        if searched:
            insert = f"INSERT INTO {SEARCH}(rowid, title, body) VALUES (?, ?, ?)"  # noqa: S608
            bare.executemany(insert, words)
        bare.execute("COMMIT")

    fold, with_words, rows_alone = alternating(
        FOLDS, store.rebuild, lambda: put_in(searched=True), lambda: put_in(searched=False)
    )
    for beside, base in (
        ("the same rows and their search index, inserted bare", with_words),
        ("the same rows alone, inserted bare", rows_alone),
    ):
        yield Figure(
            what=f"fold the log of {CASES:,} cases",
            measured=fold,
            unit="ms",
            beside=beside,
            base=base,
        )
    bare.close()


_SHAPES = """
    SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL
      AND name NOT LIKE 'words_%' AND name NOT LIKE 'sqlite_%'
"""


def _listing(store: Store) -> Iterator[Figure]:
    yield Figure(
        what=f"read the list of {CASES:,} cases, with priorities",
        measured=measured(9, lambda: store.read(list_cases)),
        unit="ms",
    )
    rows = store.read(list_cases)
    states = CaseFilter(states=frozenset({CaseState.REPORTED, CaseState.TRIAGED}))
    for what, chosen in (("state", states), ("words", CaseFilter(words="blood test"))):
        yield Figure(
            what=f"filter the list of {CASES:,} cases by {what}",
            measured=measured(9, lambda chosen=chosen: narrow(rows, chosen)),
            unit="ms",
            goal="< 50 ms",
        )


def _searching(store: Store) -> Iterator[Figure]:
    for what, typed, kinds in (
        ("a common word", "patient", ()),
        ("a common word in the oldest, the cases", "patient", ("case",)),
        ("two common words", "blood test", ()),
        ("the beginning of a word", "re", ()),
        ("a phrase", '"duty doctor"', ()),
    ):
        yield Figure(
            what=f"search {TEXTS:,} texts for {what}",
            measured=measured(9, partial(store.read, search_everything, typed, kinds=kinds)),
            unit="ms",
            goal="< 50 ms",
        )


def _add_notes(work: Work, count: int, chance: random.Random) -> None:
    for _ in range(count):
        work.save(
            None,
            Note(
                id=work.new_id(),
                space=work.viewer.space(SpaceKind.PRACTICE),
                text=Text(words(chance, 60)),
            ),
        )
