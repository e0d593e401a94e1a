from layerdesk.domain.document import (
    Block,
    Document,
    PageBreak,
    Picture,
    Rule,
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
from layerdesk.export.plain_text import plain_text, write_plain_text
from tests.export.sample_document import chart_picture


def text_of(*blocks: Block) -> str:
    return plain_text(Document(title="Minutes", blocks=blocks))


def test_headings_are_underlined_by_level() -> None:
    assert text_of(heading(1, "One"), heading(2, "Two"), heading(3, "Three")) == (
        "One\n===\n\nTwo\n---\n\nThree\n"
    )


def test_lists_are_marked_and_their_lines_stand_below_each_other() -> None:
    assert text_of(numbered(item("one\nmore", "inner"), "two"), bullets("three")) == (
        "1. one\n   more\n   - inner\n2. two\n\n- three\n"
    )


def test_each_row_of_a_table_is_a_block_with_the_header_before_each_cell() -> None:
    rows = [["A1", "Write the list"], ["A2", "Check it"]]
    assert text_of(table(["Ref", "Action"], rows, caption="Actions")) == (
        "Actions\n\nRef: A1\nAction: Write the list\n\nRef: A2\nAction: Check it\n"
    )


def test_a_cell_below_an_empty_header_stands_alone() -> None:
    assert text_of(table([""], [["yes"]])) == "yes\n"


def test_links_show_where_they_lead_unless_the_words_say_so() -> None:
    address = "https://example.org"
    assert text_of(paragraph("See ", link("here", address), " or ", link(address, address))) == (
        "See here (https://example.org) or https://example.org\n"
    )


def test_pictures_are_told_in_words_and_boxes_under_their_title() -> None:
    picture = Picture(data=chart_picture(8, 8), alt="Rising", caption="By week")
    assert text_of(
        picture, PageBreak(), box("Key messages", key_value(("Who", "All"))), Rule()
    ) == ("[Picture: Rising]\n\nBy week\n\nKey messages\n------------\n\nWho: All\n\n* * *\n")


def test_the_footer_comes_once_at_the_end() -> None:
    document = Document(title="", blocks=(paragraph("Text"),), footer=("Practice", "", "Version 2"))
    assert plain_text(document) == "Text\n\n* * *\n\nPractice · Version 2\n"


def test_the_file_is_in_utf_8() -> None:
    document = Document(title="", blocks=(paragraph("Ŵ"), heading(1, "")))
    assert write_plain_text(document).startswith("Ŵ\n".encode())
