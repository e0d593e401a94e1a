import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.document import (
    Block,
    Document,
    PageBreak,
    Picture,
    Role,
    Rule,
    bold,
    box,
    bullets,
    heading,
    italic,
    item,
    key_value,
    link,
    numbered,
    paragraph,
    table,
)
from layerdesk.export.characters import settled
from layerdesk.export.docx.writer import write_docx
from tests.export.sample_document import chart_picture, sample_minutes


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def word_of(*blocks: Block) -> WordDocument:
    return opened(write_docx(Document(title="Minutes", blocks=blocks)))


def styles_and_texts(word: WordDocument) -> list[tuple[str, str]]:
    return [
        (part.style.name or "", part.text)
        for part in word.paragraphs
        if part.style is not None and part.text
    ]


def values(word: WordDocument, path: str) -> list[str]:
    return list(map(str, word.element.body.xpath(path)))


def test_headings_and_roles_have_styles_of_their_own() -> None:
    word = word_of(
        *[heading(level, f"Level {level}") for level in (1, 2, 3)],
        *[paragraph(role.value, role=role) for role in Role],
    )

    assert styles_and_texts(word) == [
        ("Heading 1", "Level 1"),
        ("Heading 2", "Level 2"),
        ("Heading 3", "Level 3"),
        ("Normal", "body"),
        ("Lead", "lead"),
        ("Small Print", "small"),
        ("Note", "note"),
    ]


def test_every_style_that_is_used_is_there() -> None:
    word = opened(write_docx(sample_minutes()))
    known = {style.style_id for style in word.styles}

    assert {*values(word, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")} <= known


def test_the_page_is_a4_and_the_language_is_set() -> None:
    word = opened(write_docx(sample_minutes()))

    section = word.sections[0]
    assert (section.page_width, section.page_height) == (7560310, 10692130)
    (language,) = word.styles.element.xpath("w:docDefaults//w:lang/@w:val")
    assert language == word.core_properties.language == "en-GB"


def test_properties_are_set() -> None:
    properties = opened(write_docx(sample_minutes())).core_properties

    assert properties.title == "Significant event meeting minutes, 26 November 2026"
    assert properties.author == "Llŷn Surgery"
    assert properties.keywords == "significant event, minutes"
    assert properties.identifier == "LD-2026-014"
    assert properties.created == datetime(2026, 11, 26, tzinfo=UTC)
    assert not properties.comments


def test_a_font_that_is_not_there_has_another_in_its_place() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(sample_minutes()))) as file:
        fonts = file.read("word/fontTable.xml").decode()

    assert '<w:font w:name="Atkinson Hyperlegible Next"><w:altName w:val="Arial"/>' in fonts


def test_bold_italic_line_feeds_and_links_are_kept() -> None:
    word = word_of(
        paragraph(bold("B"), italic("I"), "one\ntwo", link("here", "https://example.org/"))
    )

    (text,) = word.paragraphs
    assert [(run.text, run.bold, run.italic) for run in text.runs] == [
        ("B", True, None),
        ("I", None, True),
        ("one\ntwo", None, None),
    ]
    (followed,) = text.hyperlinks
    assert (followed.text, followed.address) == ("here", "https://example.org/")


def test_an_address_that_is_not_safe_stays_text() -> None:
    (text,) = word_of(paragraph(link("here", "javascript:alert(1)"))).paragraphs

    assert text.text == "here"
    assert text.hyperlinks == []


def test_lists_are_lists_and_every_numbered_one_begins_at_one() -> None:
    word = word_of(numbered(item("one", "inner"), "two"), bullets("three"), numbered("four"))

    assert [style for style, _ in styles_and_texts(word)] == [
        "List Number",
        "List Number",
        "List Number",
        "List Bullet",
        "List Number",
    ]
    assert values(word, "//w:numPr/w:ilvl/@w:val") == ["0", "1", "0", "0", "0"]
    numbers = values(word, "//w:numPr/w:numId/@w:val")
    assert numbers == ["1", "1", "1", "2", "3"]
    numbering = word.part.numbering_part.element
    for number in "13":
        starts = numbering.xpath(f"w:num[@w:numId='{number}']//w:startOverride/@w:val")
        assert starts == ["1", "1"]
    order = [child.tag for child in numbering]
    assert order == sorted(order), "schemes come before lists"


def test_tables_have_header_rows_that_repeat_and_a_caption() -> None:
    word = word_of(
        table(
            ["Ref", "Action"],
            [["A1", "Write"], [bold("A2"), "long " * 200]],
            caption="All actions",
            widths=[1, 3],
            row_headers=True,
        )
    )

    (made,) = word.tables
    rows = [[cell.text.strip() for cell in row.cells] for row in made.rows]
    assert rows[:2] == [["Ref", "Action"], ["A1", "Write"]]
    assert len(values(word, "//w:tr[1]/w:trPr/w:tblHeader")) == 1
    assert len(values(word, "//w:trPr/w:tblHeader")) == 1
    assert values(word, "//w:tblLook/@w:firstRow") == ["1"]
    assert values(word, "//w:tblLook/@w:firstColumn") == ["1"]
    assert values(word, "//w:tblCaption/@w:val") == ["All actions"]
    assert styles_and_texts(word)[0] == ("Caption", "All actions")
    first, second = map(int, values(word, "//w:gridCol/@w:w"))
    assert second == pytest.approx(3 * first, abs=3)
    assert [row.cells[0].paragraphs[0].runs[0].bold for row in made.rows] == [None, True, True]


