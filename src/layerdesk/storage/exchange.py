"""This is where the log gives operations to a hub, and takes in those of other desks."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.changed import Changed
from layerdesk.domain.people.clock import tick
from layerdesk.domain.people.exchange import (
    Aside,
    Fault,
    Folded,
    Packed,
    Standing,
    TakenIn,
    Writer,
)
from layerdesk.domain.people.log import Operation
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.storage import local
from layerdesk.storage.local import Identity
from layerdesk.storage.log import encoding, fold, rows
from layerdesk.storage.log.arrive import take_in
from layerdesk.storage.log.believing import believed, continues, examine
from layerdesk.storage.statements import quoted
from layerdesk.storage.store import NotSetUp, Store
from layerdesk.storage.tables import TABLE_OF
from layerdesk.storage.tables.shape import STATE_SUFFIX

NOT_YET, AT_HUB, BLANKED_SINCE = 0, 1, 2
"""What ``operation.acknowledged`` says: the hub does not have it, has it, or has it with words that
were erased since."""

_PACKED = "space, desk, number, clock, header, bodies, hash"


class Exchange:
    """What sync needs of a desk's database. Belongs to the writing lane."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def identity(self) -> Identity:
        """Which desk this is, and whose. Raises NotSetUp."""
        with self._store.transaction(writing=True) as connection:
            return _identity(connection)

    def kept(self, name: str) -> bytes | None:
        """Something of sync's own that is kept in the encrypted database."""
        with self._store.transaction(writing=True) as connection:
            return local.read_value(connection, f"sync/{name}")

    def keep(self, name: str, value: bytes) -> None:
        """Keep it, in place of what was there."""
        with self._store.transaction(writing=True) as connection:
            local.keep_value(connection, f"sync/{name}", value)

    def vector(self) -> dict[tuple[SpaceId, bytes], int]:
        """For each space and desk the last number held."""
        with self._store.transaction(writing=True) as connection:
            return {
                (SpaceId(encoding.id_text(space)), desk): number
                for space, desk, number in connection.execute(
                    "SELECT space, desk, max(number) FROM operation GROUP BY 1, 2"
                ).fetchall()
            }

    def standing(self, space: SpaceId, desk: bytes, number: int) -> Standing:
        """A chain at this number; where it is not held, its beginning."""
        with self._store.transaction(writing=True) as connection:
            found = rows.hash_at(connection, space, desk, number) if number else None
            return Standing(number, found) if found is not None else Standing()

    def waiting(self) -> dict[SpaceId, int]:
        """How many operations of this desk no hub has yet, by space."""
        with self._store.transaction(writing=True) as connection:
            desk = _identity(connection).desk
            found = connection.execute(
                "SELECT space, count(*) FROM operation WHERE desk = ? AND acknowledged = 0"
                " GROUP BY space",
                (desk,),
            ).fetchall()
            return {SpaceId(encoding.id_text(space)): count for space, count in found}

    def after(self, space: SpaceId, desk: bytes, number: int, limit: int) -> tuple[Packed, ...]:
        """The operations of a chain after this number, oldest first."""
        with self._store.transaction(writing=True) as connection:
            found = connection.execute(
                f"SELECT {_PACKED} FROM operation WHERE space = ? AND desk = ? AND number > ?"  # noqa: S608
                " ORDER BY number LIMIT ?",
                (encoding.id_bytes(space), desk, number, limit),
            ).fetchall()
            return tuple(map(_packed, found))

    def acknowledge(self, space: SpaceId, desk: bytes, number: int) -> None:
        """A hub has this chain up to this number."""
        with self._store.transaction(writing=True) as connection:
            connection.execute(
                "UPDATE operation SET acknowledged = 1"
                " WHERE space = ? AND desk = ? AND number <= ? AND acknowledged = 0",
                (encoding.id_bytes(space), desk, number),
            )

    def erased_since(self) -> tuple[Packed, ...]:
        """Operations that a hub has with words that were erased since."""
        with self._store.transaction(writing=True) as connection:
            found = connection.execute(
                f"SELECT {_PACKED} FROM operation WHERE acknowledged = 2"  # noqa: S608
                " ORDER BY space, desk, number",
            ).fetchall()
            return tuple(map(_packed, found))

    def erased_at_hub(self, operations: Iterable[Packed]) -> None:
        """A hub has these as they are now."""
        with self._store.transaction(writing=True) as connection:
            connection.executemany(
                "UPDATE operation SET acknowledged = 1 WHERE space = ? AND desk = ? AND number = ?",
                [(encoding.id_bytes(each.space), each.desk, each.number) for each in operations],
            )

    def take_in(
        self, operations: Sequence[Packed], writers: Mapping[SpaceId, Sequence[Writer]]
    ) -> TakenIn:
        """Append and fold operations of other desks, in one transaction.

        ``writers`` says for each space whose desk each is. What is not believed is kept aside with
        its reason, and its chain ends there for now; all other chains go on.
        """
        aside: list[Aside] = []
        good: list[Operation] = []
        stopped: set[tuple[SpaceId, bytes]] = set()
        with self._store.transaction(writing=True) as connection:
            for each in operations:
                chain = (each.space, each.desk)
                if chain in stopped:
                    continue
                found = believed(each, writers.get(each.space, ()))
                if isinstance(found, Aside):
                    aside.append(found)
                    stopped.add(chain)
                else:
                    good.append(found)
            changed = _taken(connection, good, aside)
        return TakenIn(taken=len(good), aside=tuple(aside), changed=changed)

    def examine(
        self, chain: Sequence[Packed], before: Standing, writers: Sequence[Writer]
    ) -> tuple[Fault, ...]:
        """What is wrong with the next stretch of a chain as a hub keeps it."""
        with self._store.transaction(writing=True) as connection:
            return examine(connection, chain, before, writers)

    def go_on_as(self, desk: bytes, common: Mapping[SpaceId, int]) -> None:
        """Give this desk another id, and move there what only it has: it was copied or restored.

        ``common`` says up to which number each chain of the old id is also the hub's.
        """
        with self._store.transaction(writing=True) as connection:
            _go_on_as(connection, _identity(connection), desk, common)

    def digest(self, space: SpaceId) -> bytes:
        """32 bytes that are the same wherever the same log of a space was folded."""
        with self._store.transaction(writing=True) as connection:
            return _digest(connection, space)

    def folded(self, space: SpaceId) -> Folded:
        """What the log of a space came to, and what it was folded from."""
        with self._store.transaction(writing=True) as connection:
            return Folded(_basis(connection, space), _digest(connection, space))

    def own_spaces(self) -> dict[SpaceId, str]:
        """The spaces that this desk's person made here, by kind."""
        with self._store.transaction(writing=True) as connection:
            me = _identity(connection)
            found = connection.execute(
                "SELECT id, space_kind FROM space WHERE created_by = ? AND deleted = 0",
                (me.person,),
            ).fetchall()
            return {
                SpaceId(space): kind
                for space, kind in found
                if rows.hash_at(connection, space, me.desk, 1) is not None
            }

    def members_of(self, space: SpaceId) -> frozenset[RecordId]:
        """The people who belong to a space now, as the records say."""
        with self._store.transaction(writing=True) as connection:
            found = connection.execute(
                "SELECT person FROM membership WHERE space = ? AND ended = 0 AND deleted = 0",
                (space,),
            ).fetchall()
            return frozenset(RecordId(person) for (person,) in found)

    def first_clock(self) -> int:
        """The clock value of this desk's oldest operation that no hub has; 0 without one."""
        return self._clock_of("min")

    def last_clock(self) -> int:
        """The clock value of this desk's newest operation that no hub has; 0 without one."""
        return self._clock_of("max")

    def _clock_of(self, which: Literal["min", "max"]) -> int:
        with self._store.transaction(writing=True) as connection:
            row = connection.execute(
                f"SELECT {which}(clock) FROM operation WHERE desk = ? AND acknowledged = 0",  # noqa: S608
                (_identity(connection).desk,),
            ).fetchone()
            return int(row[0] or 0)

    def stamp_anew(self, wall: int) -> int:
        """Give operations that no hub has yet stamps by this wall clock (ms); how many there were.

        Their order stays; numbers and desk stay, chain hashes follow.
        """
        with self._store.transaction(writing=True) as connection:
            return _stamp_anew(connection, _identity(connection).desk, wall)


