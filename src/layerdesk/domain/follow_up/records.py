"""This is where what a meeting promised, and how it went, are records."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from layerdesk.domain.record import Record, RecordId, Text, names, place_in_order, texts


class ActionState(StrEnum):
    """The way of an action. Overdue is derived, never stored."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE_AWAITING_EVIDENCE = "done_awaiting_evidence"
    DONE_EVIDENCED = "done_evidenced"
    STOPPED = "stopped"
    TRANSFERRED = "transferred"


class UpdateKind(StrEnum):
    """What an entry in an action's progress log tells."""

    PROGRESS = "progress"
    EVIDENCE = "evidence"
    POSTPONED = "postponed"
    REASSIGNED = "reassigned"
    BLOCKED = "blocked"
    STOPPED = "stopped"
    DONE = "done"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """A task that a meeting agreed, with one owner and a date."""

    kind: ClassVar[str] = "action"

    ref: str = ""
    text: str = ""
    """Starts with a verb; at most 300 characters."""
    state: ActionState = ActionState.PROPOSED
    owner: RecordId | None = None
    helpers: frozenset[str] = names()
    due: date | None = None
    first_due: date | None = None
    """The date that was agreed at first, before any postponing."""
    priority: int | None = None
    strength: str = ""
    strength_kind: str = ""
    how_we_will_know: str = ""
    case: RecordId | None = None
    meeting: RecordId | None = None
    item: RecordId | None = None
    note: RecordId | None = None
    owner_said_yes: bool = False
    done_on: date | None = None
    stop_reason: str = ""
    replanned: int = 0
    """How often the date was moved."""
    order: bytes = place_in_order()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUpdate(Record):
    """One entry in an action's progress log."""

    kind: ClassVar[str] = "action_update"

    action: RecordId | None = None
    update_kind: UpdateKind = UpdateKind.PROGRESS
    text: Text = texts()
    day: date | None = None
