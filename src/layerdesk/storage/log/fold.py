"""This is where operations become rows of the record tables; nothing else writes them."""

from collections import defaultdict
from collections.abc import ItemsView, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.people.clock import milliseconds
from layerdesk.domain.people.log import Operation, StampedEdit, Verb
from layerdesk.domain.people.standing import DELETED, Standing, element_key, standing
from layerdesk.domain.record import FieldRule, Merge, Record, fields_of, rule_of
from layerdesk.storage.log import rows, seen, texts, values
from layerdesk.storage.search import forget_all_words, forget_words, index_words, touches_words
from layerdesk.storage.statements import insert, quoted, row_of, statements, update
from layerdesk.storage.tables import RECORD_TABLES
from layerdesk.storage.tables.shape import STATE_SUFFIX

Row = dict[str, Any]


class _Found(NamedTuple):
    space: str
    edits: list[StampedEdit]


def fold_own(connection: Connection, operation: Operation) -> dict[str, Row]:
    """Fold an operation that this desk has just made, and so nobody can have replaced yet.

    Gives back by id the rows that it came to, but for those where all of the log was asked.
    """
    written: dict[str, Row] = {}
    worded: list[tuple[type[Record], Row]] = []
    for part in operation.parts:
        record = BY_KIND.get(part.kind)
        if record is None:
            continue
        edits = list(rows.stamped_part(operation, part))
        before = row_of(connection, part.kind, part.record)
        after = None
        # Others' edits may have come before the creation; then only the whole log tells.
        if before is not None or rows.count_touching(connection, part.record) == 1:
            after = _apply_own(record, before, operation.space, part.record, edits)
        if after is None:
            written.pop(part.record, None)
            fold_records(connection, (part.record,))
            continue
        written[part.record] = after
        if before is None:
            insert(connection, part.kind, [after])
            worded.append((record, after))
        else:
            changed = {name: after[name] for name in after if after[name] != before[name]}
            update(connection, part.kind, part.record, changed)
            if touches_words(record, changed):
                worded.append((record, after))
    index_words(connection, worded)
    return written


def fold_records(connection: Connection, record_ids: Iterable[str]) -> None:
    """Fold everything the log holds of these records, whatever the order it came in."""
    for record_id in sorted(set(record_ids)):
        fold_record(connection, record_id, rows.touching(connection, record_id))


def fold_record(connection: Connection, record_id: str, operations: Iterable[Operation]) -> None:
    """Fold one record; ``operations`` are all that touch it, oldest first."""
    for (kind, _), found in _edits_by_record(operations, record_id):
        state = standing(found.edits)
        row = row_from(BY_KIND[kind], record_id, found.space, state)
        if row is None:
            _remove(connection, kind, record_id, erased=state.erased)
        else:
            insert(connection, kind, [row], replacing=True)
            index_words(connection, [(BY_KIND[kind], row)])


def fold_everything(connection: Connection) -> None:
    """Empty all record tables and fold the whole log anew."""
    for table in RECORD_TABLES:
        connection.execute(f"DELETE FROM {quoted(table.name)}")  # noqa: S608
    forget_all_words(connection)
    state = whole_state(connection)
    for kind, found in state.items():
        insert(connection, kind, found)
    index_words(connection, ((BY_KIND[kind], row) for kind in state for row in state[kind]))


def whole_state(connection: Connection) -> dict[str, list[Row]]:
    """What the whole log comes to: for each kind the rows, in no order."""
    state: dict[str, list[Row]] = defaultdict(list)
    for (kind, record_id), found in _edits_by_record(rows.all_operations(connection)):
        row = row_from(BY_KIND[kind], record_id, found.space, standing(found.edits))
        if row is not None:
            state[kind].append(row)
    return state


def row_from(record: type[Record], record_id: str, space: str, state: Standing) -> Row | None:
    """The row that a record's standing edits come to; None before its creation or once erased."""
    if state.created is None or state.latest is None or state.erased:
        return None
    row = _new_row(record, record_id, space, state.created)
    _touch(row, state.latest)
    for name in {key.partition("/")[0] for key in (*state.heads, *state.texts, *state.text_bases)}:
        rule = rule_of(record, name)
        if rule is not None:
            _fill(row, rule, state)
    row["deleted"] = int(_is_deleted(state.heads.get(DELETED, ())))
    row["seen"] = seen.pack(
        {key: [seen.head(each.id) for each in heads] for key, heads in state.heads.items()}
    )
    return row


def _edits_by_record(
    operations: Iterable[Operation], record_id: str | None = None
) -> ItemsView[tuple[str, str], _Found]:
    """The edits of each (kind, record); the earliest operation says in which space it lies."""
    found: dict[tuple[str, str], _Found] = {}
    for operation in operations:
        for part, each in rows.stamped(operation, record_id):
            if part.kind in BY_KIND:
                key = (part.kind, part.record)
                found.setdefault(key, _Found(operation.space, [])).edits.append(each)
    return found.items()


