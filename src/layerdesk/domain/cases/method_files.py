"""This is where the texts of method and module files become review methods, modules included."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from layerdesk.domain.cases.methods import (
    WITH_VALUE_SET,
    Module,
    Prompt,
    PromptKind,
    ReviewMethod,
    Section,
    Subject,
)
from layerdesk.domain.data_files import (
    HELP_LENGTH,
    ID_LENGTH,
    LABEL_LENGTH,
    WORDS_LENGTH,
    Table,
    check_ids,
    read_data_file,
)
from layerdesk.domain.language import tr

LONGEST_MINUTES = 480
MOST_SECTIONS = 30
MOST_PROMPTS = 100

FIELDS: Mapping[Subject, Mapping[str, PromptKind]] = MappingProxyType(
    {
        Subject.CASE: {
            "title": PromptKind.TEXT,
            "case_type": PromptKind.CHOICE,
            "event_kind": PromptKind.CHOICE,
            "date_of_event": PromptKind.APPROXIMATE_DATE,
            "date_identified": PromptKind.DATE,
            "how_identified": PromptKind.CHOICE,
            "place": PromptKind.CHOICE,
            "other_orgs": PromptKind.MULTI,
            "care_area": PromptKind.CHOICE,
            "problem_types": PromptKind.MULTI,
            "reported_by_role": PromptKind.CHOICE,
            "subject_alias": PromptKind.TEXT,
            "age_band": PromptKind.CHOICE,
            "subject_sex": PromptKind.CHOICE,
            "summary": PromptKind.LONG,
            "immediate_action": PromptKind.LONG,
            "made_safe": PromptKind.YES_NO,
            "outcome": PromptKind.CHOICE,
            "feedback": PromptKind.LONG,
            "feedback_date": PromptKind.DATE,
        },
        Subject.NOTE: {
            "text": PromptKind.LONG,
            "source": PromptKind.CHOICE,
            "trigger": PromptKind.CHOICE,
            "importance": PromptKind.CHOICE,
            "tags": PromptKind.LIST,
            "deadline": PromptKind.DATE,
        },
    }
)
"""The fields that a prompt may fill, and the kind that it must then be of."""


def read_module(text: str, *, name: str, value_sets: Collection[str]) -> Module:
    """The module in the text of a file called ``name``; ``value_sets`` are the ids of those known.

    Raises FileBroken.
    """
    top = read_data_file(text, name=name)
    top.check_keys("id", "version", "title", "help", "prompt")
    tables = top.tables("prompt", MOST_PROMPTS)
    if not tables:
        raise top.wrong(None, tr("A module needs at least one [[prompt]]."))
    module = Module(
        id=top.id(),
        version=top.version(),
        title=top.text("title", LABEL_LENGTH),
        help=top.text("help", HELP_LENGTH, default="", may_break=True),
        prompts=tuple(_prompt(each, value_sets, tuple(Subject)) for each in tables),
    )
    check_ids(tables)
    return replace(
        module, prompts=tuple(replace(each, module=module.id) for each in module.prompts)
    )


def read_method(
    text: str, *, name: str, modules: Mapping[str, Module], value_sets: Collection[str]
) -> ReviewMethod:
    """The review method in the text of a file called ``name``, with the modules it includes.

    ``modules`` and ``value_sets`` are those known, by id. Raises FileBroken.
    """
    top = read_data_file(text, name=name)
    top.check_keys("id", "version", "title", "purpose", "subject", "timebox_minutes", "section")
    tables = top.tables("section", MOST_SECTIONS)
    if not tables:
        raise top.wrong(None, tr("A method needs at least one [[section]]."))
    subject = top.choice("subject", Subject, default=Subject.CASE)
    taken: set[str] = set()
    method = ReviewMethod(
        id=top.id(),
        version=top.version(),
        title=top.text("title", LABEL_LENGTH),
        purpose=top.text("purpose", HELP_LENGTH, default="", may_break=True),
        subject=subject,
        timebox_minutes=top.whole("timebox_minutes", 0, LONGEST_MINUTES, default=0),
        sections=tuple(_section(each, modules, value_sets, subject, taken) for each in tables),
    )
    check_ids(tables)
    return method


def _section(
    table: Table,
    modules: Mapping[str, Module],
    value_sets: Collection[str],
    subject: Subject,
    taken: set[str],
) -> Section:
    """A section; ``taken`` collects the ids of all prompts of the method."""
    table.check_keys("id", "title", "help", "minutes", "prompt")
    entries = table.tables("prompt", MOST_PROMPTS)
    if not entries:
        raise table.wrong(None, tr("A section needs at least one [[section.prompt]]."))
    prompts: list[Prompt] = []
    for entry in entries:
        is_module = entry.has("include")
        found = (
            _included(entry, modules, subject)
            if is_module
            else (_prompt(entry, value_sets, (subject,)),)
        )
        for prompt in found:
            if prompt.id in taken:
                key = "include" if is_module else "id"
                words = tr("The method has the prompt “{id}” already.", id=prompt.id)
                raise entry.wrong(key, words)
            taken.add(prompt.id)
        prompts.extend(found)
    return Section(
        id=table.id(),
        title=table.text("title", LABEL_LENGTH),
        help=table.text("help", HELP_LENGTH, default="", may_break=True),
        minutes=table.whole("minutes", 0, LONGEST_MINUTES, default=0),
        prompts=tuple(prompts),
    )


def _included(entry: Table, modules: Mapping[str, Module], subject: Subject) -> tuple[Prompt, ...]:
    entry.check_keys("include", "only")
    module = modules[entry.known("include", modules, tr("There is no module with this id."))]
    only = entry.texts("only", ID_LENGTH, MOST_PROMPTS)
    ids = [each.id for each in module.prompts]
    for unknown in (each for each in only if each not in ids):
        words = tr("The module “{module}” has no prompt “{id}”.", module=module.id, id=unknown)
        raise entry.wrong("only", words)
    found = tuple(each for each in module.prompts if not only or each.id in only)
    for each in found:
        if each.field and each.field not in FIELDS[subject]:
            words = tr("“{module}” is not about what this method reviews.", module=module.id)
            raise entry.wrong("include", words)
    return found


def _prompt(table: Table, value_sets: Collection[str], subjects: Collection[Subject]) -> Prompt:
    table.check_keys("id", "words", "help", "kind", "required", "value_set", "field", "private")
    kind = table.choice("kind", PromptKind, default=PromptKind.LONG)
    return Prompt(
        id=table.id(),
        words=table.text("words", WORDS_LENGTH),
        help=table.text("help", HELP_LENGTH, default="", may_break=True),
        kind=kind,
        required=table.flag("required"),
        value_set=_value_set(table, kind, value_sets),
        field=_field(table, kind, subjects),
        private=table.flag("private"),
    )


def _value_set(table: Table, kind: PromptKind, value_sets: Collection[str]) -> str | None:
    if kind in WITH_VALUE_SET:
        return table.known("value_set", value_sets, tr("There is no value set with this id."))
    if table.has("value_set"):
        raise table.wrong(
            "value_set", tr("Only prompts of the kind choice or multi have a value set.")
        )
    return None


def _field(table: Table, kind: PromptKind, subjects: Collection[Subject]) -> str | None:
    if not table.has("field"):
        return None
    kinds = {name: its_kind for each in subjects for name, its_kind in FIELDS[each].items()}
    field = table.known("field", kinds, tr("There is no field of this name to fill."))
    if kinds[field] is not kind:
        words = tr("For this field the kind must be {kind}.", kind=kinds[field].value)
        raise table.wrong("field", words)
    return field
