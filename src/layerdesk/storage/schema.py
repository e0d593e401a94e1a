"""This is where the database's schema is made and brought up to date, with a backup before."""

from collections.abc import Callable
from pathlib import Path

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.errors import Unavailable
from layerdesk.storage.connection import Lane
from layerdesk.storage.local import keep_value, read_value
from layerdesk.storage.log import fold
from layerdesk.storage.tables import TABLE_OF, guard_names, guard_statements

REVISION = "0002"
"""The newest revision in ``migrations/local``; a test compares them."""

_SHAPES = "shapes"


class DatabaseTooNew(Unavailable):
    """The file was written by a newer LayerDesk. Values: ``path``, ``revision``."""


class DatabaseTooOld(Unavailable):
    """The file is of an older LayerDesk and is brought up to date by the window only."""


def revision(connection: Connection) -> str | None:
    """The revision that the file says it is at; None for an empty file."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
    if known.fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def check_revision(connection: Connection, path: Path) -> None:
    """Raise DatabaseTooOld or DatabaseTooNew where the file is not at the newest revision."""
    found = revision(connection)
    if found is None or found < REVISION:
        raise DatabaseTooOld(path=path)
    if found > REVISION:
        raise DatabaseTooNew(path=path, revision=found)


def bring_up_to_date(lane: Lane, migrations: Path, back_up: Callable[[], object]) -> None:
    """Bring the schema to the newest revision; a new file gets all of it.

    ``back_up`` is called first where there is something to lose. Raises DatabaseTooNew where the
    file is at a revision that this program does not know; nothing is changed then.
    """
    with lane.transaction() as connection:
        found = revision(connection)
    if found != REVISION:
        if found is not None:
            if found > REVISION:
                raise DatabaseTooNew(path=lane.path, revision=found)
            back_up()
        _upgrade(lane, migrations)
    lane.folding = True
    try:
        with lane.transaction() as connection:
            _refold_changed_shapes(connection)
    finally:
        lane.folding = False


def drop_guards(connection: Connection) -> None:
    """Take the guarding triggers away while a migration changes shapes."""
    for name in guard_names():
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")


def make_guards(connection: Connection) -> None:
    """Put the guarding triggers back."""
    drop_guards(connection)
    for statement in guard_statements():
        connection.execute(statement)


def _upgrade(lane: Lane, migrations: Path) -> None:
    # Alembic costs a third of a second to import and is needed only here, when a file is old.
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(migrations / "local").replace("%", "%%"))
    settings.attributes["lane"] = lane
    command.upgrade(settings, "head")


def _refold_changed_shapes(connection: Connection) -> None:
    """Fold all anew where this program knows other kinds or fields than the last one that wrote."""
    shapes = "\n".join(
        f"{kind}: {', '.join(sorted(table.names))}" for kind, table in sorted(TABLE_OF.items())
    ).encode()
    if read_value(connection, _SHAPES) == shapes:
        return
    fold.fold_everything(connection)
    keep_value(connection, _SHAPES, shapes)
