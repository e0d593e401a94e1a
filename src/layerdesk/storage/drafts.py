"""This is where drafts are kept: overwritten as somebody types, never in the log."""

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import RecordId, Text
from layerdesk.storage.log import values
from layerdesk.storage.statements import insert_into, select_from
from layerdesk.storage.tables.desk import DRAFT

_KEEP = insert_into(DRAFT).replace("INSERT", "INSERT OR REPLACE", 1)


def keep(connection: Connection, draft: Draft) -> None:
    """Keep the draft in place of an earlier one of the same field."""
    kept_at = values.instant_out(draft.kept_at)
    base = draft.base
    connection.execute(
        _KEEP,
        (draft.record, draft.field, draft.kind, draft.words, base.plain, base.state, kept_at),
    )


def drop(connection: Connection, record: RecordId, field: str, words: str | None = None) -> None:
    """Forget a draft; with ``words``, only where it still says just that."""
    connection.execute(
        "DELETE FROM draft WHERE record = :record AND field = :field"
        " AND (:words IS NULL OR words = :words)",
        {"record": record, "field": field, "words": words},
    )


def all_drafts(connection: Connection) -> tuple[Draft, ...]:
    """Every draft, the latest first."""
    found = connection.execute(f"{select_from(DRAFT)} ORDER BY kept_at DESC")
    return tuple(
        Draft(
            kind=kind,
            record=RecordId(record),
            field=field,
            words=words,
            base=Text(base_words, base_state),
            kept_at=values.instant_in(kept_at),
        )
        for record, field, kind, words, base_words, base_state, kept_at in found
    )
