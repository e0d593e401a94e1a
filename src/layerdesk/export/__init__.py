"""This is where it is listed what a document can be written as."""

from collections.abc import Callable
from dataclasses import dataclass

from layerdesk.domain.document import Document
from layerdesk.domain.language import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file: its id, the ending of its name, its label and what writes it.

    ``write`` turns a document into the bytes of a file. It may raise CharactersMissing.
    """

    id: str
    suffix: str
    label: Callable[[], str]
    write: Callable[[Document], bytes]


def _pdf(document: Document) -> bytes:
    from layerdesk.export.pdf.writer import write_pdf

    return write_pdf(document)


def _word(document: Document) -> bytes:
    from layerdesk.export.docx.writer import write_docx

    return write_docx(document)


def _plain_text(document: Document) -> bytes:
    from layerdesk.export.plain_text import write_plain_text

    return write_plain_text(document)


# The writers are imported when first used, here and nowhere else: their libraries take as long to
# load as the rest of the program.
FORMATS = (
    Format(id="pdf", suffix=".pdf", label=lambda: tr("PDF"), write=_pdf),
    Format(id="docx", suffix=".docx", label=lambda: tr("Word document"), write=_word),
    Format(id="text", suffix=".txt", label=lambda: tr("Plain text"), write=_plain_text),
)
