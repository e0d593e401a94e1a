import pytest

from layerdesk.domain.document import (
    Document,
    PageBreak,
    Picture,
    Rule,
    Run,
    box,
    bullets,
    heading,
    item,
    key_value,
    paragraph,
    table,
)
from layerdesk.export.fonts import Weight, font_spans, missing_characters, typeface, weight_of
from tests.export.sample_document import chart_picture


def names(text: str, weight: Weight) -> list[tuple[str, str]]:
    return [(span.text, span.typeface.name.split("_")[0]) for span in font_spans(text, weight)]


@pytest.mark.parametrize("weight", Weight)
def test_the_first_font_draws_what_it_has_and_the_second_fills_in(weight: Weight) -> None:
    assert names("Ŵyn → fine", weight) == [
        ("Ŵyn ", "AtkinsonHyperlegibleNext"),
        ("→", "Inter"),
        (" fine", "AtkinsonHyperlegibleNext"),
    ]


def test_all_weights_of_a_font_have_the_same_characters() -> None:
    """So that a character is missing or not whatever its weight."""
    both = [chr(code) for code in range(32, 0x2200)]
    for first, others in (
        (
            "AtkinsonHyperlegibleNext_400Regular",
            ["400Regular_Italic", "600SemiBold", "700Bold"],
        ),
        ("Inter_400Regular", ["700Bold"]),
    ):
        family = first.split("_")[0]
        had = [char for char in both if typeface(first).has(char)]
        for other in others:
            face = typeface(f"{family}_{other}")
            assert [char for char in both if face.has(char)] == had


@pytest.mark.parametrize(
    "text",
    [
        "Llŷn, Ŵyn, tŷ gŵr",
        "Łucja Żółkiewska, źdźbło, się",
        "Ștefan Țurcanu, Ştefan Ţurcanu, mâine, până",
        "İpek Çağlar, ışık, öğün",
        "Žydrūnas Šimkus, ėjo, ų",
        "Tiếng Việt, Ελληνικά, Українська",
        "“quoted” – — … € £ ≥ ≤ ± µ ½ °C → ✓ \u00a0\u202f\u2011",
    ],
)
def test_the_languages_of_our_practices_can_be_drawn(text: str) -> None:
    assert missing_characters(Document(title="", blocks=(paragraph(text),))) == ()


@pytest.mark.parametrize("char", ["😀", "א", "ش", "ह", "漢", "\ue000", "\u0302"])
def test_a_character_without_a_font_or_a_place_is_named(char: str) -> None:
    document = Document(title="", blocks=(paragraph(f"We were x{char}\nthanked"),))

    assert missing_characters(document) == ((char, f"We were x{char} thanked"),)


def test_a_missing_character_is_named_once_with_the_words_around_its_first_place() -> None:
    words = "a" * 30 + "😀" + "b" * 30
    document = Document(title="", blocks=(paragraph(words), paragraph("😀 again")))

    assert missing_characters(document) == (("😀", "a" * 20 + "😀" + "b" * 20),)


def test_every_part_that_is_drawn_is_searched() -> None:
    document = Document(
        title="①😀",
        footer=("😁",),
        blocks=(
            heading(1, "😂"),
            paragraph("🤣"),
            bullets(item("😃", "😄")),
            table(["😅"], [["😆"]], caption="😉"),
            key_value(("😊", "😋")),
            Picture(data=chart_picture(8, 8), alt="😎 is read, not drawn", caption="😍"),
            box("😘", paragraph("🥰")),
            Rule(),
            PageBreak(),
        ),
    )

    found = {char for char, _ in missing_characters(document)}

    assert found == set("😀😁😂🤣😃😄😅😆😉😊😋😍😘🥰")


def test_bold_wins_over_italic_and_italic_over_plain_text_only() -> None:
    assert weight_of(Run(text="a", bold=True, italic=True), Weight.REGULAR) is Weight.BOLD
    assert weight_of(Run(text="a", italic=True), Weight.REGULAR) is Weight.ITALIC
    assert weight_of(Run(text="a", italic=True), Weight.SEMIBOLD) is Weight.SEMIBOLD
    assert weight_of(Run(text="a"), Weight.SEMIBOLD) is Weight.SEMIBOLD
