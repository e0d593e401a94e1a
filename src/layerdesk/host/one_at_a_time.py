"""This is where two LayerDesks are kept from writing to one folder at the same time.

The lock belongs to the open file, so the operating system lets go of it when its holder ends,
however that comes about; what is written in the file only says who it is. The file itself is never
removed: a third start could then lock a new file beside a second holder of the old one.
"""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from layerdesk.domain.errors import FolderInUse, FolderNotWritable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows lets nobody read a locked byte: it is one far behind what is written in the file.
_LOCKED_BYTE = 4096

_TRIES = 5
_PAUSE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has a folder open: its process id, and what it is, such as ``window`` or ``backup``."""

    pid: int
    what: str


@contextlib.contextmanager
def only_one(lock: Path, what: str) -> Iterator[Holder]:
    """Hold the lock file of a folder, which exists, while the block runs.

    Raises FolderInUse, which says who holds it, or FolderNotWritable.
    """
    try:
        file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as problem:
        raise FolderNotWritable(path=str(lock.parent), reason=problem.strerror) from problem
    try:
        _lock(file)
        holder = Holder(pid=os.getpid(), what=what)
        _write(file, json.dumps({"pid": holder.pid, "what": holder.what}).encode())
        try:
            yield holder
        finally:
            _write(file, b"")
            _unlock(file)
    finally:
        os.close(file)


def holder_of(lock: Path) -> Holder | None:
    """Who holds this lock file now, or None; asking does not disturb them."""
    try:
        file = os.open(lock, os.O_RDWR)
    except OSError:
        return None
    try:
        if _locked(file):
            _write(file, b"")  # what a killed holder left
            _unlock(file)
            return None
        return _read(file)
    finally:
        os.close(file)


def _lock(file: int) -> None:
    """Lock, or raise FolderInUse; somebody who does not say who it is may only be asking."""
    for _ in range(_TRIES):
        if _locked(file):
            return
        other = _read(file)
        if other.pid:
            break
        time.sleep(_PAUSE)
    raise FolderInUse(what=other.what, pid=other.pid)


def _read(file: int) -> Holder:
    """What the holder wrote; in the moment before it writes, someone unknown."""
    os.lseek(file, 0, os.SEEK_SET)
    try:
        words = json.loads(os.read(file, _LOCKED_BYTE))
        return Holder(pid=int(words["pid"]), what=str(words["what"]))
    except (ValueError, KeyError, TypeError):
        return Holder(pid=0, what="")


def _write(file: int, content: bytes) -> None:
    os.lseek(file, 0, os.SEEK_SET)
    os.truncate(file, 0)
    os.write(file, content)


def _locked(file: int) -> bool:
    """Lock without waiting; false if another has it."""
    try:
        if sys.platform == "win32":
            os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(file: int) -> None:
    if sys.platform == "win32":
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
