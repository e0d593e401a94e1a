"""This is where it is found in which space, and at which place in its list, a new record goes."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from layerdesk.domain.cases.records import Case
from layerdesk.domain.meetings.records import AgendaItem, Meeting
from layerdesk.domain.order import RANDOM_BYTES, between
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.usecases.ports import Reading, Work


class Placed(Protocol):
    """A record with a place in an order."""

    @property
    def id(self) -> RecordId:
        """Its id."""
        ...

    @property
    def order(self) -> bytes:
        """Its place."""
        ...


def space_of(reading: Reading, meeting: Meeting, item: AgendaItem | None) -> SpaceId:
    """Where what is said under the item belongs: that of a restricted case stays in its space.

    Raises Missing where the item is restricted and its case is not open to the viewer.
    """
    if item is None or not item.restricted:
        return meeting.space
    return reading.get(Case, item.subject).space


def in_order(records: Sequence["AgendaItem"]) -> tuple[AgendaItem, ...]:
    """The items as they stand on the agenda."""
    return tuple(sorted(records, key=lambda each: (each.order, each.id)))


def items_of(reading: Reading, meeting: RecordId) -> tuple[AgendaItem, ...]:
    """The meeting's items as they stand on the agenda."""
    return in_order(reading.find(AgendaItem, meeting=meeting))


def last_place(work: Work, others: Sequence[Placed]) -> bytes:
    """A place after all the others."""
    last = max((each.order for each in others), default=b"")
    return between(last, b"", chance(work))


def place_at(work: Work, others: Sequence[Placed], position: int) -> bytes:
    """A place among the others, which come in order; position 0 is the first."""
    position = max(0, min(position, len(others)))
    before = others[position - 1].order if position else b""
    after = others[position].order if position < len(others) else b""
    return between(before, after, chance(work))


def chance(work: Work) -> bytes:
    """Random bytes that end a place; the end of a fresh id is nothing but chance."""
    return UUID(work.new_id()).bytes[-RANDOM_BYTES:]
