"""This is where the timeline of a case is written and put in order."""

from dataclasses import replace
from uuid import UUID

from layerdesk.domain.cases.checks import check_length
from layerdesk.domain.cases.records import Case, TimelineEntry
from layerdesk.domain.language import tr
from layerdesk.domain.order import RANDOM_BYTES, between
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.allowing import allow_editing
from layerdesk.usecases.cases.identifiers import guard_edit
from layerdesk.usecases.ports import Reading, Work

WHEN_LENGTH = 60
FACT_LENGTH = 2000


def timeline_of(reading: Reading, case_id: RecordId) -> tuple[TimelineEntry, ...]:
    """The steps of what happened, in their order."""
    found = reading.find(TimelineEntry, case=case_id)
    return tuple(sorted(found, key=lambda entry: (entry.order, entry.id)))


def add_timeline_entry(
    work: Work,
    case_id: RecordId,
    *,
    when: str = "",
    fact: str = "",
    source: str = "",
    gap: bool = False,
    after: RecordId | None = None,
) -> TimelineEntry:
    """A new step, behind the step ``after`` or, without it, at the end.

    ``when`` is as the person says it, at most 60 characters; ``fact`` at most 2,000; ``source`` is
    record, recollection or system; ``gap`` says that something is not known here. Raises
    FieldWrong, NotAllowed, IdentifiersFound.
    """
    case = work.get(Case, case_id)
    allow_editing(work, case)
    entry_id = work.new_id()
    others = timeline_of(work, case_id)
    entry = TimelineEntry(
        id=entry_id,
        space=case.space,
        case=case_id,
        when=when.strip(),
        fact=Text(fact.strip()),
        source=source,
        gap=gap,
        order=_place(others, after or (others[-1].id if others else None), entry_id),
    )
    _check(entry)
    guard_edit(work, None, entry, reason=case.identifier_reason)
    return work.save(None, entry)


def edit_timeline_entry(work: Work, before: TimelineEntry, after: TimelineEntry) -> TimelineEntry:
    """Keep what was changed in a step. Raises FieldWrong, NotAllowed, IdentifiersFound."""
    case = work.get(Case, before.case)
    allow_editing(work, case)
    _check(after)
    guard_edit(work, before, after, reason=case.identifier_reason)
    return work.save(before, after)


def move_timeline_entry(
    work: Work, entry_id: RecordId, *, after: RecordId | None = None
) -> TimelineEntry:
    """Put a step behind the step ``after``, or first without it. Raises NotAllowed."""
    entry = work.get(TimelineEntry, entry_id)
    allow_editing(work, work.get(Case, entry.case))
    others = tuple(each for each in timeline_of(work, entry.case or entry_id) if each != entry)
    order = _place(others, after, work.new_id())
    return work.save(entry, replace(entry, order=order))


def remove_timeline_entry(work: Work, entry_id: RecordId) -> None:
    """Put a step in the bin. Raises NotAllowed."""
    entry = work.get(TimelineEntry, entry_id)
    allow_editing(work, work.get(Case, entry.case))
    work.delete(entry)


def _place(others: tuple[TimelineEntry, ...], after: RecordId | None, chance: RecordId) -> bytes:
    """A place behind the entry ``after``, which is one of the others, or before them all."""
    ids = [each.id for each in others]
    behind = ids.index(after) + 1 if after in ids else 0
    return between(
        others[behind - 1].order if behind else b"",
        others[behind].order if behind < len(others) else b"",
        UUID(chance).bytes[-RANDOM_BYTES:],
    )


def _check(entry: TimelineEntry) -> None:
    check_length(tr("When"), entry.when, WHEN_LENGTH)
    check_length(tr("What happened"), entry.fact.plain, FACT_LENGTH)
