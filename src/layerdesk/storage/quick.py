"""This is where the few statements of every save go straight to the driver.

A save is some ten small statements; through the expression language each would cost several times
what the database itself needs. Values are always parameters; the SQL is built once for each table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table

from layerdesk.storage.tables import TABLE_OF


@dataclass(frozen=True, slots=True)
class Statements:
    """What a save needs to say to one record table."""

    columns: tuple[str, ...]
    select_one: str
    insert: str
    replace: str
    """Insert, or replace the row with the same id."""
    delete_one: str


def run(connection: Connection, sql: str, values: Sequence[Any] = ()) -> Any:
    """The driver's cursor after this statement, inside the connection's transaction."""
    return _driver(connection).execute(sql, values)


def run_many(connection: Connection, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """The same statement for each row of values."""
    _driver(connection).executemany(sql, rows)


def fetched(connection: Connection, chosen: Select[Any]) -> tuple[tuple[Any, ...], ...]:
    """All rows of a statement as the driver's own tuples: for long lists."""
    compiled = chosen.compile(
        dialect=connection.dialect, compile_kwargs={"render_postcompile": True}
    )
    values = [compiled.params[name] for name in compiled.positiontup or ()]
    return tuple(run(connection, str(compiled), values).fetchall())


@cache
def statements(kind: str) -> Statements:
    """The statements of a kind's table."""
    table = TABLE_OF[kind]
    columns = tuple(table.c.keys())
    name, named = quoted(table.name), ", ".join(quoted(each) for each in columns)
    places = ", ".join("?" for _ in columns)
    return Statements(
        columns=columns,
        select_one=f"SELECT {named} FROM {name} WHERE id = ?",  # noqa: S608 - our own names
        insert=f"INSERT INTO {name} ({named}) VALUES ({places})",  # noqa: S608
        replace=f"INSERT OR REPLACE INTO {name} ({named}) VALUES ({places})",  # noqa: S608
        delete_one=f"DELETE FROM {name} WHERE id = ?",  # noqa: S608
    )


def row_of(connection: Connection, kind: str, record_id: str) -> dict[str, Any] | None:
    """A record's row by column, or None."""
    known = statements(kind)
    found = run(connection, known.select_one, (record_id,)).fetchone()
    return dict(zip(known.columns, found, strict=True)) if found else None


def update(connection: Connection, kind: str, record_id: str, changed: Mapping[str, Any]) -> None:
    """Set these columns of a record's row."""
    if changed:
        run(connection, _update(kind, tuple(changed)), (*changed.values(), record_id))


@cache
def _update(kind: str, columns: tuple[str, ...]) -> str:
    sets = ", ".join(f"{quoted(each)} = ?" for each in columns)
    return f"UPDATE {quoted(kind)} SET {sets} WHERE id = ?"  # noqa: S608


def quoted(name: str) -> str:
    """A name of ours as an SQL identifier."""
    return f'"{name}"'


def insert_into(table: Table) -> str:
    """The statement that inserts a whole row into one of the desk's own tables."""
    names = ", ".join(quoted(each.name) for each in table.c)
    return f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({', '.join('?' for _ in table.c)})"  # noqa: S608


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
