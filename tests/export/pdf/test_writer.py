import shutil
import subprocess
import unicodedata
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.document import (
    Block,
    Document,
    PageBreak,
    Role,
    Rule,
    Run,
    bold,
    box,
    bullets,
    heading,
    italic,
    key_value,
    numbered,
    paragraph,
    table,
)
from layerdesk.domain.errors import CharactersMissing
from layerdesk.export.characters import drawable
from layerdesk.export.fonts import missing_characters
from layerdesk.export.pdf.styles import LEFT, TEXT_WIDTH
from layerdesk.export.pdf.writer import write_pdf
from tests.export.pdf_reading import opened, page_texts, structure
from tests.export.sample_document import sample_minutes

LONG = "The team agreed that nobody is asked to guess and that the record says who has looked. "
LINES = paragraph("\n".join(["line"] * 44))
"""A paragraph that leaves room for three or four more lines on its page."""


def written(*blocks: Block) -> bytes:
    return write_pdf(Document(title="Minutes", blocks=blocks))


def extracted(data: bytes) -> str:
    """The text of all pages as another program finds it."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return "\n".join(texts)
    finally:
        document.close()


def letters(text: str) -> str:
    """The text without white space, which programs place as they like."""
    return "".join(text.split())


def test_pages_are_a4_and_every_font_is_embedded() -> None:
    with opened(write_pdf(sample_minutes())) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        for page in pdf.pages:
            assert [round(float(side)) for side in page.MediaBox] == [0, 0, 595, 842]
        assert fonts
        for font in fonts:
            assert font.Subtype == "/Type0"
            assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) > 1000


def test_properties_are_set() -> None:
    with opened(write_pdf(sample_minutes())) as pdf:
        assert str(pdf.docinfo.Title) == "Significant event meeting minutes, 26 November 2026"
        assert str(pdf.docinfo.Author) == "Llŷn Surgery"
        assert str(pdf.docinfo.Subject) == "Significant event meeting"
        assert str(pdf.docinfo.CreationDate) == "D:20261126000000Z"


def test_properties_that_are_empty_are_left_out() -> None:
    with opened(written()) as pdf:
        assert {*pdf.docinfo.keys()} == {"/Title", "/Creator", "/Producer"}


def test_marks_that_pdf_or_xml_would_take_for_their_own_are_safe() -> None:
    title = "A (draft) \\ of <minutes> & more"
    with opened(write_pdf(Document(title=title, blocks=(paragraph(title),)))) as pdf:
        assert str(pdf.docinfo.Title) == title
        assert b"&lt;minutes&gt; &amp; more" in pdf.Root.Metadata.read_bytes()


def test_each_page_has_its_number_the_footer_and_later_ones_the_title() -> None:
    texts = page_texts(write_pdf(sample_minutes()))

    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert "No patient identifiers. For practice use." in text
        assert ("Significant event meeting minutes, 26 November" in text) == (number > 1)


def test_a_long_footer_and_a_long_title_are_shortened() -> None:
    data = write_pdf(
        Document(title=LONG * 3, footer=(LONG * 3,), blocks=(PageBreak(), LINES, LINES))
    )

    assert [text.count("…") for text in page_texts(data)] == [1, 2]


def test_the_outline_follows_the_headings() -> None:
    data = written(
        heading(1, "One"),
        heading(3, "Deep"),
        heading(2, "Two"),
        box("Box", paragraph("text")),
        PageBreak(),
        heading(1, "Last"),
    )
    with opened(data) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["One", "Last"]
        assert [entry.title for entry in outline.root[0].children] == ["Deep", "Two", "Box"]
        assert outline.root[1].destination[0].objgen == pdf.pages[1].obj.objgen
        assert int(pdf.Root.Outlines.Count) == 5


def test_a_document_without_headings_has_no_outline() -> None:
    with opened(written(paragraph("text"))) as pdf:
        assert "/Outlines" not in pdf.Root


def test_page_breaks_begin_a_page_but_never_leave_one_empty() -> None:
    blocks = (PageBreak(), heading(1, "One"), PageBreak(), PageBreak(), paragraph("two"))
    assert len(page_texts(written(*blocks, PageBreak()))) == 2


def test_a_heading_stays_with_what_follows() -> None:
    first, second = page_texts(written(LINES, heading(2, "Actions"), paragraph(LONG * 4)))

    assert "Actions" not in first
    assert "Actions" in second


def test_headings_without_end_still_fill_pages() -> None:
    texts = page_texts(written(LINES, *[heading(2, "Actions")] * 60))

    assert [text.count("Actions") for text in texts[1:]] == [20, 20, 20]


def test_a_header_row_that_fills_a_page_is_not_repeated() -> None:
    header = [LONG * 9, "b", "c", "d", "e", "f", "g", "h"]
    texts = page_texts(written(table(header, [["a\n" * 30] * 8] * 6, widths=[1] * 8)))

    assert len(texts) > 2
    assert sum(text.count("guess") for text in texts) == 9


def test_no_line_of_a_paragraph_is_left_alone() -> None:
    for count in range(36, 46):
        fill = paragraph("\n".join(["fill"] * count))
        texts = page_texts(written(fill, paragraph("\n".join(["many"] * 6))))
        assert all(text.count("many") != 1 for text in texts)


def test_a_short_row_is_never_cut() -> None:
    for count in range(30, 46):
        fill = paragraph("\n".join(["fill"] * count))
        texts = page_texts(written(fill, table(["Head"], [["row\n" * 5 + "row"]] * 3)))
        assert all(text.count("row") % 6 == 0 for text in texts)
        assert all(("row" in text) == ("Head" in text) for text in texts)


def test_forty_actions_fill_a_few_pages() -> None:
    rows = [[f"A{number}", LONG, "Practice manager", "1 Dec 2026"] for number in range(1, 41)]
    texts = page_texts(written(table(["Ref", "Action", "Owner", "Due"], rows, widths=[1, 5, 3, 2])))

    assert 2 <= len(texts) <= 5
    assert "A40" in texts[-1]


def test_a_long_box_goes_over_pages_and_a_short_one_stays_whole() -> None:
    assert len(page_texts(written(box("Long", *[paragraph(LONG * 5)] * 14)))) == 2

    fill = paragraph("\n".join(["fill"] * 38))
    first, second = page_texts(written(fill, box("Key messages", bullets(*["message"] * 8))))
    assert "message" not in first
    assert second.count("message") == 9


def test_a_word_that_is_too_long_is_broken_within_the_text() -> None:
    word = "x" * 300
    data = written(
        paragraph("See ", bold(word), " now"),
        table(["A", "B", "C"], [[word, word, "c"]]),
        key_value((word, word)),
        bullets(word),
        box(word, paragraph(word)),
    )

    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(number) for number in range(text.count_chars())]
    assert min(box[0] for box in boxes) >= LEFT - 1
    assert max(box[2] for box in boxes) <= LEFT + TEXT_WIDTH + 1
    text.close()
    page.close()
    document.close()
    assert letters(extracted(data)).count("x") == 8 * 300


def test_a_letter_wider_than_its_column_is_still_drawn() -> None:
    header = [str(number) for number in range(60)]
    assert "W" in extracted(written(table(header, [["WW"] * 60])))


def test_line_feeds_begin_new_lines_and_empty_paragraphs_take_a_line() -> None:
    data = written(paragraph("one\n\ntwo\n"), paragraph(""), paragraph(" lead", role=Role.LEAD))

    assert extracted(data).split()[:3] == ["one", "two", "lead"]


def test_spaces_between_differently_weighted_words_stay() -> None:
    data = written(paragraph(bold("Agreed:"), " all ", italic("results"), Run(text=" read")))

    assert structure(data).kids[0].text == "Agreed: all results read"


@pytest.mark.parametrize(
    "text",
    [
        "Ŵyn, tŷ gŵr, Llŷn",
        "Łucja Żółkiewska źdźbło się",
        "Ștefan Țurcanu mâine până",
        "İpek Çağlar ışık öğün",
        "“It’s” – fine… €5 ≥ 3 ± 1 µg ½ → ✓",
    ],
)
def test_names_and_marks_of_our_practices_come_back(text: str) -> None:
    assert letters(text) in letters(extracted(written(paragraph(text), heading(2, text))))


def test_decomposed_letters_come_back_composed() -> None:
    assert "Ŵyn ŷ" in extracted(written(paragraph("W\u0302yn y\u0302")))


def test_characters_that_no_font_has_are_named_before_anything_is_written() -> None:
    with pytest.raises(CharactersMissing) as told:
        written(paragraph("Thank you 😀 all"))

    assert told.value.values == {
        "characters": ("😀 (GRINNING FACE)",),
        "places": ("Thank you 😀 all",),
    }


@given(text=st.text(max_size=60))
def test_any_text_is_drawn_and_comes_back_or_is_reported(text: str) -> None:
    document = Document(title="", blocks=(paragraph(text), numbered(text)))

    if missing_characters(document):
        with pytest.raises(CharactersMissing):
            write_pdf(document)
    else:
        drawn, listed = structure(write_pdf(document)).kids
        expected = letters(drawable(text).replace("\u200b", ""))
        assert letters(drawn.text) == expected
        assert letters(listed.words()) == f"1.{expected}"


@given(text=st.text(st.characters(min_codepoint=33, max_codepoint=0x24F), max_size=40))
def test_latin_text_is_found_by_another_program(text: str) -> None:
    document = Document(title="", blocks=(paragraph(text),))
    if not missing_characters(document):
        found = extracted(write_pdf(document))

        wanted = letters(drawable(text))
        # A hyphen at the end of a line is shown as a mark of its own.
        assert wanted in letters(unicodedata.normalize("NFC", found).replace("\ufffe", "-"))


def test_every_role_and_rule_is_drawn() -> None:
    data = written(*[paragraph(role.value, role=role) for role in Role], Rule(), paragraph("end"))

    assert [kid.text for kid in structure(data).kids] == ["body", "lead", "small", "note", "end"]


def test_a_document_of_another_language_and_day_says_so() -> None:
    document = Document(title="Cofnodion", blocks=(), language="cy", dated=date(2026, 1, 2))
    with opened(write_pdf(document)) as pdf:
        assert str(pdf.Root.Lang) == "cy"
        assert b"2026-01-02" in pdf.Root.Metadata.read_bytes()


def test_other_programs_agree_where_they_are_installed(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(write_pdf(sample_minutes()))

    answers = {
        command[0]: subprocess.run(
            [*command, str(path), *more], capture_output=True, text=True, check=False
        )
        for command, more in (
            (["qpdf", "--check"], []),
            (["pdfinfo", "-struct-text"], []),
            (["pdffonts"], []),
            (["pdftotext"], ["-"]),
        )
        if shutil.which(command[0])
    }

    with opened(path.read_bytes()) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert all(answer.returncode == 0 and not answer.stderr for answer in answers.values())
    if "qpdf" in answers:
        assert "No syntax or stream encoding errors" in answers["qpdf"].stdout
    if "pdfinfo" in answers:
        assert '"Key messages for everyone"' in answers["pdfinfo"].stdout
    if "pdffonts" in answers:
        rows = answers["pdffonts"].stdout.splitlines()[2:]
        assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    if "pdftotext" in answers:
        assert "Practice manager (Łucja Żółkiewska)" in answers["pdftotext"].stdout
