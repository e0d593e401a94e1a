"""This is where the file of wrapped keys is read and written: JSON, with a check sum and a copy."""

import base64
import contextlib
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from layerdesk.domain.errors import FolderNotWritable, KeysDamaged, KeysMissing, KeysTooNew

FORMAT = 1
MOST_MEMORY = 1024 * 1024 * 1024
MOST_OPERATIONS = 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """The database's key, sealed under one secret; memory in bytes."""

    way: str
    operations: int
    memory: int
    salt: bytes
    nonce: bytes
    sealed: bytes

    def header(self, key_id: str) -> bytes:
        """What is authenticated with the sealed key, so that no part can be put with another."""
        parts = ("layerdesk-keys", FORMAT, key_id, self.way, self.operations, self.memory)
        return json.dumps([*parts, self.salt.hex()], separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysFile:
    """All wraps of one key, by the way that opens them."""

    key_id: str
    wraps: Mapping[str, Wrap]


class _Damaged(Exception):
    """This one file cannot be used."""


def copy_of(path: Path) -> Path:
    """Where the copy of a file of keys lies."""
    return path.with_name(path.name + ".copy")


def read(path: Path) -> KeysFile:
    """The keys of this file, or of its copy when the file itself is gone or damaged.

    Whichever of the two is missing, damaged or older is put right from the other, if the disk lets.
    Raises KeysMissing if neither is there, KeysDamaged if neither can be read, KeysTooNew.
    """
    if not path.exists() and not copy_of(path).exists():
        raise KeysMissing(path=str(path))
    for place in (path, copy_of(path)):
        try:
            content = place.read_bytes()
            held = _parsed(content, path)
        except (OSError, _Damaged) as problem:
            _log.warning("%s cannot be read: %s", place.name, type(problem).__name__)
            continue
        _mend(path, content)
        return held
    raise KeysDamaged(path=str(path))


def write(path: Path, keys: KeysFile) -> None:
    """Put these keys in place of what the file and its copy hold; all of it or nothing.

    Raises FolderNotWritable.
    """
    content = _written(keys)
    try:
        _replace(path, content)
        _replace(copy_of(path), content)
    except OSError as problem:
        raise FolderNotWritable(path=str(path.parent), reason=problem.strerror) from problem


def _mend(path: Path, content: bytes) -> None:
    for place in (path, copy_of(path)):
        with contextlib.suppress(OSError):
            if not place.exists() or place.read_bytes() != content:
                _replace(place, content)


def _replace(path: Path, content: bytes) -> None:
    """Write a new file, force it to the disk, and only then give it the name."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=path.name + ".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(made, path)
    except OSError:
        Path(made).unlink(missing_ok=True)
        raise
    if os.name == "posix":  # Windows has no folders to force to the disk
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _written(keys: KeysFile) -> bytes:
    body: dict[str, object] = {
        "program": "LayerDesk",
        "format": FORMAT,
        "key_id": keys.key_id,
        "wraps": [
            {
                "way": wrap.way,
                "kdf": "argon2id",
                "cipher": "xchacha20poly1305",
                "operations": wrap.operations,
                "memory": wrap.memory,
                "salt": base64.b64encode(wrap.salt).decode(),
                "nonce": base64.b64encode(wrap.nonce).decode(),
                "sealed": base64.b64encode(wrap.sealed).decode(),
            }
            for wrap in keys.wraps.values()
        ],
    }
    return json.dumps({**body, "checksum": _checksum(body)}, indent=1).encode() + b"\n"


def _parsed(content: bytes, path: Path) -> KeysFile:
    try:
        body = json.loads(content)
        found = body["format"]
        if isinstance(found, int) and found > FORMAT:
            raise KeysTooNew(path=str(path), format=found, known=FORMAT)
        if body.pop("checksum") != _checksum(body):
            raise _Damaged
        wraps = [_wrap(row) for row in body["wraps"]]
        return KeysFile(key_id=str(body["key_id"]), wraps={wrap.way: wrap for wrap in wraps})
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise _Damaged from problem


def _wrap(row: Mapping[str, object]) -> Wrap:
    wrap = Wrap(
        way=str(row["way"]),
        operations=int(str(row["operations"])),
        memory=int(str(row["memory"])),
        salt=base64.b64decode(str(row["salt"]), validate=True),
        nonce=base64.b64decode(str(row["nonce"]), validate=True),
        sealed=base64.b64decode(str(row["sealed"]), validate=True),
    )
    # A planted file must not make the computer give all its memory to one guess.
    if wrap.memory > MOST_MEMORY or wrap.operations > MOST_OPERATIONS:
        raise _Damaged
    return wrap


def _checksum(body: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
