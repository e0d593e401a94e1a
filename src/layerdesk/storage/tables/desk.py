"""This is where the desk's own tables are: the log, what is derived from it, and what is local."""

from sqlalchemy import BLOB, Column, Index, Integer, Table, Text

from layerdesk.storage.tables.shape import METADATA

OPERATION = Table(
    "operation",
    METADATA,
    Column("space", BLOB, primary_key=True),
    Column("desk", BLOB, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("clock", Integer, nullable=False),
    Column("header", BLOB, nullable=False),
    Column("bodies", BLOB, nullable=False),
    Column("hash", BLOB, nullable=False),
    Column("acknowledged", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("operation_clock", OPERATION.c.clock, OPERATION.c.desk)
"""The append-only log: one row an operation."""

TOUCHED = Table(
    "touched",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("space", BLOB, primary_key=True),
    Column("desk", BLOB, primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which operations touch which record; derived from the log."""

DRAFT = Table(
    "draft",
    METADATA,
    Column("record", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("base_words", Text, nullable=False),
    Column("base_state", BLOB, nullable=False),
    Column("kept_at", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What is being typed; never in the log."""

LOCAL = Table(
    "local",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", BLOB),
    sqlite_with_rowid=False,
)
"""What this desk knows of itself: its id, its person, its letter, its settings."""

FOUND = Table(
    "found",
    METADATA,
    Column("entry", Integer, primary_key=True),
    Column("record", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("space", Text, nullable=False),
)
"""Which row of the full-text index belongs to which record; derived."""

SEARCH = "words"
"""The full-text index (FTS5), made by the migrations with triggers and guards."""

SEARCH_SQL = (
    f"CREATE VIRTUAL TABLE {SEARCH} USING fts5(title, body, "
    "tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
)
OPTIMISE_SEARCH_SQL = f"INSERT INTO {SEARCH}({SEARCH}) VALUES('optimize')"
"""Merges the index into one piece: nothing is left in it of words that were taken out."""
