"""This is where a desk's hub waits to be needed: most desks start without asking anybody."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from layerdesk.app.opening import OpenDesk
from layerdesk.domain.changed import Changed
from layerdesk.domain.record import RecordId
from layerdesk.usecases.hub_ports import HubOfDesk, HubSight, InStep, Invited


class LateHub:
    """The ``HubOfDesk`` whose libraries are loaded when it is first asked for more than a word."""

    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk
        self._hub: HubOfDesk | None = None
        self._making = Lock()

    def joined(self) -> bool:
        """Whether this desk belongs to a hub, let in or not."""
        return self._desk.store.belongs_to_hub

    def begin(self, url: str, ca: str, password: str | None) -> InStep:
        """Make a hub in an empty database, with this desk as the first."""
        return self._needed().begin(url, ca, password)

    def bring_in_step(self) -> InStep:
        """One round."""
        return self._needed().bring_in_step()

    def knock(self) -> bool:
        """Ask whether this desk was let in."""
        return self._needed().knock()

    def words_to_compare(self) -> tuple[str, ...]:
        """The six words that whoever invited this desk must see too."""
        return self._needed().words_to_compare()

    def look(self) -> HubSight:
        """Who is there, who knocks, what waits."""
        return self._needed().look()

    def invite(self, person: RecordId, out: Path) -> Invited:
        """Write a joining file for somebody's new desk."""
        return self._needed().invite(person, out)

    def let_in(self, desk: bytes) -> Changed:
        """Let a desk in that has knocked."""
        return self._needed().let_in(desk)

    def put_out(self, desk: bytes) -> int:
        """Put a desk out."""
        return self._needed().put_out(desk)

    def new_keys(self) -> int:
        """Give all spaces of this desk new keys."""
        return self._needed().new_keys()

    def listen(self, woken: Callable[[], object], stopped: Callable[[], bool]) -> None:
        """Tell at once when somebody else sent something."""
        self._needed().listen(woken, stopped)

    def _needed(self) -> HubOfDesk:
        with self._making:
            if self._hub is None:
                # PostgreSQL's library takes longer to load than the window takes to paint.
                from layerdesk.app.hub_of_desk import OpenHub

                self._hub = OpenHub(self._desk)
            return self._hub