def _fill(row: Row, rule: FieldRule, state: Standing) -> None:
    if rule.merge is Merge.TEXT:
        updates = [
            each.edit.value
            for each in state.texts.get(rule.name, ())
            if isinstance(each.edit.value, bytes) and not each.blanked
        ]
        bases = state.text_bases.get(rule.name, [])
        if updates or bases:
            words, document = texts.merged([*bases, *updates])
            row[rule.name], row[rule.name + STATE_SUFFIX] = words, document
    elif rule.merge is Merge.SET:
        prefix = element_key(rule.name, "")
        row[rule.name] = values.set_out(
            frozenset(key[len(prefix) :] for key in state.heads if key.startswith(prefix))
        )
    else:
        valued = [each for each in state.heads.get(rule.name, ()) if not each.blanked]
        if valued:
            row[rule.name] = values.to_column(rule, valued[-1].edit.value)


def _apply_own(
    record: type[Record], before: Row | None, space: str, record_id: str, edits: list[StampedEdit]
) -> Row | None:
    """The row after these edits, or None where only folding all of the record tells."""
    creating = edits[0].edit.verb == Verb.CREATE
    if creating == (before is not None):
        return None
    row = _new_row(record, record_id, space, edits[0]) if before is None else dict(before)
    heads = seen.unpack(row["seen"])
    for each in edits:
        if not _apply_one(record, row, heads, each):
            return None
    _touch(row, edits[-1])
    row["seen"] = seen.pack(heads)
    return row


def _apply_one(
    record: type[Record], row: Row, heads: dict[str, list[seen.Head]], each: StampedEdit
) -> bool:
    edit = each.edit
    if edit.verb == Verb.CREATE:
        return True
    if edit.verb in (Verb.DELETE, Verb.RESTORE):
        row["deleted"] = int(edit.verb == Verb.DELETE)
        return _replace(heads, DELETED, each)
    rule = rule_of(record, edit.field)
    if rule is None or edit.verb == Verb.ERASE:
        return False
    if edit.verb == Verb.TEXT and isinstance(edit.value, bytes):
        state = row[rule.name + STATE_SUFFIX]
        words, document = texts.merged([state, edit.value] if state else [edit.value])
        row[rule.name], row[rule.name + STATE_SUFFIX] = words, document
        return _replace(heads, rule.name, each)
    if edit.verb in (Verb.ADD, Verb.REMOVE):
        return _apply_element(row, heads, rule, each)
    row[rule.name] = values.to_column(rule, edit.value)
    return _replace(heads, rule.name, each)


def _apply_element(
    row: Row, heads: dict[str, list[seen.Head]], rule: FieldRule, each: StampedEdit
) -> bool:
    element = str(each.edit.value)
    key = element_key(rule.name, element)
    elements = values.set_in(row[rule.name])
    if each.edit.verb == Verb.ADD:
        row[rule.name] = values.set_out(elements | {element})
        return _replace(heads, key, each)
    if _stand_beside(heads, key, each):
        return False
    heads.pop(key, None)
    row[rule.name] = values.set_out(elements - {element})
    return True


def _replace(heads: dict[str, list[seen.Head]], key: str, each: StampedEdit) -> bool:
    """Put the edit in place of what it replaces; False where something else stands beside it."""
    if _stand_beside(heads, key, each):
        return False
    heads[key] = [seen.head(each.id)]
    return True


def _stand_beside(heads: dict[str, list[seen.Head]], key: str, each: StampedEdit) -> bool:
    """Whether there are heads that the edit does not replace."""
    return not set(map(tuple, heads.get(key, ()))) <= set(map(seen.head, each.edit.replaces))


def _new_row(record: type[Record], record_id: str, space: str, created: StampedEdit) -> Row:
    return {
        "id": record_id,
        "space": space,
        "deleted": 0,
        "created_at": milliseconds(created.stamp.clock),
        "created_by": created.author,
        "seen": _NOTHING_SEEN,
        **_empty_columns(record.kind),
    }


_NOTHING_SEEN = seen.pack({})


@cache
def _empty_columns(kind: str) -> Row:
    empty: Row = {}
    for rule in fields_of(BY_KIND[kind]):
        if rule.merge is Merge.TEXT:
            empty[rule.name], empty[rule.name + STATE_SUFFIX] = "", b""
        elif rule.merge is Merge.SET:
            empty[rule.name] = values.set_out(frozenset())
        else:
            empty[rule.name] = values.empty_column(rule)
    return empty


def _touch(row: Row, latest: StampedEdit) -> None:
    row["updated_at"] = milliseconds(latest.stamp.clock)
    row["updated_by"] = latest.author


def _is_deleted(heads: Iterable[StampedEdit]) -> bool:
    return [each.edit.verb for each in heads][-1:] == [Verb.DELETE]


def _remove(connection: Connection, kind: str, record_id: str, *, erased: bool) -> None:
    connection.execute(statements(kind).delete_one, (record_id,))
    if erased:
        connection.execute("DELETE FROM draft WHERE record = ?", (record_id,))
    forget_words(connection, record_id)


def differences(stored: Mapping[str, Any], folded: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns in which a stored row and a folded one differ.

    Documents are compared by what they hold: the same letters may be encoded in more than one way.
    """
    return tuple(
        name
        for name in folded
        if stored.get(name) != folded[name]
        and not (
            name.endswith(STATE_SUFFIX)
            and texts.merged([stored.get(name, b"")]) == texts.merged([folded[name]])
        )
    )
