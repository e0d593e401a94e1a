"""This is where operations are rows of the log, found again by record, command, desk or clock."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.people.log import (
    EDITS_SCOPE,
    RECORD_SCOPE,
    Operation,
    Part,
    StampedEdit,
    Verb,
)
from layerdesk.domain.people.standing import erasure
from layerdesk.domain.record import EditId
from layerdesk.storage.log import encoding
from layerdesk.storage.statements import insert_into, select_from
from layerdesk.storage.tables.desk import OPERATION, TOUCHED

LOOK_BACK = 500
"""How many operations back undoing looks for what it may take back."""

_INSERT_OPERATION = insert_into(OPERATION)
_INSERT_TOUCHED = insert_into(TOUCHED)
_SELECT = select_from(OPERATION)
_TOUCHING = f"{_SELECT} NATURAL JOIN touched WHERE record = ? ORDER BY clock, desk"
_HASH_AT = "SELECT hash FROM operation WHERE space = ? AND desk = ? AND number = ?"
_HEAD = (
    "SELECT number, hash FROM operation WHERE space = ? AND desk = ? ORDER BY number DESC LIMIT 1"
)


Key = tuple[bytes, bytes, int]
"""Where an operation is: its space, its desk, and its number there."""

NOTHING_HELD: Mapping[Key, Operation] = MappingProxyType({})


class Row(NamedTuple):
    """A row of the log, as it is stored."""

    space: bytes
    desk: bytes
    number: int
    clock: int
    header: bytes
    bodies: bytes
    hash: bytes
    acknowledged: int


def append(connection: Connection, operation: Operation) -> None:
    """Put the operation at the end of its chain."""
    space = encoding.id_bytes(operation.space)
    connection.execute(
        _INSERT_OPERATION,
        (
            space,
            operation.desk,
            operation.number,
            operation.clock,
            encoding.header(operation),
            encoding.bodies(operation),
            operation.hash,
            0,
        ),
    )
    connection.executemany(
        _INSERT_TOUCHED,
        [
            (record, space, operation.desk, operation.number)
            for record in {each.record for each in operation.parts}
        ],
    )


def head(connection: Connection, space: str, desk: bytes) -> tuple[int, bytes]:
    """The last number and hash of this desk in this space; (0, 32 zero bytes) before the first."""
    row = connection.execute(_HEAD, (encoding.id_bytes(space), desk)).fetchone()
    return (row[0], row[1]) if row else (0, encoding.START)


def hash_at(connection: Connection, space: str, desk: bytes, number: int) -> bytes | None:
    """The hash of the operation with this number, or None where it is not held."""
    key = (encoding.id_bytes(space), desk, number)
    row = connection.execute(_HASH_AT, key).fetchone()
    return row[0] if row else None


def last_clock(connection: Connection) -> int:
    """The latest clock value in the log; 0 where it is empty."""
    return int(connection.execute("SELECT max(clock) FROM operation").fetchone()[0] or 0)


def all_operations(connection: Connection) -> Iterator[Operation]:
    """Every operation, in the order of their stamps."""
    return _operations(connection, f"{_SELECT} ORDER BY clock, desk")


def chain_rows(connection: Connection) -> Iterator[Row]:
    """The row of every operation, chain by chain, in the order of their numbers."""
    return map(Row._make, connection.execute(f"{_SELECT} ORDER BY space, desk, number"))


def operation_of(row: Row) -> Operation:
    """The operation in a row of the log. Raises BadBytes for one that cannot be read."""
    return encoding.operation_from(row.header, row.bodies, row.hash)


def fits(row: Row, operation: Operation) -> bool:
    """Whether the columns by which the row is found say what the operation says."""
    return (row.space, row.desk, row.number, row.clock) == (
        encoding.id_bytes(operation.space),
        operation.desk,
        operation.number,
        operation.clock,
    )


def all_touched(connection: Connection) -> set[tuple[str, bytes, bytes, int]]:
    """Which record (first) is touched by which operation (space, desk and number)."""
    return set(connection.execute("SELECT record, space, desk, number FROM touched").fetchall())


def is_blanked_rightly(connection: Connection, operation: Operation, part: Part) -> bool:
    """Whether an erasing says that a blanked part is to be so."""
    whole, gone = erasures(touching(connection, part.record), part.record)
    return whole or any(
        EditId(operation.about.command_id, place) in gone for place in _places(part)
    )


def touching(
    connection: Connection, record: str, held: Mapping[Key, Operation] = NOTHING_HELD
) -> tuple[Operation, ...]:
    """The operations that touch a record, oldest first.

    Those in ``held`` are as they stand in the log, and are not read again.
    """
    found = map(Row._make, connection.execute(_TOUCHING, (record,)))
    return tuple(held.get(row[:3]) or operation_of(row) for row in found)


def key(operation: Operation) -> Key:
    """Where in the log the operation is: space, desk and number."""
    return encoding.id_bytes(operation.space), operation.desk, operation.number


def count_touching(connection: Connection, record: str) -> int:
    """How many operations touch a record."""
    return int(
        connection.execute("SELECT count(*) FROM touched WHERE record = ?", (record,)).fetchone()[0]
    )


def of_command(connection: Connection, desk: bytes, command_id: str) -> tuple[Operation, ...]:
    """The operations that one command of a desk made: one for each space it touched.

    Looked for among the desk's newest operations, where undoing found the command.
    """
    found: list[Operation] = []
    # Further than undoing looks, as one of its operations may lie just beyond.
    for each in newest_of_desk(connection, desk, 2 * LOOK_BACK):
        if each.about.command_id == command_id:
            found.append(each)
        elif found:
            break
    return tuple(found)


def newest_of_desk(connection: Connection, desk: bytes, limit: int) -> Iterator[Operation]:
    """A desk's operations, newest first."""
    newest = f"{_SELECT} WHERE desk = ? ORDER BY clock DESC LIMIT ?"
    return _operations(connection, newest, desk, limit)


