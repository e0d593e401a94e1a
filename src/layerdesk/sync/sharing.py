"""This is where spaces follow who belongs to them: begun at the hub, given to desks, taken away.

Who belongs to a space is said by records (*membership*) that people make; which desks that means,
and the keys they need for it, is worked out here, by the desks that are admins of the space.
"""

from collections.abc import Mapping
from dataclasses import replace

from layerdesk.domain.record import SpaceId
from layerdesk.sync.administering import give_keys, rotate, state_member
from layerdesk.sync.beginning import OwnSpace, begin_space
from layerdesk.sync.desk_secrets import DeskSecrets, is_signed
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.hub import Hub
from layerdesk.sync.statements import Can, Member, member_from
from layerdesk.sync.trust import Trusted


def begin_new_spaces(state: DeskState, hub: Hub, trust: Mapping[SpaceId, Trusted]) -> bool:
    """Begin at the hub each space that was made at this desk since; whether there were any."""
    own, began, me = state.secrets(), False, state.log.identity().desk
    for space, kind in state.log.own_spaces().items():
        if space not in trust:
            own = begin_space(hub, state, own, OwnSpace(space, kind), since=1)
            _state_again(state, hub, own, me, space)
            began = True
    return began


def _state_again(state: DeskState, hub: Hub, own: DeskSecrets, me: bytes, space: SpaceId) -> None:
    """A hub that was lost had this space before: who belonged to it did so from then on."""
    latest: dict[bytes, Member] = {}
    for said in state.book().statements(space):
        member = member_from(said.body)
        if member.desk != me and is_signed(own.verify_key, said.body, said.signature):
            state_member(hub, me, own, member)
            latest[member.desk] = member
    for member in latest.values():
        if member.can is not Can.NONE:
            give_keys(hub, me, own, member)


def follow_memberships(
    state: DeskState, hub: Hub, trust: Mapping[SpaceId, Trusted], practice: SpaceId
) -> bool:
    """Let in the desks of those who belong to a space, and others out; whether anything changed.

    Only for spaces that this desk is an admin of; the practice itself is joined by invitation.
    """
    me, own = state.log.identity().desk, state.secrets()
    desks = {each.desk: each for each in trust[practice].members()}
    since = hub.clock() << 16
    changed = False
    for space, known in trust.items():
        if space == practice or not known.is_admin(me) or space not in own.spaces:
            continue
        people = state.log.members_of(space)
        inside = {each.desk: each for each in known.members()}
        for desk, member in desks.items():
            if member.person in people and desk not in inside:
                fresh = replace(member, space=space, since=since, can=Can.WRITE)
                state_member(hub, me, own, fresh)
                give_keys(hub, me, own, fresh)
                inside[desk] = fresh
                changed = True
        gone = [
            each
            for desk, each in inside.items()
            if desk != me and (each.person not in people or desk not in desks)
        ]
        for member in gone:
            state_member(hub, me, own, replace(member, can=Can.NONE, since=since))
            del inside[member.desk]
            changed = True
        if gone:
            own = rotate(state, hub, own, space, inside.values())
    return changed
