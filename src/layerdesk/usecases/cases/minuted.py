"""This is where it is found what meetings told of a matter, and where it is taken out of them.

A meeting's own records stay: that there was an item, how long it took and what came of it. Its
words go, also from the minutes that were kept.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from layerdesk.domain.cases.records import Case
from layerdesk.domain.document import document_hash, from_bytes, to_bytes
from layerdesk.domain.errors import DocumentBroken
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.agenda import restricted_title
from layerdesk.domain.meetings.minutes import minutes_without
from layerdesk.domain.meetings.records import (
    AgendaItem,
    Correction,
    ItemState,
    Meeting,
    MinutesVersion,
)
from layerdesk.domain.record import Record
from layerdesk.usecases.ports import Reading, Work

_ITEM_WORDS = ("title", "note", "parked_reason")
_SNAPSHOT = ("document", "hash")


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Minuted:
    """Where meetings told of a matter."""

    items: tuple[AgendaItem, ...]
    versions: tuple[MinutesVersion, ...]
    """Kept minutes with a part about it, also those of other meetings."""
    meetings: tuple[Meeting, ...]
    """Those that had it on their agenda, or agreed something about it."""
    corrections: tuple[Correction, ...]
    """Of the minutes of these meetings, whatever they tell of."""

    def own_words(self) -> tuple[str, ...]:
        """What these meetings say in words of their own, which a person has to look through."""
        messages = (line for each in self.meetings for line in each.key_messages.plain.splitlines())
        said = (*messages, *(each.text for each in self.corrections))
        return tuple(line.strip() for line in said if line.strip())


def find_minuted(reading: Reading, gone: Sequence[Record]) -> Minuted:
    """Where meetings told of these records; the cases and notes among them name the items."""
    items = items_about(reading, gone)
    agreed = (each.meeting for each in gone if isinstance(each, LearningPoint | Action))
    ids = dict.fromkeys((*(each.meeting for each in items), *agreed))
    meetings = (reading.maybe(Meeting, each) for each in ids)
    return Minuted(
        items,
        _versions(reading, _marks((*gone, *items))),
        tuple(each for each in meetings if each is not None),
        tuple(each for each in _with_bin(reading, Correction) if each.meeting in ids),
    )


def items_about(reading: Reading, gone: Iterable[Record]) -> tuple[AgendaItem, ...]:
    """The items of all agendas, also those in the bin, whose subject is one of these records."""
    return _with_bin(reading, AgendaItem, subject=tuple(each.id for each in gone))


def erase_from_meetings(
    work: Work, found: Minuted, gone: Sequence[Record], *, own_words: bool = False
) -> None:
    """Take what meetings told of these records out of agendas, key messages and kept minutes.

    An item that is still to come is erased with them. With ``own_words`` the key messages and
    corrections of the meetings that spoke of it go too, whatever they say.
    """
    for item in found.items:
        if item.state is ItemState.TO_COME and not item.spent_seconds:
            work.erase_record(item)
        else:
            said = {"title": tr("Erased item"), "subject": None}
            work.erase_words(item, _ITEM_WORDS, said)
    marks = _marks((*gone, *found.items))
    if own_words:
        marks |= _marks((*found.meetings, *found.corrections))
        for correction in found.corrections:
            work.erase_record(correction)
    _erase_messages(work, found.meetings, gone, everything=own_words)
    _erase_from_minutes(work, marks, restricted=False)


def hide_from_meetings(work: Work, found: Minuted, gone: Sequence[Record], new: Case) -> None:
    """Take a case that became restricted out of what everybody reads; its items lead to the new.

    Agendas and kept minutes then say of it what they say of any restricted case.
    """
    for item in found.items:
        said = {"title": restricted_title(new.ref), "subject": new.id, "restricted": True}
        work.erase_words(item, _ITEM_WORDS, said)
    _erase_messages(work, found.meetings, gone, everything=False)
    _erase_from_minutes(work, _marks((*gone, *found.items)), restricted=True)


def _erase_messages(
    work: Work, meetings: Iterable[Meeting], gone: Iterable[Record], *, everything: bool
) -> None:
    """Erase the key messages in the words of these learning points, or all of them."""
    points = {each.statement.strip() for each in gone if isinstance(each, LearningPoint)}
    for meeting in meetings:
        lines = meeting.key_messages.plain.splitlines()
        kept = [] if everything else [line for line in lines if line.strip() not in points]
        if len(kept) < len(lines):
            said = {"key_messages": meeting.key_messages.saying("\n".join(kept))}
            work.erase_words(meeting, tuple(said), said)


def _erase_from_minutes(work: Work, marks: Collection[str], *, restricted: bool) -> None:
    for version in _versions(work, marks):
        try:
            document = from_bytes(version.document)
        except DocumentBroken:
            # No program reads these minutes any more, but whoever searches the file would.
            work.erase_words(version, _SNAPSHOT)
            continue
        left = minutes_without(document, marks, work.today, restricted=restricted)
        said = {"document": to_bytes(left), "hash": document_hash(left)}
        work.erase_words(version, _SNAPSHOT, said)


def _versions(reading: Reading, marks: Collection[str]) -> tuple[MinutesVersion, ...]:
    return tuple(
        each
        for each in _with_bin(reading, MinutesVersion)
        if any(mark.encode() in each.document for mark in marks)
    )


def _marks(records: Iterable[Record]) -> frozenset[str]:
    return frozenset(str(each.id) for each in records)


def _with_bin(reading: Reading, kind: type[R], **wanted: Any) -> tuple[R, ...]:
    return (*reading.find(kind, **wanted), *reading.find(kind, in_bin=True, **wanted))
