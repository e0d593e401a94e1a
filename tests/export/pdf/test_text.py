import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from layerdesk.export.fonts import Weight
from layerdesk.export.pdf.structure import Element
from layerdesk.export.pdf.styles import INK
from layerdesk.export.pdf.text import Line, Manner, broken_lines, measured, shortened, widest_word

PLAIN = Manner(element=Element(tag="P", parent=None), weight=Weight.REGULAR, colour=INK)
BOLD = Manner(element=PLAIN.element, weight=Weight.BOLD, colour=INK)


def text_of(line: Line) -> str:
    return "".join(span.text for piece in line.pieces for span in piece.spans)


def lines_of(text: str, width: float = 100.0) -> list[str]:
    return [text_of(line) for line in broken_lines([(text, PLAIN)], 10.0, width)]


@example(text="→/ a", width=14)
@given(text=st.text("ab -/\n\u200bŵ→", max_size=80), width=st.integers(-5, 120))
def test_breaking_loses_no_letter_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = broken_lines([(text, PLAIN), (text, BOLD)], 10.0, width)

    whole = "".join(map(text_of, lines))
    assert whole.replace(" ", "") == (text * 2).translate({10: None, 32: None, 0x200B: None})
    for line in lines:
        shown = text_of(line).rstrip()
        trailing = line.width - sum(piece.width for piece in line.pieces)
        assert abs(trailing) < 1e-6
        # The space that a line was broken at stays, and may stand out.
        space = max(measured(" ", weight, 10.0)[1] for weight in Weight)
        assert len(shown) <= 1 or line.width <= width + space + 1e-6


def test_words_may_be_broken_after_dashes_and_strokes_but_dates_may_not() -> None:
    lines = lines_of("semi-detached and/or 2026-12-01 or 2026-12-02", 62.0)

    assert [line.strip() for line in lines] == [
        "semi-",
        "detached",
        "and/or",
        "2026-12-01",
        "or",
        "2026-12-02",
    ]


@pytest.mark.parametrize(
    "name", ["AC-12", "LD-2026-A014", "SE-2026-004", "INC-AB-7", "COVID-19", "A-level-2"]
)
def test_a_reference_is_never_broken(name: str) -> None:
    whole = measured(name, Weight.REGULAR, 10.0)[1]

    assert widest_word([name], Weight.REGULAR, 10.0) == whole
    assert lines_of(f"see {name}", whole + 1) == ["see ", name]


def test_a_word_beside_a_reference_may_still_be_broken() -> None:
    assert lines_of("well-read AC-12", 40.0) == ["well-", "read ", "AC-12"]
    assert lines_of("follow-up—AC-12", 54.0) == ["follow-up—", "AC-12"]


def test_a_line_ends_with_the_space_it_was_broken_at() -> None:
    first, second = lines_of("shared reflection", 50.0)

    assert (first, second) == ("shared ", "reflection")


def test_a_zero_width_space_lets_a_word_break_and_is_not_drawn() -> None:
    assert lines_of("abcdefghij\u200bklmnopqrst", 60.0) == ["abcdefghij", "klmnopqrst"]
    assert lines_of("ab\u200bcd") == ["abcd"]


def test_a_no_break_space_keeps_words_together() -> None:
    assert lines_of("on 3\u00a0December", 60.0) == ["on ", "3\u00a0December"]


def test_a_word_in_two_weights_is_not_broken_between_them() -> None:
    lines = broken_lines([("one un", PLAIN), ("harmed", BOLD)], 10.0, 50.0)

    assert [text_of(line) for line in lines] == ["one ", "unharmed"]
    assert [piece.manner for piece in lines[1].pieces] == [PLAIN, BOLD]
    for before, after in pairwise(lines[1].pieces):
        assert after.x == before.x + before.width


def test_a_letter_wider_than_the_line_stands_alone() -> None:
    assert lines_of("WW", 1.0) == ["W", "W"]
    assert lines_of("WW", -3.0) == ["W", "W"]


def test_the_widest_word_is_measured_between_places_to_break() -> None:
    wide = widest_word(["a wonderful day", "b"], Weight.REGULAR, 10.0)

    assert wide == widest_word(["wonderful"], Weight.REGULAR, 10.0) > 0
    assert widest_word(["", " "], Weight.REGULAR, 10.0) == 0.0


def test_text_that_is_too_wide_is_cut_and_says_so() -> None:
    assert shortened("a short\nline", Weight.REGULAR, 10.0, 200.0) == "a short line"
    assert shortened("a line that is long", Weight.REGULAR, 10.0, 50.0) == "a line tha…"
    assert shortened("wide", Weight.REGULAR, 10.0, 0.0) == "…"


def test_a_word_without_end_takes_time_by_its_length_only() -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        assert "".join(lines_of("x" * length)) == "x" * length
        return time.process_time() - began

    seconds(2_000)
    # Eightfold text in quadratic time would take 64 times as long.
    assert seconds(80_000) < 24 * seconds(10_000) + 0.1
    assert shortened("x" * 100_000, Weight.REGULAR, 10.0, 50.0).endswith("x…")
