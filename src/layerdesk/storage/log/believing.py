"""This is where operations from elsewhere are believed or not, and a hub's chains examined."""

import hashlib
from collections.abc import Sequence

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.people.exchange import Aside, Fault, Packed, Standing, Writer
from layerdesk.domain.people.log import Operation
from layerdesk.storage.log import encoding, rows
from layerdesk.storage.log.encoding import BadBytes


def believed(each: Packed, writers: Sequence[Writer]) -> Operation | Aside:
    """The operation, if it is what it says and its desk might write it then."""

    def aside(reason: str) -> Aside:
        return Aside(each.space, each.desk, each.number, reason)

    try:
        operation = encoding.operation_from(each.header, each.bodies, each.hash)
    except BadBytes:
        return aside("damaged")
    if (operation.space, operation.desk, operation.number, operation.clock) != (
        each.space,
        each.desk,
        each.number,
        each.clock,
    ):
        return aside("damaged")
    if not (encoding.about_fits(operation.about) and all(map(encoding.part_fits, operation.parts))):
        return aside("damaged")
    known = [one for one in writers if one.desk == each.desk and one.since <= each.clock]
    if not known or not known[-1].may_write:
        return aside("rights")
    if operation.about.author not in ("", known[-1].person):
        return aside("author")
    return operation


def continues(connection: Connection, chain: Sequence[Operation]) -> bool:
    """Whether operations of one chain, oldest first, are held already or follow what is held."""
    first = chain[0]
    number, before = rows.head(connection, first.space, first.desk)
    for each in chain:
        known = rows.hash_at(connection, each.space, each.desk, each.number)
        if known is not None:
            if known != each.hash:
                return False
            continue
        if each.number != number + 1 or encoding.chain(before, each) != each.hash:
            return False
        number, before = each.number, each.hash
    return True


def examine(
    connection: Connection, chain: Sequence[Packed], before: Standing, writers: Sequence[Writer]
) -> tuple[Fault, ...]:
    """What is wrong with the next stretch of a chain as a hub keeps it, after ``before``.

    Bodies are empty where they did not open: that is said elsewhere. Each fault is named where it
    lies, and what follows it is measured by what is held here.
    """
    faults: list[Fault] = []
    number, last = before.number, before.hash
    for each in chain:
        if each.number != number + 1:
            faults.append(Fault(each.space, each.desk, number + 1, each.number - 1, "removed"))
            last = rows.hash_at(connection, each.space, each.desk, each.number - 1) or b""
        held = rows.hash_at(connection, each.space, each.desk, each.number)
        reason = _fault(connection, each, last, held, writers)
        if reason:
            faults.append(Fault(each.space, each.desk, each.number, each.number, reason))
        # An unknown hash is empty: then the next one's can't be proved, and isn't blamed.
        number, last = each.number, held or (b"" if reason else each.hash)
    return tuple(faults)


def _fault(
    connection: Connection,
    each: Packed,
    last: bytes,
    held: bytes | None,
    writers: Sequence[Writer],
) -> str:
    stands = encoding.stands_at(each.header)
    if stands is None:
        return "damaged"
    if stands != (each.space, each.desk, each.number, each.clock):
        return "moved"
    if last and hashlib.sha256(encoding.CHAIN_TAG + last + each.header).digest() != each.hash:
        return "damaged"
    if held is not None and held != each.hash:
        return "another"
    if not each.bodies:
        return ""
    operation = believed(each, writers)
    if isinstance(operation, Aside):
        return operation.reason
    return "blanked" if held is not None and _blanked_there(connection, operation) else ""


def _blanked_there(connection: Connection, operation: Operation) -> bool:
    """Whether a hub holds something without its words, and nothing here says that it was erased."""
    return any(
        part.blanked and not rows.is_blanked_rightly(connection, operation, part)
        for part in operation.parts
    )
