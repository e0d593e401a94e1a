"""This is where the texts of plan files and of the ground rules become plans and rules."""

from collections.abc import Sequence

from layerdesk.domain.data_files import (
    HELP_LENGTH,
    LABEL_LENGTH,
    WORDS_LENGTH,
    Table,
    check_ids,
    read_data_file,
)
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.plans import GroundRules, MeetingPlan, PlanItem, PlanStep, Repeat
from layerdesk.domain.meetings.records import ItemKind

LONGEST_MINUTES = 480
MOST_ITEMS = 40
MOST_PROMPTS = 20
MOST_RULES = 30


def read_plan(text: str, *, name: str) -> MeetingPlan:
    """The meeting plan in the text of a file called ``name``. Raises FileBroken."""
    top = read_data_file(text, name=name)
    top.check_keys("id", "version", "title", "purpose", "minutes", "meeting_type", "item")
    tables = top.tables("item", MOST_ITEMS)
    if not tables:
        raise top.wrong(None, tr("A plan needs at least one [[item]]."))
    plan = MeetingPlan(
        id=top.id(),
        version=top.version(),
        title=top.text("title", LABEL_LENGTH),
        purpose=top.text("purpose", HELP_LENGTH, default="", may_break=True),
        minutes=top.whole("minutes", 1, LONGEST_MINUTES),
        meeting_type=top.id("meeting_type"),
        items=tuple(_item(each) for each in tables),
    )
    check_ids(tables)
    _check_sum(top, plan.minutes, [each.minutes for each in plan.items])
    return plan


def read_ground_rules(text: str, *, name: str) -> GroundRules:
    """The ground rules in the text of a file called ``name``. Raises FileBroken."""
    top = read_data_file(text, name=name)
    top.check_keys("id", "version", "title", "rules")
    rules = top.texts("rules", WORDS_LENGTH, MOST_RULES)
    if not rules:
        raise top.wrong("rules", tr("At least one rule is needed."))
    return GroundRules(
        id=top.id(), version=top.version(), title=top.text("title", LABEL_LENGTH), rules=rules
    )


def _item(table: Table) -> PlanItem:
    table.check_keys("id", "kind", "title", "minutes", "repeat", "prompts", "required", "step")
    item = PlanItem(
        id=table.id(),
        kind=table.choice("kind", ItemKind),
        title=table.text("title", LABEL_LENGTH),
        minutes=table.whole("minutes", 1, LONGEST_MINUTES),
        repeat=table.choice("repeat", Repeat, default=Repeat.FIXED),
        prompts=table.texts("prompts", WORDS_LENGTH, MOST_PROMPTS),
        required=table.flag("required"),
        steps=tuple(_step(each) for each in table.tables("step", MOST_ITEMS)),
    )
    _check_sum(table, item.minutes, [each.minutes for each in item.steps])
    return item


def _step(table: Table) -> PlanStep:
    table.check_keys("title", "minutes", "prompts")
    return PlanStep(
        title=table.text("title", LABEL_LENGTH),
        minutes=table.whole("minutes", 1, LONGEST_MINUTES),
        prompts=table.texts("prompts", WORDS_LENGTH, MOST_PROMPTS),
    )


def _check_sum(table: Table, minutes: int, parts: Sequence[int]) -> None:
    if sum(parts) > minutes:
        raise table.wrong(
            "minutes",
            tr(
                "The parts take {sum} minutes, but only {n} are planned.", sum=sum(parts), n=minutes
            ),
        )