def test_columns_are_as_wide_as_their_longest_words() -> None:
    rows = [("AC-2026-A003", "Write to the team", "Receptionist", "–")]
    word = word_of(table(("Ref", "Action", "Owner", "Evidence"), rows, widths=(1, 8, 1, 1)))

    widths = [int(width) / 20 for width in values(word, "//w:gridCol/@w:w")]
    assert sum(widths) == pytest.approx(170 / 25.4 * 72, abs=1)
    for width, longest in zip(widths, (12, 5, 12, 8), strict=True):
        assert width >= 6.1 * longest


def test_short_rows_stay_on_a_page_and_long_ones_may_be_cut() -> None:
    word = word_of(table(["Text"], [["short"], ["long " * 200]]))

    assert len(word.element.body.xpath("//w:tr[not(w:trPr/w:cantSplit)]")) == 1


def test_labels_are_the_first_column_and_no_labels_make_no_table() -> None:
    word = word_of(key_value(("Chair", "GP")), key_value())

    (made,) = word.tables
    assert [cell.text for cell in made.rows[0].cells] == ["Chair", "GP"]
    assert values(word, "//w:tblLook/@w:firstRow") == ["0"]
    assert values(word, "//w:tblLook/@w:firstColumn") == ["1"]


def test_there_is_a_paragraph_after_every_table() -> None:
    word = word_of(key_value(("a", "b")), table(["c"], []), box("d", key_value(("e", "f"))))

    followers = [made.getnext().tag for made in word.element.body.xpath("w:tbl")]
    assert followers == [qn("w:p")] * 3


def test_pictures_have_words_and_a_caption() -> None:
    picture = Picture(data=chart_picture(), alt="Rising", width_mm=120, caption="By week")
    word = word_of(picture, Picture(data=chart_picture(8, 8), alt="Flat", width_mm=10))

    assert values(word, "//wp:docPr/@descr") == ["Rising", "Flat"]
    assert len({*values(word, "//wp:docPr/@id")}) == 2
    assert [shape.width for shape in word.inline_shapes] == [4320000, 360000]
    assert styles_and_texts(word) == [("Small Print", "By week")]


def test_a_box_has_a_heading_and_one_ground() -> None:
    word = word_of(
        box("Key messages", paragraph("Look"), bullets("one"), key_value(("a", "b"))),
        paragraph("after"),
    )

    assert styles_and_texts(word) == [
        ("Heading 2", "Key messages"),
        ("Normal", "Look"),
        ("List Bullet", "one"),
        ("Normal", "after"),
    ]
    assert values(word, "//w:shd/@w:fill") == ["EFF6F5"] * 5


def test_a_page_break_belongs_to_what_follows() -> None:
    blocks = [heading(1, "One"), heading(2, "Two"), table(["a"], [])]
    word = word_of(*(part for block in blocks for part in (block, PageBreak())))

    broken = word.element.body.xpath("w:p[w:pPr/w:pageBreakBefore]")
    assert len(broken) == 2
    assert broken[0].getnext() is broken[1]
    assert broken[1].getnext().tag == qn("w:tbl")


def test_a_rule_is_a_line_without_words() -> None:
    word = word_of(Rule())

    assert values(word, "//w:pBdr/w:bottom/@w:val") == ["single"]


def test_the_footer_counts_pages_and_later_pages_show_the_title() -> None:
    word = opened(write_docx(sample_minutes()))

    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == sample_minutes().title
    for footer in (section.first_page_footer, section.footer):
        codes = footer.paragraphs[0].paragraph_format.element.xpath(".//w:instrText/text()")
        assert codes == [" PAGE ", " NUMPAGES "]
        assert footer.paragraphs[0].text.startswith("Llŷn Surgery · No patient identifiers.")


def test_the_parts_of_a_paragraph_stand_in_the_order_that_word_expects() -> None:
    """Source: ECMA-376, part 1, 17.3.1.26 and 17.3.2.28 (order of elements)."""
    wanted = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd"]
    wanted += ["tabs", "spacing", "ind", "outlineLvl", "rPr"]
    runs = ["rStyle", "rFonts", "b", "i", "color", "sz", "szCs", "u", "lang"]

    def parts(data: bytes) -> Iterator[tuple[list[str], list[str]]]:
        word = opened(data)
        for root in (word.element, word.styles.element, word.sections[0].footer._element):
            for name, order in (("w:pPr", wanted), ("w:rPr", runs)):
                for found in root.iter(qn(name)):
                    yield order, [child.tag.rpartition("}")[2] for child in found]

    blocks = (*sample_minutes().blocks, box("a", bullets(item(link("b", "https://c.org/"), "d"))))
    for order, names in parts(write_docx(Document(title="All", blocks=blocks))):
        assert names == sorted(names, key=order.index)


@given(text=st.text(max_size=60))
def test_any_text_comes_back(text: str) -> None:
    document = Document(
        title=text, author=text * 9, footer=(text,), blocks=(paragraph(text), bullets(text))
    )

    texts = [part.text for part in opened(write_docx(document)).paragraphs]

    assert texts == [settled(text)] * 2


def test_a_document_without_a_day_opens_too() -> None:
    word = opened(write_docx(Document(title="Cofnodion", blocks=(), language="cy")))

    assert word.core_properties.created == datetime(1980, 1, 1, tzinfo=UTC)
    assert word.core_properties.language == "cy"
    assert date(2026, 11, 26).isoformat() not in str(word.core_properties.created)
