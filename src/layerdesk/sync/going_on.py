"""This is where a desk that was copied or restored notices it, and goes on under another id.

Two folders that began as one write different operations under one id, and a chain can hold only one
of them. What is only here moves to a chain of its own; nobody else has seen it yet.
"""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from layerdesk.domain.people.exchange import Standing
from layerdesk.domain.record import SpaceId
from layerdesk.sync.desk_secrets import DeskSecrets
from layerdesk.sync.desk_state import Log
from layerdesk.sync.hub import Hub
from layerdesk.sync.statements import Can
from layerdesk.sync.trust import Trusted

_BEFORE, _RESTORED = "gone_on_from", "restored"


def has_parted(log: Log, heads: Mapping[tuple[SpaceId, bytes], Standing]) -> bool:
    """Whether the hub holds other operations under this desk's id, or this is a restored backup."""
    if log.kept(_RESTORED):
        return True
    desk = log.identity().desk
    return any(
        log.standing(space, desk, heads.get((space, desk), Standing()).number)
        != heads.get((space, desk), Standing())
        for space in log.waiting()
    )


def go_on(log: Log, hub: Hub) -> None:
    """Take another id, and move there what only this desk has."""
    old = log.identity().desk
    common = {space: _common(log, hub, space, old) for space in log.waiting()}
    log.keep(_BEFORE, old)  # first: whatever happens now, the next round knows what to tell the hub
    log.go_on_as(uuid.uuid4().bytes, common)
    log.keep(_RESTORED, b"")


def tell_hub(log: Log, hub: Hub, own: DeskSecrets, trust: Mapping[SpaceId, Trusted]) -> None:
    """Sign for every space that this desk goes on as the one that it was before."""
    new, old = log.identity().desk, log.kept(_BEFORE)
    if old is None:
        return
    members = {space: known.now(old) for space, known in trust.items()}
    # Not after the oldest that is to be believed; what lies in the future is stamped anew.
    since = min(log.first_clock(), hub.clock() << 16)
    stated = [
        replace(member, desk=new, since=max(since, member.since))
        for member in members.values()
        if member is not None and member.can is not Can.NONE
    ]
    bodies = [each.to_bytes() for each in stated]
    hub.go_on(old, new, stated, bodies, [own.sign(each) for each in bodies])


def _common(log: Log, hub: Hub, space: SpaceId, desk: bytes) -> int:
    """The last number up to which the chain here is also the hub's."""
    number = 0
    for at, own_hash in sorted(hub.hashes(space, desk, 0).items()):
        if log.standing(space, desk, at).hash != own_hash:
            break
        number = at
    return number
