"""This is where records are read back from their tables, through the eyes of a viewer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, Table, func, select

from layerdesk.domain.errors import Missing
from layerdesk.domain.people.history import Happening
from layerdesk.domain.record import Merge, Record, RecordId, SpaceId, Text, fields_of
from layerdesk.storage.log import values
from layerdesk.storage.log.seen import Seen
from layerdesk.storage.log.telling import history
from layerdesk.storage.quick import fetched, row_of
from layerdesk.storage.search import search
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
        row = row_of(self._connection, record.kind, record_id)
        visible = row is not None and row["space"] in self._viewer.spaces
        return record_from(record, row) if visible else None

    def find(self, record: type[R], /, *, in_bin: bool = False, **equal: Any) -> tuple[R, ...]:
        """All records whose fields equal the values, oldest first."""
        table = TABLE_OF[record.kind]
        chosen = self._narrowed(select(table), table, {**equal, "deleted": in_bin})
        rows = self._connection.execute(chosen).mappings()
        return tuple(record_from(record, row) for row in rows)

    def rows(
        self, record: type[Record], columns: Sequence[str], /, **equal: Any
    ) -> tuple[tuple[Any, ...], ...]:
        """Only these columns of all records whose fields equal the values, oldest first."""
        table = TABLE_OF[record.kind]
        chosen = select(*(table.c[name] for name in columns))
        narrowed = self._narrowed(chosen, table, {"deleted": False, **equal})
        return fetched(self._connection, narrowed)

    def count(self, record: type[Record], /, **equal: Any) -> int:
        """How many there are."""
        table = TABLE_OF[record.kind]
        chosen = select(func.count()).select_from(table)
        for each in self._conditions(table, {"deleted": False, **equal}):
            chosen = chosen.where(each)
        return int(self._connection.execute(chosen).scalar_one())

    def history(self, record: Record) -> tuple[Happening, ...]:
        """What happened to the record, oldest first."""
        return history(self._connection, record.kind, record.id, self._viewer.spaces)

    def search(self, words: str, *, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Hit, ...]:
        """Full-text hits, best first."""
        return search(self._connection, words, self._viewer.spaces, kinds, limit)

    def _narrowed(self, chosen: Select[Any], table: Table, equal: dict[str, Any]) -> Select[Any]:
        for each in self._conditions(table, equal):
            chosen = chosen.where(each)
        return chosen.order_by(table.c.created_at, table.c.id)

    def _conditions(self, table: Table, equal: dict[str, Any]) -> Iterable[Any]:
        yield self._visible(table)
        for name, value in equal.items():
            if isinstance(value, tuple | list | set | frozenset):
                among = table.c[name].in_([column_of(each) for each in value if each is not None])
                yield among | table.c[name].is_(None) if None in value else among
            elif value is None:
                yield table.c[name].is_(None)
            else:
                yield table.c[name] == column_of(value)

    def _visible(self, table: Table) -> Any:
        return table.c.space.in_(list(self._viewer.spaces))


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
