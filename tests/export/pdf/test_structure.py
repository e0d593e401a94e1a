import io

import pikepdf
import pytest

from layerdesk.domain.document import (
    Block,
    Document,
    Picture,
    box,
    bullets,
    heading,
    item,
    key_value,
    link,
    numbered,
    paragraph,
    table,
)
from layerdesk.export.pdf.writer import write_pdf
from tests.export.pdf_reading import Node, opened, page_texts, structure, untagged_operators
from tests.export.sample_document import chart_picture, sample_minutes

LONG = "The team agreed that nobody is asked to guess and that the record says who has looked. "


def tree_of(*blocks: Block) -> Node:
    return structure(write_pdf(Document(title="Minutes", blocks=blocks)))


def tags(node: Node) -> list[str]:
    return [kid.tag for kid in node.kids]


def test_the_file_says_that_it_is_tagged_and_in_which_language() -> None:
    with opened(write_pdf(sample_minutes())) as pdf:
        assert pdf.Root.MarkInfo.Marked is True
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert all(page.obj.Tabs == "/S" for page in pdf.pages)


def test_the_file_makes_no_claim_of_conformance() -> None:
    with opened(write_pdf(sample_minutes())) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()

    assert b"Significant event meeting minutes" in metadata
    assert b"pdfuaid" not in metadata
    assert b"pdfaid" not in metadata


def test_nothing_is_painted_untagged() -> None:
    assert untagged_operators(write_pdf(sample_minutes())) == []


def test_headings_and_paragraphs_stand_in_reading_order() -> None:
    tree = tree_of(heading(1, "One"), heading(2, "Two"), heading(3, "Three"), paragraph("Text"))

    assert tree.tag == "Document"
    assert [(kid.tag, kid.text) for kid in tree.kids] == [
        ("H1", "One"),
        ("H2", "Two"),
        ("H3", "Three"),
        ("P", "Text"),
    ]


def test_a_paragraph_over_several_lines_and_pages_is_one_element_with_its_spaces() -> None:
    tree = tree_of(paragraph(LONG * 60))

    assert tags(tree) == ["P"]
    assert tree.kids[0].text.strip() == (LONG * 60).strip()


def test_lists_have_items_labels_and_bodies() -> None:
    tree = tree_of(numbered(item("one", "inner"), "two"), bullets(item("three", "four")))

    numbers, points = tree.kids
    assert tags(numbers) == ["LI", "LI"]
    assert [label.text for label in numbers.all("Lbl")] == ["1.", "a.", "2."]
    assert tags(numbers.kids[0]) == ["Lbl", "LBody"]
    assert tags(numbers.kids[0].kids[1]) == ["L"]
    assert [label.text for label in points.all("Lbl")] == ["•", "–"]
    assert [body.text for body in points.all("LBody")] == ["three", "four"]


def test_letters_go_on_after_z() -> None:
    tree = tree_of(numbered(item("one", *["inner"] * 28)))

    assert [label.text for label in tree.all("Lbl")][-3:] == ["z.", "aa.", "ab."]


def test_tables_have_a_caption_header_cells_with_scope_and_row_headers() -> None:
    tree = tree_of(
        table(["Ref", "Action"], [["A1", "Write"], ["A2", ""]], caption="All", row_headers=True)
    )

    (made,) = tree.kids
    assert tags(made) == ["Caption", "THead", "TBody"]
    assert [(cell.scope, cell.text) for cell in made.all("TH")] == [
        ("Column", "Ref"),
        ("Column", "Action"),
        ("Row", "A1"),
        ("Row", "A2"),
    ]
    assert [cell.text for cell in made.all("TD")] == ["Write", ""]


def test_a_table_without_rows_still_shows_its_header() -> None:
    (made,) = tree_of(table(["Ref", "Action"], [])).kids

    assert [cell.text for cell in made.all("TH")] == ["Ref", "Action"]


def test_labels_are_the_headers_of_their_rows() -> None:
    tree = tree_of(key_value(("Chair", "GP"), ("Place", "Library")))

    assert [(cell.scope, cell.text) for cell in tree.all("TH")] == [
        ("Row", "Chair"),
        ("Row", "Place"),
    ]


def test_no_labels_make_no_table() -> None:
    assert tree_of(key_value()).kids == []


