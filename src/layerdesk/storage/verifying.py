"""This is where the log is checked, and the tables are compared with what it folds to."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from layerdesk.domain.people.log import Operation
from layerdesk.storage.log import encoding, fold, rows
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

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not (self.broken_chain or self.broken_parts or self.differing)


def verify(connection: Connection) -> Verdict:
    """Check every chain and commitment, and that the tables equal the fold of the log."""
    broken_chain: list[str] = []
    broken_parts: list[str] = []
    count = 0
    last: tuple[str, bytes, int, bytes] = ("", b"", 0, encoding.START)
    for operation in rows.chains(connection):
        count += 1
        where = f"{operation.space} {operation.desk.hex()} {operation.number}"
        same = (operation.space, operation.desk) == last[:2]
        number, before = last[2:] if same else (0, encoding.START)
        if operation.number != number + 1 or encoding.chain(before, operation) != operation.hash:
            broken_chain.append(where)
        broken_parts.extend(f"{where} {record}" for record in _broken_parts(operation))
        last = (operation.space, operation.desk, operation.number, operation.hash)
    records, differing = _differing(connection)
    return Verdict(
        operations=count,
        records=records,
        broken_chain=tuple(broken_chain),
        broken_parts=tuple(broken_parts),
        differing=tuple(differing),
    )


def _broken_parts(operation: Operation) -> Iterator[str]:
    about = operation.about
    if (
        about.salt
        and encoding.commitment(about.salt, encoding.about_body(about)) != about.commitment
    ):
        yield "about"
    for part in operation.parts:
        proof = encoding.commitment(part.salt, encoding.part_body(part))
        if not part.blanked and proof != part.commitment:
            yield part.record


def _differing(connection: Connection) -> tuple[int, list[str]]:
    folded = fold.whole_state(connection)
    found: list[str] = []
    count = 0
    for kind, table in TABLE_OF.items():
        wanted = {row["id"]: row for row in folded.get(kind, ())}
        for stored in connection.execute(select(table)).mappings():
            count += 1
            row = wanted.pop(stored["id"], None)
            if row is None:
                found.append(f"{kind} {stored['id']} is not in the log")
                continue
            columns = fold.differences(dict(stored), row)
            if columns:
                found.append(f"{kind} {stored['id']}: {', '.join(columns)}")
        found.extend(f"{kind} {missing} is missing" for missing in wanted)
    return count, found
