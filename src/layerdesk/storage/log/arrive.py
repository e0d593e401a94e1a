"""This is where operations of other desks are taken into the log and folded."""

from collections.abc import Iterable

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import Refused
from layerdesk.domain.people.log import Operation
from layerdesk.domain.record import RecordId
from layerdesk.storage.log import encoding, fold, rows

_DROP_DRAFT = "DELETE FROM draft WHERE record = ? AND field = ?"


class ChainBroken(Refused):
    """An operation does not follow what its desk wrote before, or its values are not those it
    committed to. Values: ``space``, ``desk`` (hexadecimal digits), ``number``."""


def take_in(connection: Connection, operations: Iterable[Operation]) -> Changed:
    """Append the operations to their chains, blank what was erased, and fold what they touch.

    They may come in any order and again, but each chain without a gap. All within the transaction
    that the connection is in. Raises ChainBroken for one that does not fit; the caller rolls back.
    """
    touched: set[tuple[str, str]] = set()
    held: dict[rows.Key, Operation] = {}
    for each in sorted(operations, key=lambda one: (one.space, one.desk, one.number)):
        if _append(connection, each):
            held[rows.key(each)] = each
            touched.update((part.kind, part.record) for part in each.parts)
    for record in sorted({record for _, record in touched}):
        before = rows.touching(connection, record, held)
        fields, after = rows.blank(connection, record, before)
        if fields:
            # Other records of the same operations must meet them as they are in the log now.
            held.update((rows.key(each), each) for each in after)
        for field in fields:
            connection.execute(_DROP_DRAFT, (record, field))
        fold.fold_record(connection, record, after)
    return Changed(frozenset((kind, RecordId(record)) for kind, record in touched))


def _append(connection: Connection, operation: Operation) -> bool:
    """Whether it was new."""
    known = rows.hash_at(connection, operation.space, operation.desk, operation.number)
    if known == operation.hash:
        return False
    number, before = rows.head(connection, operation.space, operation.desk)
    follows = known is None and operation.number == number + 1
    if not (follows and encoding.chain(before, operation) == operation.hash and _whole(operation)):
        raise ChainBroken(space=operation.space, desk=operation.desk.hex(), number=operation.number)
    rows.append(connection, operation)
    return True


def _whole(operation: Operation) -> bool:
    """Whether every value is the one that was committed to; blanked parts have none."""
    return encoding.about_fits(operation.about) and all(map(encoding.part_fits, operation.parts))
