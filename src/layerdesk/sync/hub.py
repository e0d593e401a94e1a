"""This is where a desk talks to a hub: a PostgreSQL database, by its functions and nothing else.

Every question has a time limit, so that a dead network never freezes anything.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from layerdesk.domain.people.exchange import Standing, Vector
from layerdesk.domain.record import SpaceId
from layerdesk.sync.address import Address
from layerdesk.sync.connecting import opened, told
from layerdesk.sync.errors import (
    HubFault,
    HubTooNew,
    HubTooOld,
    NoHubThere,
)
from layerdesk.sync.statements import Member
from layerdesk.sync.trust import Signed

REVISION = "0001"
"""The newest revision in ``migrations/hub``; a test compares them."""

OLDEST = "0001"
"""The oldest revision that this program still works with."""

PUSH_LIMIT = 500
PULL_LIMIT = 1000
"""More than one push, so that every page holds the end of one."""


@dataclass(frozen=True, slots=True)
class SealedOperation:
    """An operation as the hub keeps it."""

    space: SpaceId
    desk: bytes
    number: int
    clock: int
    key_id: bytes
    header: bytes
    sealed: bytes
    hash: bytes
    signature: bytes | None
    """On the last one of each push."""


@dataclass(frozen=True, slots=True)
class HubSpace:
    """A space as the hub keeps it, with what was stated about it."""

    space: SpaceId
    kind: str
    root_key: bytes
    channel: str
    statements: tuple[Signed, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyBox:
    """A space's key, sealed to this desk."""

    space: SpaceId
    key_id: bytes
    sealed: bytes
    issuer: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class HubDesk:
    """A desk that has enrolled."""

    desk: bytes
    signing_key: bytes
    box_key: bytes
    invitation: str | None
    about: bytes
    revoked: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that this hub keeps."""

    role: str
    about: bytes
    used: bool


class Hub:
    """One connection to a hub. Make it with ``connected``; it belongs to one thread."""

    def __init__(self, connection: psycopg.Connection[TupleRow]) -> None:
        self.connection = connection

    def epoch(self) -> bytes:
        """16 bytes that change when the hub is emptied or replaced."""
        return _bytes(self._one("SELECT epoch FROM hub.about"))

    def prefix(self) -> str:
        """What the names of this hub's roles begin with."""
        return str(self._one("SELECT prefix FROM hub.about"))

    def clock(self) -> int:
        """The hub's wall clock in milliseconds since 1970 UTC."""
        return int(self._one("SELECT hub.clock()"))

    def spaces(self) -> tuple[HubSpace, ...]:
        """The spaces that this desk is a member of, with all statements about them."""
        stated: dict[uuid.UUID, list[Signed]] = {}
        for space, body, issuer, signature in self._all(
            "SELECT space, body, issuer, signature FROM hub.member ORDER BY since, desk"
        ):
            stated.setdefault(space, []).append(Signed(body, issuer.bytes, signature))
        return tuple(
            HubSpace(SpaceId(str(space)), kind, root, channel, tuple(stated.get(space, ())))
            for space, kind, root, channel in self._all(
                "SELECT space, kind, root_key, channel FROM hub.space ORDER BY space"
            )
        )

    def desks(self) -> tuple[HubDesk, ...]:
        """Every desk of this hub."""
        return tuple(
            HubDesk(desk.bytes, *rest)
            for desk, *rest in self._all(
                "SELECT desk, signing_key, box_key, invitation, about, revoked FROM hub.desk"
                " ORDER BY enrolled_at, desk"
            )
        )

    def key_boxes(self) -> tuple[KeyBox, ...]:
        """The keys that were given to this desk."""
        return tuple(
            KeyBox(SpaceId(str(space)), name, sealed, issuer.bytes, signature)
            for space, name, sealed, issuer, signature in self._all(
                "SELECT space, key_id, sealed, issuer, signature FROM hub.key_box"
                " WHERE desk = ANY (hub.my_desks()) ORDER BY place"
            )
        )

    def every_key_box(self) -> tuple[tuple[bytes, KeyBox], ...]:
        """The keys that were given to any desk, and to whom; an admin sees all of a space."""
        return tuple(
            (desk.bytes, KeyBox(SpaceId(str(space)), name, sealed, issuer.bytes, signature))
            for space, name, desk, sealed, issuer, signature in self._all(
                "SELECT space, key_id, desk, sealed, issuer, signature FROM hub.key_box"
                " ORDER BY place"
            )
        )

    def roles(self) -> tuple[str, ...]:
        """The name under which each desk signs in, in the order of ``desks``."""
        return tuple(
            role for (role,) in self._all("SELECT role FROM hub.desk ORDER BY enrolled_at, desk")
        )

    def roster(self) -> dict[bytes, str]:
        """What the server checks each desk's password with; empty for all but admins."""
        return {
            desk.bytes: verifier
            for desk, _, verifier in self._all("SELECT desk, role, verifier FROM hub.roster()")
        }

    def mark(self) -> bytes:
        """Something that changes with every new desk, statement or box, and desk put out."""
        return str(
            self._one(
                "SELECT concat_ws('/', (SELECT epoch FROM hub.about), (SELECT count(*) FROM"
                " hub.member), (SELECT count(*) FROM hub.key_box),"
                " (SELECT count(*) FROM hub.space),"
                " (SELECT concat_ws('/', count(*), sum(revoked::integer)) FROM hub.desk))"
            )
        ).encode()

    def heads(self) -> dict[tuple[SpaceId, bytes], Standing]:
        """How far each chain has come that this desk may read."""
        return {
            (SpaceId(str(space)), desk.bytes): Standing(number, own_hash)
            for space, desk, number, own_hash in self._all(
                "SELECT space, desk, number, hash FROM hub.head"
            )
        }

    def hashes(self, space: SpaceId, desk: bytes, after: int) -> dict[int, bytes]:
        """The hash at each number of a chain after this one."""
        return dict(
            self._all(
                "SELECT number, hash FROM hub.op WHERE space = %s AND desk = %s AND number > %s",
                space,
                uuid.UUID(bytes=desk),
                after,
            )
        )

    def pull(self, held: Vector, limit: int = PULL_LIMIT) -> tuple[SealedOperation, ...]:
        """The next operations that are not held, chain by chain; each chain ends signed."""
        keys = list(held)
        rows = self._all(
            "SELECT space, desk, number, clock, key_id, header, sealed, hash, signature"
            " FROM hub.pull(%s::uuid[], %s::uuid[], %s::bigint[], %s)",
            [space for space, _ in keys],
            [str(uuid.UUID(bytes=desk)) for _, desk in keys],
            list(held.values()),
            limit,
        )
        return tuple(
            SealedOperation(SpaceId(str(space)), desk.bytes, *rest) for space, desk, *rest in rows
        )

    def chain(
        self, space: SpaceId, desk: bytes, after: int, limit: int = PULL_LIMIT
    ) -> tuple[SealedOperation, ...]:
        """The next operations of one chain as the hub keeps them, whether they fit or not."""
        rows = self._all(
            "SELECT number, clock, key_id, header, sealed, hash, signature FROM hub.op"
            " WHERE space = %s AND desk = %s AND number > %s ORDER BY number LIMIT %s",
            space,
            uuid.UUID(bytes=desk),
            after,
            limit,
        )
        return tuple(SealedOperation(space, desk, *rest) for rest in rows)

    def push(
        self, space: SpaceId, desk: bytes, after: Standing, operations: Sequence[SealedOperation]
    ) -> tuple[bool, Standing]:
        """Append to this desk's chain. False, with where the hub stands, where it does not fit."""
        chain = (space, uuid.UUID(bytes=desk))
        return self._append("SELECT * FROM hub.push(%s, %s", chain, after, operations)

    def refill(
        self, space: SpaceId, desk: bytes, after: Standing, operations: Sequence[SealedOperation]
    ) -> tuple[bool, Standing]:
        """Give back to an emptied or restored hub what another desk wrote; for admins."""
        return self._append(
            "SELECT * FROM hub.refill(%s, %s", (space, uuid.UUID(bytes=desk)), after, operations
        )

    def erase(self, operations: Sequence[SealedOperation]) -> int:
        """Put operations of one chain in place of what stands there; how many there were."""
        first = operations[0]
        return int(
            self._one(
                "SELECT hub.erase(%s, %s, %s::bigint[], %b::bytea[], %b::bytea[])",
                first.space,
                uuid.UUID(bytes=first.desk),
                [each.number for each in operations],
                [each.key_id for each in operations],
                [each.sealed for each in operations],
            )
        )

    def call(self, function: str, *values: Any) -> Any:
        """What a function of the hub gives back. ``function`` is one of our own names."""
        places = sql.SQL(", ").join(sql.Placeholder() for _ in values)
        statement = sql.SQL("SELECT hub.{}({})").format(sql.Identifier(function), places)
        row = self._run(statement, values).fetchone()
        return row[0] if row else None

    def go_on(
        self,
        old: bytes,
        new: bytes,
        members: Sequence[Member],
        bodies: Sequence[bytes],
        signatures: Sequence[bytes],
    ) -> None:
        """Let a desk of this role go on under another id, with the same rights."""
        self._run(
            "SELECT hub.go_on(%s, %s, %s::uuid[], %s::bigint[], %s::text[], %b::bytea[],"
            " %b::bytea[])",
            (
                uuid.UUID(bytes=old),
                uuid.UUID(bytes=new),
                [each.space for each in members],
                [each.since for each in members],
                [str(each.can) for each in members],
                list(bodies),
                list(signatures),
            ),
        )

    def give(
        self,
        me: bytes,
        space: SpaceId,
        key_ids: Sequence[bytes],
        desk: bytes,
        boxes: Sequence[bytes],
        signatures: Sequence[bytes],
    ) -> None:
        """Give a desk keys of a space, each in a signed box."""
        self._run(
            "SELECT hub.give(%s, %s, %b::bytea[], %s::uuid[], %b::bytea[], %b::bytea[])",
            (
                uuid.UUID(bytes=me),
                space,
                list(key_ids),
                [str(uuid.UUID(bytes=desk))] * len(key_ids),
                list(boxes),
                list(signatures),
            ),
        )

    def check_revision(self) -> None:
        """Raise HubTooOld or HubTooNew where this program can't work with the hub."""
        found = str(self._one("SELECT version_num FROM hub.alembic_version"))
        if found < OLDEST:
            raise HubTooOld(found=found, needed=OLDEST)
        if found > REVISION:
            raise HubTooNew(found=found, known=REVISION)

    def wake(self, space: SpaceId) -> None:
        """Tell whoever listens that something was pushed into the space.

        In a transaction of its own: within a push it would hold a lock on the whole database.
        """
        self.call("wake", space)

    def listen(self, channel: str) -> None:
        """Hear from now on when somebody pushed into the space with this channel."""
        with told(self.connection):
            self.connection.autocommit = True
            self.connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))

    def heard(self, seconds: float) -> bool:
        """Whether somebody pushed within this time."""
        with told(self.connection):
            return any(True for _ in self.connection.notifies(timeout=seconds, stop_after=1))

    def _append(
        self,
        start: str,
        first: tuple[Any, ...],
        after: Standing,
        operations: Sequence[SealedOperation],
    ) -> tuple[bool, Standing]:
        row = self._run(
            start + ", %s, %b, %s::bigint[], %b::bytea[], %b::bytea[], %b::bytea[], %b::bytea[],"
            " %b::bytea[])",
            (
                *first,
                after.number,
                after.hash,
                [each.clock for each in operations],
                [each.key_id for each in operations],
                [each.header for each in operations],
                [each.sealed for each in operations],
                [each.hash for each in operations],
                [each.signature for each in operations],
            ),
        ).fetchone()
        if row is None:
            raise HubFault(code="")
        return row[0] == "good", Standing(row[1], row[2])

    def _one(self, statement: str, *values: Any) -> Any:
        row = self._run(statement, values).fetchone()
        if row is None:
            raise HubFault(code="")
        return row[0]

    def _all(self, statement: str, *values: Any) -> list[TupleRow]:
        return self._run(statement, values).fetchall()

    def _run(self, statement: Any, values: Sequence[Any]) -> psycopg.Cursor[TupleRow]:
        with told(self.connection):
            return self.connection.execute(statement, values)


@contextmanager
def connected(address: Address, role: str, password: str | None, folder: Path) -> Iterator[Hub]:
    """A connection to a hub that this program can work with. ``folder`` may hold its certificate.

    Raises HubUnreachable, HubRefusedDesk, CertificateNotTrusted, HubWithoutTls, NoHubThere,
    HubTooOld or HubTooNew.
    """
    with opened(address, role, password, folder) as connection:
        hub = Hub(connection)
        try:
            hub.check_revision()
        except NoHubThere as reason:
            raise NoHubThere(host=address.host, database=address.database) from reason
        yield hub


def _bytes(value: Any) -> bytes:
    return value.bytes if isinstance(value, uuid.UUID) else bytes(value)
