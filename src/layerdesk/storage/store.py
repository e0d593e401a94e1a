"""This is where a desk's database is opened, and use cases are run in it: reading or writing."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import sqlcipher3
from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import Unavailable
from layerdesk.domain.ids import random_uuid
from layerdesk.domain.people.clock import milliseconds
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.people.records import Membership, Person, Practice, Role, Space, SpaceKind
from layerdesk.domain.people.undoing import REDO, UNDO, Undone
from layerdesk.domain.record import Record, RecordId, SpaceId
from layerdesk.storage import backup, drafts, local, schema, undo, verifying
from layerdesk.storage.connection import DatabaseUnavailable, Lane, unavailable
from layerdesk.storage.gate import TableWork
from layerdesk.storage.local import IN_HUB, RESTORED, Identity, keep_value, read_value
from layerdesk.storage.log import fold, rows, texts, values
from layerdesk.storage.reading import TableReading
from layerdesk.storage.tables.desk import OPTIMISE_SEARCH_SQL
from layerdesk.usecases.ports import Reading, Viewer, Work


class NotSetUp(Unavailable):
    """The desk's first start was never finished."""


T = TypeVar("T")
R = TypeVar("R", bound=Record)
P = ParamSpec("P")

DEFAULT_ZONE = "Europe/London"

_SPACES = """
    SELECT space.id, space.space_kind FROM space JOIN membership ON membership.space = space.id
    WHERE membership.person = ? AND membership.ended = 0 AND membership.deleted = 0
"""


