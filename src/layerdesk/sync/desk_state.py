"""This is where a desk keeps which hub it belongs to: inside its encrypted database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import cbor2

from layerdesk.domain.people.exchange import (
    Fault,
    Folded,
    Packed,
    Standing,
    TakenIn,
    Vector,
    Writer,
)
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.sync.address import Address
from layerdesk.sync.book import Book, book_from, read_book, thinned
from layerdesk.sync.desk_secrets import DeskSecrets, secrets_from
from layerdesk.sync.errors import NoHubYet
from layerdesk.sync.hub import Hub

_SECRETS, _HUB = "secrets", "hub"
_BOOK, _MARK, _ENDS = "book", "book_mark", "ends"


class Identity(Protocol):
    """Which desk this is, and whose."""

    @property
    def desk(self) -> bytes: ...

    @property
    def person(self) -> RecordId: ...

    @property
    def letter(self) -> str: ...


class Log(Protocol):
    """What sync needs of a desk's database; the storage floor has it."""

    def identity(self) -> Identity: ...

    def kept(self, name: str) -> bytes | None: ...

    def keep(self, name: str, value: bytes) -> None: ...

    def vector(self) -> Vector: ...

    def standing(self, space: SpaceId, desk: bytes, number: int) -> Standing: ...

    def waiting(self) -> Mapping[SpaceId, int]: ...

    def after(self, space: SpaceId, desk: bytes, number: int, limit: int) -> Sequence[Packed]: ...

    def acknowledge(self, space: SpaceId, desk: bytes, number: int) -> None: ...

    def erased_since(self) -> Sequence[Packed]: ...

    def erased_at_hub(self, operations: Sequence[Packed]) -> None: ...

    def take_in(
        self, operations: Sequence[Packed], writers: Mapping[SpaceId, Sequence[Writer]]
    ) -> TakenIn: ...

    def examine(
        self, chain: Sequence[Packed], before: Standing, writers: Sequence[Writer]
    ) -> Sequence[Fault]: ...

    def folded(self, space: SpaceId) -> Folded: ...

    def stamp_anew(self, wall: int) -> int: ...

    def go_on_as(self, desk: bytes, common: Mapping[SpaceId, int]) -> None: ...

    def own_spaces(self) -> Mapping[SpaceId, str]: ...

    def members_of(self, space: SpaceId) -> frozenset[RecordId]: ...

    def first_clock(self) -> int: ...

    def last_clock(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """Which hub a desk belongs to, and under which name it signs in."""

    address: Address
    role: str
    epoch: bytes
    practice: SpaceId
    root_key: bytes
    """The practice space's root key, as the joining file (or the beginning) gave it."""
    approved: bool = True
    invited_as: bytes = b""
    """The key under which a desk that waits told the hub who it is."""

    def to_bytes(self) -> bytes:
        """For the encrypted database."""
        address = self.address
        return cbor2.dumps(
            [
                1,
                [address.host, address.port, address.database, address.ca, int(address.tls)],
                self.role,
                self.epoch,
                self.practice,
                self.root_key,
                int(self.approved),
                self.invited_as,
            ]
        )


def belonging_from(data: bytes) -> Belonging:
    """What ``to_bytes`` wrote."""
    _, address, role, epoch, practice, root_key, approved, invited_as = cbor2.loads(data)
    host, port, database, ca, tls = address
    return Belonging(
        address=Address(host=host, port=port, database=database, ca=ca, tls=bool(tls)),
        role=role,
        epoch=epoch,
        practice=SpaceId(practice),
        root_key=root_key,
        approved=bool(approved),
        invited_as=invited_as,
    )


class DeskState:
    """What a desk keeps of its hub, read and written through its log."""

    def __init__(self, log: Log) -> None:
        self.log = log

    @property
    def joined(self) -> bool:
        """Whether the desk belongs to a hub, approved or not."""
        return self.log.kept(_HUB) is not None

    def belonging(self) -> Belonging:
        """Which hub. Raises NoHubYet."""
        data = self.log.kept(_HUB)
        if data is None:
            raise NoHubYet
        return belonging_from(data)

    def secrets(self) -> DeskSecrets:
        """What the desk signs and opens with. Raises NoHubYet."""
        data = self.log.kept(_SECRETS)
        if data is None:
            raise NoHubYet
        return secrets_from(data)

    def keep(self, belonging: Belonging | None = None, secrets: DeskSecrets | None = None) -> None:
        """Keep either or both: secrets first, which are nothing without the other."""
        if secrets is not None:
            self.log.keep(_SECRETS, secrets.to_bytes())
        if belonging is not None:
            self.log.keep(_HUB, belonging.to_bytes())

    def now_approved(self) -> Belonging:
        """Note that somebody approved this desk."""
        found = replace(self.belonging(), approved=True)
        self.keep(belonging=found)
        return found

    def book(self) -> Book:
        """All that was ever seen of who belongs to the hub."""
        data = self.log.kept(_BOOK)
        return book_from(data) if data else Book()

    def keep_book(self, hub: Hub) -> None:
        """Add to the book what is new at the hub."""
        mark = hub.mark()
        if self.log.kept(_MARK) != mark:
            self.log.keep(_BOOK, self.book().and_also(read_book(hub)).to_bytes())
            self.log.keep(_MARK, mark)

    def ends(self, space: SpaceId, desk: bytes) -> Sequence[tuple[int, bytes]]:
        """Where another desk signed that its chain had come to, and the signature."""
        data = self.log.kept(f"{_ENDS}/{space}/{desk.hex()}")
        return [(number, signature) for number, signature in cbor2.loads(data)] if data else []

    def keep_ends(self, space: SpaceId, desk: bytes, ends: Sequence[tuple[int, bytes]]) -> None:
        """Keep more of these."""
        every = thinned([*self.ends(space, desk), *ends])
        self.log.keep(f"{_ENDS}/{space}/{desk.hex()}", cbor2.dumps(every))
