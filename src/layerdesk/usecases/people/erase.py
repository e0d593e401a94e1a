"""This is where something is erased from the whole history, as law or a slip of the pen asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.errors import Missing, NotAllowed, ReasonNeeded
from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.people.records import Role, SpaceKind
from layerdesk.domain.record import Record, RecordId
from layerdesk.usecases.cases.following import all_said_of, copies_of, latest, said_in_rooms
from layerdesk.usecases.cases.minuted import erase_from_meetings, find_minuted
from layerdesk.usecases.ports import Reading, Work

ERASES = frozenset({Role.PRACTICE_MANAGER, Role.IG_LEAD})
"""Who may erase what others can see. One's own notes anybody may erase."""

ERASED = frozenset({Note.kind, Case.kind, Action.kind, LearningPoint.kind})
"""The kinds that are erased whole; of a meeting only words are, its minutes being a record."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and when: backups from before still hold it."""

    records: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where it is told of a record that somebody thinks of erasing."""

    records: int
    """It, and what belongs to it."""
    items: int
    """On agendas."""
    minutes: int
    """Kept versions of minutes."""
    own_words: tuple[str, ...]
    """Key messages and corrections of the meetings that spoke of it, which may tell of it too."""


def what_tells_of(reading: Reading, kind: str, record: RecordId) -> Told:
    """What erasing it would erase, and what a person has to look through. Raises Missing."""
    gone = _with_all(reading, _found(reading, kind, record))
    found = find_minuted(reading, gone)
    return Told(
        records=len(gone),
        items=len(found.items),
        minutes=len(found.versions),
        own_words=found.own_words(),
    )


def erase_record(
    work: Work, kind: str, record: RecordId, *, reason: str, own_words: bool = False
) -> Erased:
    """Erase a record with all that belongs to it: everything the log, the index and drafts hold.

    What meetings told of it goes from agendas and from minutes that were kept; with ``own_words``
    also the key messages and corrections of these meetings, whatever they say. It cannot be undone.
    The reason stays, so it must not say what is erased. Raises ReasonNeeded, NotAllowed (also under
    a legal hold) and Missing.
    """
    found = _found(work, kind, record)
    if kind not in ERASED:
        raise NotAllowed(what=tr("This kind of record is not erased whole; erase its words."))
    _check(work, found, reason)
    gone = _with_all(work, found)
    erase_from_meetings(work, find_minuted(work, gone), gone, own_words=own_words)
    for each in gone:
        work.erase_record(each)
    return Erased(len(gone), work.now)


def erase_words(
    work: Work, kind: str, record: RecordId, fields: Sequence[str], *, reason: str
) -> Erased:
    """Empty these fields and erase what they ever said; the rest of the record stays.

    Raises as ``erase_record`` does.
    """
    found = _found(work, kind, record)
    _check(work, found, reason)
    work.erase_words(found, fields)
    return Erased(1, work.now)


def _found(reading: Reading, kind: str, record: RecordId) -> Record:
    known = BY_KIND.get(kind)
    if known is None:
        raise Missing(what=kind)
    return reading.get(known, record)


def _check(work: Work, found: Record, reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded(what=tr("Say why it is erased, without saying what it was."))
    own = work.viewer.spaces.get(found.space) is SpaceKind.ME
    if not own and not work.viewer.roles & ERASES:
        raise NotAllowed(
            what=tr("Only the practice manager or the information governance lead erases records.")
        )
    if isinstance(found, Case) and found.legal_hold:
        raise NotAllowed(what=tr("This case is under a legal hold, and nothing of it is erased."))
    work.because(reason)


def _with_all(reading: Reading, found: Record) -> tuple[Record, ...]:
    if isinstance(found, Case):
        newest = latest(reading, found.id)
        copies = (newest, *copies_of(reading, newest))
        notes = (reading.maybe(Note, case.from_note) for case in copies)
        said = (each for case in copies for each in all_said_of(reading, case))
        return (*said, *(each for each in notes if each is not None))
    if isinstance(found, Note):
        return (found, *said_in_rooms(reading, found.id))
    if isinstance(found, Action):
        both = (reading.find(ActionUpdate, in_bin=each, action=found.id) for each in (False, True))
        return (found, *(update for updates in both for update in updates))
    return (found,)
