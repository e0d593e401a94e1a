"""This is where the database's schema is made and brought up to date, with a backup before."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from layerdesk.domain.errors import Unavailable
from layerdesk.storage.connection import Lane
from layerdesk.storage.local import keep_value, read_value
from layerdesk.storage.log import fold
from layerdesk.storage.tables import TABLE_OF, guard_names, guard_statements
from layerdesk.storage.tables.desk import SEARCH_SQL
from layerdesk.storage.tables.shape import METADATA

REVISION = "0001"
"""The newest revision in ``migrations/local``; a test compares them."""

_SHAPES = "shapes"


class DatabaseTooNew(Unavailable):
    """The file was written by a newer LayerDesk. Values: ``path``, ``revision``."""


class DatabaseTooOld(Unavailable):
    """The file is of an older LayerDesk and is brought up to date by the window only."""


def revision(connection: Connection) -> str | None:
    """The revision that the file says it is at; None for an empty file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


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
    connection = lane.connection
    with connection.begin():
        found = revision(connection)
    if found != REVISION:
        if found is not None:
            if found > REVISION:
                raise DatabaseTooNew(path=lane.path, revision=found)
            back_up()
        _upgrade(lane, migrations)
    lane.folding = True
    try:
        with connection.begin():
            _refold_changed_shapes(connection)
    finally:
        lane.folding = False


def make_schema(connection: Connection) -> None:
    """Make every table, index, trigger and the search index in an empty database (for tests)."""
    METADATA.create_all(connection)
    for statement in (SEARCH_SQL, *guard_statements()):
        connection.exec_driver_sql(statement)


def drop_guards(connection: Connection) -> None:
    """Take the guarding triggers away while a migration changes shapes."""
    for name in guard_names():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")


def make_guards(connection: Connection) -> None:
    """Put the guarding triggers back."""
    drop_guards(connection)
    for statement in guard_statements():
        connection.exec_driver_sql(statement)


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
        f"{kind}: {', '.join(sorted(table.c.keys()))}" for kind, table in sorted(TABLE_OF.items())
    ).encode()
    if read_value(connection, _SHAPES) == shapes:
        return
    fold.fold_everything(connection)
    keep_value(connection, _SHAPES, shapes)
