"""This is where one round of staying in step is made: keys and members, pull, push, erasures.

Each step may break off at any point and be made again: what a hub or a desk has already is known by
the numbers and hashes of its chains, so nothing is lost and nothing comes twice.
"""

import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from layerdesk.domain.changed import Changed
from layerdesk.domain.people.exchange import Aside, Packed, Standing
from layerdesk.domain.record import SpaceId
from layerdesk.sync.administering import believed_spaces
from layerdesk.sync.comparing import Comparing, Differing
from layerdesk.sync.desk_secrets import DeskSecrets, SpaceKeys, is_signed
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.errors import DeskPutOut, HubReplaced, NotApprovedYet
from layerdesk.sync.going_on import go_on, has_parted, tell_hub
from layerdesk.sync.hub import PUSH_LIMIT, Hub, SealedOperation, connected
from layerdesk.sync.sealing import CannotOpen, key_id, seal, unseal
from layerdesk.sync.sharing import begin_new_spaces, follow_memberships
from layerdesk.sync.statements import head_bytes, key_box_bytes
from layerdesk.sync.trust import Trusted

FOLD_LIMIT = 500
_NO_MORE = 1 << 62
CLOCK_TOLERANCE = 2_000
"""Milliseconds by which a desk's clock may be off before its stamps are made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round did."""

    pushed: int = 0
    pulled: int = 0
    erased: int = 0
    waiting: int = 0
    """Operations that are still only here."""
    aside: tuple[Aside, ...] = ()
    changed: Changed = Changed(frozenset())
    differing: tuple[Differing, ...] = ()
    """Desks that have the same operations and other records, as the last comparison found."""
    hub_lacks: int = 0
    """Operations of other desks that are here and that the hub has lost: it was set back."""
    clock_offset: int = 0
    """Milliseconds that the hub's clock is ahead of this desk's."""


def make_round(state: DeskState, folder: Path, wall: int) -> Round:
    """Bring this desk and its hub in step. ``wall`` is the desk's clock in ms since 1970.

    Raises whatever ``connected`` raises, NoHubYet, NotApprovedYet and DeskPutOut.
    """
    belonging = state.belonging()
    began = time.monotonic()
    with connected(belonging.address, belonging.role, state.secrets().password, folder) as hub:
        offset = hub.clock() - wall - round((time.monotonic() - began) * 500)
        return _Round(state, hub, offset).make(wall)


