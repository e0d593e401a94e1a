"""This is where records are put into the bin, listed there, and taken out again."""

from dataclasses import dataclass
from datetime import datetime

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.errors import Missing, NotAllowed
from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Person, Role
from layerdesk.domain.record import Record, RecordId
from layerdesk.usecases.people.tell_history import TITLES
from layerdesk.usecases.ports import Reading, Work

EMPTIES = frozenset(
    {
        Role.FACILITATOR,
        Role.SCRIBE,
        Role.SEA_LEAD,
        Role.FOLLOW_UP_LEAD,
        Role.PRACTICE_MANAGER,
    }
)
"""Who may put into the bin, and take out, what others made."""

BINNED = frozenset(kind.kind for kind, _ in TITLES if kind is not Person)
"""The kinds that a person puts into the bin as such; the rest is removed within its own place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binned:
    """A record in the bin."""

    kind: str
    id: RecordId
    title: str
    who: str
    """Who put it there, by name."""
    when: datetime | None


def list_bin(reading: Reading) -> tuple[Binned, ...]:
    """What lies in the bin, latest first."""
    names = {each.id: each.name for each in reading.find(Person)}
    found = []
    for kind, title in TITLES:
        for each in reading.find(kind, in_bin=True):
            words = str(getattr(each, title)).strip().partition("\n")[0]
            who = names.get(each.updated_by, "") if each.updated_by else ""
            found.append(
                Binned(kind=kind.kind, id=each.id, title=words, who=who, when=each.updated_at)
            )
    return tuple(sorted(found, key=lambda each: str(each.when or ""), reverse=True))


def delete_record(work: Work, kind: str, record: RecordId) -> Record:
    """Put a record into the bin, from which it can be taken out at any time.

    A case that was reported is closed or dropped with a reason instead. Raises NotAllowed, Missing.
    """
    found = _found(work, kind, record)
    if isinstance(found, Case) and found.state is not CaseState.DRAFT:
        raise NotAllowed(
            what=tr("A case that was reported stays. Close it, or say that it is not a case.")
        )
    work.delete(found)
    return found


def restore_record(work: Work, kind: str, record: RecordId) -> Record:
    """Take a record out of the bin. Raises NotAllowed and Missing."""
    found = _found(work, kind, record)
    work.restore(found)
    return found


def _found(work: Work, kind: str, record: RecordId) -> Record:
    record_type = BY_KIND.get(kind)
    if record_type is None or kind not in BINNED:
        raise Missing(what=kind)
    found = work.get(record_type, record)
    own = found.created_by == work.viewer.person
    if not own and not work.viewer.roles & EMPTIES:
        raise NotAllowed(what=tr("You can put into the bin, or take out, what you made yourself."))
    return found
