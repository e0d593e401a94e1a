"""This is where a desk lives in memory, for tests of what a person can do.

``FakeDesk`` keeps records in a dict and gives a ``Reading`` or a ``Work`` as storage does: a viewer
sees only the viewer's spaces, reads within a work see what it saved before, nothing is kept of a
work that raises, and ``save`` changes only the fields in which ``after`` differs from ``before``.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import Missing
from layerdesk.domain.ids import new_id
from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.people.history import Happening
from layerdesk.domain.people.records import Membership, Person, Role, Space, SpaceKind
from layerdesk.domain.record import STANDARD_FIELDS, Record, RecordId, SpaceId, Text, fields_of
from layerdesk.usecases.ports import NO_WORDS, Hit, Viewer

R = TypeVar("R", bound=Record)
T = TypeVar("T")

NOW = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
"""A Thursday at lunchtime, in winter: the wall clock in London says the same."""

LONDON = ZoneInfo("Europe/London")


class FakeDesk:
    """One person at one desk. ``roles`` may be changed by ``seen_by``; ``now`` may be set."""

    def __init__(self, *roles: Role) -> None:
        self.now = NOW
        self.zone = LONDON
        self.records: dict[RecordId, Record] = {}
        self.saved: list[tuple[Record | None, Record]] = []
        """Every save that was kept, as (before, after); delete and restore count as saves."""
        self.erased: list[Record] = []
        self.reasons: list[str] = []
        """What was said with ``because``, oldest first."""
        self.histories: dict[RecordId, tuple[Happening, ...]] = {}
        """What ``history`` tells of records; a test says so itself."""
        self._made = 0
        self._refs = 0
        self.practice = self._space(SpaceKind.PRACTICE)
        self.review_team = self._space(SpaceKind.REVIEW_TEAM)
        self.cluster = self._space(SpaceKind.CLUSTER)
        self.person = self.make(Person, name="Sam Okafor", job_role="gp_partner").id
        self.viewer = self.as_seen_by(self.person, *roles)
        self.me = self.viewer.space(SpaceKind.ME)

    def new_id(self) -> RecordId:
        """The next id: the same ones in the same order in each test."""
        self._made += 1
        return new_id(NOW, lambda size: self._made.to_bytes(size, "big"))

    def make(self, record: type[R], /, *, space: SpaceId | None = None, **values: Any) -> R:
        """A record that is simply there; in the practice's space unless another is named."""
        values.setdefault("id", self.new_id())
        values.setdefault("created_at", self.now)
        values.setdefault("created_by", getattr(self, "person", None))
        made = record(space=space or self.practice, **values)
        self.records[made.id] = made
        return made

    def as_seen_by(self, person: RecordId, *roles: Role) -> Viewer:
        """A viewer with these roles, a *me* space of their own and everything that is shared."""
        mine = next(
            (
                SpaceId(each.id)
                for each in self.records.values()
                if isinstance(each, Space) and each.title == f"me {person}"
            ),
            None,
        ) or self._space(SpaceKind.ME, f"me {person}")
        spaces = {
            mine: SpaceKind.ME,
            self.review_team: SpaceKind.REVIEW_TEAM,
            self.practice: SpaceKind.PRACTICE,
            self.cluster: SpaceKind.CLUSTER,
        }
        return Viewer(person=person, roles=frozenset(roles), spaces=spaces)

    def seen_by(self, person: RecordId, *roles: Role) -> None:
        """From now on somebody else sits at the desk (or the same person with other roles)."""
        self.viewer = self.as_seen_by(person, *roles)
        self._join_named_spaces()

    def do(self, function: Callable[..., T], /, *args: Any, **values: Any) -> T:
        """Run a use case that writes; keep all of it, or nothing where it raises."""
        work = FakeWork(self)
        result = function(work, *args, **values)
        self.records = work.records
        self.saved += work.saved
        self.erased += work.erased
        self.reasons += work.reasons
        self._join_named_spaces()
        return result

    def write(self, function: Callable[..., T], /, *args: Any, **values: Any) -> tuple[T, Changed]:
        """The same as ``do``, and what changed; a record comes as it stands afterwards."""
        saved, erased = len(self.saved), len(self.erased)
        result = self.do(function, *args, **values)
        touched = [after for _, after in self.saved[saved:]] + self.erased[erased:]
        if isinstance(result, Record):
            result = self.records.get(result.id, result)  # type: ignore[assignment]
        return result, Changed(frozenset((each.kind, each.id) for each in touched))

    def read(self, function: Callable[..., T], /, *args: Any, **values: Any) -> T:
        """Run a use case that only looks. A use case that tries to write here fails."""
        return function(FakeReading(self), *args, **values)

    def get(self, record: type[R], record_id: RecordId | None) -> R:
        """What is kept, whoever looks."""
        found = self.records[record_id or RecordId("")]
        assert isinstance(found, record)
        return found

    def all(self, record: type[R]) -> tuple[R, ...]:
        """All records of the kind that are not in the bin, oldest first, whoever looks."""
        return tuple(
            each for each in self.records.values() if isinstance(each, record) and not each.deleted
        )

    def later(self, **much: float) -> None:
        """Let time pass: ``desk.later(days=3)``."""
        self.now += timedelta(**much)

    def next_ref(self, prefix: str) -> str:
        """The next human reference, such as LD-2026-A001."""
        self._refs += 1
        return f"{prefix}-{self.now.year}-A{self._refs:03d}"

    def _space(self, kind: SpaceKind, title: str = "") -> SpaceId:
        space = SpaceId(self.new_id())
        self.records[RecordId(space)] = Space(
            id=RecordId(space), space=space, space_kind=kind, title=title
        )
        return space

    def _join_named_spaces(self) -> None:
        mine = named_spaces(self.records.values(), self.viewer.person)
        kept = {
            space: kind for space, kind in self.viewer.spaces.items() if kind is not SpaceKind.NAMED
        }
        self.viewer = replace(self.viewer, spaces={**kept, **mine})


