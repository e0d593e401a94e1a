"""This is where a desk keeps what it knows of itself: who it is, its letter, its settings."""

import uuid
from dataclasses import dataclass

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.record import RecordId

_DESK, _PERSON, _LETTER = "desk", "person", "letter"
_REF = "ref/"
_SETTING = "setting/"

IN_HUB, RESTORED = "sync/hub", "sync/restored"
"""What sync keeps of the hub, and that this folder is a backup that was restored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which desk this is, and whose."""

    desk: bytes
    """16 random bytes."""
    person: RecordId
    letter: str
    """The desk's letter in human references; a desk alone is A."""


def read_value(connection: Connection, name: str) -> bytes | None:
    """What is kept under this name, or None."""
    row = connection.execute("SELECT value FROM local WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def keep_value(connection: Connection, name: str, value: bytes) -> None:
    """Keep this under the name, in place of what was there."""
    connection.execute("INSERT OR REPLACE INTO local(name, value) VALUES (?, ?)", (name, value))


def identity(connection: Connection) -> Identity | None:
    """Who this desk is; None before its first start is finished."""
    desk, person, letter = (read_value(connection, each) for each in (_DESK, _PERSON, _LETTER))
    if desk is None or person is None or letter is None:
        return None
    return Identity(desk=desk, person=RecordId(person.decode()), letter=letter.decode())


def take_identity(
    connection: Connection, person: RecordId, letter: str = "A", *, desk: bytes = b""
) -> Identity:
    """Give this desk another id, by default a fresh one: on the first start, after a restore."""
    desk = desk or uuid.uuid4().bytes
    for name, value in ((_DESK, desk), (_PERSON, person.encode()), (_LETTER, letter.encode())):
        keep_value(connection, name, value)
    return Identity(desk=desk, person=person, letter=letter)


def next_ref(connection: Connection, prefix: str, year: int) -> str:
    """The next human reference, such as LD-2026-A014; numbers are never used twice."""
    name = f"{_REF}{prefix}-{year}"
    number = int((read_value(connection, name) or b"0").decode()) + 1
    keep_value(connection, name, str(number).encode())
    letter = (read_value(connection, _LETTER) or b"A").decode()
    return f"{prefix}-{year}-{letter}{number:03}"


def read_setting(connection: Connection, name: str) -> str | None:
    """A setting of this desk as text, or None where it was never set."""
    found = read_value(connection, _SETTING + name)
    return found.decode() if found is not None else None


def keep_setting(connection: Connection, name: str, value: str) -> None:
    """Keep a setting of this desk."""
    keep_value(connection, _SETTING + name, value.encode())


def read_settings(connection: Connection) -> dict[str, str]:
    """All settings of this desk, by name."""
    rows = connection.execute("SELECT name, value FROM local WHERE name LIKE ?", (_SETTING + "%",))
    return {name.removeprefix(_SETTING): value.decode() for name, value in rows.fetchall()}
