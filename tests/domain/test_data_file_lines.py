"""This is where the walk over a TOML text is held against texts whose lines are known."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.data_file_lines import KeyPath, lines_of_keys

KEYS = st.text("abc", min_size=1, max_size=3)
LEAVES = st.one_of(
    st.integers(-5, 5).map(str),
    st.sampled_from(
        [
            "true",
            '"a # b ] } = , [x]"',
            "'c:\\'",
            '"""one\ntwo \\""" ] three"""',
            "'''one\n] two'''",
            '""""quoted"""""',
            "1979-05-27 07:32:00",
            "1.5e3",
            '""',
            "''",
            '"\\"\\\\"',
        ]
    ),
)
LISTS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: "[\n# ] no\n " + " ,\n".join(each) + "\n]"),
        st.lists(inner, max_size=2).map(
            lambda each: (
                "{ " + ", ".join(f"k{number} = {one}" for number, one in enumerate(each)) + " }"
            )
        ),
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\n", ("a",), 1),
        ("# first\n\na = 1\nb = 2\n", ("b",), 4),
        ("[one]\na = 1\n[two]\n  a = 2\n", ("two", "a"), 4),
        ("[one]\na = 1\n[ two . three ]\n", ("two", "three"), 3),
        ("a.b . c = 1\n", ("a", "b", "c"), 1),
        ("'a b' = 1\n\"c\\u0064\" = 2\n", ("cd",), 2),
        ("[[s]]\nid = 1\n[[s]]\nid = 2\n", ("s", 1, "id"), 4),
        ("[[s]]\n[[s.p]]\nid = 1\n[[s.p]]\nid = 2\n[[s]]\n[[s.p]]\nid = 3\n", ("s", 1, "p", 0), 7),
        ("[[s]]\n[s.t]\nid = 1\n", ("s", 0, "t", "id"), 3),
        ('a = """\n\n"""\nb = 1\n', ("b",), 4),
        ("a = '''\n'' ]\n'''''\nb = 1\n", ("b",), 4),
        ('a = """x\\"""\ny""""\nb = 1\n', ("b",), 3),
        ("a = [\n 1,\n [2,\n  3],\n]\n", ("a", 1, 1), 4),
        ("a = { b = 1, c.d = [\n2] }\nz = 1\n", ("z",), 3),
        ("a = { b = 1, c.d = [\n2] }\n", ("a", "c", "d", 0), 2),
        ("a = 1 # [b]\nb = 2", ("b",), 2),
    ],
)
def test_every_key_is_found_on_its_line(text: str, path: KeyPath, line: int) -> None:
    tomllib.loads(text)

    assert lines_of_keys(text)[path] == line


def test_keys_that_lie_very_deep_share_a_line() -> None:
    text = f"{'.'.join('a' * 400)} = {'[' * 100}1{']' * 100}\nb = 1\n"

    lines = lines_of_keys(text)

    assert lines[("b",)] == 2
    assert max(len(path) for path in lines) == 12


@given(st.dictionaries(KEYS, LISTS, max_size=4), st.lists(st.dictionaries(KEYS, LISTS, max_size=3)))
def test_what_stands_at_a_line_is_what_its_path_says(
    top: dict[str, str], tables: list[dict[str, str]]
) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in top.items())
    for table in tables:
        text += "\n[[t]] # a list\n" + "".join(f"{key} = {v} # x\n" for key, v in table.items())

    lines = lines_of_keys(text)
    rows = text.split("\n")

    for path in _paths(tomllib.loads(text)):
        if path and isinstance(path[-1], str) and path != ("t",):
            assert path[-1] in rows[lines[path] - 1]


def _paths(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    if isinstance(value, dict):
        inner = [each for key, one in value.items() for each in _paths(one, (*path, key))]
    elif isinstance(value, list):
        inner = [each for place, one in enumerate(value) for each in _paths(one, (*path, place))]
    else:
        inner = []
    return [path, *inner]
