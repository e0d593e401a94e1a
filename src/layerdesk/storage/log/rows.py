"""This is where operations are rows of the log, found again by record, command, desk or clock."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Connection, Select, select

from layerdesk.domain.people.log import (
    EDITS_SCOPE,
    RECORD_SCOPE,
    Operation,
    Part,
    StampedEdit,
    Verb,
)
from layerdesk.domain.people.standing import blanked_by
from layerdesk.domain.record import EditId
from layerdesk.storage.log import encoding
from layerdesk.storage.quick import insert_into, run, run_many
from layerdesk.storage.tables.desk import OPERATION, TOUCHED

LOOK_BACK = 500
"""How many operations back undoing looks for what it may take back."""

_INSERT_OPERATION = insert_into(OPERATION)
_INSERT_TOUCHED = insert_into(TOUCHED)
_HEAD = (
    "SELECT number, hash FROM operation WHERE space = ? AND desk = ? ORDER BY number DESC LIMIT 1"
)


def append(connection: Connection, operation: Operation) -> None:
    """Put the operation at the end of its chain."""
    space = encoding.id_bytes(operation.space)
    run(
        connection,
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
    run_many(
        connection,
        _INSERT_TOUCHED,
        [
            (record, space, operation.desk, operation.number)
            for record in {each.record for each in operation.parts}
        ],
    )


def head(connection: Connection, space: str, desk: bytes) -> tuple[int, bytes]:
    """The last number and hash of this desk in this space; (0, 32 zero bytes) before the first."""
    row = run(connection, _HEAD, (encoding.id_bytes(space), desk)).fetchone()
    return (row[0], row[1]) if row else (0, encoding.START)


def last_clock(connection: Connection) -> int:
    """The latest clock value in the log; 0 where it is empty."""
    return int(run(connection, "SELECT max(clock) FROM operation").fetchone()[0] or 0)


def all_operations(connection: Connection) -> Iterator[Operation]:
    """Every operation, in the order of their stamps."""
    return _operations(connection, select(OPERATION).order_by(OPERATION.c.clock, OPERATION.c.desk))


def chains(connection: Connection) -> Iterator[Operation]:
    """Every operation, chain by chain, in the order of their numbers."""
    key = (OPERATION.c.space, OPERATION.c.desk, OPERATION.c.number)
    return _operations(connection, select(OPERATION).order_by(*key))


def touching(connection: Connection, record: str) -> tuple[Operation, ...]:
    """The operations that touch a record, oldest first."""
    chosen = (
        select(OPERATION)
        .join(
            TOUCHED,
            (TOUCHED.c.space == OPERATION.c.space)
            & (TOUCHED.c.desk == OPERATION.c.desk)
            & (TOUCHED.c.number == OPERATION.c.number),
        )
        .where(TOUCHED.c.record == record)
        .order_by(OPERATION.c.clock, OPERATION.c.desk)
    )
    return tuple(_operations(connection, chosen))


def count_touching(connection: Connection, record: str) -> int:
    """How many operations touch a record."""
    return int(
        run(connection, "SELECT count(*) FROM touched WHERE record = ?", (record,)).fetchone()[0]
    )


def of_command(connection: Connection, desk: bytes, command_id: str) -> tuple[Operation, ...]:
    """The operations that one command of a desk made: one for each space it touched.

    Looked for among the desk's newest operations, where undoing found the command.
    """
    newest = newest_of_desk(connection, desk, LOOK_BACK)
    return tuple(each for each in newest if each.about.command_id == command_id)


def newest_of_desk(connection: Connection, desk: bytes, limit: int) -> Iterator[Operation]:
    """A desk's operations, newest first."""
    chosen = (
        select(OPERATION)
        .where(OPERATION.c.desk == desk)
        .order_by(OPERATION.c.clock.desc())
        .limit(limit)
    )
    return _operations(connection, chosen)


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
                scope, edits, _ = blanked_by(each.edit.value)
                whole = whole or scope == RECORD_SCOPE
                gone.update(edits)
    return whole, frozenset(gone)


def blank(connection: Connection, record: str) -> None:
    """Blank in the log whatever the erase operations of a record name. Does nothing twice."""
    operations = touching(connection, record)
    whole, gone = erasures(operations, record)
    for operation in operations:
        after = _blanked(operation, record, whole, gone)
        if after is not operation:
            connection.execute(
                OPERATION.update()
                .where(
                    OPERATION.c.space == encoding.id_bytes(operation.space),
                    OPERATION.c.desk == operation.desk,
                    OPERATION.c.number == operation.number,
                )
                .values(bodies=encoding.bodies(after))
            )


def _blanked(operation: Operation, record: str, whole: bool, gone: frozenset[EditId]) -> Operation:
    parts = tuple(
        encoding.blanked(part) if _is_gone(operation, part, record, whole, gone) else part
        for part in operation.parts
    )
    if parts == operation.parts:
        return operation
    # The reason may tell what was erased, and goes with it.
    about = replace(operation.about, reason="", salt=b"")
    return replace(operation, parts=parts, about=about)


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


def _operations(connection: Connection, chosen: Select[tuple[object, ...]]) -> Iterator[Operation]:
    for row in connection.execute(chosen):
        yield encoding.operation_from(row.header, row.bodies, row.hash)
