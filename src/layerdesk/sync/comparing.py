"""This is where desks compare what their logs came to, so that equal logs never hide other tables.

What a desk tells is sealed with the space's key: a hub can neither read it nor make it up, and what
is old is compared with nothing, as it names the operations that it was made of.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import cbor2

from layerdesk.domain.people.exchange import Folded
from layerdesk.domain.record import SpaceId
from layerdesk.sync.desk_secrets import DeskSecrets, SpaceKeys
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.hub import Hub
from layerdesk.sync.sealing import KEY_ID_SIZE, CannotOpen, seal, unseal
from layerdesk.sync.trust import Trusted

EVERY = 10 * 60 * 1000
"""Milliseconds between two comparisons: it reads every record of each space."""

_KEPT, _DESK_SIZE = "compared", 16


@dataclass(frozen=True, slots=True)
class Differing:
    """Another desk has the same operations of a space and other records."""

    space: SpaceId
    desk: bytes


class Comparing:
    """Comparing over one connection."""

    def __init__(
        self, state: DeskState, hub: Hub, own: DeskSecrets, trust: Mapping[SpaceId, Trusted]
    ) -> None:
        self._state, self._hub, self._own, self._trust = state, hub, own, trust

    def known(self) -> tuple[Differing, ...]:
        """What the last comparison found."""
        return self._last()[1]

    def when_due(self, wall: int) -> tuple[Differing, ...]:
        """Compare, if the last time was long ago. ``wall`` is in milliseconds since 1970."""
        at, known = self._last()
        return self.now(wall) if abs(wall - at) >= EVERY else known

    def now(self, wall: int) -> tuple[Differing, ...]:
        """Tell the hub what this desk has of each space, and compare with what others told."""
        found = tuple(
            Differing(space, desk)
            for space in sorted(self._trust)
            if space in self._own.spaces
            for desk in self._differing(space, self._own.spaces[space])
        )
        kept = [wall, [[each.space, each.desk] for each in found]]
        self._state.log.keep(_KEPT, cbor2.dumps(kept))
        return found

    def _differing(self, space: SpaceId, keys: SpaceKeys) -> list[bytes]:
        me, mine = self._state.log.identity().desk, self._state.log.folded(space)
        body = cbor2.dumps([mine.basis, mine.digest])
        sealed = keys.current + seal(body, _header(space, me), keys.keys[keys.current])
        told = self._hub.call("tell", uuid.UUID(bytes=me), space, sealed)
        found = []
        for each in told:
            desk, said = each[:_DESK_SIZE], _opened(space, each, keys)
            member = self._trust[space].now(desk)
            if said is None or member is None:
                continue
            if said.basis == mine.basis and said.digest != mine.digest:
                found.append(desk)
        return found

    def _last(self) -> tuple[int, tuple[Differing, ...]]:
        data = self._state.log.kept(_KEPT)
        at, found = cbor2.loads(data) if data else (0, [])
        return at, tuple(Differing(SpaceId(space), desk) for space, desk in found)


def _opened(space: SpaceId, told: bytes, keys: SpaceKeys) -> Folded | None:
    desk, rest = told[:_DESK_SIZE], told[_DESK_SIZE:]
    name, sealed = rest[:KEY_ID_SIZE], rest[KEY_ID_SIZE:]
    try:
        basis, digest = cbor2.loads(unseal(sealed, _header(space, desk), name, keys.keys))
    except CannotOpen:
        return None
    return Folded(basis, digest)


def _header(space: SpaceId, desk: bytes) -> bytes:
    return b"layerdesk-digest-1" + uuid.UUID(space).bytes + desk
