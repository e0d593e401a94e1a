"""This is where SQLAlchemy meets the database: for Alembic, which only an old file needs.

Everything else says its few statements to the driver itself, and never loads this module.
"""

import sqlcipher3
from sqlalchemy import (
    BLOB,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.pool import StaticPool

from layerdesk.storage.connection import Lane
from layerdesk.storage.tables import RECORD_TABLES, desk, shape

_TYPES = {shape.INTEGER: Integer, shape.TEXT: Text, shape.BLOB: BLOB}


def connected(lane: Lane) -> Connection:
    """The lane's own connection in SQLAlchemy's words; it stays the lane's, and open."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: lane.connection,
        poolclass=StaticPool,
        pool_reset_on_return=None,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(lane.begin))
    return engine.connect()


def metadata() -> MetaData:
    """All tables as SQLAlchemy describes them."""
    made = MetaData()
    for each in (*RECORD_TABLES, *desk.TABLES):
        _add(each, made)
    return made


def _add(table: shape.Table, to: MetaData) -> None:
    made = Table(
        table.name,
        to,
        *(
            Column(
                each.name,
                _TYPES[each.type],
                primary_key=each.name in table.key,
                nullable=each.optional,
                unique=True if each.name in table.unique else None,
            )
            for each in table.columns
        ),
        sqlite_with_rowid=table.with_row_ids,
    )
    for name, columns in table.indexes:
        Index(name, *(made.c[each] for each in columns))
