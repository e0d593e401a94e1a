import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph

from layerdesk.domain.document import Document
from layerdesk.export import FORMATS, Format
from tests.export.pdf_reading import opened, outlined, page_texts, structure
from tests.export.sample_document import sample_minutes

GOLDEN = Path(__file__).parent.parent / "golden" / "export"


def pdf_lines(data: bytes) -> Iterator[str]:
    """What a screen reader finds in the file, then what stands on each page."""
    with opened(data) as pdf:
        yield f"language {pdf.Root.Lang}"
        for key, value in sorted(pdf.docinfo.items()):
            yield f"{key} {value}"
    yield from outlined(structure(data))
    for number, text in enumerate(page_texts(data), start=1):
        yield f"page {number}: {text}"


def word_lines(data: bytes) -> Iterator[str]:
    """Style and text of each paragraph, and the cells of each table."""
    word = docx.Document(io.BytesIO(data))
    properties = word.core_properties
    yield f"title {properties.title}, author {properties.author}, language {properties.language}"
    for part in word.iter_inner_content():
        match part:
            case Paragraph():
                yield f"{part.style.name if part.style else ''}: {part.text!r}"
            case Table():
                for row in part.rows:
                    yield " | ".join(cell.text for cell in row.cells)
    for footer in (word.sections[0].first_page_footer, word.sections[0].footer):
        yield f"footer {footer.paragraphs[0].text!r}"


def text_lines(data: bytes) -> Iterator[str]:
    """The text as it stands."""
    yield from data.decode().splitlines()


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "pdf": pdf_lines,
    "docx": word_lines,
    "text": text_lines,
}

every_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)


@every_format
def test_every_format_writes_the_sample_minutes_as_its_golden_file_says(form: Format) -> None:
    lines = "\n".join(READERS[form.id](form.write(sample_minutes()))) + "\n"
    golden = GOLDEN / f"sample_minutes.{form.id}.txt"
    if os.environ.get("LAYERDESK_RENEW_GOLDEN"):
        golden.write_text(lines, encoding="utf-8")

    assert lines == golden.read_text(encoding="utf-8")


@every_format
def test_equal_documents_give_equal_bytes(form: Format) -> None:
    assert form.write(sample_minutes()) == form.write(sample_minutes())


@every_format
def test_every_format_writes_a_document_without_blocks(form: Format) -> None:
    assert form.write(Document(title="Nothing yet", blocks=()))


def test_every_format_has_its_own_id_and_a_label() -> None:
    assert len({form.id for form in FORMATS}) == len(FORMATS)
    assert all(form.label() and form.suffix.startswith(".") for form in FORMATS)
