"""This is where a hub is checked from one desk: every chain, every signature, every statement.

A desk sees what it is a member of, and compares that with what it holds itself. Nothing is changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from layerdesk.domain.people.exchange import Fault, Packed, Standing
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.sync.administering import believed_spaces
from layerdesk.sync.comparing import Comparing, Differing
from layerdesk.sync.desk_secrets import DeskSecrets, SpaceKeys
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.errors import DeskPutOut
from layerdesk.sync.hub import Hub, SealedOperation, connected
from layerdesk.sync.round import is_end
from layerdesk.sync.sealing import CannotOpen, unseal
from layerdesk.sync.trust import Trusted


@dataclass(frozen=True, slots=True, kw_only=True)
class HubVerdict:
    """What checking a hub found."""

    chains: int
    operations: int
    faults: tuple[Fault, ...] = ()
    statements: int = 0
    """Statements about members that nobody with the right to made."""
    differing: tuple[Differing, ...] = ()
    """Desks that have the same operations and other records."""
    people: Mapping[bytes, RecordId] = field(default_factory=dict)
    """Whose each desk is."""

    @property
    def sound(self) -> bool:
        """Whether all is as its writers left it."""
        return not (self.faults or self.statements or self.differing)


def verify_hub(state: DeskState, folder: Path, wall: int) -> HubVerdict:
    """Check all that this desk can see at its hub. Best after a round, which brings both in step.

    ``wall`` is the desk's clock in milliseconds since 1970.
    Raises NoHubYet, DeskPutOut, and whatever connecting raises.
    """
    belonging, own = state.belonging(), state.secrets()
    with connected(belonging.address, belonging.role, own.password, folder) as hub:
        trust = believed_spaces(state, hub)
        if not trust:
            raise DeskPutOut
        heads = hub.heads()
        held = _should_be_there(state)
        chains = sorted({each for each in (*heads, *held) if each[0] in trust})
        verdict = HubVerdict(
            chains=len(chains),
            operations=0,
            statements=sum(len(each.doubted) for each in trust.values()),
            differing=Comparing(state, hub, own, trust).now(wall),
            people={
                desk: each[-1].person for desk, each in trust[belonging.practice].by_desk.items()
            },
        )
        for space, desk in chains:
            checking = _Chain(state, hub, own, trust[space], desk)
            checking.read()
            checking.compare_end(heads.get((space, desk), Standing()), held.get((space, desk), 0))
            verdict = replace(
                verdict,
                operations=verdict.operations + checking.count,
                faults=(*verdict.faults, *checking.faults()),
            )
        return verdict


def _should_be_there(state: DeskState) -> dict[tuple[SpaceId, bytes], int]:
    """How far each chain is held here, without what was never pushed."""
    me, waiting = state.log.identity().desk, state.log.waiting()
    return {
        (space, desk): number - (waiting.get(space, 0) if desk == me else 0)
        for (space, desk), number in state.log.vector().items()
    }


class _Chain:
    def __init__(
        self, state: DeskState, hub: Hub, own: DeskSecrets, trust: Trusted, desk: bytes
    ) -> None:
        self._log, self._hub, self._trust, self._desk = state.log, hub, trust, desk
        self._space = trust.space
        self._keys = own.spaces.get(trust.space, SpaceKeys()).keys
        self._faults: dict[int, Fault] = {}
        self._end, self._last_signed = Standing(), True
        self.count = 0

    def read(self) -> None:
        """Check every operation that is there."""
        writers = [each for each in self._trust.writers() if each.desk == self._desk]
        while page := self._hub.chain(self._space, self._desk, self._end.number):
            packed = [self._opened(each) for each in page]
            for fault in self._log.examine(packed, self._end, writers):
                self._faults.setdefault(fault.first, fault)
            for each in page:
                if each.signature is not None and not is_end(self._trust, each):
                    self._blame(each.number, "signature")
            self.count += len(page)
            self._end = Standing(page[-1].number, page[-1].hash)
            self._last_signed = page[-1].signature is not None

    def compare_end(self, head: Standing, held: int) -> None:
        """Check that the chain ends where the hub says, where this desk knows, and signed."""
        last = max(head.number, held)
        if self._end.number < last:
            self._blame(self._end.number + 1, "removed", last)
        elif self._end != head or not self._last_signed:
            self._blame(self._end.number, "signature")

    def faults(self) -> Sequence[Fault]:
        """What was found, in the order of the chain."""
        return [self._faults[number] for number in sorted(self._faults)]

    def _blame(self, number: int, reason: str, last: int = 0) -> None:
        fault = Fault(self._space, self._desk, number, last or number, reason)
        self._faults.setdefault(number, fault)

    def _opened(self, each: SealedOperation) -> Packed:
        try:
            body = unseal(each.sealed, each.header, each.key_id, self._keys)
        except CannotOpen:
            self._blame(each.number, "sealed")
            body = b""
        return Packed(each.space, each.desk, each.number, each.clock, each.header, body, each.hash)
