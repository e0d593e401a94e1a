"""This is where the meetings' screens find prompts, plans and choices among what is declared."""

from layerdesk.domain.cases.methods import PromptKind
from layerdesk.domain.cases.records import Case
from layerdesk.domain.declared import Declared
from layerdesk.domain.follow_up.strength import StrengthKind
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import AgendaItem, ItemKind, Meeting
from layerdesk.ui.meetings.room_prompt import RoomPrompt
from layerdesk.ui.widgets.choices import Option

_IN_WORDS = frozenset({PromptKind.TEXT, PromptKind.LONG, PromptKind.LIST})


def options(declared: Declared, value_set: str) -> tuple[Option, ...]:
    """The values of a set that are offered, in their order."""
    return tuple(
        Option(id=each.id, words=each.label, help=each.help)
        for each in declared.value_set(value_set).offered
    )


def strength_kinds(declared: Declared) -> tuple[StrengthKind, ...]:
    """The kinds of action with their strength, and what they look like in a practice."""
    return tuple(
        StrengthKind(
            id=each.id,
            label=each.label,
            strength=str(each.attributes.get("strength", "")),
            example=str(each.attributes.get("example", each.help)),
        )
        for each in declared.value_set("action_strength_kind").offered
        if each.attributes.get("strength")
    )


def room_prompts(declared: Declared, case: Case) -> tuple[RoomPrompt, ...]:
    """The prompts of the case's method that the room answers in words; never private ones.

    Sections that take minutes of a meeting are what it talks about; the others are filled in
    before and after. Of a method that gives no minutes to any, all are shown.
    """
    method = declared.method(case.method, case.method_version or None)
    timed = tuple(section for section in method.sections if section.minutes)
    return tuple(
        RoomPrompt(id=each.id, section=section.title, question=each.words, required=each.required)
        for section in timed or method.sections
        for each in section.prompts
        if each.kind in _IN_WORDS and each.field is None and not each.private
    )


def required_questions(declared: Declared, case: Case) -> tuple[tuple[str, str], ...]:
    """What the case's method must have answered of what the room talks about: ids and words."""
    return tuple((each.id, each.question) for each in room_prompts(declared, case) if each.required)


def guides(declared: Declared, meeting: Meeting, item: AgendaItem) -> tuple[str, ...]:
    """What the meeting's plan has to ask or say at this item, in the order of use."""
    alike = [each for each in declared.plan(meeting.plan).items if each.kind is item.item_kind]
    same = [each for each in alike if each.title == item.title]
    return next((each.prompts for each in (*same, *alike) if each.prompts), ())


def item_words(kind: ItemKind) -> str:
    """What kind of item it is, as a person reads it."""
    words = {
        ItemKind.WELCOME: tr("Welcome"),
        ItemKind.MINUTES: tr("Last minutes"),
        ItemKind.ACTIONS: tr("Actions from last time"),
        ItemKind.CHANGES: tr("Changes due for review"),
        ItemKind.ORDER: tr("Order of cases"),
        ItemKind.CASE: tr("Case review"),
        ItemKind.NOTE: tr("Learning note"),
        ItemKind.GUIDELINE: tr("Guideline"),
        ItemKind.OTHER: tr("Other item"),
        ItemKind.READ_BACK: tr("Read back"),
        ItemKind.SHARE: tr("Sharing"),
        ItemKind.CLOSE: tr("Close"),
    }
    return words[kind]
