"""This is where a desk is opened: its folder, its key, its database and what is declared for it."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from layerdesk.app.sample.secret import SAMPLE_PASSPHRASE
from layerdesk.domain.errors import CannotUnlock, KeychainUnavailable, Unavailable
from layerdesk.domain.ids import new_id
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Practice, Role
from layerdesk.domain.record import RecordId
from layerdesk.host.bundled import migrations_folder
from layerdesk.host.clock import SystemClock
from layerdesk.host.folders import DeskFolder, desk_folder, prepare
from layerdesk.host.keychain import Keychain, NoKeychain
from layerdesk.host.keys import DeskKeys, new_key
from layerdesk.host.one_at_a_time import only_one
from layerdesk.host.secret import Secret
from layerdesk.host.unlocking import PASSPHRASE_VARIABLE, Ask, unlock
from layerdesk.storage.backup import (
    BackupDamaged,
    FolderNotEmpty,
    back_up,
    existing,
    made_at,
    restore,
    still_holding,
)
from layerdesk.storage.connection import DatabaseDamaged
from layerdesk.storage.store import Store
from layerdesk.usecases.people.begin_own_space import begin_own_space
from layerdesk.usecases.people.set_up_practice import set_up_practice
from layerdesk.usecases.ports import BackupOfDesk


class NoDeskHere(Unavailable):
    """Nobody has started LayerDesk in this folder yet. Values: ``path``."""


class DatabaseGone(Unavailable):
    """The database is missing or empty, though its backups are there. Values: ``path``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDesk:
    """An open desk."""

    folder: DeskFolder
    store: Store
    keys: DeskKeys
    key: Secret
    keychain: Keychain

    def is_sample(self) -> bool:
        """Whether it holds the sample practice."""
        practices = self.store.read(lambda reading: reading.find(Practice))
        return any(each.sample for each in practices)

    def failed_tries(self) -> tuple[datetime, ...]:
        """When somebody failed to unlock since this was last told, oldest first."""
        return self.keys.failed_tries.all()

    def forget_failed_tries(self, told: Sequence[datetime]) -> None:
        """These are in the records now."""
        self.keys.failed_tries.forget(told)

    def backups(self) -> tuple[BackupOfDesk, ...]:
        """The whole backups of this desk, newest first."""
        return tuple(BackupOfDesk(made_at(each), each) for each in existing(self.folder.backups))

    def still_holding(self, erased_at: datetime) -> tuple[BackupOfDesk, ...]:
        """The backups that still hold what was erased at this instant."""
        found = still_holding(self.folder.backups, erased_at)
        return tuple(BackupOfDesk(made_at(each), each) for each in found)

    def wall(self) -> int:
        """This computer's clock in milliseconds since 1970 UTC."""
        return int(SystemClock().now().timestamp() * 1000)

    def restore(self, backup: Path, into: Path) -> Path:
        """Make a desk of a backup in a new folder; it opens with the secrets of then.

        Raises FolderNotEmpty, NoBackup, BackupDamaged and RestoreFailed; nothing is overwritten.
        """
        restore(backup, into, lambda copied: make_own(copied, self.key, backup))
        with suppress(KeychainUnavailable):  # without a passphrase, nothing else opens it
            self.keychain.put(desk_folder(into).root, self.key)
        return into


def make_own(copied: Path, key: Secret, backup: Path) -> None:
    """Bring the copy of a backup up to date, with an id of its own: two desks never share one.

    Raises BackupDamaged where any of it is damaged, or another key opens it.
    """
    folder = desk_folder(copied)
    try:
        desk = _opened(folder, key, NoKeychain())
        try:
            desk.store.check_pages()
            bring_up_to_date(desk)
            desk.store.take_new_desk_id()
        finally:
            desk.store.close()
    except DatabaseDamaged as reason:
        raise BackupDamaged(path=backup) from reason


@contextmanager
def reading_desk(
    folder: DeskFolder, keychain: Keychain, environment: Mapping[str, str], ask: Ask | None
) -> Iterator[OpenDesk]:
    """An existing desk, beside whatever else has it open. Its schema is never changed."""
    check_not_gone(folder)
    if not _has_database(folder):
        raise NoDeskHere(path=folder.root)
    desk = _opened(folder, _key(folder, keychain, environment, ask), keychain)
    try:
        desk.store.check_revision()
        yield desk
    finally:
        desk.store.close()


@contextmanager
def writing_desk(
    folder: DeskFolder,
    keychain: Keychain,
    environment: Mapping[str, str],
    ask: Ask | None,
    *,
    what: str,
    backup_failed: Callable[[Unavailable], None] | None = None,
) -> Iterator[OpenDesk]:
    """A desk that nobody else has open; a new folder becomes a desk alone.

    ``what`` tells others who holds the folder. Closing writes an encrypted backup. Raises
    FolderInUse where the window (or another command) has it open. What was written stays written
    where the backup fails: that is told to ``backup_failed``, or raised where there is none.
    """
    prepare(folder)
    with ExitStack() as stack:
        stack.enter_context(only_one(folder.lock, what))
        check_not_gone(folder)
        # A start that was cut short may have left the keys without the database: they are used.
        fresh = not (folder.database.exists() or DeskKeys(folder.keys).exists)
        key = new_key() if fresh else _key(folder, keychain, environment, ask)
        if fresh:
            keep_key(folder, key, keychain, environment.get(PASSPHRASE_VARIABLE))
        desk = open_desk(folder, key, keychain)
        stack.callback(desk.store.close)
        if desk.store.identity is None:
            begin_alone(desk, practice=tr("My practice"), person=tr("Me"))
        yield desk
        try:
            desk.store.back_up(folder.keys, folder.backups)
        except Unavailable as problem:
            if backup_failed is None:
                raise
            backup_failed(problem)