def _identity(connection: Connection) -> Identity:
    found = local.identity(connection)
    if found is None:
        raise NotSetUp
    return found


def _packed(row: Sequence[Any]) -> Packed:
    space, desk, number, clock, header, bodies, own = row
    return Packed(SpaceId(encoding.id_text(space)), desk, number, clock, header, bodies, own)


def _taken(connection: Connection, good: list[Operation], aside: list[Aside]) -> Changed:
    """Take in what fits; a chain that does not is left out whole."""
    by_chain: dict[tuple[str, bytes], list[Operation]] = {}
    for each in good:
        by_chain.setdefault((each.space, each.desk), []).append(each)
    fitting: list[Operation] = []
    for (space, desk), chain in by_chain.items():
        if continues(connection, chain):
            fitting.extend(chain)
        else:
            for each in chain:
                good.remove(each)
            aside.append(Aside(SpaceId(space), desk, chain[0].number, "damaged"))
    changed = take_in(connection, fitting)
    connection.executemany(
        "UPDATE operation SET acknowledged = 1"
        " WHERE space = ? AND desk = ? AND number = ? AND acknowledged = 0",
        [(encoding.id_bytes(each.space), each.desk, each.number) for each in fitting],
    )
    return changed


def _go_on_as(
    connection: Connection, me: Identity, desk: bytes, common: Mapping[SpaceId, int]
) -> None:
    records: set[str] = set()
    for space, number in common.items():
        key = (encoding.id_bytes(space), me.desk, number)
        found = connection.execute(
            "SELECT header, bodies, hash FROM operation"
            " WHERE space = ? AND desk = ? AND number > ? ORDER BY number",
            key,
        ).fetchall()
        for table in ("operation", "touched"):
            connection.execute(
                f"DELETE FROM {table} WHERE space = ? AND desk = ? AND number > ?",  # noqa: S608
                key,
            )
        last = encoding.START
        for place, row in enumerate(found, 1):
            old = encoding.operation_from(*row)
            moved = replace(old, desk=desk, number=place)
            moved = replace(moved, hash=encoding.chain(last, moved))
            rows.append(connection, moved)
            last = moved.hash
            records.update(part.record for part in moved.parts)
    local.take_identity(connection, me.person, me.letter, desk=desk)
    fold.fold_records(connection, records)


