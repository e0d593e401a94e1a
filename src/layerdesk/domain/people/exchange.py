"""This is where it is said what desks exchange: operations as their writers chained them."""

from collections.abc import Mapping
from dataclasses import dataclass

from layerdesk.domain.changed import Changed
from layerdesk.domain.record import RecordId, SpaceId

Vector = Mapping[tuple[SpaceId, bytes], int]
"""For each space and desk the last number held, 1 and up. Two sides compare just that."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One operation as bytes: what the chain covers, and what is sealed before it travels."""

    space: SpaceId
    desk: bytes
    """16 bytes."""
    number: int
    clock: int
    header: bytes
    bodies: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one chain has come."""

    number: int = 0
    hash: bytes = bytes(32)


@dataclass(frozen=True, slots=True)
class Aside:
    """An operation of another desk that is not believed, and why; the rest goes on."""

    space: SpaceId
    desk: bytes
    number: int
    reason: str
    """``sealed`` (does not open), ``damaged`` (not what was committed to), ``author`` (somebody
    else's name) or ``rights`` (its desk may not write there)."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What a desk's log of one space came to. Desks with one basis must have one digest."""

    basis: bytes
    """32 bytes for the ends of all chains, and for the tables and columns that this program has."""
    digest: bytes
    """32 bytes for every record."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with some operations of a chain as a hub keeps it."""

    space: SpaceId
    desk: bytes
    first: int
    last: int
    """The same number as ``first`` but where several are gone."""
    reason: str
    """``removed``, ``moved`` (it stands at another's place), ``damaged``, ``another`` (the hub
    holds one thing under this number and this desk something else), ``sealed``, ``signature``,
    ``author``, ``rights``, or ``blanked`` (its words are gone, and nobody erased them)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of operations that arrived."""

    taken: int = 0
    aside: tuple[Aside, ...] = ()
    changed: Changed = Changed(frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes at a desk, as a signed membership says."""

    desk: bytes
    person: RecordId
    since: int
    """The clock value from which on this holds."""
    may_write: bool