class _Round:
    def __init__(self, state: DeskState, hub: Hub, offset: int) -> None:
        self._state, self._hub, self._offset = state, hub, offset
        self._log = state.log
        self._belonging = state.belonging()
        self._me = self._log.identity()
        self._secrets = state.secrets()
        self._trust: dict[SpaceId, Trusted] = {}

    def make(self, clock: int) -> Round:
        self._know_again()
        self._learn()
        self._be_one_of_a_kind()
        pulled, aside, changed = self._pull()
        self._share()
        wall = self._hub.clock()
        ahead = (self._log.last_clock() >> 16) - wall
        if max(abs(self._offset), ahead) > CLOCK_TOLERANCE:
            self._log.stamp_anew(wall)
        pushed = self._push()
        erased = self._erase()
        self._state.keep_book(self._hub)
        comparing = Comparing(self._state, self._hub, self._secrets, self._trust)
        # While much is going on the ends of chains hardly ever meet.
        quiet = not (pushed or pulled)
        return Round(
            pushed=pushed,
            pulled=pulled,
            erased=erased,
            waiting=sum(self._log.waiting().values()),
            aside=aside,
            changed=changed,
            differing=comparing.when_due(clock) if quiet else comparing.known(),
            hub_lacks=self._lost_at_hub(),
            clock_offset=self._offset,
        )

    def _know_again(self) -> None:
        """Stop before a hub that is not the one that this desk joined."""
        if self._hub.epoch() != self._belonging.epoch:
            raise HubReplaced(
                host=self._belonging.address.host,
                hub=sum(each.number for each in self._hub.heads().values()),
                here=sum(self._log.vector().values()),
            )

    def _lost_at_hub(self) -> int:
        heads = self._hub.heads()
        return sum(
            max(0, number - heads.get(chain, Standing()).number)
            for chain, number in self._log.vector().items()
            if chain[0] in self._trust and chain[1] != self._me.desk
        )

    def _learn(self) -> None:
        """Who may write where, and the keys that were given to this desk since."""
        self._trust = believed_spaces(self._state, self._hub)
        if not self._trust:
            self._explain_absence()
        if not self._belonging.approved:
            self._belonging = self._state.now_approved()
        self._open_boxes()

    def _be_one_of_a_kind(self) -> None:
        """Go on under another id where this folder was copied, or restored and written in since."""
        if has_parted(self._log, self._hub.heads()):
            go_on(self._log, self._hub)
            self._me = self._log.identity()
        if all(each.desk != self._me.desk for each in self._hub.desks()):
            tell_hub(self._log, self._hub, self._secrets, self._trust)
            self._learn()

    def _explain_absence(self) -> None:
        mine = next((each for each in self._hub.desks() if each.desk == self._me.desk), None)
        if mine is not None and not mine.revoked and not self._belonging.approved:
            raise NotApprovedYet(words="")
        raise DeskPutOut

    def _open_boxes(self) -> None:
        secrets = self._secrets
        for box in self._hub.key_boxes():
            trust = self._trust.get(box.space)
            held = secrets.spaces.get(box.space, SpaceKeys())
            if trust is None or box.key_id in held.keys:
                continue
            issuer = trust.now(box.issuer)
            signed = key_box_bytes(box.space, box.key_id, self._me.desk, box.sealed)
            if issuer is None or not is_signed(issuer.signing_key, signed, box.signature):
                continue
            try:
                key = secrets.open_box(box.sealed)
            except CannotOpen:
                continue
            if key_id(key) == box.key_id:
                secrets = secrets.with_space(box.space, held.having(key, current=True))
        if secrets is not self._secrets:
            self._state.keep(secrets=secrets)
            self._secrets = secrets

    def _pull(self) -> tuple[int, tuple[Aside, ...], Changed]:
        writers = {space: each.writers() for space, each in self._trust.items()}
        held = dict(self._log.vector())
        stopped: dict[tuple[SpaceId, bytes], Aside] = {}
        count, changed = 0, Changed(frozenset())
        while True:
            page = self._hub.pull(held)
            if not page:
                return count, tuple(stopped.values()), changed
            good: list[Packed] = []
            for place, chain in enumerate(_chains(page)):
                key = (chain[0].space, chain[0].desk)
                signed = self._signed_part(chain)
                if not signed and place:
                    continue  # the page ended within its push: the next one begins with it
                found, fault = self._opened(signed or chain)
                good.extend(found)
                self._keep_ends(chain, found)
                held[key] = (signed or chain)[-1].number
                if fault is not None:
                    stopped[key], held[key] = fault, _NO_MORE
            for start in range(0, len(good), FOLD_LIMIT):
                part = good[start : start + FOLD_LIMIT]
                taken = self._log.take_in(part, writers)
                count += taken.taken
                changed = changed | taken.changed
                for each in taken.aside:
                    stopped.setdefault((each.space, each.desk), each)
                    held[each.space, each.desk] = _NO_MORE

    def _opened(self, chain: Sequence[SealedOperation]) -> tuple[list[Packed], Aside | None]:
        """What of a chain opens; and the first that does not, or that its desk did not sign."""
        space, desk = chain[0].space, chain[0].desk
        if not self._is_signed(chain[-1]):
            return [], Aside(space, desk, chain[0].number, "rights")
        keys: Mapping[bytes, bytes] = self._secrets.spaces.get(space, SpaceKeys()).keys
        good: list[Packed] = []
        for each in chain:
            try:
                body = unseal(each.sealed, each.header, each.key_id, keys)
            except CannotOpen:
                return good, Aside(space, desk, each.number, "sealed")
            good.append(Packed(space, desk, each.number, each.clock, each.header, body, each.hash))
        return good, None

    def _keep_ends(self, chain: Sequence[SealedOperation], good: Sequence[Packed]) -> None:
        """Keep what its writer signed: if the hub is lost, it proves what is given back."""
        last = good[-1].number if good else 0
        ends = [
            (each.number, each.signature)
            for each in chain
            if each.signature is not None and each.number <= last
        ]
        if ends:
            self._state.keep_ends(chain[0].space, chain[0].desk, ends)

    @staticmethod
    def _signed_part(chain: Sequence[SealedOperation]) -> list[SealedOperation]:
        """The chain up to the last end of a push in it."""
        last = max((place for place, each in enumerate(chain) if each.signature), default=-1)
        return list(chain[: last + 1])

    def _is_signed(self, each: SealedOperation) -> bool:
        trust = self._trust.get(each.space)
        return trust is not None and is_end(trust, each)

    def _share(self) -> None:
        """Let spaces follow who belongs to them; what changed is learnt at once."""
        began = begin_new_spaces(self._state, self._hub, self._trust)
        if began:
            self._learn()
        if (
            follow_memberships(self._state, self._hub, self._trust, self._belonging.practice)
            or began
        ):
            self._secrets = self._state.secrets()
            self._learn()

    def _push(self) -> int:
        heads = self._hub.heads()
        count = 0
        waiting = self._log.waiting()
        for (space, desk), number in sorted(self._log.vector().items()):
            keys = self._secrets.spaces.get(space)
            if desk != self._me.desk or space not in self._trust or keys is None:
                continue
            standing = heads.get((space, desk), Standing())
            # A hub that was set back lacks what it had acknowledged: its writer gives it again.
            lost = standing.number < number
            if not (lost or waiting.get(space)) or self._differs(space, standing):
                continue
            pushed = self._push_chain(space, standing, keys)
            if pushed:
                self._hub.wake(space)
            count += pushed
        return count

    def _differs(self, space: SpaceId, standing: Standing) -> bool:
        """Whether the hub's end of this desk's chain is none of this desk's; verifying names it."""
        return self._log.standing(space, self._me.desk, standing.number) != standing

    def _push_chain(self, space: SpaceId, standing: Standing, keys: SpaceKeys) -> int:
        count = 0
        while True:
            self._log.acknowledge(space, self._me.desk, standing.number)
            found = self._log.after(space, self._me.desk, standing.number, PUSH_LIMIT)
            if not found:
                return count
            sealed = [sealed_operation(each, keys, None) for each in found]
            sealed[-1] = sealed_operation(found[-1], keys, self._secrets)
            good, standing = self._hub.push(space, self._me.desk, standing, sealed)
            if good:
                count += len(found)

    def _erase(self) -> int:
        """Put what was erased out of the hub too, where this desk may."""
        count = 0
        for chain in _by_chain(self._log.erased_since()):
            space, desk = chain[0].space, chain[0].desk
            trust, keys = self._trust.get(space), self._secrets.spaces.get(space)
            if trust is None or keys is None:
                continue
            if desk == self._me.desk or trust.is_admin(self._me.desk):
                count += self._hub.erase([sealed_operation(each, keys, None) for each in chain])
            self._log.erased_at_hub(chain)
        return count


