"""This is where the reading of plans and ground rules is held to what it promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.errors import FileBroken
from layerdesk.domain.meetings.plan_files import read_ground_rules, read_plan
from layerdesk.domain.meetings.plans import Repeat
from layerdesk.domain.meetings.records import ItemKind

HEAD = 'id = "short"\nversion = 1\ntitle = "Short"\nminutes = 20\nmeeting_type = "huddle"\n'
ITEM = '[[item]]\nid = "one"\nkind = "case"\ntitle = "Case"\nminutes = 11\n'
STEP = '[[item.step]]\ntitle = "Facts"\nminutes = 6\n'


def test_a_plan_keeps_its_items_steps_and_prompts_in_order() -> None:
    plan = read_plan(
        HEAD
        + "purpose = 'Soon.'\n"
        + ITEM
        + "repeat = 'per_case'\nrequired = true\nprompts = ['Who?', 'Why?']\n"
        + STEP
        + "prompts = ['What?']\n"
        + ITEM.replace("one", "two").replace("11", "9"),
        name="short.toml",
    )

    assert (plan.id, plan.minutes, plan.meeting_type, plan.purpose) == (
        "short",
        20,
        "huddle",
        "Soon.",
    )
    assert [(each.id, each.minutes) for each in plan.items] == [("one", 11), ("two", 9)]
    first, second = plan.items
    assert first.kind is ItemKind.CASE
    assert (first.repeat, second.repeat) == (Repeat.PER_CASE, Repeat.FIXED)
    assert (first.required, second.required) == (True, False)
    assert first.prompts == ("Who?", "Why?")
    assert [(each.title, each.minutes, each.prompts) for each in first.steps] == [
        ("Facts", 6, ("What?",))
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (HEAD, 1, "A plan needs at least one [[item]]."),
        (
            HEAD + ITEM + ITEM.replace("one", "two"),
            4,
            "The parts take 22 minutes, but only 20 are planned.",
        ),
        (
            HEAD + ITEM + STEP + STEP,
            10,
            "The parts take 12 minutes, but only 11 are planned.",
        ),
        (HEAD + ITEM.replace("11", "0"), 10, "“minutes” must be from 1 to 480."),
        (HEAD + ITEM.replace("11", "-4"), 10, "“minutes” must be from 1 to 480."),
        (
            HEAD + ITEM + "repeat = 'often'",
            11,
            "“often” is not known here. It must be one of: fixed, per_case.",
        ),
        (
            HEAD + ITEM.replace("11", "2") + ITEM.replace("11", "2"),
            12,
            "“one” is there twice.",
        ),
        (HEAD + ITEM + STEP + "words = 'x'", 14, "“words” does not belong here."),
        (HEAD.replace("minutes = 20\n", "") + ITEM, 1, "“minutes” is missing."),
    ],
)
def test_a_broken_plan_names_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(FileBroken) as caught:
        read_plan(text, name="x")

    assert (caught.value.values["line"], caught.value.values["reason"]) == (line, reason)


def test_ground_rules_are_sentences_that_can_be_numbered() -> None:
    rules = read_ground_rules(
        "id = 'rules'\nversion = 4\ntitle = 'Rules'\nrules = ['Listen.', 'Ask.']", name="x"
    )

    assert rules.version == 4
    assert rules.text == "1. Listen.\n2. Ask."


@pytest.mark.parametrize(
    ("rest", "line", "reason"),
    [
        ("", 1, "At least one rule is needed."),
        ("rules = []", 4, "At least one rule is needed."),
        ("rules = [\n'Listen.',\n' ']", 6, "“rules” is empty."),
    ],
)
def test_broken_ground_rules_name_their_line(rest: str, line: int, reason: str) -> None:
    with pytest.raises(FileBroken) as caught:
        read_ground_rules("id = 'rules'\nversion = 4\ntitle = 'Rules'\n" + rest, name="x")

    assert (caught.value.values["line"], caught.value.values["reason"]) == (line, reason)


@given(st.text())
def test_no_text_raises_anything_but_file_broken(text: str) -> None:
    with pytest.raises(FileBroken):
        read_plan(text, name="x")
    with pytest.raises(FileBroken):
        read_ground_rules(text, name="x")
