"""This is where tests of storage get real desks: SQLCipher files in a folder of their own."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import HealthCheck, settings
from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.people.log import About, Edit, Operation, Part
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Record, RecordId, SpaceId
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage.log import encoding
from layerdesk.storage.statements import all_rows
from layerdesk.storage.store import Store
from layerdesk.storage.tables import RECORD_TABLES
from layerdesk.usecases.people.set_up_practice import set_up_practice
from layerdesk.usecases.ports import Work

R = TypeVar("R", bound=Record)

EXAMPLES = int(os.environ.get("LAYERDESK_TEST_EXAMPLES", "12"))

modest = settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
"""For properties that open a real file for every example: few, unless the environment says more."""

KEY = bytes(range(32))
PAGE, SALT, RESERVED, WAL_HEADER, FRAME = 4_096, 16, 80, 32, 24
"""Sizes within a SQLCipher file and its write-ahead log, in bytes."""

NOW = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
ME = RecordId("01940000-0000-7000-8000-000000000001")


class Clock:
    """A wall clock that stands until a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def later(self, **much: float) -> None:
        """Let time pass, or go back."""
        self.now += timedelta(**much)


def fresh_desk(folder: Path, clock: Clock | None = None) -> Store:
    """A desk alone on which a practice was just set up."""
    shutil.copytree(_begun(), folder, dirs_exist_ok=True)
    return opened(folder, clock)


def opened(folder: Path, clock: Clock | None = None, key: bytes = KEY) -> Store:
    """The desk in this folder, opened as after a start of the program."""
    return Store(folder / "desk.db", key, clock=clock or Clock())


def upgraded(store: Store) -> Store:
    """The same, at the newest revision."""
    store.bring_up_to_date(migrations_folder(), lambda: None)
    return store


@cache
def _begun() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="layerdesk-begun-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = upgraded(opened(folder))
    store.begin(ME)
    store.write(set_up_practice, practice="Elm", person="Sam", job_role="gp_partner")
    store.close()
    return folder


def keep(work: Work, before: R | None, after: R) -> R:
    """The smallest use case: save this."""
    return work.save(before, after)


def make(store: Store, record: type[R], /, *, space: SpaceId | None = None, **values: Any) -> R:
    """A new record of this kind, as it stands after being saved."""

    def add(work: Work) -> R:
        home = space or work.viewer.space(SpaceKind.PRACTICE)
        return work.save(None, record(id=work.new_id(), space=home, **values))

    return store.write(add)[0]


def change(store: Store, record: R, /, **values: Any) -> R:
    """The record after these fields were changed on the screen that showed it."""
    return store.write(keep, record, replace(record, **values))[0]


def again(store: Store, record: R) -> R:
    """The record as it is stored now."""
    return store.read(lambda reading: reading.get(type(record), record.id))


def home_of(store: Store) -> SpaceId:
    """The practice's space."""
    return store.read(lambda reading: reading.viewer.space(SpaceKind.PRACTICE))


def in_log(store: Store, function: Callable[[Connection], Any]) -> Any:
    """Run something below the gate in one writing transaction."""
    lane = store.writing
    lane.folding = True
    try:
        with lane.transaction() as connection:
            return function(connection)
    finally:
        lane.folding = False


def record_rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """All rows of all record tables, by table."""
    return {table.name: list(all_rows(connection, table)) for table in RECORD_TABLES}


def plain_connection(folder: Path, key: bytes = KEY) -> Any:
    """The encrypted file as any tool opens it that knows the key."""
    raw = sqlcipher3.connect(str(folder / "desk.db"), isolation_level=None)
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return raw


def every_byte(folder: Path, key: bytes = KEY) -> bytes:
    """The database's pages (free ones too) and its write-ahead log's, as they are before sealing.

    Source: SQLCipher design, "Database Encryption and Data": a page of 4,096 bytes ends in 16 bytes
    of initialisation vector and 64 of authentication; the first page begins with 16 of salt.
    """
    database, pending = folder / "desk.db", folder / "desk.db-wal"
    data = database.read_bytes()
    pages = [data[start : start + PAGE] for start in range(0, len(data), PAGE)]
    first = pages[0][SALT:] if pages else b""
    log = pending.read_bytes()[WAL_HEADER:] if pending.exists() else b""
    frames = [
        log[start + FRAME : start + FRAME + PAGE] for start in range(0, len(log), FRAME + PAGE)
    ]
    told = b"".join(_unsealed(each, key) for each in (first, *pages[1:], *frames))
    assert b"CREATE TABLE" in told
    return told


def _unsealed(page: bytes, key: bytes) -> bytes:
    # A frame of the first page keeps its salt too; what is no whole number of blocks is read on.
    body, vector = page[:-RESERVED], page[-RESERVED : -RESERVED + 16]
    body = body[len(body) % 16 :]
    aes = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return aes.update(body) + aes.finalize()


class ElsewhereDesk:
    """Another desk, of which only the log is known: it makes chained operations in memory."""

    def __init__(self, number: int, space: str, author: str = ME) -> None:
        self.desk = bytes([number]) * 16
        self.space = space
        self.author = author
        self.made: list[Operation] = []

    def says(
        self,
        clock: int,
        *parts: tuple[str, str, Iterable[Edit]],
        command_id: str | None = None,
        command: str = "edit",
    ) -> Operation:
        """The next operation of this desk: parts are (kind, record, edits)."""
        number = len(self.made) + 1
        named = command_id or f"{number:08x}-0000-4000-8000-{self.desk.hex()[:12]}"
        place, told = 0, []
        for kind, record, edits in parts:
            told.append(Part(kind, record, tuple(edits), place))
            place += len(told[-1].edits)
        bare = Operation(
            space=self.space,
            desk=self.desk,
            number=number,
            clock=clock,
            about=About(self.author, command, named),
            parts=tuple(told),
        )
        salts = [bytes([number % 256, each]) + self.desk * 2 for each in range(len(told) + 1)]
        salted = encoding.committed(bare, [each[:32] for each in salts])
        before = self.made[-1].hash if self.made else encoding.START
        self.made.append(replace(salted, hash=encoding.chain(before, salted)))
        return self.made[-1]
