"""This is where all tables are gathered, and where the triggers that guard them are written."""

from collections.abc import Iterator

from layerdesk.storage.tables import cases, desk, follow_up, learning, meetings, people
from layerdesk.storage.tables.shape import Table

RECORD_TABLES: tuple[Table, ...] = (
    *people.TABLES,
    *cases.TABLES,
    *meetings.TABLES,
    *follow_up.TABLES,
    *learning.TABLES,
)

TABLE_OF: dict[str, Table] = {each.name: each for each in RECORD_TABLES}

FOLDING = "layerdesk_folding"
"""The SQL function that says whether fold is at work; without it every write is refused."""


def guard_names() -> tuple[str, ...]:
    """The names of all guarding triggers."""
    return tuple(name for name, _ in _guards())


def guard_statements() -> tuple[str, ...]:
    """The statements that make the triggers which refuse any write but the log's own."""
    return tuple(statement for _, statement in _guards())


def _guards() -> Iterator[tuple[str, str]]:
    for table in (*RECORD_TABLES, desk.OPERATION, desk.TOUCHED, desk.FOUND):
        for verb in ("insert", "update", "delete"):
            name = f"guard_{table.name}_{verb}"
            yield (
                name,
                f'CREATE TRIGGER {name} BEFORE {verb.upper()} ON "{table.name}" '
                f"WHEN {FOLDING}() = 0 BEGIN SELECT RAISE(ABORT, 'only the log writes here'); END",
            )
