"""This is where tests get a practice of several desks with one real hub."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from layerdesk.domain.people.records import Person, SpaceKind
from layerdesk.domain.record import Record, RecordId, SpaceId
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage.exchange import Exchange
from layerdesk.storage.store import Store
from layerdesk.sync.beginning import OwnSpace, begin_hub
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.invitation import from_file, to_file
from layerdesk.sync.joining import approve, invite, join, waiting_desks
from layerdesk.sync.round import Round, make_round
from layerdesk.sync.words import new_words
from layerdesk.usecases.people.set_up_practice import set_up_practice
from layerdesk.usecases.people.welcome_person import welcome_person
from layerdesk.usecases.ports import Work
from tests.sync.server import ADMIN, PASSWORD, Server

CHEAP = {"operations": 1, "memory": 8192}


def real_time() -> datetime:
    """What the clock of this computer shows."""
    return datetime.now(UTC)


class TestClock:
    """The real clock, moved as a test wants it."""

    __test__ = False

    def __init__(self, wall: Callable[[], datetime] | None = None) -> None:
        self.off, self.wall = timedelta(), wall or real_time

    def __call__(self) -> datetime:
        return self.wall() + self.off


class Desk:
    """One person's desk: a real encrypted file in a folder of its own."""

    def __init__(
        self,
        folder: Path,
        name: str,
        person: RecordId,
        key: bytes,
        *,
        wall: Callable[[], datetime] = real_time,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        folder.mkdir(parents=True)
        self.folder, self.name, self.person, self.key = folder, name, person, key
        self.clock, self.random = TestClock(wall), random
        self.open()

    @classmethod
    def of(
        cls,
        folder: Path,
        name: str,
        key: bytes,
        *,
        wall: Callable[[], datetime] = real_time,
        random: Callable[[int], bytes] = os.urandom,
    ) -> Self:
        """The desk that is in this folder already."""
        made = cls.__new__(cls)
        made.folder, made.name, made.key = folder, name, key
        made.clock, made.random = TestClock(wall), random
        made.open()
        return made

    def open(self) -> None:
        """Open the file, as a start of the program does."""
        self.store = Store(self.folder / "desk.db", self.key, clock=self.clock, random=self.random)
        self.store.bring_up_to_date(migrations_folder(), lambda: None)
        self.log = Exchange(self.store)
        self.state = DeskState(self.log)

    def close(self) -> None:
        """End the program."""
        self.store.close()

    def round(self) -> Round:
        """Bring desk and hub in step once."""
        wall = int(self.clock().timestamp() * 1000)
        return make_round(self.state, self.folder, wall)

    def home(self) -> SpaceId:
        """The practice space."""
        return self.store.viewer().space(SpaceKind.PRACTICE)

    def make(self, kind: type[Record], space: SpaceId | None = None, **values: object) -> Record:
        """A new record, in the practice space unless told otherwise."""

        def made(work: Work) -> Record:
            its = space or work.viewer.space(SpaceKind.PRACTICE)
            return work.save(None, kind(id=work.new_id(), space=its, **values))  # type: ignore[arg-type]

        return self.store.write(made)[0]


class Practice:
    """A practice: the first desk begins the hub, others join."""

    def __init__(
        self,
        server: Server,
        folder: Path,
        database: str,
        *,
        wall: Callable[[], datetime] = real_time,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.server, self.folder, self.database = server, folder, database
        self.wall, self.random = wall, random
        self.address = server.new_database(database)
        self.desks: list[Desk] = []
        self.first = self._new_desk("Sam")
        self.first.store.begin(self.first.person)
        self.first.store.write(
            set_up_practice, practice="Aire Bank Surgery", person="Sam", job_role="gp_partner"
        )
        spaces = self.first.store.viewer().spaces
        begin_hub(
            self.first.state,
            self.address,
            ADMIN,
            PASSWORD,
            spaces=[OwnSpace(space, kind.value) for space, kind in spaces.items()],
            practice=self.first.home(),
            folder=self.first.folder,
            migrations=migrations_folder(),
        )

    def join(self, name: str) -> Desk:
        """Another person joins: invited, words compared, approved."""
        home = self.first.home()
        person = self.first.make(Person, name=name).id
        words = new_words()
        invitation = invite(
            self.first.state,
            self.first.folder,
            person=person,
            person_name=name,
            practice_name="Aire Bank Surgery",
            letter="ABCDEFGH"[len(self.desks)],
        )
        file = to_file(invitation, words, **CHEAP)
        desk = self._new_desk(name, person)
        desk.store.begin(person)
        seen = join(desk.state, from_file(file, " ".join(words)), desk.folder)
        (waiting,) = waiting_desks(self.first.state, self.first.folder)
        assert waiting.words == seen

        self.first.store.write(welcome_person, person, (home,))
        approve(self.first.state, self.first.folder, waiting.desk, (home,))
        return desk

    def close(self) -> None:
        """End all programs."""
        for each in self.desks:
            each.close()

    def copied(self, desk: Desk) -> Desk:
        """A copy of a desk's folder, as a backup or a cloned disk is."""
        desk.close()
        folder = self.folder / f"{desk.name} copied {len(self.desks)}"
        shutil.copytree(desk.folder, folder)
        made = Desk.of(folder, desk.name, desk.key, wall=desk.clock.wall, random=desk.random)
        made.person = desk.person
        desk.open()
        self.desks.append(made)
        return made

    def lose(self, desk: Desk) -> None:
        """A computer is gone."""
        desk.close()
        self.desks.remove(desk)

    def in_step(self, rounds: int = 2) -> None:
        """Let every desk make its rounds."""
        for _ in range(rounds):
            for each in self.desks:
                each.round()

    def _new_desk(self, name: str, person: RecordId | None = None) -> Desk:
        number = len(self.desks) + 1
        own = person or RecordId(f"01940000-0000-7000-8000-{number:012}")
        key = bytes([number]) * 32
        made = Desk(self.folder / name, name, own, key, wall=self.wall, random=self.random)
        self.desks.append(made)
        return made