def test_header_rows_are_repeated_for_the_eye_and_stand_once_in_the_structure() -> None:
    data = write_pdf(
        Document(
            title="Actions",
            blocks=(table(["Number", "Action"], [[str(n), LONG] for n in range(40)]),),
        )
    )

    texts = page_texts(data)
    assert len(texts) > 1
    assert all("Number" in text for text in texts)
    tree = structure(data)
    assert [cell.text for cell in tree.all("TH")] == ["Number", "Action"]
    assert len([*tree.all("TR")]) == 41


def test_a_cell_two_pages_long_is_one_element() -> None:
    data = write_pdf(
        Document(
            title="Long", blocks=(table(["Ref", "Text"], [["A1", LONG * 180]], widths=[1, 3]),)
        )
    )

    assert len(page_texts(data)) >= 3
    cells = [*structure(data).all("TD")]
    assert [cell.text.strip() for cell in cells] == ["A1", (LONG * 180).strip()]
    assert untagged_operators(data) == []


def test_a_picture_has_words_and_a_place() -> None:
    data = write_pdf(
        Document(
            title="Chart",
            blocks=(Picture(data=chart_picture(), alt="Rising from 71 to 94", caption="By week"),),
        )
    )

    tree = structure(data)
    assert [(kid.tag, kid.alt, kid.text) for kid in tree.kids] == [
        ("Figure", "Rising from 71 to 94", ""),
        ("P", "", "By week"),
    ]
    with opened(data) as pdf:
        left, bottom, right, top = pdf.Root.StructTreeRoot.K[0].K[0].A.BBox
        assert float(right - left) == pytest.approx(170 / 25.4 * 72, abs=0.01)
        assert 0 < bottom < top < 842


def test_a_picture_with_clear_parts_keeps_them_and_a_tall_one_fits_on_a_page() -> None:
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGBA", (20, 400), (0, 0, 0, 128)).save(file, "PNG")
    picture = Picture(data=file.getvalue(), alt="A bar")
    data = write_pdf(Document(title="Bar", blocks=(picture, picture)))

    with opened(data) as pdf:
        assert [*pdf.pages[0].Resources.XObject.keys()] == ["/P1"]
        assert pdf.pages[0].Resources.XObject.P1.SMask.Width == 20
        assert len(pdf.pages) == 2


def test_a_box_is_a_section_with_its_own_heading() -> None:
    tree = tree_of(box("Key messages", paragraph("Look"), bullets("one"), key_value(("a", "b"))))

    (section,) = tree.kids
    assert section.tag == "Sect"
    assert tags(section) == ["H2", "P", "L", "Table"]


def test_an_empty_box_shows_its_title() -> None:
    assert tree_of(box("Key messages")).words() == "Key messages"


def test_links_are_elements_that_hold_their_place_on_the_page() -> None:
    data = write_pdf(
        Document(
            title="Links",
            blocks=(paragraph("See ", link("our page", "https://example.org/a"), " today"),),
        )
    )

    (text,) = structure(data).kids
    assert text.text == "See  today"
    assert [(kid.tag, kid.text, kid.links) for kid in text.kids] == [
        ("Link", "our page", ["https://example.org/a"])
    ]
    with opened(data) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert str(annotation.Contents) == "our page"
        numbers = [*pdf.Root.StructTreeRoot.ParentTree.Nums]
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert parents[int(annotation.StructParent)].S == "/Link"
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(parents)


def test_a_link_over_two_lines_leads_there_from_both() -> None:
    data = write_pdf(
        Document(title="Links", blocks=(paragraph(link(LONG * 2, "https://example.org/")),))
    )

    (element,) = [*structure(data).all("Link")]
    assert len(element.links) == 2


def test_an_address_that_is_not_safe_stays_text() -> None:
    data = write_pdf(
        Document(title="Links", blocks=(paragraph(link("here", "javascript:alert(1)")),))
    )

    assert [kid.text for kid in structure(data).kids] == ["here"]
    with opened(data) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


def test_every_mark_leads_back_to_its_element() -> None:
    with opened(write_pdf(sample_minutes())) as pdf:
        numbers = [*pdf.Root.StructTreeRoot.ParentTree.Nums]
        for page in pdf.pages:
            key = numbers[0::2].index(page.obj.StructParents)
            elements = numbers[1::2][key]
            marks = [
                operands[1].MCID
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            ]
            assert [int(mark) for mark in marks] == [*range(len(elements))]
