"""This is where it is said what minutes are made from: plain values, without records or spaces."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import LastMinutes, Presence

ATTENDED = "attended"
"""Kept as to whom minutes went, where it was not all staff: who attended or sent apologies."""

Labels = Callable[[str, str], str]
"""Gives the words for one value of a value set: ``labels("job_role", "practice_nurse")``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody who was there, or who was missed."""

    name: str
    role: str
    """A value of the set ``job_role``, or a guest's role in words."""
    is_guest: bool = False
    presence: Presence = Presence.PRESENT
    duties: tuple[str, ...] = ()
    """In words: chair, facilitator, minute taker."""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Words in minutes, and the record that they tell of, where there is just one."""

    text: str
    about: str = ""
    """The record's id, so that the words can be taken out when it is erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutedAction:
    """An action in minutes."""

    about: str = ""
    """Its id."""
    ref: str
    text: str
    owner: str
    """A person's name; may be empty."""
    owner_role: str
    """A job role's id; may be empty."""
    due: date | None = None
    state: str = ""
    """In words."""
    how_we_will_know: str = ""
    evidence: str = ""
    remark: str = ""
    """New date, or why it was stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutedChange:
    """A change to the practice whose review was due."""

    title: str
    measure: str = ""
    result: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutedTopic:
    """What was said and agreed under one item."""

    title: str
    about: tuple[str, ...] = ()
    """The ids of the item and of the case or note under it."""
    points: tuple[str, ...] = ()
    """Discussion points, without attribution."""
    questions: tuple[str, ...] = ()
    went_well: tuple[str, ...] = ()
    learning: tuple[Told, ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()
    """Each decision and the dissent that was noted, or nothing."""
    actions: tuple[MinutedAction, ...] = ()
    outcome: str = ""
    """An outcome's id."""
    share_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutedCase:
    """A case that was discussed. Of a restricted one, minutes hold nothing but that it was."""

    restricted: bool = False
    ref: str = ""
    case_type: str = ""
    date_of_event: ApproximateDate = ApproximateDate("")
    risk: str = ""
    """The band in words, or nothing."""
    harm_physical: str = ""
    harm_psychological: str = ""
    what_happened: tuple[str, ...] = ()
    impact: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    """What the room noted under the method's other prompts: question and answer."""
    candour: bool = False
    lfpse: bool = False
    topic: MinutedTopic = MinutedTopic(title="")


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutedCorrection:
    """An accepted correction."""

    about: str = ""
    """Its id."""
    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesFacts:
    """Everything that minutes are made from."""

    practice: str
    title: str
    starts_at: datetime
    generated_at: datetime
    zone: ZoneInfo
    ends_at: datetime | None = None
    """When it ended, or was to end."""
    meeting_type: str = ""
    place: str = ""
    version: int = 1
    is_approved: bool = False
    shows_names: bool = True
    """Whether people stand with name and role, or with their role alone."""
    attendees: tuple[Attendee, ...] = ()
    declarations: tuple[str, ...] = ()
    ground_rules_acknowledged: bool = False
    previous_day: date | None = None
    previous_minutes: LastMinutes = LastMinutes.NOT_YET
    previous_corrections: tuple[Told, ...] = ()
    previous_actions: tuple[MinutedAction, ...] = ()
    changes: tuple[MinutedChange, ...] = ()
    cases: tuple[MinutedCase, ...] = ()
    others: tuple[MinutedTopic, ...] = ()
    key_messages: tuple[Told, ...] = ()
    new_actions: tuple[MinutedAction, ...] = ()
    parked: tuple[Told, ...] = ()
    """Title and reason of each item, or its title alone."""
    next_at: datetime | None = None
    next_facilitator: Attendee | None = None
    next_agenda: tuple[Told, ...] = ()
    approved_by: Attendee | None = None
    approved_on: date | None = None
    circulated_on: date | None = None
    circulated_to: str = ""
    """In words; nothing means all staff, ``ATTENDED`` those who attended or sent apologies."""
    read_by: Mapping[str, int] = field(default_factory=dict)
    """How many of each job role have read them."""
    corrections: tuple[MinutedCorrection, ...] = ()
    document_id: str = ""

    def state_text(self) -> str:
        """Whether these minutes are a draft, went round or are approved, in words."""
        if self.is_approved:
            return tr("approved")
        return tr("circulated, not yet approved") if self.circulated_on else tr("draft")
