"""This is where a meeting plan is data: the items of an agenda, and what a facilitator may ask."""

from dataclasses import dataclass
from enum import StrEnum

from layerdesk.domain.declaring import Table, read_table
from layerdesk.domain.meetings.records import ItemKind

_PLAN = ("id", "version", "title", "minutes", "meeting_type", "item")
_ITEM = ("id", "kind", "title", "minutes", "repeat", "prompts", "required")


class Repeat(StrEnum):
    """How often an item of a plan stands in an agenda."""

    FIXED = "fixed"
    PER_CASE = "per_case"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One item of a plan."""

    id: str
    kind: ItemKind
    title: str
    minutes: int
    repeat: Repeat = Repeat.FIXED
    prompts: tuple[str, ...] = ()
    """Questions that a facilitator may read aloud."""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """A shape of meeting, such as 60 minutes with two cases."""

    id: str
    version: int
    title: str
    minutes: int
    meeting_type: str
    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundRules:
    """The rules that a meeting agrees to first."""

    version: int
    title: str
    rules: tuple[str, ...]

    def as_text(self) -> str:
        """The rules, numbered, one on each line."""
        return "\n".join(f"{number}. {rule}" for number, rule in enumerate(self.rules, 1))


def read_plan(text: str, *, name: str) -> MeetingPlan:
    """The meeting plan in the text of a file. Raises FileBroken with line and reason."""
    table = read_table(text, name)
    table.only(*_PLAN)
    rows = table.tables("item", needed=True)
    table.unlike(rows)
    return MeetingPlan(
        id=table.id(),
        version=table.number("version", least=1, most=9999),
        title=table.words("title", longest=120),
        minutes=table.number("minutes", least=5, most=480),
        meeting_type=table.id("meeting_type"),
        items=tuple(_item(row) for row in rows),
    )


def read_ground_rules(text: str, *, name: str) -> GroundRules:
    """The ground rules in the text of a file. Raises FileBroken."""
    table = read_table(text, name)
    table.only("version", "title", "rules")
    rules = table.texts("rules")
    return GroundRules(
        version=table.number("version", least=1, most=9999),
        title=table.words("title", longest=120),
        rules=rules,
    )


def _item(row: Table) -> PlanItem:
    row.only(*_ITEM)
    return PlanItem(
        id=row.id(),
        kind=ItemKind(row.one_of("kind", [each.value for each in ItemKind])),
        title=row.words("title", longest=120),
        minutes=row.number("minutes", least=0, most=240),
        repeat=Repeat(row.one_of("repeat", [each.value for each in Repeat], Repeat.FIXED.value)),
        prompts=row.texts("prompts"),
        required=row.yes("required"),
    )
