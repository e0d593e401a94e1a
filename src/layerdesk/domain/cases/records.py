"""This is where quick notes, cases and what belongs to a case are records."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.record import (
    Record,
    RecordId,
    Text,
    names,
    place_in_order,
    texts,
)


class NoteState(StrEnum):
    """A note waits in the inbox until somebody sorts it."""

    INBOX = "inbox"
    CONVERTED = "converted"
    FILED = "filed"
    DISCARDED = "discarded"


class CaseState(StrEnum):
    """The way of a case. Source: domain model, workflow states."""

    DRAFT = "draft"
    REPORTED = "reported"
    TRIAGED = "triaged"
    GATHERING_FACTS = "gathering_facts"
    READY = "ready"
    SCHEDULED = "scheduled"
    DISCUSSED = "discussed"
    ACTIONS_AGREED = "actions_agreed"
    IN_FOLLOW_UP = "in_follow_up"
    AWAITING_REVIEW = "awaiting_review"
    CLOSED = "closed"
    PARKED = "parked"
    MERGED = "merged"
    NOT_A_CASE = "not_a_case"
    TRANSFERRED = "transferred"
    REOPENED = "reopened"


class YesNo(StrEnum):
    """An answer that may still be open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Embedded(StrEnum):
    """Whether the lessons are in daily use."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"


class Lfpse(StrEnum):
    """Whether the event is recorded with Learn from Patient Safety Events."""

    NOT_ASSESSED = "not_assessed"
    NOT_NEEDED = "not_needed"
    TO_DO = "to_do"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """A quick learning note: what happened or what was learned, in seconds."""

    kind: ClassVar[str] = "note"

    text: Text = texts()
    """At most 5,000 characters."""
    source: str = ""
    trigger: str = ""
    importance: int | None = None
    """1 to 3."""
    tags: frozenset[str] = names()
    deadline: date | None = None
    state: NoteState = NoteState.INBOX
    became_kind: str = ""
    became: RecordId | None = None
    sorted_reason: str = ""
    identifier_reason: str = ""
    """Why block-level findings in the text are not identifiers, where somebody said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Record):
    """An event or case under review."""

    kind: ClassVar[str] = "case"

    ref: str = ""
    """The human reference, such as LD-2026-A014."""
    title: str = ""
    """Neutral, no names, at most 120 characters."""
    state: CaseState = CaseState.DRAFT
    state_reason: str = ""
    case_type: str = ""
    method: str = ""
    method_version: int = 0
    event_kind: str = ""
    date_of_event: ApproximateDate = ApproximateDate("")
    date_identified: date | None = None
    date_reported: date | None = None
    how_identified: str = ""
    place: str = ""
    other_orgs: frozenset[str] = names()
    care_area: str = ""
    problem_types: frozenset[str] = names()
    reported_by_role: str = ""
    reporter: RecordId | None = None
    subject_alias: str = ""
    age_band: str = ""
    subject_sex: str = ""
    summary: Text = texts()
    """Two or three plain sentences, at most 600 characters."""
    immediate_action: Text = texts()
    made_safe: YesNo | None = None
    patients_affected: int | None = None
    family_affected: int | None = None
    staff_affected: int | None = None
    support_offered: YesNo | None = None
    support_note: Text = texts()
    harm_physical: str = ""
    harm_psychological: str = ""
    harm_basis: str = ""
    risk_consequence: int | None = None
    """1 to 5, for recurrence with today's controls."""
    risk_likelihood: int | None = None
    """1 to 5."""
    learning_value: int | None = None
    """1 to 3."""
    priority_manual: int | None = None
    """1 (first) and up; only with a reason."""
    priority_reason: str = ""
    candour: str = "not_assessed"
    candour_reason: str = ""
    lfpse: Lfpse = Lfpse.NOT_ASSESSED
    lfpse_ref: str = ""
    lfpse_date: date | None = None
    safeguarding: bool = False
    complaint: bool = False
    legal_hold: bool = False
    restricted: bool = False
    linked_cases: frozenset[str] = names()
    themes: frozenset[str] = names()
    tags: frozenset[str] = names()
    outcome: str = ""
    discussed_on: date | None = None
    discussed_at: RecordId | None = None
    """The meeting."""
    closure_date: date | None = None
    closure_by: RecordId | None = None
    closure_statement: Text = texts()
    closure_override: str = ""
    """Why the case was closed although steps were missing."""
    lessons_embedded: Embedded | None = None
    feedback: Text = texts()
    """What the person who reported it was told."""
    feedback_date: date | None = None
    identifier_reason: str = ""
    from_note: RecordId | None = None
    derived_from: RecordId | None = None
    continued_as: RecordId | None = None
    merged_into: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry(Record):
    """One step of what happened."""

    kind: ClassVar[str] = "timeline_entry"

    case: RecordId | None = None
    when: str = ""
    """As the person says it: a date, a date with a time, or words such as "a week later"."""
    fact: Text = texts()
    source: str = ""
    """record, recollection or system."""
    gap: bool = False
    order: bytes = place_in_order()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributoryFactor(Record):
    """A condition that made the event more likely, or that helped."""

    kind: ClassVar[str] = "contributory_factor"

    case: RecordId | None = None
    framework: str = "seips"
    domain: str = ""
    description: Text = texts()
    effect: str = "hindered"
    """helped or hindered."""
    link: str = ""
    """main or some."""
    everyday: YesNo | None = None
    order: bytes = place_in_order()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Record):
    """The answer to one prompt of the case's method; one for each case and prompt."""

    kind: ClassVar[str] = "answer"

    case: RecordId | None = None
    prompt: str = ""
    text: Text = texts()
