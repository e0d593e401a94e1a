"""This is where the inbox is listed: notes to be sorted and reports to be triaged, oldest first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from layerdesk.domain.cases.records import Case, CaseState, Note, NoteState
from layerdesk.domain.cases.risk import Band, band
from layerdesk.domain.cases.waiting import waiting
from layerdesk.domain.record import RecordId
from layerdesk.usecases.columns import as_day, as_instant
from layerdesk.usecases.ports import Reading

TITLE_LENGTH = 80


class InboxKind(StrEnum):
    """What waits in the inbox."""

    NOTE = "note"
    """To be sorted; only its author sees it."""
    DRAFT = "draft"
    """A case that was begun and not reported yet."""
    REPORT = "report"
    """A case to be triaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One thing that waits."""

    kind: InboxKind
    id: RecordId
    ref: str
    """Empty for a note."""
    title: str
    """A case's title, or a note's first words."""
    text: str
    """A note's whole text, or a case's summary."""
    since: datetime
    days: int
    """Whole days that it has waited, 0 and up."""
    late: bool = False
    """Whether a report should have been triaged by now."""
    band: Band | None = None
    importance: int | None = None


def list_inbox(reading: Reading) -> tuple[InboxRow, ...]:
    """Everything that waits to be sorted or triaged by the viewer: what waited longest first.

    A report waits from the day it was reported, so the days lead and not when it was written.
    """
    rows = (*_notes(reading), *_cases(reading))
    return tuple(sorted(rows, key=lambda row: (-row.days, row.since, row.id)))


def first_words(text: str, most: int = TITLE_LENGTH) -> str:
    """The first line of a text, cut at a word to at most that many characters."""
    line = next((each.strip() for each in text.splitlines() if each.strip()), "")
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"


def _notes(reading: Reading) -> tuple[InboxRow, ...]:
    columns = ("id", "text", "created_at", "importance")
    found = reading.rows(Note, columns, state=NoteState.INBOX)
    rows = []
    for note_id, text, created_at, importance in found:
        since = as_instant(created_at) or reading.now
        rows.append(
            InboxRow(
                kind=InboxKind.NOTE,
                id=note_id,
                ref="",
                title=first_words(text),
                text=text,
                since=since,
                days=(reading.today - since.astimezone(reading.zone).date()).days,
                importance=importance,
            )
        )
    return tuple(rows)


def _cases(reading: Reading) -> tuple[InboxRow, ...]:
    columns = (
        "id",
        "ref",
        "title",
        "summary",
        "state",
        "created_at",
        "date_reported",
        "risk_consequence",
        "risk_likelihood",
        "candour",
    )
    found = reading.rows(
        Case, columns, state=(CaseState.REPORTED, CaseState.DRAFT), continued_as=None
    )
    rows = []
    for case_id, ref, title, summary, state, created_at, reported, worst, often, candour in found:
        since = as_instant(created_at) or reading.now
        its_band = band(worst, often)
        waited = waiting(
            state=CaseState(state),
            since=as_day(reported) or since.astimezone(reading.zone).date(),
            today=reading.today,
            band=its_band,
            candour=candour,
        )
        rows.append(
            InboxRow(
                kind=InboxKind.DRAFT if state == CaseState.DRAFT else InboxKind.REPORT,
                id=case_id,
                ref=ref,
                title=title or first_words(summary),
                text=summary,
                since=since,
                days=waited.days,
                late=waited.late,
                band=its_band,
            )
        )
    return tuple(rows)
