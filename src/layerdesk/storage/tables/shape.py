"""This is where a record's table gets its shape from the record's own fields."""

from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import BLOB, Column, Index, Integer, MetaData, Table, Text

from layerdesk.domain.record import FieldRule, Merge, Record, fields_of

METADATA = MetaData()

STANDARD_COLUMNS = (
    "id",
    "space",
    "deleted",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
)

STATE_SUFFIX = "_state_of_text"
"""The column beside a mergeable text that keeps its document."""


def record_table(record: type[Record], *indexed: str) -> Table:
    """The table of a record: one column a field (two for a mergeable text), and the standard ones.

    ``indexed`` names the fields that are looked up by. Instants are milliseconds since 1970 UTC,
    days ISO text, sets sorted JSON lists.
    """
    table = Table(
        record.kind,
        METADATA,
        Column("id", Text, primary_key=True),
        Column("space", Text, nullable=False),
        Column("deleted", Integer, nullable=False),
        Column("created_at", Integer),
        Column("created_by", Text),
        Column("updated_at", Integer),
        Column("updated_by", Text),
        Column("seen", BLOB, nullable=False),
        *(column for rule in fields_of(record) for column in _columns(rule)),
        sqlite_with_rowid=False,
    )
    for name in indexed:
        Index(f"{record.kind}_{name}", table.c[name])
    return table


def _columns(rule: FieldRule) -> tuple[Column[Any], ...]:
    if rule.merge is Merge.TEXT:
        return (
            Column(rule.name, Text, nullable=False),
            Column(rule.name + STATE_SUFFIX, BLOB, nullable=False),
        )
    if rule.merge is Merge.SET:
        return (Column(rule.name, Text, nullable=False),)
    return (Column(rule.name, _sql_type(rule.type), nullable=rule.optional),)


def _sql_type(kind: Any) -> type[Integer] | type[Text] | type[BLOB]:
    if kind in (int, bool, datetime):
        return Integer
    if kind is bytes:
        return BLOB
    if kind in (str, date) or issubclass(kind, Enum):
        return Text
    raise TypeError(f"no column type for {kind}")