def is_end(trust: Trusted, each: SealedOperation) -> bool:
    """Whether the operation's desk, as a member then, signed that its chain had come to here."""
    member = trust.at(each.desk, each.clock)
    if member is None or each.signature is None:
        return False
    signed = head_bytes(uuid.UUID(each.space).bytes, each.desk, each.number, each.hash)
    return is_signed(member.signing_key, signed, each.signature)


def sealed_operation(each: Packed, keys: SpaceKeys, signing: DeskSecrets | None) -> SealedOperation:
    """The operation as it travels; signed where it is the last of a push."""
    signature = None
    if signing is not None:
        space = uuid.UUID(each.space).bytes
        signature = signing.sign(head_bytes(space, each.desk, each.number, each.hash))
    return SealedOperation(
        each.space,
        each.desk,
        each.number,
        each.clock,
        keys.current,
        each.header,
        seal(each.bodies, each.header, keys.keys[keys.current]),
        each.hash,
        signature,
    )


def _chains(page: Sequence[SealedOperation]) -> list[list[SealedOperation]]:
    found: dict[tuple[SpaceId, bytes], list[SealedOperation]] = {}
    for each in page:
        found.setdefault((each.space, each.desk), []).append(each)
    return list(found.values())


def _by_chain(operations: Sequence[Packed]) -> list[list[Packed]]:
    found: dict[tuple[SpaceId, bytes], list[Packed]] = {}
    for each in operations:
        found.setdefault((each.space, each.desk), []).append(each)
    return list(found.values())
