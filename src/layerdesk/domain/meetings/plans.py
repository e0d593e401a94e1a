"""This is where it is said what a meeting plan is: items with minutes and what to ask at each."""

from dataclasses import dataclass
from enum import StrEnum

from layerdesk.domain.meetings.records import ItemKind


class Repeat(StrEnum):
    """How often an item of a plan comes on an agenda."""

    FIXED = "fixed"
    """Once."""
    PER_CASE = "per_case"
    """For a case; the last such item of a plan serves every further case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One part of an item's time."""

    title: str
    minutes: int
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One item of a plan."""

    id: str
    kind: ItemKind
    title: str
    minutes: int
    """1 and up."""
    repeat: Repeat = Repeat.FIXED
    prompts: tuple[str, ...] = ()
    """What a facilitator may ask or say, in the order of use; may be empty."""
    required: bool = False
    """Whether it is on the agenda even where there is nothing to talk about."""
    steps: tuple[PlanStep, ...] = ()
    """How its time is shared out; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """The usual course of one type of meeting."""

    id: str
    version: int
    title: str
    minutes: int
    """1 to 480, the whole meeting."""
    meeting_type: str = ""
    """A value of the value set ``meeting_type``."""
    purpose: str = ""
    items: tuple[PlanItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundRules:
    """What a meeting agrees to before it starts."""

    id: str = "ground_rules"
    version: int = 0
    title: str = ""
    rules: tuple[str, ...] = ()
    """Sentences, in the order in which they are read out."""

    @property
    def text(self) -> str:
        """The rules, one on each line and numbered."""
        return "\n".join(f"{number}. {rule}" for number, rule in enumerate(self.rules, 1))
