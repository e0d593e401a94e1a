"""This is where strict reading is shown to name every wrong form with its line."""

import contextlib
from collections.abc import Callable
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.data_files import LARGEST, Table, check_ids, line_of, read_data_file
from layerdesk.domain.errors import FileBroken


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def fault(text: str, ask: str) -> tuple[int, str]:
    """The line and reason of the fault that asking the top table leads to."""
    asks: dict[str, Callable[[Table], object]] = {
        "text": lambda top: top.text("a", 5),
        "texts": lambda top: top.texts("a", 5, 2),
        "id": lambda top: top.id("a"),
        "whole": lambda top: top.whole("a", 1, 9),
        "version": lambda top: top.version(),
        "flag": lambda top: top.flag("a"),
        "choice": lambda top: top.choice("a", Colour),
        "table": lambda top: top.table("a"),
        "tables": lambda top: top.tables("a", 2),
        "keys": lambda top: top.check_keys("title", "words"),
        "ids": lambda top: check_ids(top.tables("a", 9)),
        "known": lambda top: top.known("a", {"x"}, "No such thing."),
        "inner": lambda top: top.table("t").text("a", 5),
    }
    with pytest.raises(FileBroken) as caught:
        _asked(text, asks[ask])
    assert caught.value.values["path"] == "file.toml"
    line = caught.value.values["line"]
    assert isinstance(line, int)
    return line, str(caught.value.values["reason"])


def _asked(text: str, ask: Callable[[Table], object]) -> object:
    return ask(read_data_file(text, name="file.toml"))


@pytest.mark.parametrize(
    ("text", "ask", "line", "reason"),
    [
        ("\n\na = 1", "text", 3, "“a” must be a text in quotes."),
        ("b = 1", "text", 1, "“a” is missing."),
        ("\n[t]\nb = 1", "inner", 2, "“a” is missing."),
        ("\na = ''", "text", 2, "“a” is empty."),
        ("\na = ' '", "text", 2, "“a” is empty."),
        ("a = 'sixsix'", "text", 1, "“a” has 6 characters; at most 5 fit."),
        ('a = "a\\nb"', "text", 1, "“a” must be on one line."),
        ('a = "a\\u0007b"', "text", 1, "“a” holds a character that cannot be seen."),
        ('a = "a\\tb"', "text", 1, "“a” holds a character that cannot be seen."),
        ('a = "a\\u202eb"', "text", 1, "“a” holds a character that cannot be seen."),
        ("a = 'x'", "texts", 1, "“a” must be a list of texts in quotes."),
        ("a = ['x', 1]", "texts", 1, "“a” must be a list of texts in quotes."),
        ("a = [\n'x',\n'',\n]", "texts", 3, "“a” is empty."),
        ("a = ['x', 'y', 'z']", "texts", 1, "“a” has 3 entries; at most 2 fit."),
        (
            "a = '1x'",
            "id",
            1,
            "“a” must begin with a letter and hold only unaccented letters, "
            "digits and underscores.",
        ),
        ("a = 1.5", "whole", 1, "“a” must be a whole number."),
        ("a = true", "whole", 1, "“a” must be a whole number."),
        ("a = -1", "whole", 1, "“a” must be from 1 to 9."),
        ("a = 10", "whole", 1, "“a” must be from 1 to 9."),
        ("\nversion = '1'", "version", 2, "“version” must be a whole number."),
        ("\nversion = 0", "version", 2, "“version” must be from 1 to 1000000."),
        ("a = 'yes'", "flag", 1, "“a” must be true or false."),
        ("a = 'green'", "choice", 1, "“green” is not known here. It must be one of: red, blue."),
        ("a = 1", "table", 1, "“a” must be a table: [a]."),
        ("a = 1", "tables", 1, "“a” must be a list of tables: [[a]]."),
        ("a = [1]", "tables", 1, "“a” must be a list of tables: [[a]]."),
        ("[[a]]\n[[a]]\n[[a]]", "tables", 1, "“a” has 3 entries; at most 2 fit."),
        ("title = 'x'\nword = 'y'", "keys", 2, "“word” does not belong here. Is “words” meant?"),
        ("title = 'x'\nxyz = 'y'", "keys", 2, "“xyz” does not belong here."),
        ('"a\\u0007" = 1', "keys", 1, "“a�” does not belong here."),
        ("[[a]]\nid = 'x'\n[[a]]\nid = 'x'", "ids", 4, "“x” is there twice."),
        ("a = 'y'", "known", 1, "No such thing."),
        ("x = 1\nx = 2", "flag", 2, "This is not valid TOML: Cannot overwrite a value."),
        ("a =\n", "flag", 1, "This is not valid TOML: Invalid value."),
        ("b = 1\na = [1,", "flag", 2, "This is not valid TOML: Invalid value."),
        (
            "b = 1\n\na",
            "flag",
            3,
            "This is not valid TOML: Expected '=' after a key in a key/value pair.",
        ),
        (
            "b = 1\na = 'x\x00'",
            "flag",
            2,
            "This is not valid TOML: Found invalid character '\\x00'.",
        ),
        ("a = " + "[" * 20_000, "flag", 0, "Lists or tables lie too deep inside each other."),
        (
            "b = 1\n" + "a." * 50_000 + "b = 1",
            "flag",
            2,
            "Lists or tables lie too deep inside each other.",
        ),
        ("#" * (LARGEST + 1), "flag", 0, "The file is larger than 256 KB."),
        ("#" + "ä" * (LARGEST // 2), "flag", 0, "The file is larger than 256 KB."),
    ],
)
def test_a_wrong_form_is_named_with_its_line(text: str, ask: str, line: int, reason: str) -> None:
    assert fault(text, ask) == (line, reason)


def test_a_number_too_long_for_python_is_a_fault_of_the_file() -> None:
    line, reason = fault("a = " + "9" * 5_000, "flag")

    assert line == 0
    assert reason.startswith("This is not valid TOML: ")


def test_what_is_right_is_given_as_it_stands() -> None:
    top = read_data_file(
        "\ufeffa = ' x '\r\nb = ['y']\nc = 3\nd = true\ne = 'blue'\n[f]\nid = 'z_1'\n[[g]]\n"
        'h = "one\\ntwo"\n',
        name="file.toml",
    )

    assert top.text("a", 1) == "x"
    assert top.text("missing", 1, default="") == ""
    assert top.texts("b", 1, 1) == ("y",)
    assert top.texts("missing", 1, 1) == ()
    assert top.whole("c", 3, 3) == 3
    assert top.whole("missing", 1, 1, default=1) == 1
    assert top.flag("d")
    assert not top.flag("missing")
    assert top.choice("e", Colour) is Colour.BLUE
    assert top.choice("missing", Colour, default=Colour.RED) is Colour.RED
    assert top.table("f").id() == "z_1"
    assert top.tables("g", 1)[0].text("h", 7, may_break=True) == "one\ntwo"
    assert top.tables("missing", 1) == ()
    assert top.known("e", {"blue"}, "") == "blue"
    assert top.has("a")
    assert not top.has("z")


def test_the_line_of_a_key_can_be_asked_for() -> None:
    assert line_of("a = 1\nversion = 2\n", "version") == 2
    assert line_of("a = 1\n", "version") == 1


@given(st.text() | st.text("a=[]{}\"'.,#\n1 \\"))
def test_no_text_raises_anything_but_file_broken(text: str) -> None:
    top = Table("x", "", {})
    with contextlib.suppress(FileBroken):
        top = read_data_file(text, name="x")
    assert all(top.line(key) >= 1 for key in top.values)
