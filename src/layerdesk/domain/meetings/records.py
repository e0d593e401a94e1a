"""This is where meetings, their agenda, who was there and what was minuted are records."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from layerdesk.domain.record import Record, RecordId, Text, names, place_in_order, texts


class MeetingState(StrEnum):
    """The way of a meeting and of its minutes."""

    PLANNED = "planned"
    AGENDA_SENT = "agenda_sent"
    OPEN = "open"
    CLOSED = "closed"
    MINUTES_DRAFT = "minutes_draft"
    CIRCULATED = "circulated"
    APPROVED = "approved"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What an item of the agenda is about."""

    WELCOME = "welcome"
    MINUTES = "minutes"
    ACTIONS = "actions"
    CHANGES = "changes"
    ORDER = "order"
    CASE = "case"
    NOTE = "note"
    GUIDELINE = "guideline"
    OTHER = "other"
    READ_BACK = "read_back"
    SHARE = "share"
    CLOSE = "close"


class ItemState(StrEnum):
    """Where an item is in the running meeting."""

    TO_COME = "to_come"
    CURRENT = "current"
    DONE = "done"
    PARKED = "parked"


class Presence(StrEnum):
    """Whether somebody was there."""

    EXPECTED = "expected"
    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    PART = "part"
    READ_AFTER = "read_after"
    CONTRIBUTED = "contributed"


class LastMinutes(StrEnum):
    """What the meeting said of the minutes of the last one."""

    NOT_YET = "not_yet"
    AGREED = "agreed"
    CORRECTED = "corrected"
    NONE = "none"


class NoteKind(StrEnum):
    """What a minute note is."""

    POINT = "point"
    WENT_WELL = "went_well"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting of the practice, from its plan to its archived minutes."""

    kind: ClassVar[str] = "meeting"

    ref: str = ""
    title: str = ""
    meeting_type: str = ""
    state: MeetingState = MeetingState.PLANNED
    state_reason: str = ""
    starts_at: datetime | None = None
    time_zone: str = "Europe/London"
    planned_minutes: int = 60
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    """While the meeting is paused; both clocks stand still."""
    paused_seconds: int = 0
    """How long it was paused altogether, before the pause of now."""
    place: str = ""
    plan: str = ""
    chair: RecordId | None = None
    facilitator: RecordId | None = None
    scribe: RecordId | None = None
    ground_rules: Text = texts()
    ground_rules_version: int = 0
    ground_rules_acknowledged: bool = False
    declarations: Text = texts()
    """Declarations of interest."""
    previous: RecordId | None = None
    previous_minutes: LastMinutes = LastMinutes.NOT_YET
    current_item: RecordId | None = None
    key_messages: Text = texts()
    """At most five, one on each line."""
    next_at: datetime | None = None
    read_back: bool = False
    """Whether learning, decisions and actions were read back and the owners said yes."""
    agenda_sent_on: date | None = None
    circulated_on: date | None = None
    circulated_to: Text = texts()
    approved_on: date | None = None
    approved_by: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """Somebody at a meeting; one for each person and meeting. A guest has no person."""

    kind: ClassVar[str] = "attendance"

    meeting: RecordId | None = None
    person: RecordId | None = None
    guest_name: str = ""
    guest_role: str = ""
    guest_item: RecordId | None = None
    """The one item that a guest sees."""
    presence: Presence = Presence.EXPECTED
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """One item of an agenda; its clock is stored instants, so it survives sleep and hand-over."""

    kind: ClassVar[str] = "agenda_item"

    meeting: RecordId | None = None
    item_kind: ItemKind = ItemKind.OTHER
    title: str = ""
    subject: RecordId | None = None
    """The case or note it is about."""
    restricted: bool = False
    minutes: int = 5
    extra_minutes: int = 0
    presenter: RecordId | None = None
    order: bytes = place_in_order()
    state: ItemState = ItemState.TO_COME
    spent_seconds: int = 0
    """Time used before ``running_since``."""
    running_since: datetime | None = None
    outcome: str = ""
    parked_reason: str = ""
    note: str = ""
    """Why the item is here."""
    share_with: frozenset[str] = names()
    """To whom it is to be shared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteNote(Record):
    """What the room noted under an item; one for each item and prompt, and free points besides."""

    kind: ClassVar[str] = "minute_note"

    meeting: RecordId | None = None
    item: RecordId | None = None
    note_kind: NoteKind = NoteKind.POINT
    prompt: str = ""
    text: Text = texts()
    order: bytes = place_in_order()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What the meeting decided."""

    kind: ClassVar[str] = "decision"

    meeting: RecordId | None = None
    item: RecordId | None = None
    text: str = ""
    dissent: str = ""
    order: bytes = place_in_order()


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesVersion(Record):
    """Minutes as they were circulated or approved: an immutable snapshot with its hash."""

    kind: ClassVar[str] = "minutes_version"

    meeting: RecordId | None = None
    version: int = 0
    """1 and up for each meeting."""
    state: MeetingState = MeetingState.MINUTES_DRAFT
    document: bytes = b""
    """The intermediate document in its canonical encoding."""
    hash: str = ""
    """SHA-256 of the document, 64 hexadecimal digits."""
    approved_by: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Record):
    """A dated correction of minutes, proposed and then accepted or not."""

    kind: ClassVar[str] = "correction"

    meeting: RecordId | None = None
    text: str = ""
    proposer: RecordId | None = None
    proposed_on: date | None = None
    accepted: bool | None = None
    settled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Record):
    """That a person has read something; one for each person and thing."""

    kind: ClassVar[str] = "acknowledgement"

    person: RecordId | None = None
    record_kind: str = ""
    record: RecordId | None = None
    read_at: datetime | None = None
    comment: str = ""
