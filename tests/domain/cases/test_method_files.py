"""This is where the reading of review methods and their modules is held to its promises."""

import contextlib
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.cases.method_files import FIELDS, read_method, read_module
from layerdesk.domain.cases.methods import Module, PromptKind, ReviewMethod, Subject
from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.errors import FileBroken

SETS = {"colour"}
MODULE_TEXT = (
    'id = "m_well"\nversion = 3\ntitle = "Well"\nhelp = "Kind words."\n'
    '[[prompt]]\nid = "well"\nwords = "What went well?"\nrequired = true\n'
    '[[prompt]]\nid = "title"\nkind = "text"\nfield = "title"\nwords = "What is it called?"\n'
)
HEAD = 'id = "X1"\nversion = 2\ntitle = "Method"\n'
SECTION = '[[section]]\nid = "one"\ntitle = "One"\n'
PROMPT = '[[section.prompt]]\nid = "p"\nwords = "P?"\n'


def module() -> Module:
    return read_module(MODULE_TEXT, name="m_well.toml", value_sets=SETS)


def method(text: str) -> ReviewMethod:
    return read_method(text, name="x.toml", modules={"m_well": module()}, value_sets=SETS)


def broken(text: str) -> tuple[object, object]:
    with pytest.raises(FileBroken) as caught:
        method(text)
    return caught.value.values["line"], caught.value.values["reason"]


def test_the_prompts_of_a_module_know_where_they_came_from() -> None:
    assert [each.module for each in module().prompts] == ["m_well", "m_well"]
    assert (module().help, module().version) == ("Kind words.", 3)


def test_a_method_holds_its_own_prompts_and_those_of_its_modules_in_order() -> None:
    made = method(
        HEAD
        + 'purpose = "For all."\ntimebox_minutes = 9\n'
        + SECTION
        + "help = 'Listen.'\nminutes = 4\n"
        + PROMPT
        + "[[section.prompt]]\ninclude = 'm_well'\nonly = ['well']\n"
        + "[[section]]\nid = 'two'\ntitle = 'Two'\n"
        + "[[section.prompt]]\nid = 'c'\nkind = 'multi'\nvalue_set = 'colour'\nwords = 'C?'\n"
        + "private = true\nhelp = 'Choose.'\n"
    )

    assert [each.id for each in made.prompts] == ["p", "well", "c"]
    assert [(each.id, each.minutes) for each in made.sections] == [("one", 4), ("two", 0)]
    assert (made.timebox_minutes, made.purpose) == (9, "For all.")
    assert made.subject is Subject.CASE
    assert made.prompt("p").kind is PromptKind.LONG
    assert made.prompt("p").module is None
    assert made.prompt("well").required
    assert made.prompt("c").value_set == "colour"
    assert made.prompt("c").private
    assert made.prompt("c").help == "Choose."


def test_an_unknown_prompt_is_worded_as_its_id() -> None:
    assert method(HEAD + SECTION + PROMPT).prompt("gone").words == "gone"


def test_a_nation_without_a_module_gets_the_method_without_its_prompts() -> None:
    made = method(
        HEAD
        + SECTION
        + PROMPT
        + "[[section]]\nid = 'two'\ntitle = 'Two'\n[[section.prompt]]\ninclude = 'm_well'\n"
    )

    assert [each.id for each in made.without({"m_well"}).sections] == ["one"]
    assert made.without(()) == made


