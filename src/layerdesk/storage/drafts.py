"""This is where drafts are kept: overwritten as somebody types, never in the log."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import RecordId, Text
from layerdesk.storage.log import values
from layerdesk.storage.tables.desk import DRAFT


def keep(connection: Connection, draft: Draft) -> None:
    """Keep the draft in place of an earlier one of the same field."""
    statement = insert(DRAFT).values(
        record=draft.record,
        field=draft.field,
        kind=draft.kind,
        words=draft.words,
        base_words=draft.base.plain,
        base_state=draft.base.state,
        kept_at=values.instant_out(draft.kept_at),
    )
    newer = {
        name: statement.excluded[name]
        for name in ("kind", "words", "base_words", "base_state", "kept_at")
    }
    connection.execute(
        statement.on_conflict_do_update(index_elements=["record", "field"], set_=newer)
    )


def drop(connection: Connection, record: RecordId, field: str, words: str | None = None) -> None:
    """Forget a draft; with ``words``, only where it still says just that."""
    chosen = delete(DRAFT).where(DRAFT.c.record == record, DRAFT.c.field == field)
    connection.execute(chosen if words is None else chosen.where(DRAFT.c.words == words))


def all_drafts(connection: Connection) -> tuple[Draft, ...]:
    """Every draft, the latest first."""
    chosen = select(DRAFT).order_by(DRAFT.c.kept_at.desc())
    return tuple(
        Draft(
            kind=row.kind,
            record=RecordId(row.record),
            field=row.field,
            words=row.words,
            base=Text(row.base_words, row.base_state),
            kept_at=values.instant_in(row.kept_at),
        )
        for row in connection.execute(chosen)
    )
