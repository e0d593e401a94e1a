"""This is where a record's table gets its shape from the record's own fields."""

from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple

from layerdesk.domain.record import FieldRule, Merge, Record, fields_of

INTEGER, TEXT, BLOB = "INTEGER", "TEXT", "BLOB"

STATE_SUFFIX = "_state_of_text"
"""The column beside a mergeable text that keeps its document."""


class Column(NamedTuple):
    """One column: its name, its SQL type, and whether it may be null."""

    name: str
    type: str
    optional: bool = False


class Index(NamedTuple):
    """An index by these columns."""

    name: str
    columns: tuple[str, ...]


class Table(NamedTuple):
    """One table, as plain data: what statements are written from, and what migrations are held to.

    Tables are stored by their key, without row ids, unless ``with_row_ids``: a row of theirs may be
    wide, and only a table with row ids keeps it on one page.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexes: tuple[Index, ...] = ()
    unique: tuple[str, ...] = ()
    with_row_ids: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(each.name for each in self.columns)


STANDARD_COLUMNS = (
    Column("id", TEXT),
    Column("space", TEXT),
    Column("deleted", INTEGER),
    Column("created_at", INTEGER, optional=True),
    Column("created_by", TEXT, optional=True),
    Column("updated_at", INTEGER, optional=True),
    Column("updated_by", TEXT, optional=True),
    Column("seen", BLOB),
)


def record_table(record: type[Record], *indexed: str) -> Table:
    """The table of a record: one column a field (two for a mergeable text), and the standard ones.

    ``indexed`` names the fields that are looked up by. Instants are milliseconds since 1970 UTC,
    days ISO text, sets sorted JSON lists.
    """
    fields = tuple(column for rule in fields_of(record) for column in _columns(rule))
    indexes = tuple(Index(f"{record.kind}_{name}", (name,)) for name in indexed)
    return Table(record.kind, STANDARD_COLUMNS + fields, ("id",), indexes, with_row_ids=True)


def _columns(rule: FieldRule) -> tuple[Column, ...]:
    if rule.merge is Merge.TEXT:
        return (Column(rule.name, TEXT), Column(rule.name + STATE_SUFFIX, BLOB))
    if rule.merge is Merge.SET:
        return (Column(rule.name, TEXT),)
    return (Column(rule.name, _sql_type(rule.type), rule.optional),)


def _sql_type(kind: Any) -> str:
    if kind in (int, bool, datetime):
        return INTEGER
    if kind is bytes:
        return BLOB
    if kind in (str, date) or issubclass(kind, Enum):
        return TEXT
    raise TypeError(f"no column type for {kind}")
