"""This is where an admin puts a desk out of the hub, and gives a space a new key afterwards."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.sync.book import together
from layerdesk.sync.desk_secrets import DeskSecrets, seal_to
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.errors import NoSuchDesk
from layerdesk.sync.hub import Hub, connected
from layerdesk.sync.sealing import key_id, new_space_key
from layerdesk.sync.statements import Can, Member, key_box_bytes
from layerdesk.sync.trust import Trusted, trusted


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOut:
    """What putting a desk out did."""

    desk: bytes
    person: RecordId
    spaces: int
    """In how many spaces it was a member; each has a new key now."""
    connections_ended: int
    """-1 where the server does not let us; it may do nothing with them all the same."""


def believed_spaces(state: DeskState, hub: Hub) -> dict[SpaceId, Trusted]:
    """The memberships of each of this desk's spaces that lead to a known root key."""
    belonging, book = state.belonging(), state.book()
    # A hub that was set back may have forgotten who was put out: this desk has not.
    spaces = [
        replace(each, statements=together(book.statements(each.space), each.statements))
        for each in hub.spaces()
    ]
    home = next((each for each in spaces if each.space == belonging.practice), None)
    if home is None:
        return {}
    practice = trusted(home.space, belonging.root_key, home.statements)
    known = {one.signing_key for found in practice.by_desk.values() for one in found}
    # Another space is begun by a desk of the practice: its signing key is the space's root.
    others = (each for each in spaces if each.space != home.space and each.root_key in known)
    return {
        home.space: practice,
        **{each.space: trusted(each.space, each.root_key, each.statements) for each in others},
    }


def put_out(state: DeskState, folder: Path, desk: bytes) -> PutOut:
    """Put a desk out: it can't sign in from now on, and what is written from now on is not for it.

    Raises NoSuchDesk, HubRefusedDesk where this desk is no admin, and whatever connecting raises.
    """
    belonging, own = state.belonging(), state.secrets()
    with connected(belonging.address, belonging.role, own.password, folder) as hub:
        trust = believed_spaces(state, hub)
        found = trust[belonging.practice].now(desk)
        if found is None or found.can is Can.NONE:
            raise NoSuchDesk(name=desk.hex()[:8])
        ended = int(hub.call("revoke", uuid.UUID(bytes=desk)))
        me = state.log.identity().desk
        since = hub.clock() << 16
        count = 0
        for space, known in trust.items():
            member = known.now(desk)
            if member is None or member.can is Can.NONE or not known.is_admin(me):
                continue
            state_member(hub, me, own, replace(member, can=Can.NONE, since=since))
            rest = [each for each in known.members() if each.desk != desk]
            own = rotate(state, hub, own, space, rest)
            count += 1
        return PutOut(desk=desk, person=found.person, spaces=count, connections_ended=ended)


def rotate_keys(state: DeskState, folder: Path) -> int:
    """Give every space that this desk is an admin of a new key; how many there were."""
    belonging, own = state.belonging(), state.secrets()
    with connected(belonging.address, belonging.role, own.password, folder) as hub:
        me = state.log.identity().desk
        trust = believed_spaces(state, hub)
        mine = [space for space, known in trust.items() if known.is_admin(me)]
        for space in mine:
            own = rotate(state, hub, own, space, trust[space].members())
        return len(mine)


def rotate(
    state: DeskState, hub: Hub, own: DeskSecrets, space: SpaceId, members: Iterable[Member]
) -> DeskSecrets:
    """A new key of a space, sealed to these members only. It is kept here before it is used."""
    key = new_space_key()
    found = list(members)
    boxes = [seal_to(each.box_key, key) for each in found]
    me = state.log.identity().desk
    own = own.with_space(space, own.spaces[space].having(key, current=True))
    state.keep(secrets=own)
    for member, box in zip(found, boxes, strict=True):
        signed = own.sign(key_box_bytes(space, key_id(key), member.desk, box))
        hub.give(me, space, [key_id(key)], member.desk, [box], [signed])
    return own


def state_member(hub: Hub, me: bytes, own: DeskSecrets, member: Member) -> None:
    """Sign a membership and give it to the hub."""
    body = member.to_bytes()
    hub.call(
        "approve",
        uuid.UUID(bytes=me),
        member.space,
        uuid.UUID(bytes=member.desk),
        member.since,
        str(member.can),
        body,
        own.sign(body),
    )


def give_keys(hub: Hub, me: bytes, own: DeskSecrets, member: Member) -> None:
    """Give a member every key of the space, the one in use last."""
    keys = own.spaces[member.space]
    names = sorted(keys.keys, key=lambda name: name == keys.current)
    boxes = [seal_to(member.box_key, keys.keys[name]) for name in names]
    signed = [
        own.sign(key_box_bytes(member.space, name, member.desk, box))
        for name, box in zip(names, boxes, strict=True)
    ]
    hub.give(me, member.space, names, member.desk, boxes, signed)
