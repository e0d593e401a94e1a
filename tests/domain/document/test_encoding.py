import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.document import (
    Block,
    Box,
    BoxBlock,
    BulletList,
    Document,
    Heading,
    Item,
    KeyValue,
    NumberedList,
    PageBreak,
    Pair,
    Paragraph,
    Passage,
    Picture,
    Role,
    Rule,
    Run,
    Table,
    document_hash,
    from_bytes,
    heading,
    paragraph,
    to_bytes,
)
from layerdesk.domain.errors import DocumentBroken

PNG = b"\x89PNG\r\n\x1a\n"

texts = st.text(max_size=12)
some_runs = st.lists(
    st.builds(Run, text=texts, bold=st.booleans(), italic=st.booleans(), link=texts), max_size=3
).map(tuple)
items = st.lists(
    st.builds(
        Item,
        about=texts,
        runs=some_runs,
        below=st.lists(st.builds(Item, runs=some_runs), max_size=2).map(tuple),
    ),
    max_size=3,
).map(tuple)
paragraphs = st.builds(Paragraph, runs=some_runs, role=st.sampled_from(Role))
lists = st.builds(BulletList, items=items) | st.builds(NumberedList, items=items)
key_values = st.builds(
    KeyValue,
    rows=st.lists(st.builds(Pair, label=texts, value=some_runs), max_size=3).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    row = st.tuples(*[some_runs] * columns)
    weights = st.tuples(*[st.integers(1, 9)] * columns)
    rows = tuple(draw(st.lists(row, max_size=2)))
    return Table(
        header=draw(st.tuples(*[texts] * columns)),
        rows=rows,
        about=draw(st.tuples(*[texts] * len(rows)) | st.just(())),
        caption=draw(texts),
        widths=draw(weights | st.just(())),
        row_headers=draw(st.booleans()),
    )


box_blocks: st.SearchStrategy[BoxBlock] = paragraphs | lists | key_values
blocks: st.SearchStrategy[Block] = (
    st.builds(Heading, level=st.integers(1, 3), text=texts)
    | paragraphs
    | lists
    | key_values
    | tables()
    | st.builds(
        Picture,
        data=st.binary(max_size=9).map(PNG.__add__),
        alt=st.just("A chart"),
        width_mm=st.integers(1, 170),
        caption=texts,
    )
    | st.builds(Box, title=texts, blocks=st.lists(box_blocks, max_size=2).map(tuple))
    | st.just(Rule())
    | st.just(PageBreak())
)
passages = st.builds(
    Passage,
    about=st.lists(texts, max_size=2).map(tuple),
    blocks=st.lists(blocks, max_size=3).map(tuple),
)
documents = st.builds(
    Document,
    title=texts,
    blocks=st.lists(blocks | passages, max_size=5).map(tuple),
    author=texts,
    subject=texts,
    keywords=st.lists(texts, max_size=2).map(tuple),
    identifier=texts,
    footer=st.lists(texts, max_size=3).map(tuple),
    dated=st.none() | st.dates(),
)

SMALL = Document(
    title="Minutes",
    blocks=(heading(1, "Minutes"), paragraph("Llŷn")),
    dated=date(2026, 11, 26),
)


@given(document=documents)
def test_every_document_comes_back_from_its_bytes(document: Document) -> None:
    data = to_bytes(document)

    assert from_bytes(data) == document
    assert to_bytes(from_bytes(data)) == data


def test_a_document_with_every_kind_of_block_comes_back() -> None:
    words = (Run(text="Ŵ", bold=True, link="https://example.org/"),)
    item = Item(runs=words, below=(Item(runs=words),))
    document = Document(
        title="All",
        blocks=(
            heading(3, "Heading"),
            Paragraph(runs=words, role=Role.NOTE),
            BulletList(items=(item,)),
            NumberedList(items=(item,)),
            Table(header=("a", "b"), rows=((words, ()),), widths=(1, 2), row_headers=True),
            KeyValue(rows=(Pair(label="Chair", value=words),)),
            Picture(data=PNG, alt="A chart", width_mm=80, caption="By week"),
            Box(title="Key messages", blocks=(paragraph("one"), BulletList(items=(item,)))),
            Rule(),
            PageBreak(),
        ),
    )

    assert from_bytes(to_bytes(document)) == document


@given(first=documents, second=documents)
def test_documents_have_one_hash_exactly_when_they_are_equal(
    first: Document, second: Document
) -> None:
    assert (document_hash(first) == document_hash(second)) == (first == second)


def test_the_canonical_form_never_changes() -> None:
    """Approved minutes are kept in this form: a change here makes kept hashes wrong."""
    assert to_bytes(SMALL) == (
        b'{"author":"","blocks":[{"kind":"heading","level":1,"text":"Minutes"},'
        b'{"kind":"paragraph","role":"body","runs":[{"bold":false,"italic":false,"link":"",'
        b'"text":"Ll\\u0177n"}]}],"dated":"2026-11-26","footer":[],"identifier":"","keywords":[],'
        b'"language":"en-GB","layerdesk_document":1,"subject":"","title":"Minutes"}'
    )
    assert document_hash(SMALL) == (
        "ea95459ee90f6d577c9629f65f0a6e5c3a3f87300bea7501355f60267290137a"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\xff",
        b"not json",
        b"[]",
        b"{}",
        b"1",
        b"[" * 100_000,
        to_bytes(SMALL)[:-1],
    ],
)
def test_bytes_that_hold_no_document_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentBroken):
        from_bytes(data)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("layerdesk_document", 2),
        ("layerdesk_document", True),
        ("layerdesk_document", 1.0),
        ("title", 1),
        ("keywords", "word"),
        ("keywords", [1]),
        ("dated", "yesterday"),
        ("blocks", [{}]),
        ("blocks", [{"kind": "song"}]),
        ("blocks", [{"kind": "heading", "level": 4, "text": ""}]),
        ("blocks", [{"kind": "heading", "level": "1", "text": ""}]),
        ("blocks", [{"kind": "paragraph", "runs": [], "role": "loud"}]),
        ("blocks", [{"kind": "box", "title": "", "blocks": [{"kind": "rule"}]}]),
        (
            "blocks",
            [
                {
                    "kind": "table",
                    "header": ["a"],
                    "rows": [],
                    "caption": "",
                    "widths": [],
                    "row_headers": "no",
                }
            ],
        ),
        (
            "blocks",
            [{"kind": "picture", "data": "!", "alt": "a", "width_mm": 9, "caption": ""}],
        ),
    ],
)
def test_a_document_with_a_wrong_part_is_refused(field: str, value: object) -> None:
    broken = json.loads(to_bytes(SMALL)) | {field: value}

    with pytest.raises(DocumentBroken) as refusal:
        from_bytes(json.dumps(broken).encode())

    assert refusal.value.values["reason"]
