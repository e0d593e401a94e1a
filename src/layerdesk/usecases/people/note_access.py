"""This is where a trace is left of who signed in, or looked at or took out what is restricted."""

from dataclasses import dataclass

from layerdesk.domain.people.records import Access, AccessKind, Person, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.usecases.people.allowing import READS_ALL_TRACES
from layerdesk.usecases.ports import Reading, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One trace and who left it."""

    access: Access
    who: str
    """The person's name; empty where they are not known here."""


def sign_in(work: Work) -> Access:
    """Note that the viewer opened or unlocked this desk."""
    return _note(work, AccessKind.SIGNED_IN, space=work.viewer.space(SpaceKind.PRACTICE))


def note_access(
    work: Work,
    what: AccessKind,
    *,
    record_kind: str,
    record: RecordId,
    space: SpaceId,
    detail: str = "",
) -> Access:
    """Note that the viewer looked at a restricted record or exported one.

    ``space`` is that of the record, so that only those who may see it see the trace. ``detail`` is
    such as a format, never words of the record.
    """
    return _note(work, what, space=space, record_kind=record_kind, record=record, detail=detail)


def list_access(reading: Reading, *, limit: int = 200) -> tuple[Trace, ...]:
    """Traces, newest first: everybody's for those who answer for it, otherwise the viewer's own."""
    names = {each.id: each.name for each in reading.find(Person)}
    everybody = bool(reading.viewer.roles & READS_ALL_TRACES)
    found = [
        each
        for each in reversed(reading.find(Access))
        if everybody or each.created_by == reading.viewer.person
    ]
    return tuple(
        Trace(access=each, who=names.get(each.created_by, "") if each.created_by else "")
        for each in found[:limit]
    )


def _note(
    work: Work,
    what: AccessKind,
    *,
    space: SpaceId,
    record_kind: str = "",
    record: RecordId | None = None,
    detail: str = "",
) -> Access:
    return work.save(
        None,
        Access(
            id=work.new_id(),
            space=space,
            what=what,
            record_kind=record_kind,
            record=record,
            detail=detail,
        ),
    )
