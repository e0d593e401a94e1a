"""This is where the encrypted database is opened: one connection for each lane of work."""

from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from layerdesk.domain.errors import Unavailable
from layerdesk.storage.tables import FOLDING

BUSY_MILLISECONDS = 5_000


class DatabaseDamaged(Unavailable):
    """The file is no database that this key opens, or its pages do not check. Values: ``path``."""


class DatabaseUnavailable(Unavailable):
    """The disk is full or read-only, or the file is held. Values: ``path``, ``reason``."""


class Lane:
    """One connection with its own transaction, for one thread at a time.

    ``folding`` is what the guarding triggers ask: only while it is true may tables be written.
    """

    def __init__(self, path: Path, key: bytes, *, writing: bool) -> None:
        self.folding = False
        self.path = path
        self.writing = writing
        self._raw: Any = None
        self._engine: Engine = create_engine(
            "sqlite://",
            module=sqlcipher3.dbapi2,
            creator=lambda: self._open(key),
            poolclass=StaticPool,
        )
        begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
        event.listen(self._engine, "begin", lambda con: con.exec_driver_sql(begin))
        try:
            self._connection = self._engine.connect()
        except Exception as reason:
            self._engine.dispose()
            raise unavailable(path, reason) from reason

    @property
    def connection(self) -> Connection:
        """The SQLAlchemy connection; ``with lane.connection.begin():`` is one transaction."""
        return self._connection

    def interrupt(self) -> None:
        """Stop what this lane's connection is doing; may be called from any thread."""
        if self._raw is not None:
            self._raw.interrupt()

    def outside(self, statement: str) -> None:
        """Run a statement that must not stand in a transaction (a checkpoint, VACUUM)."""
        try:
            self._raw.execute(statement).fetchall()
        except sqlcipher3.DatabaseError as reason:
            raise unavailable(self.path, reason) from reason

    def checkpoint(self) -> bool:
        """Put the log of recent writes into the file and empty it; False while it is read."""
        try:
            busy, _, _ = self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlcipher3.DatabaseError as reason:
            raise unavailable(self.path, reason) from reason
        return not busy

    def close(self) -> None:
        """Close the connection; harmless when it is closed already."""
        self._connection.close()
        self._engine.dispose()

    def _open(self, key: bytes) -> Any:
        raw = open_raw(self.path, key, writing=self.writing)
        raw.create_function(FOLDING, 0, lambda: int(self.folding))
        self._raw = raw
        return raw


def open_raw(path: Path, key: bytes, *, writing: bool) -> Any:
    """A DB-API connection to the encrypted file, with every safety setting on.

    ``key`` is the raw 256-bit key: 32 bytes. Raises DatabaseDamaged where the key does not open it.
    """
    mode = "rwc" if writing else "ro"
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
    cause = getattr(reason, "orig", None) or reason
    bugs = (sqlcipher3.IntegrityError, sqlcipher3.ProgrammingError, sqlcipher3.DataError)
    if not isinstance(cause, sqlcipher3.DatabaseError) or isinstance(cause, bugs):
        return cause if isinstance(cause, Exception) else RuntimeError(str(cause))
    words = str(cause)
    if any(each in words for each in ("not a database", "malformed", "encrypted")):
        return DatabaseDamaged(path=path)
    return DatabaseUnavailable(path=path, reason=words)