class FakeReading:
    """What the viewer of a desk may see."""

    def __init__(self, desk: FakeDesk) -> None:
        self.desk = desk
        self.records = dict(desk.records)

    @property
    def viewer(self) -> Viewer:
        return self.desk.viewer

    @property
    def now(self) -> datetime:
        return self.desk.now

    @property
    def zone(self) -> ZoneInfo:
        return self.desk.zone

    @property
    def today(self) -> date:
        return self.desk.now.astimezone(self.desk.zone).date()

    def get(self, record: type[R], record_id: RecordId | None) -> R:
        found = self.maybe(record, record_id)
        if found is None:
            raise Missing(what=record_id)
        return found

    def maybe(self, record: type[R], record_id: RecordId | None) -> R | None:
        found = self.records.get(record_id) if record_id else None
        return found if isinstance(found, record) and self._is_seen(found) else None

    def find(self, record: type[R], /, *, in_bin: bool = False, **equal: Any) -> tuple[R, ...]:
        _check_names(record, equal)
        return tuple(
            each
            for each in self.records.values()
            if isinstance(each, record)
            and each.deleted is in_bin
            and self._is_seen(each)
            and all(_is_equal(getattr(each, name), wanted) for name, wanted in equal.items())
        )

    def rows(
        self, record: type[Record], columns: Sequence[str], /, **equal: Any
    ) -> tuple[tuple[Any, ...], ...]:
        _check_names(record, columns)
        return tuple(
            tuple(_plain(getattr(each, name)) for name in columns)
            for each in self.find(record, **equal)
        )

    def count(self, record: type[Record], /, **equal: Any) -> int:
        return len(self.find(record, **equal))

    def history(self, record: Record) -> tuple[Happening, ...]:
        return self.desk.histories.get(record.id, ())

    def search(self, words: str, *, kinds: Sequence[str] = (), limit: int = 50) -> tuple[Hit, ...]:
        wanted = words.casefold().split()
        hits = []
        for each in reversed(self.records.values()):
            text = " ".join(_searchable(each))
            seen = self._is_seen(each) and not each.deleted and (not kinds or each.kind in kinds)
            if seen and wanted and all(word in text.casefold() for word in wanted):
                hits.append(Hit(each.kind, each.id, text[:80], f"\x02{text[:40]}\x03"))
        return tuple(hits[:limit])

    def _is_seen(self, record: Record) -> bool:
        return record.space in self.viewer.spaces


