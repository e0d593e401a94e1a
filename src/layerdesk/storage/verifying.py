"""This is where the log is checked, and the tables are compared with what it folds to."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.people.log import Operation
from layerdesk.storage.log import encoding, fold, rows
from layerdesk.storage.log.encoding import BadBytes
from layerdesk.storage.search import index_differences
from layerdesk.storage.statements import all_rows
from layerdesk.storage.tables import TABLE_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying found."""

    operations: int
    records: int
    broken_chain: tuple[str, ...] = ()
    """Where a chain does not fit: space, desk and number."""
    broken_parts: tuple[str, ...] = ()
    """Parts that do not match their commitment."""
    differing: tuple[str, ...] = ()
    """Rows that differ from the fold of the log: kind, id and columns."""
    index: tuple[str, ...] = ()
    """Where the search index is not what the tables say: kind and id."""

    @property
    def log_sound(self) -> bool:
        """Whether the log itself is whole, so that tables and index can be made anew of it."""
        return not (self.broken_chain or self.broken_parts)

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self.log_sound and not (self.differing or self.index)


def verify(connection: Connection) -> Verdict:
    """Check chains and commitments, that tables equal the fold of the log, and index the tables.

    A part may lack its values only where an erasing says so. Where an operation can't be read at
    all, the tables can't be compared with what it said.
    """
    broken_chain: list[str] = []
    broken_parts: list[str] = []
    touched: set[tuple[str, bytes, bytes, int]] = set()
    count = 0
    last: tuple[bytes, bytes, int, bytes] = (b"", b"", 0, encoding.START)
    for row in rows.chain_rows(connection):
        count += 1
        where = f"{row.space.hex()} {row.desk.hex()} {row.number}"
        same = (row.space, row.desk) == last[:2]
        number, before = last[2:] if same else (0, encoding.START)
        last = (row.space, row.desk, row.number, row.hash)
        try:
            operation = rows.operation_of(row)
        except BadBytes:
            broken_parts.append(f"{where} cannot be read")
            continue
        where = f"{operation.space} {operation.desk.hex()} {row.number}"
        fits = encoding.chain(before, operation) == row.hash and rows.fits(row, operation)
        if row.number != number + 1 or not fits:
            broken_chain.append(where)
        broken_parts.extend(f"{where} {what}" for what in _broken_parts(connection, operation))
        touched.update((each.record, row.space, row.desk, row.number) for each in operation.parts)
    records, differing = (0, []) if broken_parts else _differing(connection)
    if not broken_parts and rows.all_touched(connection) != touched:
        differing.append("touched")
    return Verdict(
        operations=count,
        records=records,
        broken_chain=tuple(broken_chain),
        broken_parts=tuple(broken_parts),
        differing=tuple(differing),
        index=tuple(
            index_differences(connection, lambda kind: all_rows(connection, TABLE_OF[kind]))
        ),
    )


def _broken_parts(connection: Connection, operation: Operation) -> Iterator[str]:
    about = operation.about
    erased = False
    for part in operation.parts:
        if not encoding.part_fits(part):
            yield part.record
        elif part.blanked:
            erased = rows.is_blanked_rightly(connection, operation, part)
            if not erased:
                yield part.record
    if not encoding.about_fits(about) or (about.blanked and not erased):
        yield "about"


def _differing(connection: Connection) -> tuple[int, list[str]]:
    folded = fold.whole_state(connection)
    found: list[str] = []
    count = 0
    for kind, table in TABLE_OF.items():
        wanted = {row["id"]: row for row in folded.get(kind, ())}
        for stored in all_rows(connection, table):
            count += 1
            row = wanted.pop(stored["id"], None)
            if row is None:
                found.append(f"{kind} {stored['id']} is not in the log")
                continue
            columns = fold.differences(stored, row)
            if columns:
                found.append(f"{kind} {stored['id']}: {', '.join(columns)}")
        found.extend(f"{kind} {missing} is missing" for missing in wanted)
    return count, found
