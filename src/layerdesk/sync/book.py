"""This is where a desk keeps what a lost hub would take with it: who belongs, under which name.

Statements, boxes and verifiers are as the hub had them; no key and no password can be read from
them. What was kept once is never taken away by a hub that has forgotten it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import cbor2

from layerdesk.domain.record import SpaceId
from layerdesk.sync.hub import Hub, HubDesk, HubSpace, KeyBox
from layerdesk.sync.trust import Signed

FAR = 500
"""Signed ends of a chain are kept no further apart than this, as one page of pulling holds more."""


@dataclass(frozen=True, slots=True)
class KeptDesk:
    """A desk of the hub, with the name it signs in by and what the server checks it with."""

    known: HubDesk
    role: str
    verifier: str
    """Empty where this desk is no admin of the practice."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the hub said about spaces and desks, all that was ever seen of it."""

    spaces: Mapping[SpaceId, HubSpace] = field(default_factory=dict)
    desks: Mapping[bytes, KeptDesk] = field(default_factory=dict)
    boxes: Mapping[tuple[SpaceId, bytes, bytes], KeyBox] = field(default_factory=dict)
    """By space, key and whose it is, oldest first."""

    def statements(self, space: SpaceId) -> tuple[Signed, ...]:
        """Everything that was stated about a space."""
        return self.spaces[space].statements if space in self.spaces else ()

    def and_also(self, other: "Book") -> "Book":
        """Both; what the other says of a desk or a space counts, and nothing is forgotten."""
        desks = dict(self.desks)
        for desk, each in other.desks.items():
            before = desks.get(desk, each)
            revoked = before.known.revoked or each.known.revoked
            desks[desk] = replace(
                each,
                known=replace(each.known, revoked=revoked),
                verifier=each.verifier or before.verifier,
            )
        spaces = {
            space: replace(each, statements=together(self.statements(space), each.statements))
            for space, each in other.spaces.items()
        }
        return Book({**self.spaces, **spaces}, desks, {**self.boxes, **other.boxes})

    def to_bytes(self) -> bytes:
        """For the encrypted database."""
        return cbor2.dumps(
            [
                1,
                [[each.space, each.kind, each.root_key, each.channel, _stated(each)]
                 for each in self.spaces.values()],
                [_desk_out(each) for each in self.desks.values()],
                [[each.space, each.key_id, desk, each.sealed, each.issuer, each.signature]
                 for (_, _, desk), each in self.boxes.items()],
            ]
        )  # fmt: skip


def book_from(data: bytes) -> Book:
    """What ``to_bytes`` wrote."""
    _, spaces, desks, boxes = cbor2.loads(data)
    return Book(
        {
            SpaceId(space): HubSpace(
                SpaceId(space), kind, root, channel, tuple(Signed(*each) for each in stated)
            )
            for space, kind, root, channel, stated in spaces
        },
        {desk: _desk_in(desk, *rest) for desk, *rest in desks},
        {
            (SpaceId(space), name, desk): KeyBox(SpaceId(space), name, sealed, issuer, signature)
            for space, name, desk, sealed, issuer, signature in boxes
        },
    )


def read_book(hub: Hub) -> Book:
    """What this hub says, as far as this desk may see it."""
    roster = hub.roster()
    desks = [
        KeptDesk(each, role, roster.get(each.desk, ""))
        for each, role in zip(hub.desks(), hub.roles(), strict=True)
    ]
    return Book(
        {each.space: each for each in hub.spaces()},
        {each.known.desk: each for each in desks},
        {(each.space, each.key_id, desk): each for desk, each in hub.every_key_box()},
    )


def together(*statements: Iterable[Signed]) -> tuple[Signed, ...]:
    """Each statement once, in the order in which they were first seen."""
    return tuple(dict.fromkeys(each for some in statements for each in some))


def thinned(ends: Iterable[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """Signed ends of one chain, the last one among them, none needlessly close to the next."""
    found: list[tuple[int, bytes]] = []
    for each in sorted(dict(ends).items()):
        if len(found) > 1 and each[0] - found[-2][0] <= FAR:
            found.pop()
        found.append(each)
    return found


def _stated(space: HubSpace) -> list[list[bytes]]:
    return [[each.body, each.issuer, each.signature] for each in space.statements]


def _desk_out(each: KeptDesk) -> list[Any]:
    known = each.known
    return [
        known.desk, known.signing_key, known.box_key, known.invitation or "", known.about,
        int(known.revoked), each.role, each.verifier,
    ]  # fmt: skip


def _desk_in(
    desk: bytes,
    signing_key: bytes,
    box_key: bytes,
    invitation: str,
    about: bytes,
    revoked: int,
    role: str,
    verifier: str,
) -> KeptDesk:
    known = HubDesk(desk, signing_key, box_key, invitation or None, about, bool(revoked))
    return KeptDesk(known, role, verifier)
