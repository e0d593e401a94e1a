"""This is where the use cases name what they need from outside.

A use case is a plain function whose first argument is a ``Reading`` (it only looks) or a ``Work``
(it also writes). What is saved within one ``Work`` becomes one operation for each space, or nothing
at all where the function raises.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from zoneinfo import ZoneInfo

from layerdesk.domain.changed import Changed
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.people.history import Happening
from layerdesk.domain.people.records import Role, SpaceKind
from layerdesk.domain.people.undoing import Undone
from layerdesk.domain.record import Record, RecordId, SpaceId

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")

NO_WORDS: Mapping[str, object] = MappingProxyType({})
"""Nothing said in place of what is erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who is looking: every read gives only what lies in the viewer's spaces."""

    person: RecordId
    roles: frozenset[Role] = frozenset()
    spaces: Mapping[SpaceId, SpaceKind] = field(default_factory=dict)

    def space(self, kind: SpaceKind) -> SpaceId:
        """The viewer's one space of this kind (me, review team or practice). Raises KeyError."""
        for space, its_kind in self.spaces.items():
            if its_kind is kind:
                return space
        raise KeyError(kind)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found by searching."""

    kind: str
    id: RecordId
    title: str
    """The record's first words, plain."""
    snippet: str
    """Words around the hit; each hit stands between \\x02 and \\x03."""


class Reading(Protocol):
    """What the viewer may see, as it stood when the reading began."""

    @property
    def viewer(self) -> Viewer:
        """Who is looking."""
        ...

    @property
    def now(self) -> datetime:
        """This instant, in UTC; the same throughout one reading or work."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The practice's time zone."""
        ...

    @property
    def today(self) -> date:
        """The calendar day of now in the practice's zone."""
        ...

    def get(self, record: type[R], record_id: RecordId | None) -> R:
        """The record, also one in the bin. Raises Missing where there is none for this viewer."""
        ...

    def maybe(self, record: type[R], record_id: RecordId | None) -> R | None:
        """The record, or None where there is none for this viewer (or the id is None)."""
        ...

    def find(self, record: type[R], /, *, in_bin: bool = False, **equal: Any) -> tuple[R, ...]:
        """All records whose fields equal the values, oldest first.

        A value may be a tuple, list, set or frozenset of values (any of them). Records in the bin
        are left out, or with ``in_bin`` are the only ones.
        """
        ...

    def rows(
        self, record: type[Record], columns: Sequence[str], /, **equal: Any
    ) -> tuple[tuple[Any, ...], ...]:
        """Only these fields (``id``, ``created_at`` … too), as plain values: for long lists.

        Texts come as plain strings, enums as strings, sets as JSON text. Newest last.
        """
        ...

    def count(self, record: type[Record], /, **equal: Any) -> int:
        """How many there are."""
        ...

    def history(self, record: Record) -> tuple[Happening, ...]:
        """What happened to the record, oldest first."""
        ...

    def search(self, words: str, *, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Hit, ...]:
        """Full-text hits, best first among the newest 2,000; the last word may be a beginning."""
        ...


class Work(Reading, Protocol):
    """One unit of work: reads see what was saved before in the same work."""

    def new_id(self) -> RecordId:
        """A fresh id."""
        ...

    def next_ref(self, prefix: str) -> str:
        """The next human reference of this desk and year, such as LD-2026-A014."""
        ...

    def save(self, before: R | None, after: R) -> R:
        """Make edits of just the fields in which ``after`` differs from ``before``; None creates.

        ``before`` is what the screen showed, not what is stored. Gives back ``after``.
        """
        ...

    def delete(self, record: Record) -> None:
        """Put the record in the bin."""
        ...

    def restore(self, record: Record) -> None:
        """Take the record out of the bin."""
        ...

    def erase_record(self, record: Record) -> None:
        """Erase everything the log holds of the record, and whatever arrives later for it."""
        ...

    def erase_words(
        self, record: Record, fields: Sequence[str], saying: Mapping[str, object] = NO_WORDS
    ) -> None:
        """Empty these fields, and erase what they ever held from the whole history.

        ``saying`` has what they say from now on, or what other fields do, which keep their history;
        a set of elements can't be said anew, nor a text that was never written.
        """
        ...

    def because(self, reason: str) -> None:
        """Say why; the reason stands in the history of all that this work changes."""
        ...


class Desk(Protocol):
    """A desk's database, in which use cases run. ``read`` and ``all_drafts`` only look.

    Looking and writing may go on at the same time, each on one thread.
    """

    def write(
        self, function: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[T, Changed]:
        """Run a use case in one unit of work, named after the function in the log.

        A record that the function gives back comes as it stands afterwards, ready to be edited on.
        """
        ...

    def read(
        self, function: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a reading use case, on one state of the database."""
        ...

    def undo(self) -> tuple[Undone, Changed]:
        """Take back what this desk did last. Raises NothingToUndo or CannotUndo."""
        ...

    def redo(self) -> tuple[Undone, Changed]:
        """Bring back what was taken back last. Raises NothingToUndo or CannotUndo."""
        ...

    def viewer(self) -> Viewer:
        """Who is looking from this desk."""
        ...

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed."""
        ...

    def drop_draft(self, record: RecordId, field: str, words: str | None = None) -> None:
        """Forget a draft; with ``words``, only where it still says just that."""
        ...

    def all_drafts(self) -> tuple[Draft, ...]:
        """Every draft, the latest first."""
        ...

    def setting(self, name: str) -> str | None:
        """A setting of this desk, or None where it was never set."""
        ...

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting of this desk."""
        ...


@dataclass(frozen=True, slots=True)
class BackupOfDesk:
    """A whole backup."""

    made_at: datetime
    path: Path


class Keeper(Protocol):
    """What the program keeps beside the database. All of it belongs on a lane."""

    def failed_tries(self) -> Sequence[datetime]:
        """When somebody failed to unlock since this was last told, oldest first."""
        ...

    def forget_failed_tries(self, told: Sequence[datetime]) -> None:
        """These are in the records now."""
        ...

    def backups(self) -> Sequence[BackupOfDesk]:
        """The whole backups, newest first."""
        ...

    def still_holding(self, erased_at: datetime) -> Sequence[BackupOfDesk]:
        """The backups that still hold what was erased then."""
        ...

    def restore(self, backup: Path, into: Path) -> Path:
        """Make a desk of a backup in a new folder. Raises FolderNotEmpty and BackupFailed."""
        ...
