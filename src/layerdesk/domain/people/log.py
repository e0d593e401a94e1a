"""This is where it is said what the log is made of: edits, parts and operations."""

from dataclasses import dataclass, field
from enum import StrEnum

from layerdesk.domain.people.clock import Stamp
from layerdesk.domain.record import EditId

Wire = int | str | bytes | tuple["Wire", ...]
"""A value as the log keeps it. None is the empty tuple, False and True are 0 and 1, a day is ISO
text, an instant is milliseconds since 1970 UTC, an enum its value."""

FORMAT = 1

NONE: Wire = ()


class Verb(StrEnum):
    """What an edit does to its field."""

    CREATE = "create"
    SET = "set"
    TEXT = "text"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    DELETE = "delete"
    RESTORE = "restore"
    ERASE = "erase"


RECORD_SCOPE = "record"
EDITS_SCOPE = "edits"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one field of one record. Its id is (command, place) and never changes."""

    field: str
    verb: str
    """A ``Verb``, or one of a newer program, which is kept and passed on."""
    value: Wire
    replaces: tuple[EditId, ...] = ()
    """All edits of the field that its author saw standing."""


@dataclass(frozen=True, slots=True)
class Part:
    """The edits of one record in one operation, committed to with a salt of its own."""

    kind: str
    record: str
    edits: tuple[Edit, ...]
    first_place: int
    """The place of the first edit in the operation."""
    salt: bytes = field(default=b"", repr=False)
    """32 random bytes; none once the part is blanked."""
    remains: bytes = field(default=b"", repr=False)
    """64 bytes once the part is blanked: what is left of it still shows that it fits."""
    commitment: bytes = b""
    """32 bytes that fix the part, and what is left of it once it is blanked."""

    @property
    def blanked(self) -> bool:
        """Whether the values were erased; record, fields, verbs and replaces stay."""
        return not self.salt


@dataclass(frozen=True, slots=True)
class About:
    """Who did an operation, with what command, and why."""

    author: str
    """The id of a person; only "on behalf of", as the desk's membership says who it really was."""
    command: str
    """The use case's name, such as ``report_case``."""
    command_id: str
    """A UUID, the same in each space that one command touches."""
    reason: str = ""
    undoes: str = ""
    """The command id that this undoes, or empty."""
    salt: bytes = field(default=b"", repr=False)
    remains: bytes = field(default=b"", repr=False)
    commitment: bytes = b""

    @property
    def blanked(self) -> bool:
        """Whether the reason went with something that was erased."""
        return not self.salt


@dataclass(frozen=True, slots=True)
class Operation:
    """What one person did in one space in one transaction."""

    space: str
    desk: bytes
    """16 bytes."""
    number: int
    """1, 2, 3 … for each space and desk."""
    clock: int
    about: About
    parts: tuple[Part, ...]
    hash: bytes = b""
    """SHA-256 over the previous hash and the header with the commitments; 32 bytes."""
    format: int = FORMAT

    @property
    def stamp(self) -> Stamp:
        """Where it stands in the order of all operations."""
        return Stamp(self.clock, self.desk)


@dataclass(frozen=True, slots=True)
class StampedEdit:
    """An edit of one record with its id and its place in the order of all."""

    id: EditId
    stamp: Stamp
    author: str
    edit: Edit
    blanked: bool = False
