"""This is where the encrypted database is opened: one connection for each lane of work."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import BinaryIO

import sqlcipher3
from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.errors import Unavailable
from layerdesk.storage.tables import FOLDING

BUSY_MILLISECONDS = 5_000
PRIVATE = 0o600
"""Rights of every file of a desk: its own account reads and writes it, nobody else does either."""


class DatabaseDamaged(Unavailable):
    """The file is no database that this key opens, or its pages do not check. Values: ``path``."""


class DatabaseUnavailable(Unavailable):
    """The disk is full or read-only, or the file is held. Values: ``path``, ``reason``."""


class Lane:
    """One connection with its own transaction, for one thread at a time: others wait for it.

    ``folding`` is what the guarding triggers ask: only while it is true may tables be written.
    """

    def __init__(self, path: Path, key: bytes, *, writing: bool) -> None:
        self.folding = False
        self.path = path
        self.writing = writing
        self.begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
        self.held = RLock()
        self._file: BinaryIO | None = None
        self.connection = open_raw(path, key, writing=writing)
        self.connection.create_function(FOLDING, 0, lambda: int(self.folding))

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: kept at the end, rolled back where anything is raised."""
        self.connection.execute(self.begin)
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            # Where the disk failed, SQLite has rolled back by itself.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def interrupt(self) -> None:
        """Stop what this lane's connection is doing; may be called from any thread."""
        self.connection.interrupt()

    def outside(self, statement: str) -> None:
        """Run a statement that must not stand in a transaction (a checkpoint, VACUUM)."""
        try:
            with self.held:
                self.connection.execute(statement).fetchall()
        except sqlcipher3.DatabaseError as reason:
            raise unavailable(self.path, reason) from reason

    def checkpoint(self) -> bool:
        """Put the log of recent writes into the file and empty it; False while it is read."""
        try:
            with self.held:
                found = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            busy, _, _ = found
        except sqlcipher3.DatabaseError as reason:
            raise unavailable(self.path, reason) from reason
        return not busy

    def file(self) -> BinaryIO:
        """The database's file from its first byte, to be copied. It is not the caller's to close.

        POSIX lets go of all locks of this process on a file, SQLite's too, as soon as any one of
        its descriptors is closed: this one stays open for as long as connections are.
        """
        if self._file is None:
            self._file = self.path.open("rb")
        self._file.seek(0)
        return self._file

    def check_pages(self) -> None:
        """Read the whole file, and raise DatabaseDamaged where a page is not as it was written."""
        try:
            if self.connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
                raise DatabaseDamaged(path=self.path)
        except sqlcipher3.DatabaseError as reason:
            raise unavailable(self.path, reason) from reason

    def close(self) -> None:
        """Close the connection; harmless when it is closed already."""
        self.connection.close()

    def close_file(self) -> None:
        """Close what ``file`` opened; once no connection to the file is left in this process."""
        if self._file is not None:
            self._file.close()
            self._file = None


def open_raw(path: Path, key: bytes, *, writing: bool) -> Connection:
    """A DB-API connection to the encrypted file, with every safety setting on.

    ``key`` is the raw 256-bit key: 32 bytes. Raises DatabaseDamaged where the key does not open it.
    """
    mode = "rwc" if writing else "ro"
    if writing:
        keep_private(path)
    try:
        raw = sqlcipher3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_MILLISECONDS / 1000,
        )
    except sqlcipher3.OperationalError as reason:
        raise DatabaseUnavailable(path=path, reason=str(reason)) from reason
    try:
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if writing:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA secure_delete = ON")
        else:
            raw.execute("PRAGMA query_only = ON")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA cache_size = -16000")
    except sqlcipher3.DatabaseError as reason:
        raw.close()
        raise unavailable(path, reason) from reason
    return raw


def keep_private(path: Path) -> None:
    """Let nobody but this account read the database and what SQLite keeps beside it.

    SQLite gives its other files the rights of the database, so that is made before it is opened.
    What belongs to another account, or a disk without rights, is left as it is.
    """
    if os.name != "posix":  # on Windows the folder's own rights are what counts
        return
    with suppress(OSError):
        # Never opened where it is there: closing it would let go of SQLite's own locks on it.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))
    for each in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        with suppress(OSError):
            each.chmod(PRIVATE)


def cipher_version() -> str:
    """The version of SQLCipher, after trying that it can index words."""
    database = sqlcipher3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(body)")
        return str(database.execute("PRAGMA cipher_version").fetchone()[0])
    finally:
        database.close()


def unavailable(path: Path, reason: BaseException) -> Exception:
    """The clear error for what the database driver raised; others come back as they are."""
    bugs = (sqlcipher3.IntegrityError, sqlcipher3.ProgrammingError, sqlcipher3.DataError)
    if not isinstance(reason, sqlcipher3.DatabaseError) or isinstance(reason, bugs):
        return reason if isinstance(reason, Exception) else RuntimeError(str(reason))
    words = str(reason)
    if any(each in words for each in ("not a database", "malformed", "encrypted")):
        return DatabaseDamaged(path=path)
    return DatabaseUnavailable(path=path, reason=words)