@contextmanager
def begin_joining(
    folder: DeskFolder,
    keychain: Keychain,
    environment: Mapping[str, str],
    person: RecordId,
    letter: str,
) -> Iterator[OpenDesk]:
    """A new desk of a person whose practice has a hub, in an empty folder.

    Raises FolderNotEmpty where there is a desk already, and CannotUnlock where its key could be
    kept nowhere. Nothing is left of it where joining fails.
    """
    if folder.database.exists() or DeskKeys(folder.keys).exists:
        raise FolderNotEmpty(path=folder.root)
    prepare(folder)
    with only_one(folder.lock, "hub join"):
        key = new_key()
        with nothing_left_of_it(folder) as stack:
            keep_key(folder, key, keychain, environment.get(PASSPHRASE_VARIABLE))
            desk = begin_to_join(folder, key, keychain, person, letter)
            stack.callback(desk.store.close)
            yield desk
            desk.store.back_up(folder.keys, folder.backups)
            stack.close()


@contextmanager
def nothing_left_of_it(folder: DeskFolder) -> Iterator[ExitStack]:
    """Take a desk that is being made away again where something is raised.

    What the stack holds is closed first. Only for a folder in which there was no desk before.
    """
    with ExitStack() as stack:
        try:
            yield stack
        except BaseException:
            stack.close()
            for each in (folder.database, folder.keys, *folder.root.glob("desk.*")):
                each.unlink(missing_ok=True)
            raise
        stack.pop_all()


def begin_to_join(
    folder: DeskFolder, key: Secret, keychain: Keychain, person: RecordId, letter: str
) -> OpenDesk:
    """A new desk that knows whose it is and holds nothing yet but a space of one's own."""
    desk = open_desk(folder, key, keychain)
    try:
        desk.store.begin(person, letter)
        desk.store.write(begin_own_space)
    except BaseException:
        desk.store.close()
        raise
    return desk


def check_not_gone(folder: DeskFolder) -> None:
    """Raise DatabaseGone where a new desk would be made in the place of one that was lost.

    Its closings would push the last backups of the old one out.
    """
    if not _has_database(folder) and existing(folder.backups):
        raise DatabaseGone(path=folder.database)


def open_desk(folder: DeskFolder, key: Secret, keychain: Keychain) -> OpenDesk:
    """The desk with this key, its schema made or brought up to date. The folder must be held.

    Raises DatabaseGone, and whatever opening and ``bring_up_to_date`` raise.
    """
    check_not_gone(folder)
    desk = _opened(folder, key, keychain)
    try:
        bring_up_to_date(desk)
    except BaseException:
        desk.store.close()
        raise
    return desk


def keep_key(folder: DeskFolder, key: Secret, keychain: Keychain, passphrase: str | None) -> None:
    """Put a new desk's key where it is found again: under a passphrase, in the keychain, or both.

    Raises CannotUnlock where there is neither: a desk that nobody could open again is not made.
    """
    kept = False
    if passphrase:
        shortest = {"shortest": len(SAMPLE_PASSPHRASE)} if passphrase == SAMPLE_PASSPHRASE else {}
        DeskKeys(folder.keys).add_passphrase(key, passphrase, **shortest)
        kept = True
    try:
        keychain.put(folder.root, key)
        kept = kept or keychain.get(folder.root) == key
    except KeychainUnavailable:
        pass
    if not kept:
        raise CannotUnlock(tried=("keychain", "environment"))


def bring_up_to_date(desk: OpenDesk) -> None:
    """Make the schema, or bring it to the newest revision, with a backup before."""
    store, folder = desk.store, desk.folder
    store.bring_up_to_date(
        migrations_folder(),
        lambda: back_up(store.writing, folder.keys, folder.backups, SystemClock().now()),
    )


def begin_alone(
    desk: OpenDesk,
    *,
    practice: str,
    person: str,
    job_role: str = "practice_manager",
    sample: bool = False,
) -> None:
    """Make this desk the first (and only) one of a practice."""
    me = RecordId(new_id(SystemClock().now(), secrets.token_bytes))
    desk.store.begin(me)
    desk.store.write(
        set_up_practice,
        practice=practice,
        person=person,
        job_role=job_role,
        roles=tuple(Role),
        sample=sample,
    )


def _has_database(folder: DeskFolder) -> bool:
    return folder.database.exists() and folder.database.stat().st_size > 0


def _key(
    folder: DeskFolder, keychain: Keychain, environment: Mapping[str, str], ask: Ask | None
) -> Secret:
    return unlock(folder.root, DeskKeys(folder.keys), keychain, environment, ask).key


def _opened(folder: DeskFolder, key: Secret, keychain: Keychain) -> OpenDesk:
    store = Store(folder.database, key.reveal(), clock=SystemClock().now)
    keys = DeskKeys(folder.keys)
    return OpenDesk(folder=folder, store=store, keys=keys, key=key, keychain=keychain)