class Store:
    """A desk's database. Each method belongs to one lane, and a lane serves one thread at a time.

    ``read``, ``viewer``, ``identity``, ``setting``, ``verify`` and ``all_drafts`` use the reading
    lane; everything else the writing one. Each lane opens its connection when first used.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        """Open the database at this path with its raw 256-bit key. Nothing is read yet.

        ``random`` gives that many random bytes, of which ids and salts are made.
        """
        self._path = path
        self._key = key
        self._clock = clock
        self._random = random
        self._clients = texts.Clients()
        self._lanes: dict[bool, Lane] = {}
        self._opening = Lock()
        self._known: dict[bool, tuple[int, _Around]] = {}

    def bring_up_to_date(self, migrations: Path, back_up: Callable[[], object]) -> None:
        """Make the schema, or bring an old one to the newest revision after a backup.

        Raises DatabaseTooNew, DatabaseDamaged or DatabaseUnavailable; nothing is changed then.
        """
        try:
            schema.bring_up_to_date(self.writing, migrations, back_up)
        except sqlcipher3.DatabaseError as reason:
            raise unavailable(self._path, reason) from reason

    def check_revision(self) -> None:
        """Raise DatabaseTooOld or DatabaseTooNew where only opening the window can help."""
        with self._transaction(self.reading) as connection:
            schema.check_revision(connection, self._path)

    @property
    def writing(self) -> Lane:
        """The writing lane."""
        return self._lane(writing=True)

    @property
    def reading(self) -> Lane:
        """The reading lane."""
        return self._lane(writing=False)

    @property
    def identity(self) -> Identity | None:
        """Who this desk is; None before the first start is finished."""
        with self._transaction(self.reading) as connection:
            return local.identity(connection)

    @property
    def belongs_to_hub(self) -> bool:
        """Whether this desk has joined a hub, let in or not."""
        with self._transaction(self.reading) as connection:
            return read_value(connection, IN_HUB) is not None

    def begin(self, person: RecordId, letter: str = "A") -> Identity:
        """Say whose desk this is, and give it a fresh id."""
        with self._transaction(self.writing) as connection:
            made = local.take_identity(
                connection, person, letter, desk=random_uuid(self._random).bytes
            )
        self._known.clear()
        return made

    def take_new_desk_id(self) -> None:
        """Give the desk another id: a restored copy must not write under the old one.

        With a hub that happens at its next round, which alone can tell what the hub has already.
        """
        with self._transaction(self.writing) as connection:
            known = local.identity(connection)
            if read_value(connection, IN_HUB) is not None:
                keep_value(connection, RESTORED, b"1")
            elif known is not None:
                local.take_identity(connection, known.person, known.letter)
        self._known.clear()

    def write(
        self,
        function: Callable[Concatenate[Work, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[T, Changed]:
        """Run a use case in one unit of work, named after the function in the log.

        A record that the function gives back comes as it stands afterwards, ready to be edited on.
        """
        with self._transaction(self.writing) as connection:
            around = self._around(connection)
            work = self._work(connection, around)
            result = function(work, *args, **kwargs)
            changed = work.end(
                _name(function), str(random_uuid(self._random)), around.identity.desk
            )
            if changed.touches(Membership, Person, Practice, Space):
                self._known.clear()
            if isinstance(result, Record):
                result = self._as_it_stands(connection, work, result)
        if work.erases:
            self.scrub()
        return result, changed

    def _as_it_stands(self, connection: Connection, work: TableWork, record: R) -> R:
        reading, row = self._reading(connection), work.written.get(record.id)
        found = (
            reading.seen_in(type(record), row) if row else reading.maybe(type(record), record.id)
        )
        return found or record

    def read(
        self, function: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a reading use case, on one state of the database."""
        with self._transaction(self.reading) as connection:
            return function(self._reading(connection), *args, **kwargs)

    def undo(self) -> tuple[Undone, Changed]:
        """Take back what this desk did last. Raises NothingToUndo or CannotUndo."""
        return self._take_back(UNDO, undo.to_undo)

    def redo(self) -> tuple[Undone, Changed]:
        """Bring back what was taken back last. Raises NothingToUndo or CannotUndo."""
        return self._take_back(REDO, undo.to_redo)

    def viewer(self) -> Viewer:
        """Who is looking from this desk."""
        with self._transaction(self.reading) as connection:
            return self._around(connection).viewer

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed."""
        with self._transaction(self.writing) as connection:
            drafts.keep(connection, draft)

    def drop_draft(self, record: RecordId, field: str, words: str | None = None) -> None:
        """Forget a draft; with ``words``, only where it still says just that."""
        with self._transaction(self.writing) as connection:
            drafts.drop(connection, record, field, words)

    def all_drafts(self) -> tuple[Draft, ...]:
        """Every draft, the latest first."""
        with self._transaction(self.reading) as connection:
            return drafts.all_drafts(connection)

    def setting(self, name: str) -> str | None:
        """A setting of this desk, or None where it was never set."""
        with self._transaction(self.reading) as connection:
            return local.read_setting(connection, name)

    def settings(self) -> dict[str, str]:
        """All settings of this desk that were ever set, by name."""
        with self._transaction(self.reading) as connection:
            return local.read_settings(connection)

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting of this desk."""
        with self._transaction(self.writing) as connection:
            local.keep_setting(connection, name, value)

    def verify(self) -> verifying.Verdict:
        """Check the log, and the tables against it."""
        with self._transaction(self.reading) as connection:
            return verifying.verify(connection)

    def rebuild(self) -> None:
        """Empty the record tables and fold the whole log anew."""
        with self._transaction(self.writing) as connection:
            fold.fold_everything(connection)
        self._known.clear()

    def scrub(self) -> None:
        """Leave nothing of what was erased in the index, in free pages or in the write-ahead log.

        Called by itself after every erasing; takes as long as copying the file.
        """
        with self._transaction(self.writing) as connection:
            connection.execute(OPTIMISE_SEARCH_SQL)
        self.writing.outside("VACUUM")
        if not self.writing.checkpoint():
            raise DatabaseUnavailable(path=self._path, reason="somebody reads it")

    def back_up(self, keys: Path, backups: Path) -> Path:
        """Copy the encrypted file and its keys aside; the last 7 are kept."""
        with self._transaction(self.writing) as connection:
            logged = values.instant_in(milliseconds(rows.last_clock(connection)))
        # Never before what it holds, though the wall clock went back: its name is its age.
        return backup.back_up(self.writing, keys, backups, max(self._clock(), logged))

    def check_pages(self) -> None:
        """Read the whole file, and raise DatabaseDamaged where a page is not as it was written."""
        self.writing.check_pages()

    def owes_backup(self, backups: Path) -> bool:
        """Whether the log holds something that the newest backup does not. For the writing lane."""
        with self._transaction(self.writing) as connection:
            logged = values.instant_in(milliseconds(rows.last_clock(connection)))
        made = backup.existing(backups)
        return not made or backup.made_at(made[0]) < logged

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Connection]:
        """One transaction of a lane, for what storage does beside use cases."""
        with self._transaction(self._lane(writing=writing)) as connection:
            yield connection
        if writing:
            self._known.clear()

    def close(self) -> None:
        """Close both lanes, the writing one last: it alone puts the log of writes into the file."""
        for _, lane in sorted(self._lanes.items()):
            lane.close()
        for lane in self._lanes.values():
            lane.close_file()
        self._lanes.clear()

    def _lane(self, *, writing: bool) -> Lane:
        with self._opening:
            if writing not in self._lanes:
                self._lanes[writing] = Lane(self._path, self._key, writing=writing)
            return self._lanes[writing]

    def _take_back(
        self, name: str, target: Callable[[Connection, bytes], Any]
    ) -> tuple[Undone, Changed]:
        with self._transaction(self.writing) as connection:
            around = self._around(connection)
            work = self._work(connection, around)
            chosen = target(connection, around.identity.desk)
            result = undo.undo(connection, work, around.identity.desk, chosen)
            changed = work.end(
                name, str(random_uuid(self._random)), around.identity.desk, undoes=chosen.command_id
            )
            self._known.clear()
        return result, changed

    @contextmanager
    def _transaction(self, lane: Lane) -> Iterator[Connection]:
        """One transaction; a driver's error becomes a clear one."""
        with lane.held:
            yield from self._alone(lane)

    def _alone(self, lane: Lane) -> Iterator[Connection]:
        lane.folding = lane.writing
        try:
            with lane.transaction() as connection:
                yield connection
        except BaseException as reason:
            # What was rolled back never happened: its client ids must not be written under again,
            # and who is looking is as it was before.
            self._clients = texts.Clients()
            self._known.clear()
            if isinstance(reason, sqlcipher3.DatabaseError):
                raise unavailable(lane.path, reason) from reason
            raise
        finally:
            lane.folding = False

    def _around(self, connection: Connection) -> "_Around":
        """Who is looking, and where; read again only where another connection wrote since."""
        writing = connection is not self._reading_connection
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        known_at, known = self._known.get(writing, (None, None))
        if known is None or known_at != version:
            identity = local.identity(connection)
            if identity is None:
                raise NotSetUp
            known = _Around(identity, viewer_of(connection, identity.person), zone_of(connection))
            self._known[writing] = (version, known)
        return known

    @property
    def _reading_connection(self) -> Connection | None:
        lane = self._lanes.get(False)
        return lane.connection if lane else None

    def _work(self, connection: Connection, around: "_Around") -> TableWork:
        return TableWork(
            connection,
            around.viewer,
            self._clock(),
            around.zone,
            clients=self._clients,
            random=self._random,
        )

    def _reading(self, connection: Connection) -> TableReading:
        around = self._around(connection)
        return TableReading(connection, around.viewer, self._clock(), around.zone)


@dataclass(frozen=True, slots=True)
class _Around:
    """What every reading and work needs to know first."""

    identity: Identity
    viewer: Viewer
    zone: ZoneInfo


def viewer_of(connection: Connection, person: RecordId) -> Viewer:
    """The person as a viewer: the roles held, and the spaces belonged to."""
    found = connection.execute(_SPACES, (person,))
    kinds = {each.value for each in SpaceKind}
    spaces = {SpaceId(space): SpaceKind(kind) for space, kind in found if kind in kinds}
    roles = connection.execute("SELECT roles FROM person WHERE id = ?", (person,)).fetchone()
    known = {each.value for each in Role}
    held = frozenset(
        Role(each) for each in values.set_in(roles[0] if roles else None) if each in known
    )
    return Viewer(person=person, roles=held, spaces=spaces)


def zone_of(connection: Connection) -> ZoneInfo:
    """The practice's time zone."""
    found = connection.execute("SELECT time_zone FROM practice LIMIT 1").fetchone()
    try:
        return ZoneInfo((found and found[0]) or DEFAULT_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(DEFAULT_ZONE)


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__name__", "")
