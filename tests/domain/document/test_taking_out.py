"""This is where it is tested that what tells of a record is taken out of a document."""

from layerdesk.domain.document import (
    Document,
    Passage,
    box,
    bullets,
    heading,
    item,
    numbered,
    paragraph,
    table,
    taken_out,
)
from layerdesk.export.plain_text import plain_text

PASSAGE = Passage(
    about=("case", "item"),
    blocks=(
        heading(2, "Secret title"),
        bullets(item("Secret point", about="point"), item("Plain point", "Secret below")),
    ),
)
DOCUMENT = Document(
    title="Minutes",
    blocks=(
        heading(1, "Minutes"),
        PASSAGE,
        box("Messages", numbered(item("Secret message", about="point"), "Plain message")),
        table(("Action", "Owner"), [("Secret act", "Zoe"), ("Plain act", "Ann")], about=("a", "")),
        paragraph("Plain end"),
    ),
)
STANDS = (paragraph("It was taken out."),)


def words_left(*gone: str) -> str:
    return plain_text(taken_out(DOCUMENT, gone, STANDS, "Gone"))


def test_a_passage_goes_whole_with_any_of_its_records() -> None:
    for about in ("case", "item"):
        text = words_left(about)
        assert "It was taken out." in text
        for words in ("Secret title", "Secret point", "Plain point", "Secret below"):
            assert words not in text
        assert "Secret message" in text


def test_entries_and_rows_go_alone_and_their_neighbours_stay() -> None:
    text = words_left("point", "a")
    for words in ("Secret point", "Secret message", "Secret act", "Zoe"):
        assert words not in text
    for words in ("Secret title", "Plain point", "Plain message", "Plain act", "Ann", "Plain end"):
        assert words in text
    assert text.count("Gone") == 3


def test_what_was_taken_out_is_known_again_the_next_time() -> None:
    once = taken_out(DOCUMENT, {"case", "point", "a"}, STANDS, "Gone")
    assert taken_out(once, {"case", "point", "a"}, STANDS, "Gone") == once


def test_a_document_that_tells_of_nothing_that_is_gone_is_equal() -> None:
    assert taken_out(DOCUMENT, {"other"}, STANDS, "Gone") == DOCUMENT
    assert taken_out(DOCUMENT, (), STANDS, "Gone") == DOCUMENT
