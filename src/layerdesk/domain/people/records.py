"""This is where the practice, its people, its spaces and who belongs to them are records."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from layerdesk.domain.record import Record, RecordId, Text, names, texts


class SpaceKind(StrEnum):
    """Who shares what with whom."""

    ME = "me"
    NAMED = "named"
    REVIEW_TEAM = "review_team"
    PRACTICE = "practice"
    CLUSTER = "cluster"


class Role(StrEnum):
    """What a person may do in LayerDesk; one person may hold several."""

    STAFF = "staff"
    FACILITATOR = "facilitator"
    SCRIBE = "scribe"
    SEA_LEAD = "sea_lead"
    FOLLOW_UP_LEAD = "follow_up_lead"
    PRACTICE_MANAGER = "practice_manager"
    IG_LEAD = "ig_lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Record):
    """The practice; one for each practice space."""

    kind: ClassVar[str] = "practice"

    name: str = ""
    code: str = ""
    """A national code, such as the ODS code in England."""
    nation: str = "england"
    list_size_band: str = ""
    time_zone: str = "Europe/London"
    ig_lead: RecordId | None = None
    caldicott_guardian: RecordId | None = None
    sea_lead: RecordId | None = None
    follow_up_lead: RecordId | None = None
    default_plan: str = "plan_60"
    names_in_minutes: bool = True
    """Whether minutes list those present by name and role, or by role only."""
    ground_rules: Text = texts()
    """The practice's own ground rules; empty means the default ones."""
    sample: bool = False
    """A sample practice says so everywhere and can't be joined to a hub."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A member of staff, or somebody attached to the practice."""

    kind: ClassVar[str] = "person"

    name: str = ""
    job_role: str = ""
    roles: frozenset[str] = names()
    active_from: date | None = None
    active_to: date | None = None

    def is_active(self, today: date) -> bool:
        """Whether the person works here on this day."""
        started = self.active_from is None or self.active_from <= today
        return started and (self.active_to is None or today <= self.active_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Space(Record):
    """A space is a record in itself: its id is also the id of the space it lies in."""

    kind: ClassVar[str] = "space"

    space_kind: SpaceKind = SpaceKind.PRACTICE
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """That a person belongs to a space; one for each person and space."""

    kind: ClassVar[str] = "membership"

    person: RecordId | None = None
    admin: bool = False
    ended: bool = False


class AccessKind(StrEnum):
    """What leaves a trace of its own, besides what is changed."""

    SIGNED_IN = "signed_in"
    FAILED_TO_SIGN_IN = "failed_to_sign_in"
    OPENED_RESTRICTED = "opened_restricted"
    EXPORTED = "exported"
    REPORT_CAME_ON = "report_came_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access(Record):
    """A trace of somebody's looking or taking out; lies in the space of what was seen."""

    kind: ClassVar[str] = "access"

    what: AccessKind = AccessKind.SIGNED_IN
    record_kind: str = ""
    record: RecordId | None = None
    detail: str = ""
    """Such as the format exported to, or the instants (ISO, UTC, with spaces between) at which
    somebody failed to sign in, or the state that a report came to; never record text."""
