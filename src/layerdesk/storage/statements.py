"""This is where the SQL is written that every record table understands, once for each table.

Names are our own, of tables and columns; whatever a person gave is a parameter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlcipher3.dbapi2 import Connection

from layerdesk.storage.tables import TABLE_OF
from layerdesk.storage.tables.shape import Table


@dataclass(frozen=True, slots=True)
class Statements:
    """What a save needs to say to one record table."""

    columns: tuple[str, ...]
    select_one: str
    find_one: str
    insert: str
    replace: str
    """Insert, or replace the row with the same id."""
    delete_one: str


@cache
def statements(kind: str) -> Statements:
    """The statements of a kind's table."""
    table = TABLE_OF[kind]
    insert = insert_into(table)
    return Statements(
        columns=table.names,
        select_one=f"{select_from(table)} WHERE id = ?",
        find_one=f"SELECT 1 FROM {quoted(table.name)} WHERE id = ?",  # noqa: S608
        insert=insert,
        replace=insert.replace("INSERT", "INSERT OR REPLACE", 1),
        delete_one=f"DELETE FROM {quoted(table.name)} WHERE id = ?",  # noqa: S608
    )


def select_from(table: Table, columns: Sequence[str] = ()) -> str:
    """The statement that reads these columns (otherwise all) of every row."""
    named = ", ".join(_column(table, each) for each in columns or table.names)
    return f"SELECT {named} FROM {quoted(table.name)}"  # noqa: S608


def insert_into(table: Table) -> str:
    """The statement that inserts a whole row."""
    named = ", ".join(quoted(each) for each in table.names)
    places = ", ".join("?" for _ in table.names)
    return f"INSERT INTO {quoted(table.name)} ({named}) VALUES ({places})"  # noqa: S608


def narrowed(
    table: Table, spaces: Sequence[str], equal: Mapping[str, Any]
) -> tuple[str, list[Any]]:
    """The WHERE clause, with its values, for rows in these spaces whose columns equal the values.

    A value may be one, None, or several of which one must fit.
    """
    clauses, values = [], []
    # Also where a caller asks for one space: it must be one of these.
    for name, value in (("space", tuple(spaces)), *equal.items()):
        column = _column(table, name)
        if isinstance(value, tuple):
            given = [each for each in value if each is not None]
            among = f"{column} IN ({', '.join('?' for _ in given)})"
            clauses.append(f"({among} OR {column} IS NULL)" if None in value else among)
            values.extend(given)
        elif value is None:
            clauses.append(f"{column} IS NULL")
        else:
            clauses.append(f"{column} = ?")
            values.append(value)
    return f" WHERE {' AND '.join(clauses)}", values


def row_of(connection: Connection, kind: str, record_id: str) -> dict[str, Any] | None:
    """A record's row by column, or None."""
    known = statements(kind)
    found = connection.execute(known.select_one, (record_id,)).fetchone()
    return dict(zip(known.columns, found, strict=True)) if found else None


def is_stored(connection: Connection, kind: str, record_id: str) -> bool:
    """Whether there is a row of this record."""
    return connection.execute(statements(kind).find_one, (record_id,)).fetchone() is not None


def all_rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Every row of a table by column, in the order of its key."""
    names = table.names
    for found in connection.execute(f"{select_from(table)} ORDER BY {', '.join(table.key)}"):
        yield dict(zip(names, found, strict=True))


def insert(
    connection: Connection,
    kind: str,
    found: Iterable[Mapping[str, Any]],
    *,
    replacing: bool = False,
) -> None:
    """Insert these whole rows; with ``replacing`` in place of those with the same id."""
    known = statements(kind)
    connection.executemany(
        known.replace if replacing else known.insert,
        ([row[name] for name in known.columns] for row in found),
    )


def update(connection: Connection, kind: str, record_id: str, changed: Mapping[str, Any]) -> None:
    """Set these columns of a record's row."""
    if changed:
        connection.execute(_update(kind, tuple(changed)), (*changed.values(), record_id))


@cache
def _update(kind: str, columns: tuple[str, ...]) -> str:
    sets = ", ".join(f"{quoted(each)} = ?" for each in columns)
    return f"UPDATE {quoted(kind)} SET {sets} WHERE id = ?"  # noqa: S608


def quoted(name: str) -> str:
    """A name of ours as an SQL identifier."""
    return f'"{name}"'


def _column(table: Table, name: str) -> str:
    """The column as an SQL identifier. Raises KeyError for one that the table does not have."""
    if name not in table.names:
        raise KeyError(name)
    return quoted(name)
