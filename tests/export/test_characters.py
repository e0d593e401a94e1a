import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from layerdesk.export.characters import character_name, drawable, settled


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029", "\n"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert settled(f"one{end}two") == "one\ntwo"


def test_combining_sequences_are_composed() -> None:
    assert settled("w\u0302 z\u0301 g\u0306") == "ŵ ź ğ"


def test_a_tab_is_a_space_and_controls_and_lone_surrogates_go() -> None:
    assert settled("a\tb\x00c\x1bd\x7fe\ud800f\uffff") == "a bcdef"


def test_emoji_sequences_stay_whole_where_they_can_be_kept() -> None:
    assert settled("👩\u200d⚕\ufe0f") == "👩\u200d⚕\ufe0f"


def test_what_leaves_no_mark_is_not_drawn_but_a_place_to_break_stays() -> None:
    assert drawable("con\u00adsent \u200e✓\ufe0f a\u200bb\ufeff\u2060") == "consent ✓ a\u200bb"


@example(text="e\x00\u0301 o\u202e\u0308 u\u00ad\u0308")
@given(text=st.text())
def test_settling_twice_changes_nothing(text: str) -> None:
    assert settled(settled(text)) == settled(text)
    assert drawable(drawable(text)) == drawable(text)


def test_a_character_is_named_in_words_or_by_its_number() -> None:
    assert character_name("😀") == "😀 (GRINNING FACE)"
    assert character_name("\ue000") == "\ue000 (U+E000)"


def test_nothing_turns_letters_round() -> None:
    assert (
        settled("of \u202e1234\u202c mg, \u2067עברית\u2069")
        == "of 1234\u202c mg, \u2067עברית\u2069"
    )