def _basis(connection: Connection, space: SpaceId) -> bytes:
    ends = connection.execute(
        "SELECT desk, max(number), hash FROM operation WHERE space = ? GROUP BY desk ORDER BY desk",
        (encoding.id_bytes(space),),
    ).fetchall()
    # A program of another version may have other columns: what it has is not to be compared.
    shape = [(kind, sorted(table.names)) for kind, table in sorted(TABLE_OF.items())]
    return hashlib.sha256(repr((ends, shape)).encode()).digest()


def _digest(connection: Connection, space: SpaceId) -> bytes:
    found = hashlib.sha256()
    for kind, table in sorted(TABLE_OF.items()):
        # The same letters may be encoded in more than one document: only the letters count.
        names = sorted(each for each in table.names if not each.endswith(STATE_SUFFIX))
        told = ", ".join(map(quoted, names))
        rows_of_kind = connection.execute(
            f"SELECT {told} FROM {quoted(kind)} WHERE space = ? ORDER BY id",  # noqa: S608
            (space,),
        ).fetchall()
        if rows_of_kind:
            found.update(repr((kind, rows_of_kind)).encode())
    return found.digest()


def _stamp_anew(connection: Connection, desk: bytes, wall: int) -> int:
    found = connection.execute(
        "SELECT header, bodies, hash FROM operation WHERE desk = ? AND acknowledged = 0"
        " ORDER BY clock",
        (desk,),
    ).fetchall()
    operations = [encoding.operation_from(*row) for row in found]
    if not operations:
        return 0
    last = int(
        connection.execute(
            "SELECT coalesce(max(clock), 0) FROM operation"
            " WHERE NOT (desk = ? AND acknowledged = 0)",
            (desk,),
        ).fetchone()[0]
    )
    before: dict[str, bytes] = {}
    records: set[str] = set()
    for each in operations:
        last = tick(last, wall)
        rows.restamp(connection, each, last, before)
        records.update(part.record for part in each.parts)
    fold.fold_records(connection, records)
    return len(operations)
