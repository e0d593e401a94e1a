"""This is where it is named what screens need of a hub, wherever and whatever it is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from layerdesk.domain.changed import Changed
from layerdesk.domain.people.exchange import Aside
from layerdesk.domain.record import RecordId


@dataclass(frozen=True, slots=True, kw_only=True)
class InStep:
    """What bringing desk and hub in step once did."""

    sent: int = 0
    received: int = 0
    waiting: int = 0
    """Operations that are still only at this desk."""
    aside: tuple[Aside, ...] = ()
    """What was not believed; all else went on."""
    changed: Changed = Changed(frozenset())
    differing: tuple[bytes, ...] = ()
    """Desks that have the same operations and other records."""
    hub_lacks: int = 0
    """Operations of other desks that are here and no longer at the hub, which was set back."""
    clock_offset: int = 0
    """Milliseconds that the hub's clock is ahead of this desk's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAtHub:
    """A desk that is a member."""

    desk: bytes
    """16 bytes."""
    person: str
    """A name; empty where nobody here knows it."""
    is_admin: bool
    is_this: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Knocking:
    """A desk that has joined with a file of this desk's and waits to be let in."""

    desk: bytes
    person: str
    words: tuple[str, ...]
    """The six that both people must see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSight:
    """What can be seen at the hub."""

    host: str
    approved: bool
    """False while this desk waits to be let in."""
    waiting: int
    desks: tuple[DeskAtHub, ...] = ()
    knocking: tuple[Knocking, ...] = ()
    is_admin: bool = False
    """Whether this desk may invite, let in and put out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A joining file that was written."""

    file: Path
    words: tuple[str, ...]
    """They travel by another way than the file."""
    hours: int


class HubOfDesk(Protocol):
    """This desk's hub. Everything but ``joined`` may take seconds and belongs on a lane."""

    def joined(self) -> bool:
        """Whether this desk belongs to a hub, let in or not."""
        ...

    def begin(self, url: str, ca: str, password: str | None) -> InStep:
        """Make a hub in an empty database, with this desk as the first."""
        ...

    def bring_in_step(self) -> InStep:
        """One round: receive what others wrote, send what waits here."""
        ...

    def knock(self) -> bool:
        """Ask whether this desk was let in; if so, the practice's records are here afterwards."""
        ...

    def words_to_compare(self) -> tuple[str, ...]:
        """The six words that whoever invited this desk must see too."""
        ...

    def look(self) -> HubSight:
        """Who is there, who knocks, what waits."""
        ...

    def invite(self, person: RecordId, out: Path) -> Invited:
        """Write a joining file for somebody's new desk."""
        ...

    def let_in(self, desk: bytes) -> Changed:
        """Let a desk in that has knocked, once the words were compared."""
        ...

    def put_out(self, desk: bytes) -> int:
        """Put a desk out; in how many spaces the keys are new now."""
        ...

    def new_keys(self) -> int:
        """Give all spaces of this desk new keys; how many there are."""
        ...

    def listen(self, woken: Callable[[], object], stopped: Callable[[], bool]) -> None:
        """Tell at once when somebody else sent something, until it is stopped."""
        ...
