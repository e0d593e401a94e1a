"""This is where record tables get row ids: a wide row then stays on one page.

Without row ids SQLite keeps only a quarter of a page of each row in the table itself and the rest
on pages of its own, each of which is encrypted anew at every save.

Revision: 0002, after 0001.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

RECORD_TABLES = (
    "access",
    "acknowledgement",
    "action",
    "action_update",
    "agenda_item",
    "answer",
    "attendance",
    "case",
    "contributory_factor",
    "correction",
    "decision",
    "learning_point",
    "meeting",
    "membership",
    "minute_note",
    "minutes_version",
    "note",
    "person",
    "practice",
    "space",
    "timeline_entry",
)

WITH_ROW_IDS = {"sqlite_with_rowid": True}


def upgrade() -> None:
    """Make each table anew with what is in it."""
    for table in RECORD_TABLES:
        with op.batch_alter_table(table, recreate="always", table_kwargs=WITH_ROW_IDS):
            pass
