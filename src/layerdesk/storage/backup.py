"""This is where a desk's encrypted file is copied aside, and put back into a new folder."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import sqlcipher3

from layerdesk.domain.errors import Refused, Unavailable
from layerdesk.storage.connection import PRIVATE, Lane, unavailable

KEPT = 7
"""How many backups are kept; older ones go when a new one is whole."""

DATABASE, PENDING, KEYS = "desk.db", "desk.db-wal", "desk.keys"
_COPYING = "restoring-"
_FORM = "%Y-%m-%dT%H%M%S.%fZ"


class BackupFailed(Unavailable):
    """No backup could be written; the desk itself is as it was. Values: ``path``, ``reason``."""


class FolderNotEmpty(Refused):
    """A backup is restored only into a new folder. Values: ``path``."""


class RestoreFailed(Unavailable):
    """A backup could not be copied; nothing of the copy is left. Values: ``path``, ``reason``."""


class BackupDamaged(Unavailable):
    """This backup can't be read, or another key opens it. Values: ``path``."""


class NoBackup(Refused):
    """This folder holds no backup. Values: ``path``."""


def back_up(lane: Lane, keys: Path, backups: Path, now: datetime) -> Path:
    """Copy the encrypted database and its keys file into a dated folder; the last 7 are kept.

    ``lane`` is the writing lane, outside a transaction; its write lock is held while copying.
    Raises DatabaseDamaged where a page is damaged: that copy must not push a whole one out.
    """
    lane.check_pages()
    folder = _free(backups, now)
    partial = folder.with_suffix(".partial")
    try:
        backups.mkdir(parents=True, exist_ok=True)
        for cut_short in backups.glob("*.partial"):
            shutil.rmtree(cut_short)
        partial.mkdir(mode=0o700)
        _copy_database(lane, partial / DATABASE)
        if keys.exists():
            _copy(keys, partial / KEYS)
        partial.rename(folder)
    except OSError as reason:
        shutil.rmtree(partial, ignore_errors=True)
        raise BackupFailed(path=folder, reason=reason.strerror or str(reason)) from reason
    except sqlcipher3.DatabaseError as reason:
        shutil.rmtree(partial, ignore_errors=True)
        raise unavailable(lane.path, reason) from reason
    for old in [each for each in existing(backups) if each != folder][KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def existing(backups: Path) -> tuple[Path, ...]:
    """The whole backups in this folder, newest first; what somebody else put there is no backup."""
    if not backups.is_dir():
        return ()
    found = (each for each in backups.iterdir() if _is_dated(each) and (each / DATABASE).is_file())
    return tuple(sorted(found, reverse=True))


def made_at(backup: Path) -> datetime:
    """When a backup was made, from its name. Raises ValueError for another kind of folder."""
    return datetime.strptime(backup.name, _FORM).replace(tzinfo=UTC)


def still_holding(backups: Path, erased_at: datetime) -> tuple[Path, ...]:
    """The backups made before something was erased at this instant, newest first: they hold it.

    One made in the very same millisecond is named too.
    """
    last = (erased_at + timedelta(milliseconds=1)).strftime(_FORM)
    return tuple(each for each in existing(backups) if each.name < last)


def restore(backup: Path, into: Path, make_own: Callable[[Path], object]) -> None:
    """Make a desk of a backup in a new folder; overwrites nothing.

    ``make_own`` is given the folder of the copy before that takes its place, all at once: however
    a restore is cut short, there never is a half desk, nor one under the id of the first.
    Raises NoBackup, FolderNotEmpty, RestoreFailed or what ``make_own`` raises; the copy goes then.
    """
    try:
        into = into.resolve()
        if into.exists() and any(into.iterdir()):
            raise FolderNotEmpty(path=into)
        into.parent.mkdir(parents=True, exist_ok=True)
        with _own_copy(backup, into.parent, make_own) as copied:
            if into.exists():
                into.rmdir()
            copied.rename(into)
    except OSError as reason:
        raise RestoreFailed(path=into, reason=reason.strerror or str(reason)) from reason


def put_in_place(
    backup: Path,
    folder: Path,
    make_own: Callable[[Path], object],
    now: datetime,
    *,
    with_keys: bool,
) -> Path:
    """Put a backup into the place of a desk that is damaged or gone, and what is left of it aside.

    Nothing is deleted: gives back the folder within ``folder`` where the damaged files lie.
    ``with_keys``: the backup's file of keys is taken, and that of the desk goes aside as well.
    Raises NoBackup, RestoreFailed or what ``make_own`` raises; the desk is as it was then.
    """
    aside = folder / now.strftime(f"set-aside-{_FORM}")
    try:
        for cut_short in folder.glob(f"{_COPYING}*"):
            shutil.rmtree(cut_short)
        with _own_copy(backup, folder, make_own) as copied:
            aside.mkdir(mode=0o700)
            names = [DATABASE, *((KEYS,) if with_keys else ())]
            for name in names:
                for each in folder.glob(f"{name}*"):
                    each.rename(aside / each.name)
            # The database last: without it, the next start says that it is gone and offers this.
            for each in sorted(copied.glob("desk.*"), key=lambda file: file.name == DATABASE):
                if each.name.startswith(tuple(names)):
                    each.rename(folder / each.name)
            shutil.rmtree(copied)
    except OSError as reason:
        raise RestoreFailed(path=folder, reason=reason.strerror or str(reason)) from reason
    return aside


@contextmanager
def _own_copy(backup: Path, beside: Path, make_own: Callable[[Path], object]) -> Iterator[Path]:
    """A copy of the backup in a folder of its own; where anything is raised, it is taken away."""
    if not (backup / DATABASE).is_file():
        raise NoBackup(path=backup)
    copied = Path(tempfile.mkdtemp(prefix=_COPYING, dir=beside))
    try:
        for name in (PENDING, KEYS, DATABASE):
            if (backup / name).is_file():
                _copy(backup / name, copied / name)
        make_own(copied)
        yield copied
    except BaseException:
        shutil.rmtree(copied, ignore_errors=True)
        raise


def _is_dated(folder: Path) -> bool:
    try:
        return bool(made_at(folder))
    except ValueError:
        return False


def _free(backups: Path, now: datetime) -> Path:
    while (backups / now.strftime(_FORM)).exists():
        now += timedelta(microseconds=1)
    return backups / now.strftime(_FORM)


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as original:
        _copy_open(original, target)


def _copy_open(original: BinaryIO, target: Path) -> None:
    """Copy a file so that at no moment anybody but this account can read the copy."""
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
        shutil.copyfileobj(original, file, 1 << 20)
        file.flush()
        os.fsync(file.fileno())


def _copy_database(lane: Lane, target: Path) -> None:
    # Outside a transaction: the log of recent writes goes into the main file first.
    lane.checkpoint()
    with lane.transaction():
        _copy_open(lane.file(), target)
        pending = lane.path.with_name(lane.path.name + "-wal")
        if pending.is_file() and pending.stat().st_size:
            _copy(pending, target.with_name(PENDING))
