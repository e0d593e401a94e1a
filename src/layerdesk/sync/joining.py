"""This is where somebody is invited to a hub, joins it, and is approved by whoever invited.

A joining file lets a desk knock. It is let in only after two people have compared six words, which
cover the desk's keys: no key of a space ever lies in a file.
"""

import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path

import cbor2

from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.sync import scram
from layerdesk.sync.administering import give_keys, state_member
from layerdesk.sync.beginning import new_secrets
from layerdesk.sync.desk_secrets import fingerprint
from layerdesk.sync.desk_state import Belonging, DeskState
from layerdesk.sync.errors import HubAlready, NoSuchDesk
from layerdesk.sync.hub import Hub, HubDesk, connected
from layerdesk.sync.invitation import HOURS, Invitation
from layerdesk.sync.sealing import CannotOpen, seal, unseal
from layerdesk.sync.statements import Can, Member
from layerdesk.sync.trust import trusted
from layerdesk.sync.words import words_of

_INVITED = "invited/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A desk that has knocked."""

    desk: bytes
    person: RecordId
    person_name: str
    letter: str
    words: tuple[str, ...]
    """What both people must see."""
    signing_key: bytes
    box_key: bytes


def invite(
    state: DeskState,
    folder: Path,
    *,
    person: RecordId,
    person_name: str,
    practice_name: str,
    letter: str,
) -> Invitation:
    """Let a person's new desk knock at the hub within 72 hours.

    Raises NoHubYet, HubRefusedDesk where this desk is no admin, and whatever connecting raises.
    """
    belonging, own = state.belonging(), state.secrets()
    keys = own.spaces[belonging.practice]
    me = uuid.UUID(bytes=state.log.identity().desk)
    key, password = secrets.token_bytes(32), scram.new_password()
    with connected(belonging.address, belonging.role, own.password, folder) as hub:
        role = f"{hub.prefix()}_i_{secrets.token_hex(8)}"
        told = cbor2.dumps([person, person_name, letter, key])
        about = seal(told, role.encode(), keys.keys[keys.current])
        hub.call("invite", me, role, scram.verifier(password), keys.current + about, HOURS)
        state.log.keep(_INVITED + role, told)
    return Invitation(
        address=belonging.address,
        role=role,
        password=password,
        practice=belonging.practice,
        practice_name=practice_name,
        root_key=belonging.root_key,
        person=person,
        person_name=person_name,
        letter=letter,
        key=key,
    )


def join(state: DeskState, invitation: Invitation, folder: Path) -> tuple[str, ...]:
    """Knock: this desk's keys are registered, and the six words to compare are given back.

    Raises HubAlready, InvitationEnded, and whatever connecting raises. Nothing is kept where it
    fails.
    """
    if state.joined:
        raise HubAlready(host=state.belonging().address.host)
    own, me = new_secrets(), state.log.identity()
    role = f"{invitation.role.split('_i_', maxsplit=1)[0]}_d_{me.desk.hex()[:16]}"
    about = seal(me.desk, role.encode(), invitation.key)
    with connected(invitation.address, invitation.role, invitation.password, folder) as hub:
        epoch = hub.epoch()
        # Kept before it is sent: an answer that is lost must not lose the keys.
        state.keep(secrets=own)
        hub.call(
            "enrol",
            uuid.UUID(bytes=me.desk),
            role,
            scram.verifier(own.password),
            own.verify_key,
            own.box_key,
            about,
        )
    state.keep(
        Belonging(
            address=invitation.address,
            role=role,
            epoch=epoch,
            practice=invitation.practice,
            root_key=invitation.root_key,
            approved=False,
            invited_as=invitation.key,
        )
    )
    return words_to_compare(own.verify_key, own.box_key, invitation.root_key)


def words_to_compare(signing_key: bytes, box_key: bytes, root_key: bytes) -> tuple[str, ...]:
    """Six words that are the same on both screens only if nobody changed a key on the way."""
    return words_of(fingerprint(signing_key, box_key, root_key))


def waiting_desks(state: DeskState, folder: Path) -> tuple[Waiting, ...]:
    """The desks that have knocked with an invitation of this desk and are not members yet."""
    belonging, own = state.belonging(), state.secrets()
    with connected(belonging.address, belonging.role, own.password, folder) as hub:
        return _waiting(hub, state, belonging)


def approve(
    state: DeskState, folder: Path, desk: bytes, spaces: tuple[SpaceId, ...], *, admin: bool = False
) -> Waiting:
    """Make a waiting desk a member of these spaces, and seal their keys to it.

    Raises NoSuchDesk, HubRefusedDesk, and whatever connecting raises.
    """
    belonging, own = state.belonging(), state.secrets()
    with connected(belonging.address, belonging.role, own.password, folder) as hub:
        found = next((e for e in _waiting(hub, state, belonging) if e.desk == desk), None)
        if found is None:
            raise NoSuchDesk(name=desk.hex()[:8])
        me, since = state.log.identity().desk, hub.clock() << 16
        for space in spaces:
            member = Member(
                space=space,
                desk=found.desk,
                person=found.person,
                signing_key=found.signing_key,
                box_key=found.box_key,
                can=Can.ADMIN if admin else Can.WRITE,
                since=since,
            )
            state_member(hub, me, own, member)
            give_keys(hub, me, own, member)
        return found


def _waiting(hub: Hub, state: DeskState, belonging: Belonging) -> tuple[Waiting, ...]:
    home = next(each for each in hub.spaces() if each.space == belonging.practice)
    members = trusted(home.space, belonging.root_key, home.statements).by_desk
    found = []
    for each in hub.desks():
        told = state.log.kept(_INVITED + each.invitation) if each.invitation else None
        if each.revoked or each.desk in members or told is None:
            continue
        person, name, letter, key = cbor2.loads(told)
        if _knows(each, key, belonging):
            found.append(
                Waiting(
                    desk=each.desk,
                    person=RecordId(person),
                    person_name=name,
                    letter=letter,
                    words=words_to_compare(each.signing_key, each.box_key, belonging.root_key),
                    signing_key=each.signing_key,
                    box_key=each.box_key,
                )
            )
    return tuple(found)


def _knows(each: HubDesk, key: bytes, belonging: Belonging) -> bool:
    """Whether the desk holds the key of its invitation."""
    role = f"{belonging.role.split('_d_', maxsplit=1)[0]}_d_{each.desk.hex()[:16]}"
    name = b"invited"
    try:
        return unseal(each.about, role.encode(), name, {name: key}) == each.desk
    except CannotOpen:
        return False
