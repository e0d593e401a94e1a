"""This is where the desk's own tables are: the log, what is derived from it, and what is local."""

from layerdesk.storage.tables.shape import BLOB, INTEGER, TEXT, Column, Index, Table

OPERATION = Table(
    "operation",
    (
        Column("space", BLOB),
        Column("desk", BLOB),
        Column("number", INTEGER),
        Column("clock", INTEGER),
        Column("header", BLOB),
        Column("bodies", BLOB),
        Column("hash", BLOB),
        Column("acknowledged", INTEGER),
    ),
    key=("space", "desk", "number"),
    indexes=(Index("operation_clock", ("clock", "desk")),),
)
"""The append-only log: one row an operation."""

TOUCHED = Table(
    "touched",
    (
        Column("record", TEXT),
        Column("space", BLOB),
        Column("desk", BLOB),
        Column("number", INTEGER),
    ),
    key=("record", "space", "desk", "number"),
)
"""Which operations touch which record; derived from the log."""

DRAFT = Table(
    "draft",
    (
        Column("record", TEXT),
        Column("field", TEXT),
        Column("kind", TEXT),
        Column("words", TEXT),
        Column("base_words", TEXT),
        Column("base_state", BLOB),
        Column("kept_at", INTEGER),
    ),
    key=("record", "field"),
)
"""What is being typed; never in the log."""

LOCAL = Table(
    "local",
    (Column("name", TEXT), Column("value", BLOB, optional=True)),
    key=("name",),
)
"""What this desk knows of itself: its id, its person, its letter, its settings."""

FOUND = Table(
    "found",
    (
        Column("entry", INTEGER),
        Column("record", TEXT),
        Column("kind", TEXT),
        Column("space", TEXT),
    ),
    key=("entry",),
    unique=("record",),
    with_row_ids=True,
)
"""Which row of the full-text index belongs to which record; derived."""

TABLES = (OPERATION, TOUCHED, DRAFT, LOCAL, FOUND)

SEARCH = "words"
"""The full-text index (FTS5), made by the migrations with triggers and guards."""

SEARCH_SQL = (
    f"CREATE VIRTUAL TABLE {SEARCH} USING fts5(title, body, "
    "tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
)
OPTIMISE_SEARCH_SQL = f"INSERT INTO {SEARCH}({SEARCH}) VALUES('optimize')"
"""Merges the index into one piece: nothing is left in it of words that were taken out."""
