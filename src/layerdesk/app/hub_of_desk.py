"""This is where an open desk meets its hub: what the command line and the window ask of it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from layerdesk.app.opening import OpenDesk
from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Person, Practice, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.export.saving import save_bytes
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage.exchange import Exchange
from layerdesk.sync.address import address_from
from layerdesk.sync.administering import believed_spaces, put_out, rotate_keys
from layerdesk.sync.beginning import OwnSpace, begin_hub
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.errors import NoSuchDesk, NotApprovedYet, SampleStaysAlone
from layerdesk.sync.hub import connected
from layerdesk.sync.invitation import HOURS, to_file
from layerdesk.sync.joining import approve, invite, waiting_desks, words_to_compare
from layerdesk.sync.round import make_round
from layerdesk.sync.words import new_words
from layerdesk.usecases.hub_ports import DeskAtHub, HubSight, InStep, Invited, Knocking
from layerdesk.usecases.people.welcome_person import reviews, welcome_person

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PATIENCE = 1.0
"""Seconds after which a listener looks whether it is to stop."""


class OpenHub:
    """The ``HubOfDesk`` of an open desk."""

    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk
        self._state = DeskState(Exchange(desk.store))
        self._folder = desk.folder.root

    def joined(self) -> bool:
        """Whether this desk belongs to a hub, let in or not."""
        return self._state.joined

    def begin(self, url: str, ca: str, password: str | None) -> InStep:
        """Make a hub in an empty database, with this desk as the first. Raises AddressWrong,
        SampleStaysAlone, and whatever ``begin_hub`` raises."""
        if self._desk.is_sample():
            raise SampleStaysAlone
        address, admin = address_from(url, ca=ca)
        viewer = self._desk.store.viewer()
        begin_hub(
            self._state,
            address,
            admin,
            password,
            spaces=[OwnSpace(space, kind.value) for space, kind in viewer.spaces.items()],
            practice=viewer.space(SpaceKind.PRACTICE),
            folder=self._folder,
            migrations=migrations_folder(),
        )
        return self.bring_in_step()

    def bring_in_step(self) -> InStep:
        """One round. Raises whatever ``make_round`` raises."""
        done = make_round(self._state, self._folder, self._desk.wall())
        return InStep(
            sent=done.pushed,
            received=done.pulled,
            waiting=done.waiting,
            aside=done.aside,
            changed=done.changed,
            differing=tuple(sorted({each.desk for each in done.differing})),
            hub_lacks=done.hub_lacks,
            clock_offset=done.clock_offset,
        )

    def knock(self) -> bool:
        """Ask whether this desk was let in; if so, the practice's records are here afterwards.

        Raises whatever ``make_round`` raises but NotApprovedYet.
        """
        with suppress(NotApprovedYet):
            self.bring_in_step()
        return bool(self._desk.store.read(lambda reading: reading.find(Practice)))

    def words_to_compare(self) -> tuple[str, ...]:
        """The six words that whoever invited this desk must see too."""
        own, root = self._state.secrets(), self._state.belonging().root_key
        return words_to_compare(own.verify_key, own.box_key, root)

    def look(self) -> HubSight:
        """Who is there, who knocks, what waits. Raises NoHubYet and whatever connecting raises."""
        belonging, own = self._state.belonging(), self._state.secrets()
        me = self._state.log.identity().desk
        waiting = sum(self._state.log.waiting().values())
        with connected(belonging.address, belonging.role, own.password, self._folder) as hub:
            trust = believed_spaces(self._state, hub)
        if not trust:
            return HubSight(host=belonging.address.host, approved=False, waiting=waiting)
        practice = trust[belonging.practice]
        names = {each.id: each.name for each in self._people()}
        return HubSight(
            host=belonging.address.host,
            approved=True,
            waiting=waiting,
            desks=tuple(
                DeskAtHub(
                    desk=each.desk,
                    person=names.get(each.person, ""),
                    is_admin=practice.is_admin(each.desk),
                    is_this=each.desk == me,
                )
                for each in practice.members()
            ),
            knocking=tuple(
                Knocking(desk=each.desk, person=each.person_name, words=each.words)
                for each in waiting_desks(self._state, self._folder)
            ),
            is_admin=practice.is_admin(me),
        )

    def invite(self, person: RecordId, out: Path) -> Invited:
        """Write a joining file for a person's new desk. Raises FieldWrong for somebody unknown,
        CannotWriteFile, and whatever ``invite`` raises."""
        found = next((each for each in self._people() if each.id == person), None)
        if found is None:
            raise FieldWrong(field=tr("Name"), reason=tr("Choose somebody from People."))
        (practice,) = self._desk.store.read(lambda reading: reading.find(Practice))
        words = new_words()
        invitation = invite(
            self._state,
            self._folder,
            person=found.id,
            person_name=found.name,
            practice_name=practice.name,
            letter=LETTERS[len(self.look().desks) % len(LETTERS)],
        )
        save_bytes(out, to_file(invitation, words).encode())
        return Invited(file=out, words=words, hours=HOURS)

    def let_in(self, desk: bytes) -> Changed:
        """Let a desk in, into the spaces that its person's roles lead to. Raises NoSuchDesk."""
        waiting = waiting_desks(self._state, self._folder)
        found = next((each for each in waiting if each.desk == desk), None)
        if found is None:
            raise NoSuchDesk(name=desk.hex()[:8])
        spaces = self._spaces_of(found.person)
        _, changed = self._desk.store.write(welcome_person, found.person, spaces)
        approve(self._state, self._folder, desk, spaces)
        return changed | self.bring_in_step().changed

    def put_out(self, desk: bytes) -> int:
        """Put a desk out. Raises NoSuchDesk and HubRefusedDesk."""
        done = put_out(self._state, self._folder, desk)
        self.bring_in_step()
        return done.spaces

    def new_keys(self) -> int:
        """Give all spaces of this desk new keys."""
        return rotate_keys(self._state, self._folder)

    def listen(self, woken: Callable[[], object], stopped: Callable[[], bool]) -> None:
        """Call ``woken`` when somebody sent something, until ``stopped`` says so.

        Raises whatever connecting raises, also when the line breaks later.
        """
        belonging, own = self._state.belonging(), self._state.secrets()
        with connected(belonging.address, belonging.role, own.password, self._folder) as hub:
            for space in hub.spaces():
                hub.listen(space.channel)
            while not stopped():
                if hub.heard(PATIENCE):
                    woken()

    def _people(self) -> tuple[Person, ...]:
        return self._desk.store.read(lambda reading: reading.find(Person))

    def _spaces_of(self, person: RecordId) -> tuple[SpaceId, ...]:
        viewer = self._desk.store.viewer()
        found = next((each for each in self._people() if each.id == person), None)
        kinds = {SpaceKind.PRACTICE}
        if found is not None and reviews(found):
            kinds.add(SpaceKind.REVIEW_TEAM)
        return tuple(space for space, kind in viewer.spaces.items() if kind in kinds)
