"""This is where a review method is data: sections of prompts, and the modules they include."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from layerdesk.domain.declaring import Table, read_table
from layerdesk.domain.language import tr

_METHOD = ("id", "version", "title", "purpose", "timebox_minutes", "restricted", "section")
_SECTION = ("id", "title", "module", "prompt", "private")
_PROMPT = ("id", "words", "help", "kind", "required", "value_set", "private")


class PromptKind(StrEnum):
    """How a prompt is answered."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    CHOICE = "choice"
    MULTI = "multi"
    YES_NO = "yes_no"
    NUMBER = "number"
    LIST = "list"
    TIMELINE = "timeline"
    FACTORS = "factors"
    RISK = "risk"
    HARM = "harm"
    SUPPORT = "support"
    CANDOUR = "candour"
    LFPSE = "lfpse"
    LEARNING = "learning"
    ACTIONS = "actions"
    SHARE = "share"
    OUTCOME = "outcome"
    FEEDBACK = "feedback"
    FACTS = "facts"


WRITTEN = frozenset(
    {
        PromptKind.TEXT,
        PromptKind.LONG,
        PromptKind.DATE,
        PromptKind.YES_NO,
        PromptKind.NUMBER,
        PromptKind.LIST,
        PromptKind.CHOICE,
        PromptKind.MULTI,
    }
)
"""Prompts whose answer is an ``Answer``; the others are fields or records of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question of a method."""

    id: str
    words: str
    help: str = ""
    """What a facilitator may add aloud."""
    kind: PromptKind = PromptKind.LONG
    required: bool = False
    value_set: str = ""
    private: bool = False
    """Only its author sees the answer until it is released."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Prompts that belong together."""

    id: str
    title: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMethod:
    """A way to review a case."""

    id: str
    version: int
    title: str
    purpose: str
    timebox_minutes: int
    restricted: bool
    """Whether its cases are for named people only unless said otherwise."""
    sections: tuple[Section, ...]

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All prompts, in order."""
        return tuple(prompt for section in self.sections for prompt in section.prompts)

    def prompt(self, prompt_id: str) -> Prompt | None:
        """The prompt with this id, or None."""
        return next((each for each in self.prompts if each.id == prompt_id), None)


def read_module(text: str, *, name: str) -> Section:
    """A module: one section that several methods include. Raises FileBroken."""
    table = read_table(text, name)
    table.only("id", "title", "prompt")
    return Section(id=table.id(), title=table.words("title"), prompts=_prompts(table))


def read_method(text: str, *, name: str, modules: Mapping[str, Section]) -> ReviewMethod:
    """The review method in the text of a file. Raises FileBroken with line and reason."""
    table = read_table(text, name)
    table.only(*_METHOD)
    rows = table.tables("section", needed=True)
    sections = tuple(_section(row, modules) for row in rows)
    seen: set[str] = set()
    for row, section in zip(rows, sections, strict=True):
        for prompt in section.prompts:
            if prompt.id in seen:
                raise row.wrong("id", tr("“{value}” is there twice.", value=prompt.id))
            seen.add(prompt.id)
    return ReviewMethod(
        id=table.id(),
        version=table.number("version", least=1, most=9999),
        title=table.words("title", longest=120),
        purpose=table.words("purpose"),
        timebox_minutes=table.number("timebox_minutes", least=0, most=240),
        restricted=table.yes("restricted"),
        sections=sections,
    )


def _section(row: Table, modules: Mapping[str, Section]) -> Section:
    row.only(*_SECTION)
    if "module" in row.rows:
        wanted = row.words("module")
        if wanted not in modules:
            raise row.wrong("module", tr("There is no module “{module}”.", module=wanted))
        return modules[wanted]
    return Section(id=row.id(), title=row.words("title"), prompts=_prompts(row))


def _prompts(row: Table) -> tuple[Prompt, ...]:
    found: Sequence[Table] = row.tables("prompt", needed=True)
    row.unlike(found)
    private = row.yes("private")
    return tuple(_prompt(each, private=private) for each in found)


def _prompt(row: Table, *, private: bool) -> Prompt:
    row.only(*_PROMPT)
    kind = PromptKind(
        row.one_of("kind", [each.value for each in PromptKind], PromptKind.LONG.value)
    )
    choosing = kind in (PromptKind.CHOICE, PromptKind.MULTI)
    return Prompt(
        id=row.id(),
        words=row.words("words", longest=300),
        help=row.words("help", needed=False, longest=600),
        kind=kind,
        required=row.yes("required"),
        value_set=row.words("value_set", needed=choosing),
        private=private or row.yes("private"),
    )
