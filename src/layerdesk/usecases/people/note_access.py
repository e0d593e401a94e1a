"""This is where a trace is left of who signed in, or looked at or took out what is restricted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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


def sign_in(work: Work, failed: Sequence[datetime] = ()) -> Access:
    """Note that the viewer opened or unlocked this desk.

    ``failed`` are the instants at which somebody failed to, since the last time, oldest first; they
    are one trace of their own, and say nothing of who it was.
    """
    practice = work.viewer.space(SpaceKind.PRACTICE)
    if failed:
        instants = " ".join(f"{each:%Y-%m-%dT%H:%M:%SZ}" for each in failed)
        _note(work, AccessKind.FAILED_TO_SIGN_IN, space=practice, detail=instants)
    return _note(work, AccessKind.SIGNED_IN, space=practice)


def failed_times(access: Access) -> tuple[datetime, ...]:
    """The instants that a trace of failing to sign in tells of, oldest first."""
    return tuple(datetime.fromisoformat(each) for each in access.detail.split())


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
        if each.what is not AccessKind.REPORT_CAME_ON
        and (everybody or each.created_by == reading.viewer.person)
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