@pytest.mark.parametrize(
    ("rest", "line", "reason"),
    [
        ("", 1, "A method needs at least one [[section]]."),
        (SECTION, 4, "A section needs at least one [[section.prompt]]."),
        (SECTION + "prompt = []\n", 4, "A section needs at least one [[section.prompt]]."),
        (SECTION + PROMPT + PROMPT, 11, "The method has the prompt “p” already."),
        (SECTION + PROMPT + SECTION + PROMPT, 14, "The method has the prompt “p” already."),
        (
            SECTION + PROMPT + SECTION + PROMPT.replace("'p'", "'q'").replace('"p"', '"q"'),
            11,
            "“one” is there twice.",
        ),
        (
            SECTION + "[[section.prompt]]\ninclude = 'm_well'\n" * 2,
            10,
            "The method has the prompt “well” already.",
        ),
        (
            SECTION + "[[section.prompt]]\ninclude = 'm_none'\n",
            8,
            "There is no module with this id.",
        ),
        (
            SECTION + "[[section.prompt]]\ninclude = 'm_well'\nonly = ['x']\n",
            9,
            "The module “m_well” has no prompt “x”.",
        ),
        (
            SECTION + "[[section.prompt]]\ninclude = 'm_well'\nwords = 'x'\n",
            9,
            "“words” does not belong here.",
        ),
        (SECTION + PROMPT + "kind = 'choice'\n", 7, "“value_set” is missing."),
        (
            SECTION + PROMPT + "kind = 'choice'\nvalue_set = 'none'\n",
            11,
            "There is no value set with this id.",
        ),
        (
            SECTION + PROMPT + "value_set = 'colour'\n",
            10,
            "Only prompts of the kind choice or multi have a value set.",
        ),
        (SECTION + PROMPT + "field = 'text'\n", 10, "There is no field of this name to fill."),
        (SECTION + PROMPT + "field = 'title'\n", 10, "For this field the kind must be text."),
        (SECTION + PROMPT + "required = 1\n", 10, "“required” must be true or false."),
        (SECTION + PROMPT.replace("P?", " "), 9, "“words” is empty."),
        (SECTION + "minutes = -1\n" + PROMPT, 7, "“minutes” must be from 0 to 480."),
        (
            "timebox_minutes = -3\n" + SECTION + PROMPT,
            4,
            "“timebox_minutes” must be from 0 to 480.",
        ),
        (
            "subject = 'person'\n" + SECTION + PROMPT,
            4,
            "“person” is not known here. It must be one of: case, note.",
        ),
        (
            "subject = 'note'\n" + SECTION + "[[section.prompt]]\ninclude = 'm_well'\n",
            9,
            "“m_well” is not about what this method reviews.",
        ),
    ],
)
def test_a_broken_method_names_its_line(rest: str, line: int, reason: str) -> None:
    assert broken(HEAD + rest) == (line, reason)


def test_an_unknown_kind_is_answered_with_those_there_are() -> None:
    line, reason = broken(HEAD + SECTION + PROMPT + "kind = 'poem'\n")

    assert line == 10
    assert str(reason).startswith("“poem” is not known here. It must be one of: text, long, date,")


def test_a_module_needs_prompts_with_different_ids() -> None:
    with pytest.raises(FileBroken) as caught:
        read_module(HEAD, name="x", value_sets=SETS)
    assert caught.value.values["reason"] == "A module needs at least one [[prompt]]."

    twice = HEAD + "[[prompt]]\nid = 'a'\nwords = 'A?'\n" * 2
    with pytest.raises(FileBroken) as caught:
        read_module(twice, name="x", value_sets=SETS)
    assert caught.value.values["line"] == 8


@given(st.text())
def test_no_text_raises_anything_but_file_broken(text: str) -> None:
    with pytest.raises(FileBroken):
        read_module(text, name="x", value_sets=SETS)
    with pytest.raises(FileBroken):
        method(text)


@given(st.text("id=\"'\\X1[]{}=.,\n#wordsprmtu "))
def test_no_text_after_a_good_beginning_raises_anything_else(rest: str) -> None:
    made = None
    with contextlib.suppress(FileBroken):
        made = method(HEAD + SECTION + PROMPT + rest)
    assert made is None or made.id == "X1"


def test_every_field_that_a_prompt_may_fill_is_a_field_of_the_record() -> None:
    assert FIELDS[Subject.CASE].keys() <= {each.name for each in fields(Case)}
    assert FIELDS[Subject.NOTE].keys() <= {each.name for each in fields(Note)}
