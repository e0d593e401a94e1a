"""This is where it is said what a review method is: sections of prompts that a case is led along.

A prompt either has an answer of its own or fills a field of the case (or note). Some kinds stand
for a part of the case that has its own editor, such as its timeline, its harm or its actions.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum


class Subject(StrEnum):
    """What is reviewed."""

    CASE = "case"
    NOTE = "note"


class PromptKind(StrEnum):
    """What answers a prompt."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    APPROXIMATE_DATE = "approximate_date"
    CHOICE = "choice"
    MULTI = "multi"
    YES_NO = "yes_no"
    NUMBER = "number"
    LIST = "list"
    LINK = "link"
    TIMELINE = "timeline"
    FACTORS = "factors"
    RISK = "risk"
    HARM = "harm"
    SUPPORT = "support"
    CANDOUR = "candour"
    LFPSE = "lfpse"
    LEARNING = "learning"
    ACTIONS = "actions"
    CHANGE = "change"
    EVIDENCE = "evidence"
    SHARE = "share"
    DISCUSSED = "discussed"


WITH_VALUE_SET = frozenset({PromptKind.CHOICE, PromptKind.MULTI})
"""Kinds that must name a value set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question or task."""

    id: str
    """Unique within the method; answers are kept under it."""
    words: str
    """What is asked, at most 300 characters."""
    help: str = ""
    """What a facilitator can read aloud, at most 1,000 characters."""
    kind: PromptKind = PromptKind.LONG
    required: bool = False
    """Whether the review is unfinished without it."""
    value_set: str | None = None
    """For choice and multi: the id of the value set."""
    field: str | None = None
    """The field of the case or note that it fills; None where it has an answer of its own."""
    private: bool = False
    """Whether the answer belongs to the one who writes it, until they release it."""
    module: str | None = None
    """The id of the module that it came from; None where the method has it itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Prompts that belong together."""

    id: str
    title: str
    help: str = ""
    minutes: int = 0
    """About how long it takes in a meeting; 0 where nothing is said."""
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """Prompts that several methods include."""

    id: str
    version: int
    title: str
    help: str = ""
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMethod:
    """A way of reviewing, complete: its modules are already in its sections."""

    id: str
    version: int
    title: str
    purpose: str = ""
    """When to use it, at most 1,000 characters."""
    subject: Subject = Subject.CASE
    timebox_minutes: int = 0
    """How long a meeting usually needs for it; 0 where it needs no meeting."""
    sections: tuple[Section, ...] = ()

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """The prompts of all sections, in order."""
        return tuple(prompt for section in self.sections for prompt in section.prompts)

    def prompt(self, prompt_id: str) -> Prompt:
        """The prompt with this id; for one that is not known, a prompt worded as its id."""
        return next(
            (each for each in self.prompts if each.id == prompt_id),
            Prompt(id=prompt_id, words=prompt_id),
        )

    def without(self, modules: Collection[str]) -> "ReviewMethod":
        """The method without the prompts of these modules, and without sections left empty.

        A nation pack says which modules have no place there (``modules_off``).
        """
        kept = [
            replace(section, prompts=tuple(p for p in section.prompts if p.module not in modules))
            for section in self.sections
        ]
        return replace(self, sections=tuple(section for section in kept if section.prompts))
