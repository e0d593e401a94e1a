"""This is where saving, folding, listing and searching are measured against the bare database."""

import random
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import sqlcipher3

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Text
from layerdesk.storage.store import Store
from layerdesk.usecases.cases.list_cases import CaseFilter, list_cases, narrow
from layerdesk.usecases.people.search_everything import search_everything
from layerdesk.usecases.ports import Work
from tests.benchmarks.desks import add_cases, new_store, words
from tests.benchmarks.table import Figure, best_of, median_of

CASES = 5_000
TEXTS = 20_000
BATCH = 250


def figures() -> Iterator[Figure]:
    """All figures of the storage."""
    with tempfile.TemporaryDirectory(prefix="layerdesk-benchmark-") as folder:
        store = new_store(Path(folder))
        chance = random.Random(7)
        for _ in range(CASES // BATCH):
            store.write(add_cases, BATCH, chance)
        yield from _saving(store, Path(folder), chance)
        yield from _listing(store)
        yield Figure(
            what=f"fold the log of {CASES:,} cases", measured=best_of(1, store.rebuild), unit="ms"
        )
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

    bare = sqlcipher3.connect(str(folder / "bare.db"), isolation_level=None)
    bare.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE row(id INTEGER PRIMARY KEY, title TEXT, body BLOB)")

    def commit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO row(title, body) VALUES (?, ?)", ("x" * 40, b"x" * 400))
        bare.execute("COMMIT")

    for work in (save, save_words, commit):
        best_of(20, work)
    base = median_of(200, commit)
    for what, work in (("a field", save), ("a field that is searched", save_words)):
        yield Figure(
            what=f"save {what} with its operation",
            measured=median_of(200, work),
            unit="ms",
            beside="bare SQLCipher commit",
            base=base,
            goal="≤ 2 ×",
        )
    bare.close()


def _rate(work: Work, before: Case, likelihood: int) -> Case:
    return work.save(before, replace(before, risk_likelihood=likelihood))


def _retitle(work: Work, before: Case, title: str) -> Case:
    return work.save(before, replace(before, title=title))


def _listing(store: Store) -> Iterator[Figure]:
    yield Figure(
        what=f"read the list of {CASES:,} cases, with priorities",
        measured=median_of(9, lambda: store.read(list_cases)),
        unit="ms",
    )
    rows = store.read(list_cases)
    states = CaseFilter(states=frozenset({CaseState.REPORTED, CaseState.TRIAGED}))
    for what, chosen in (("state", states), ("words", CaseFilter(words="blood test"))):
        yield Figure(
            what=f"filter the list of {CASES:,} cases by {what}",
            measured=median_of(9, lambda chosen=chosen: narrow(rows, chosen)),
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
            measured=median_of(9, partial(store.read, search_everything, typed, kinds=kinds)),
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
