"""This is where records are read back from their tables, through the eyes of a viewer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.errors import Missing
from layerdesk.domain.people.history import Happening
from layerdesk.domain.record import Merge, Record, RecordId, SpaceId, Text, fields_of
from layerdesk.storage.log import values
from layerdesk.storage.log.seen import Seen
from layerdesk.storage.log.telling import history
from layerdesk.storage.search import search
from layerdesk.storage.statements import narrowed, quoted, row_of, select_from
from layerdesk.storage.tables import TABLE_OF
from layerdesk.storage.tables.shape import STATE_SUFFIX
from layerdesk.usecases.ports import Hit, Viewer

R = TypeVar("R", bound=Record)


class TableReading:
    """The ``Reading`` port over one connection, for as long as its transaction lasts."""

    def __init__(
        self, connection: Connection, viewer: Viewer, now: datetime, zone: ZoneInfo
    ) -> None:
        self._connection = connection
        self._viewer = viewer
        self._now = now
        self._zone = zone

    @property
    def viewer(self) -> Viewer:
        """Who is looking."""
        return self._viewer

    @property
    def now(self) -> datetime:
        """This instant, in UTC."""
        return self._now

    @property
    def zone(self) -> ZoneInfo:
        """The practice's time zone."""
        return self._zone

    @property
    def today(self) -> date:
        """The calendar day of now in the practice's zone."""
        return self._now.astimezone(self._zone).date()

    def get(self, record: type[R], record_id: RecordId | None) -> R:
        """The record. Raises Missing where there is none for this viewer."""
        found = self.maybe(record, record_id)
        if found is None:
            raise Missing(what=record.kind)
        return found

    def maybe(self, record: type[R], record_id: RecordId | None) -> R | None:
        """The record, or None."""
        if record_id is None:
            return None
        return self.seen_in(record, row_of(self._connection, record.kind, record_id))

    def seen_in(self, record: type[R], row: Mapping[str, Any] | None) -> R | None:
        """The record that a row holds; None without a row, or where it is not this viewer's."""
        visible = row is not None and row["space"] in self._viewer.spaces
        return record_from(record, row) if visible else None

    def find(self, record: type[R], /, *, in_bin: bool = False, **equal: Any) -> tuple[R, ...]:
        """All records whose fields equal the values, oldest first."""
        names = TABLE_OF[record.kind].names
        found = self._chosen(record, names, {**equal, "deleted": in_bin})
        return tuple(record_from(record, dict(zip(names, row, strict=True))) for row in found)

    def rows(
        self, record: type[Record], columns: Sequence[str], /, **equal: Any
    ) -> tuple[tuple[Any, ...], ...]:
        """Only these columns of all records whose fields equal the values, oldest first."""
        return self._chosen(record, columns, {"deleted": False, **equal})

    def count(self, record: type[Record], /, **equal: Any) -> int:
        """How many there are."""
        where, values = self._where(record, {"deleted": False, **equal})
        counting = f"SELECT count(*) FROM {quoted(record.kind)}{where}"  # noqa: S608
        return int(self._connection.execute(counting, values).fetchone()[0])

    def history(self, record: Record) -> tuple[Happening, ...]:
        """What happened to the record, oldest first."""
        return history(self._connection, record.kind, record.id, self._viewer.spaces)

    def search(self, words: str, *, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Hit, ...]:
        """Full-text hits, best first."""
        return search(self._connection, words, self._viewer.spaces, kinds, limit)

    def _chosen(
        self, record: type[Record], columns: Sequence[str], equal: Mapping[str, Any]
    ) -> tuple[tuple[Any, ...], ...]:
        where, values = self._where(record, equal)
        chosen = f"{select_from(TABLE_OF[record.kind], columns)}{where} ORDER BY created_at, id"
        return tuple(self._connection.execute(chosen, values).fetchall())

    def _where(self, record: type[Record], equal: Mapping[str, Any]) -> tuple[str, list[Any]]:
        wanted = {name: _wanted(value) for name, value in equal.items()}
        return narrowed(TABLE_OF[record.kind], tuple(self._viewer.spaces), wanted)


def _wanted(value: Any) -> Any:
    if isinstance(value, tuple | list | set | frozenset):
        return tuple(map(_wanted, value))
    return None if value is None else column_of(value)


def column_of(value: Any) -> Any:
    """A field's value as it is compared with a column."""
    return values.to_wire(value)


def shown_column(value: Any) -> Any:
    """A field's value as ``rows`` gives it."""
    if isinstance(value, Text):
        return value.plain
    if isinstance(value, frozenset):
        return values.set_out(value)
    return None if value is None else values.to_wire(value)


def record_from(record: type[R], row: Any) -> R:
    """The record that a row holds."""
    given: dict[str, Any] = {
        "id": RecordId(row["id"]),
        "space": SpaceId(row["space"]),
        "deleted": bool(row["deleted"]),
        "created_at": values.instant_in(row["created_at"]),
        "created_by": RecordId(row["created_by"]) if row["created_by"] else None,
        "updated_at": values.instant_in(row["updated_at"]),
        "updated_by": RecordId(row["updated_by"]) if row["updated_by"] else None,
        "seen": Seen(row["seen"]),
    }
    for rule in fields_of(record):
        if rule.merge is Merge.TEXT:
            given[rule.name] = Text(row[rule.name], row[rule.name + STATE_SUFFIX])
        elif rule.merge is Merge.SET:
            given[rule.name] = values.set_in(row[rule.name])
        else:
            given[rule.name] = values.from_column(rule, row[rule.name])
    return record(**given)
