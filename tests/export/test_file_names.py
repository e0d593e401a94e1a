import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.export.file_names import LONGEST, suggested_file_name

DAY = date(2026, 11, 26)


def test_a_name_holds_day_title_and_version() -> None:
    name = suggested_file_name(
        "Significant event meeting minutes", dated=DAY, version=2, suffix=".pdf"
    )
    assert name == "2026-11-26 Significant event meeting minutes v2.pdf"


def test_day_and_version_may_be_left_out() -> None:
    assert suggested_file_name("Poster", suffix=".pdf") == "Poster.pdf"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Results: what we changed", "Results - what we changed.txt"),
        ("24/11 and a\\b", "24-11 and a-b.txt"),
        ('Who? "Me" <you> a|b *', "Who Me you a b.txt"),
        ("  many\n spaces\t here ...", "many spaces here.txt"),
        ("Llŷn w\u0302 con\u00adsent", "Llŷn ŵ consent.txt"),
        ("con", "Document con.txt"),
        ("LPT1", "Document LPT1.txt"),
        ("nul.backup", "Document nul.backup.txt"),
        ("console", "console.txt"),
        ("...", "Document.txt"),
        ("", "Document.txt"),
    ],
)
def test_what_systems_forbid_is_mended(title: str, name: str) -> None:
    assert suggested_file_name(title, suffix=".txt") == name


def test_a_title_of_letters_that_take_many_bytes_is_cut_to_fit() -> None:
    name = suggested_file_name("学" * 300, version=2, suffix=".pdf")

    assert name.endswith("学 v2.pdf")
    assert 235 < len(name.encode()) <= 240


@given(title=st.text(max_size=300), version=st.none() | st.integers(1, 999), day=st.booleans())
def test_every_title_gives_a_name_that_every_system_accepts(
    title: str, version: int | None, day: bool
) -> None:
    name = suggested_file_name(title, dated=DAY if day else None, version=version, suffix=".docx")

    assert len(name) <= LONGEST
    assert len(name.encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert name == name.strip()
    stem = name.removesuffix(".docx")
    assert stem
    assert not stem.endswith((".", " "))
    assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name, re.IGNORECASE)
