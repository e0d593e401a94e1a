"""This is where value sets and the reading of their files are held to what they promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.errors import FileBroken
from layerdesk.domain.value_set_files import read_value_set

HEAD = 'id = "colour"\nversion = 2\ntitle = "Colour"\n'
TWO = HEAD + (
    '[[value]]\nid = "<1"\nlabel = "Red"\nhelp = "Like a rose."\n'
    'attributes = { rank = 2, warm = true, tone = "ok" }\n'
    '[[value]]\nid = "80+"\nlabel = "Old"\nretired = true\n'
)


def test_a_value_set_keeps_its_words_in_order() -> None:
    colour = read_value_set(TWO, name="colour.toml")

    assert (colour.id, colour.version, colour.title) == ("colour", 2, "Colour")
    assert [each.label for each in colour.values] == ["Red", "Old"]
    assert colour.value("<1").help == "Like a rose."
    assert dict(colour.value("<1").attributes) == {"rank": 2, "warm": True, "tone": "ok"}


def test_a_retired_value_keeps_its_words_and_is_not_offered() -> None:
    colour = read_value_set(TWO, name="colour.toml")

    assert colour.value("80+").label == "Old"
    assert [each.id for each in colour.offered] == ["<1"]


def test_an_unknown_value_is_shown_by_its_id() -> None:
    colour = read_value_set(TWO, name="colour.toml")

    assert colour.value("mauve").label == "mauve"
    assert colour.value("mauve").retired


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (HEAD, 1, "A value set needs at least one [[value]]."),
        (HEAD + "[[value]]\nid = 'a'\n", 4, "“label” is missing."),
        (
            HEAD + "[[value]]\nid = 'a b'\nlabel = 'x'",
            5,
            "“id” may hold only unaccented letters, digits, underscores, + and -.",
        ),
        (
            HEAD + "[[value]]\nid = 'a'\nlabel = 'x'\nattributes = { r = 1.5 }",
            7,
            "An attribute must be a text, a whole number, true or false.",
        ),
        (
            HEAD
            + "[[value]]\nid = 'a'\nlabel = 'x'\n[value.attributes]\n"
            + "".join(f"k{number} = 1\n" for number in range(21)),
            7,
            "A value has at most 20 attributes.",
        ),
        (
            HEAD + "[[value]]\nid = 'a'\nlabel = 'x'\n[[value]]\nid = 'a'\nlabel = 'y'",
            8,
            "“a” is there twice.",
        ),
        (HEAD + "value = 3", 4, "“value” must be a list of tables: [[value]]."),
        (HEAD + "titel = 'x'", 4, "“titel” does not belong here. Is “title” meant?"),
        ("id = 'x y'\n" + TWO, 2, "This is not valid TOML: Cannot overwrite a value."),
    ],
)
def test_a_broken_value_set_names_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(FileBroken) as caught:
        read_value_set(text, name="x")

    assert (caught.value.values["line"], caught.value.values["reason"]) == (line, reason)


@given(st.text())
def test_no_text_raises_anything_but_file_broken(text: str) -> None:
    with pytest.raises(FileBroken):
        read_value_set(text, name="x")