def stamped(operation: Operation, record: str | None = None) -> Iterator[tuple[Part, StampedEdit]]:
    """Each edit of the operation (of one record, or of all) with its id and stamp."""
    for part in operation.parts:
        if record is None or part.record == record:
            for each in stamped_part(operation, part):
                yield part, each


def stamped_part(operation: Operation, part: Part) -> Iterator[StampedEdit]:
    """Each edit of one part of the operation, with its id and stamp."""
    about, stamp = operation.about, operation.stamp
    for place, edit in enumerate(part.edits, part.first_place):
        yield StampedEdit(EditId(about.command_id, place), stamp, about.author, edit, part.blanked)


def erasures(operations: Iterable[Operation], record: str) -> tuple[bool, frozenset[EditId]]:
    """What of a record is erased: all of it, or these edits."""
    whole, gone = False, set[EditId]()
    for operation in operations:
        for _, each in stamped(operation, record):
            if each.edit.verb == Verb.ERASE:
                erase = erasure(each.edit.value)
                whole = whole or erase.scope == RECORD_SCOPE
                gone.update(erase.edits)
    return whole, frozenset(gone)


def is_erased(connection: Connection, record: str) -> bool:
    """Whether all of a record was erased."""
    return erasures(touching(connection, record), record)[0]


def blank(
    connection: Connection, record: str, operations: Sequence[Operation]
) -> tuple[frozenset[str], tuple[Operation, ...]]:
    """Blank in the log whatever the erase operations of a record name. Does nothing twice.

    ``operations`` are all that touch it. Gives back the fields of which something was blanked, and
    the operations as they are then.
    """
    whole, gone = erasures(operations, record)
    fields, left = set[str](), list[Operation]()
    for operation in operations:
        after = _blanked(operation, record, whole, gone)
        left.append(after)
        if after is not operation:
            for was, part in zip(operation.parts, after.parts, strict=True):
                if part is not was:
                    fields.update(each.field for each in part.edits)
            space = encoding.id_bytes(operation.space)
            connection.execute(
                # What a hub has already is to be put in its place there too.
                "UPDATE operation SET bodies = ?,"
                " acknowledged = CASE acknowledged WHEN 0 THEN 0 ELSE 2 END"
                " WHERE space = ? AND desk = ? AND number = ?",
                (encoding.bodies(after), space, operation.desk, operation.number),
            )
    return frozenset(fields), tuple(left)


def restamp(
    connection: Connection, operation: Operation, clock: int, before: dict[str, bytes]
) -> None:
    """Give an operation that no hub has yet another clock value, and chain it to the one before.

    ``before`` holds the new hash of the last one by space; it is brought up to date.
    """
    last = before.get(operation.space)
    if last is None:
        last = (
            hash_at(connection, operation.space, operation.desk, operation.number - 1)
            or encoding.START
        )
    moved = replace(operation, clock=clock)
    moved = replace(moved, hash=encoding.chain(last, moved))
    before[operation.space] = moved.hash
    connection.execute(
        "UPDATE operation SET clock = ?, header = ?, hash = ?"
        " WHERE space = ? AND desk = ? AND number = ?",
        (
            clock,
            encoding.header(moved),
            moved.hash,
            encoding.id_bytes(operation.space),
            operation.desk,
            operation.number,
        ),
    )


def _blanked(operation: Operation, record: str, whole: bool, gone: frozenset[EditId]) -> Operation:
    parts = tuple(
        encoding.blanked(part) if _is_gone(operation, part, record, whole, gone) else part
        for part in operation.parts
    )
    if parts == operation.parts:
        return operation
    # The reason may tell what was erased, and goes with it.
    return replace(operation, parts=parts, about=encoding.about_blanked(operation.about))


def _is_gone(
    operation: Operation, part: Part, record: str, whole: bool, gone: frozenset[EditId]
) -> bool:
    if part.record != record or part.blanked:
        return False
    if whole:
        return not any(_erases_all(each.verb, each.value) for each in part.edits)
    return any(EditId(operation.about.command_id, place) in gone for place in _places(part))


def _erases_all(verb: str, value: object) -> bool:
    return verb == Verb.ERASE and not (isinstance(value, tuple) and value[:1] == (EDITS_SCOPE,))


def _places(part: Part) -> range:
    return range(part.first_place, part.first_place + len(part.edits))


def _operations(connection: Connection, sql: str, *given: object) -> Iterator[Operation]:
    return map(operation_of, map(Row._make, connection.execute(sql, given)))