class FakeWork(FakeReading):
    """One unit of work at a desk."""

    def __init__(self, desk: FakeDesk) -> None:
        super().__init__(desk)
        self.saved: list[tuple[Record | None, Record]] = []
        self.erased: list[Record] = []
        self.reasons: list[str] = []

    def new_id(self) -> RecordId:
        return self.desk.new_id()

    def next_ref(self, prefix: str) -> str:
        return self.desk.next_ref(prefix)

    def save(self, before: R | None, after: R) -> R:
        assert BY_KIND[after.kind] is type(after)
        assert before is None or (before.id, before.space) == (after.id, after.space)
        stored = self.records.get(after.id)
        if before is not None and (stored is None or before == after):
            return after
        empty = type(after)(id=after.id, space=after.space)
        was = before or empty
        changed = {
            each.name: getattr(after, each.name)
            for each in fields(after)
            if each.name not in STANDARD_FIELDS
            and getattr(was, each.name) != getattr(after, each.name)
        }
        who = self.viewer.person
        base = stored or replace(empty, created_at=self.now, created_by=who)
        self.records[after.id] = replace(base, **changed, updated_at=self.now, updated_by=who)
        self.saved.append((before, after))
        return after

    def delete(self, record: Record) -> None:
        self._put_in_bin(record, True)

    def restore(self, record: Record) -> None:
        self._put_in_bin(record, False)

    def erase_record(self, record: Record) -> None:
        self.erased.append(self.records.pop(record.id))

    def erase_words(
        self, record: Record, fields: Sequence[str], saying: Mapping[str, object] = NO_WORDS
    ) -> None:
        empty = {rule.name: rule.empty for rule in fields_of(type(record)) if rule.name in fields}
        said = {**empty, **saying}
        self.records[record.id] = replace(self.records[record.id], **said)

    def because(self, reason: str) -> None:
        self.reasons.append(reason)

    def _put_in_bin(self, record: Record, deleted: bool) -> None:
        stored = self.records[record.id]
        self.records[record.id] = replace(stored, deleted=deleted, updated_at=self.now)
        self.saved.append((stored, self.records[record.id]))

    def _is_seen(self, record: Record) -> bool:
        return super()._is_seen(record) or record.space in named_spaces(
            self.records.values(), self.viewer.person
        )


def named_spaces(records: Iterable[Record], person: RecordId) -> dict[SpaceId, SpaceKind]:
    """The named spaces that the person belongs to."""
    everything = tuple(records)
    mine = {
        each.space
        for each in everything
        if isinstance(each, Membership) and each.person == person and not each.ended
    }
    return {
        each.space: SpaceKind.NAMED
        for each in everything
        if isinstance(each, Space) and each.space_kind is SpaceKind.NAMED and each.space in mine
    }


def _check_names(record: type[Record], given: Iterable[str]) -> None:
    known = {each.name for each in fields(record)}
    unknown = set(given) - known
    assert not unknown, f"{record.kind} has no {unknown}"


def _is_equal(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, tuple | list | set | frozenset):
        return value in wanted
    return bool(value == wanted)


def _plain(value: Any) -> Any:
    """A value as a column of a table holds it."""
    if isinstance(value, Text):
        return value.plain
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return json.dumps(sorted(value))
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return int(value.timestamp() * 1000)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _searchable(record: Record) -> tuple[str, ...]:
    values = (getattr(record, each.name) for each in fields_of(type(record)))
    return tuple(
        str(value)
        for value in values
        if isinstance(value, str | Text) and not isinstance(value, Enum)
    )
