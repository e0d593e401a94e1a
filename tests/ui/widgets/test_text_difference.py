"""This is where the caret is shown to stay at its words when a text changes underneath."""

from hypothesis import given
from hypothesis import strategies as st

from layerdesk.ui.widgets.text_difference import from_qt, moved, replacements, to_qt

TEXTS = st.text(alphabet="ab c\n.é😀", max_size=40)


@given(TEXTS, TEXTS)
def test_the_replacements_turn_one_text_into_the_other(old: str, new: str) -> None:
    made = old
    for edit in reversed(replacements(old, new)):
        made = made[: edit.start] + edit.words + made[edit.end :]
    assert made == new


@given(TEXTS, TEXTS, st.integers(0, 40))
def test_a_caret_stays_within_the_text(old: str, new: str, at: int) -> None:
    assert 0 <= moved(min(at, len(old)), replacements(old, new)) <= len(new)


def test_a_caret_stays_at_its_word() -> None:
    old, new = "The letter waited.", "On Friday the letter of the clinic waited for days."
    edits = replacements(old, new)
    for word in ("aited", "etter"):
        assert new[moved(old.index(word), edits) :].startswith(word)


def test_what_is_put_in_at_the_caret_comes_after_it() -> None:
    assert moved(3, replacements("abc", "abcdef")) == 3
    assert moved(3, replacements("abc", "xabc")) == 4


@given(TEXTS, st.integers(0, 40))
def test_positions_are_counted_as_qt_does_and_back(text: str, at: int) -> None:
    at = min(at, len(text))
    assert to_qt(text, at) == len(text[:at].encode("utf-16-le")) // 2
    assert from_qt(text, to_qt(text, at)) == at
