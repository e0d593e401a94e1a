"""This is where the log of one record is told as happenings, with the values before and after."""

from collections.abc import Container, Iterator
from typing import Any

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.people.clock import milliseconds
from layerdesk.domain.people.history import FieldChange, Happening
from layerdesk.domain.people.log import Operation, StampedEdit, Verb, Wire
from layerdesk.domain.people.standing import erasure
from layerdesk.domain.record import EditId, RecordId, rule_of
from layerdesk.storage.log import rows, texts, values


def history(
    connection: Connection, kind: str, record: RecordId, spaces: Container[str]
) -> tuple[Happening, ...]:
    """What happened to the record in these spaces, oldest first."""
    teller = _Teller(kind)
    return tuple(
        teller.happening(operation, record)
        for operation in rows.touching(connection, record)
        if operation.space in spaces
    )


class _Teller:
    """Remembers values and texts while the operations go by."""

    def __init__(self, kind: str) -> None:
        self._record = BY_KIND.get(kind)
        self._values: dict[EditId, Wire] = {}
        self._updates: dict[str, list[bytes]] = {}
        self._words: dict[str, str] = {}

    def happening(self, operation: Operation, record: RecordId) -> Happening:
        return Happening(
            when=values.instant_in(milliseconds(operation.clock)),
            who=RecordId(operation.about.author),
            command=operation.about.command,
            command_id=operation.about.command_id,
            reason=operation.about.reason,
            undid=bool(operation.about.undoes),
            changes=tuple(self._changes(operation, record)),
        )

    def _changes(self, operation: Operation, record: RecordId) -> Iterator[FieldChange]:
        for part, each in rows.stamped(operation, record):
            verb = each.edit.verb
            if part.blanked:
                yield FieldChange(field=each.edit.field, verb=verb, erased=True)
            elif verb == Verb.ERASE:
                self._take_documents(each)
                yield FieldChange(field=each.edit.field, verb=verb, erased=True)
            elif verb == Verb.TEXT:
                yield self._text_change(each)
            else:
                yield self._value_change(each)

    def _take_documents(self, each: StampedEdit) -> None:
        for name, state in erasure(each.edit.value).documents:
            self._words[name], merged = texts.merged([state, *self._updates.get(name, ())])
            self._updates[name] = [merged]

    def _text_change(self, each: StampedEdit) -> FieldChange:
        name = each.edit.field
        updates = self._updates.setdefault(name, [])
        if isinstance(each.edit.value, bytes):
            updates.append(each.edit.value)
        before = self._words.get(name, "")
        self._words[name], state = texts.merged(updates)
        updates[:] = [state]
        return FieldChange(field=name, verb=each.edit.verb, before=before, after=self._words[name])

    def _value_change(self, each: StampedEdit) -> FieldChange:
        edit = each.edit
        self._values[each.id] = edit.value
        replaced = [self._values[gone] for gone in edit.replaces if gone in self._values]
        return FieldChange(
            field=edit.field,
            verb=edit.verb,
            before=self._value(edit.field, replaced[-1]) if replaced else self._empty(edit.field),
            after=self._value(edit.field, edit.value),
        )

    def _value(self, name: str, wire: Wire) -> Any:
        rule = rule_of(self._record, name) if self._record else None
        if rule is None or isinstance(rule.empty, frozenset):
            return wire
        return values.from_column(rule, values.to_column(rule, wire))

    def _empty(self, name: str) -> Any:
        rule = rule_of(self._record, name) if self._record else None
        return None if rule is None or isinstance(rule.empty, frozenset) else rule.empty
