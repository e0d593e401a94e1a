"""This is where the one gate for writing is: what is saved becomes operations and is folded."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError, Missing
from layerdesk.domain.ids import new_id
from layerdesk.domain.people.clock import tick
from layerdesk.domain.people.log import RECORD_SCOPE, About, Edit, Operation, Part, Verb
from layerdesk.domain.people.standing import DELETED, element_key
from layerdesk.domain.record import (
    FieldRule,
    Merge,
    Record,
    RecordId,
    SpaceId,
    fields_of,
)
from layerdesk.storage import drafts, local
from layerdesk.storage.log import encoding, fold, rows, texts, values
from layerdesk.storage.log.erasing import edits_that_erase
from layerdesk.storage.reading import TableReading, column_of, shown_column
from layerdesk.storage.statements import is_stored
from layerdesk.usecases.ports import NO_WORDS, Viewer

R = TypeVar("R", bound=Record)


class SpaceUnknown(LayerDeskError):
    """Something was to be saved in a space that the viewer does not belong to: a fault of ours."""


@dataclass(slots=True)
class _Pending:
    before: Record | None
    after: Record
    edits: list[Edit] = field(default_factory=list)
    """Edits beyond those of fields: delete, restore, erase."""
    erasing: bool = False
    """Whether ``edits`` are all there is, as they erase something."""
    gone: bool = False
    """Whether nobody finds the record any more."""


class TableWork(TableReading):
    """The ``Work`` port: reads see what was saved before in the same work.

    ``random`` gives random bytes; ``wall`` is the desk's wall clock in milliseconds since 1970.
    """

    def __init__(
        self,
        connection: Connection,
        viewer: Viewer,
        now: datetime,
        zone: ZoneInfo,
        *,
        clients: texts.Clients,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        super().__init__(connection, viewer, now, zone)
        self._clients = clients
        self._random = random
        self._pending: dict[RecordId, _Pending] = {}
        self._reason = ""
        self.written: dict[str, Mapping[str, Any]] = {}
        """The rows that ``end`` has written, by id; where one is missing, the table knows."""

    def new_id(self) -> RecordId:
        """A fresh id."""
        return new_id(self.now, self._random)

    def next_ref(self, prefix: str) -> str:
        """The next human reference of this desk and year."""
        return local.next_ref(self._connection, prefix, self.today.year)

    def because(self, reason: str) -> None:
        """Say why."""
        self._reason = reason.strip()

    def save(self, before: R | None, after: R) -> R:
        """Take the fields in which ``after`` differs from ``before`` into the work."""
        waiting = self._pending.get(after.id)
        if waiting is None:
            self._pending[after.id] = _Pending(before, after)
        elif waiting.erasing:
            raise ValueError("erase in a work of its own")
        else:
            waiting.after = _with_changes(waiting.after, before, after)
        return after

    def delete(self, record: Record) -> None:
        """Put the record in the bin."""
        self._flag(record, Verb.DELETE, deleted=True)

    def restore(self, record: Record) -> None:
        """Take the record out of the bin."""
        self._flag(record, Verb.RESTORE, deleted=False)

    def erase_record(self, record: Record) -> None:
        """Erase everything the log holds of the record."""
        # Alone in its part: whatever else this work said of the record is not even written down.
        erase = Edit("", Verb.ERASE, (RECORD_SCOPE, (), (), ()))
        self._pending[record.id] = _Pending(record, record, [erase], erasing=True, gone=True)

    def erase_words(
        self, record: Record, fields: Sequence[str], saying: Mapping[str, object] = NO_WORDS
    ) -> None:
        """Empty these fields, and erase what they ever held from the whole history.

        ``saying`` has what they, or other fields, say from now on. Raises ValueError where this
        work has saved the record too: what was saved would be kept.
        """
        if record.id in self._pending:
            raise ValueError("erase in a work of its own")
        stored = super().get(type(record), record.id)
        emptied = {
            rule.name: rule.empty for rule in fields_of(type(record)) if rule.name in set(fields)
        }
        edits = edits_that_erase(self._connection, record, fields, saying)
        after: Record = replace(stored, **{**emptied, **saying})
        self._pending[record.id] = _Pending(stored, after, list(edits), erasing=True)
        for each in emptied:
            drafts.drop(self._connection, record.id, each)

    def add_edits(self, record: Record, edits: Iterable[Edit]) -> None:
        """Add edits that were made elsewhere in storage (undoing, erasing words)."""
        self._pending.setdefault(record.id, _Pending(record, record)).edits.extend(edits)

    @property
    def erases(self) -> bool:
        """Whether anything is erased in this work."""
        return any(
            edit.verb == Verb.ERASE for each in self._pending.values() for edit in each.edits
        )

    def maybe(self, record: type[R], record_id: RecordId | None) -> R | None:
        """The record as this work leaves it, or None."""
        waiting = self._pending.get(record_id) if record_id else None
        if waiting is not None and isinstance(waiting.after, record):
            return None if waiting.gone else waiting.after
        return super().maybe(record, record_id)

    def find(self, record: type[R], /, *, in_bin: bool = False, **equal: Any) -> tuple[R, ...]:
        """All records whose fields equal the values, as this work leaves them."""
        stored = super().find(record, in_bin=in_bin, **equal)
        waiting = {
            key: each.after for key, each in self._pending.items() if isinstance(each.after, record)
        }
        if not waiting:
            return stored
        kept = [each for each in stored if each.id not in waiting]
        fresh = [
            each
            for each in waiting.values()
            if not self._pending[each.id].gone and each.deleted == in_bin and _equals(each, equal)
        ]
        return (*kept, *fresh)

    def rows(
        self, record: type[Record], columns: Sequence[str], /, **equal: Any
    ) -> tuple[tuple[Any, ...], ...]:
        """Only these columns of all records, as this work leaves them."""
        if not self._has_pending(record):
            return super().rows(record, columns, **equal)
        return tuple(
            tuple(shown_column(getattr(each, name)) for name in columns)
            for each in self._found(record, equal)
        )

    def count(self, record: type[Record], /, **equal: Any) -> int:
        """How many there are, as this work leaves them."""
        if not self._has_pending(record):
            return super().count(record, **equal)
        return len(self._found(record, equal))

    def _has_pending(self, record: type[Record]) -> bool:
        return any(isinstance(each.after, record) for each in self._pending.values())

    def _found(self, record: type[Record], equal: dict[str, Any]) -> tuple[Record, ...]:
        return self.find(record, in_bin=bool(equal.pop("deleted", False)), **equal)

    def end(self, command: str, command_id: str, desk: bytes, undoes: str = "") -> Changed:
        """Make one operation for each space, append and fold them. Nothing to do, nothing made."""
        by_space: dict[SpaceId, list[tuple[Record, list[Edit]]]] = {}
        for waiting in self._pending.values():
            edits = self._edits(waiting)
            if edits:
                self._check_not_erased(waiting.after)
                by_space.setdefault(waiting.after.space, []).append((waiting.after, edits))
        changed: set[tuple[str, RecordId]] = set()
        for space, found in by_space.items():
            if space not in self.viewer.spaces and not self._makes(space):
                raise SpaceUnknown(space=space)
            about = About(self.viewer.person, command, command_id, self._reason, undoes)
            operation = self._operation(space, desk, about, found)
            rows.append(self._connection, operation)
            self._fold(operation)
            changed.update((each.kind, each.id) for each, _ in found)
        return Changed(frozenset(changed))

    def _fold(self, operation: Operation) -> None:
        self.written.update(fold.fold_own(self._connection, operation))
        for part in operation.parts:
            if any(each.verb == Verb.ERASE for each in part.edits):
                self.written.pop(part.record, None)
                before = rows.touching(self._connection, part.record)
                _, after = rows.blank(self._connection, part.record, before)
                fold.fold_record(self._connection, part.record, after)

    def _check_not_erased(self, record: Record) -> None:
        # Nothing could be seen of it any more: words must not vanish without a word.
        stored = is_stored(self._connection, record.kind, record.id)
        if not stored and rows.is_erased(self._connection, record.id):
            raise Missing(what=record.kind)

    def _makes(self, space: SpaceId) -> bool:
        return any(str(each.after.id) == space for each in self._pending.values())

    def _operation(
        self, space: SpaceId, desk: bytes, about: About, found: list[tuple[Record, list[Edit]]]
    ) -> Operation:
        number, last_hash = rows.head(self._connection, space, desk)
        wall = values.instant_out(self.now)
        parts, place = [], 0
        for record, edits in found:
            parts.append(Part(record.kind, record.id, tuple(edits), place))
            place += len(edits)
        bare = Operation(
            space=space,
            desk=desk,
            number=number + 1,
            clock=tick(rows.last_clock(self._connection), wall),
            about=about,
            parts=tuple(parts),
        )
        salted = encoding.committed(bare, [self._random(32) for _ in range(len(parts) + 1)])
        return replace(salted, hash=encoding.chain(last_hash, salted))

    def _edits(self, waiting: _Pending) -> list[Edit]:
        before, after = waiting.before, waiting.after
        if waiting.erasing:
            return waiting.edits
        made = [Edit("", Verb.CREATE, "")] if before is None else []
        for rule in fields_of(type(after)):
            old = rule.empty if before is None else getattr(before, rule.name)
            new = getattr(after, rule.name)
            if old != new:
                made.extend(self._field_edits(rule, before, after, old, new))
        return made + waiting.edits

    def _field_edits(
        self, rule: FieldRule, before: Record | None, after: Record, old: Any, new: Any
    ) -> Iterable[Edit]:
        seen = before.seen if before is not None else {}
        heads = tuple(seen.get(rule.name, ()))
        if rule.merge is Merge.TEXT:
            update = texts.edit(self._clients, after.id, rule.name, old, new.plain)
            # Where two wrote at once, words that stay as they are settle that it was both.
            if update or len(heads) > 1:
                yield Edit(rule.name, Verb.TEXT, update, heads)
        elif rule.merge is Merge.SET:
            for element in sorted(new - old):
                yield Edit(rule.name, Verb.ADD, element)
            for element in sorted(old - new):
                standing = tuple(seen.get(element_key(rule.name, element), ()))
                yield Edit(rule.name, Verb.REMOVE, element, standing)
        else:
            verb = Verb.MOVE if rule.merge is Merge.ORDER else Verb.SET
            yield Edit(rule.name, verb, values.to_wire(new), heads)

    def _flag(self, record: Record, verb: Verb, *, deleted: bool) -> None:
        waiting = self._pending.setdefault(record.id, _Pending(record, record))
        waiting.after = replace(waiting.after, deleted=deleted)
        heads = tuple(record.seen.get(DELETED, ()))
        # What this work said of it before was never seen by anybody.
        waiting.edits = [each for each in waiting.edits if each.field != DELETED]
        waiting.edits.append(Edit(DELETED, verb, "", heads))


def _with_changes(standing: R, before: Record | None, after: Record) -> R:
    """What was pending, with the fields that a second saving changed."""
    changes = {
        rule.name: getattr(after, rule.name)
        for rule in fields_of(type(after))
        if before is None or getattr(after, rule.name) != getattr(before, rule.name)
    }
    return replace(standing, **changes)


def _equals(record: Record, equal: dict[str, Any]) -> bool:
    return all(
        getattr(record, name) in value
        if isinstance(value, tuple | list | set | frozenset)
        else column_of(getattr(record, name)) == column_of(value)
        for name, value in equal.items()
    )
