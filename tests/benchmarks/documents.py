"""This is where tagged minutes of about ten pages are written again and again."""

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf

from layerdesk.export import FORMATS
from tests.benchmarks.table import Figure, measured
from tests.export.sample_document import sample_minutes

PAGES = 10


def figures() -> Iterator[Figure]:
    """The PDF, warm: what it needs was imported and its fonts were read before."""
    form = next(each for each in FORMATS if each.id == "pdf")
    document = sample_minutes()
    blocks = document.blocks
    written = form.write(document)
    while _pages(written) < PAGES:
        document = replace(document, blocks=(*document.blocks, *blocks))
        written = form.write(document)
    pages = _pages(written)
    yield Figure(
        what=f"write tagged minutes of {pages} pages as PDF",
        measured=measured(7, lambda: form.write(document)),
        unit="ms",
        goal="< 300 ms for 10 pages",
    )


def _pages(written: bytes) -> int:
    with pikepdf.open(io.BytesIO(written)) as pdf:
        return len(pdf.pages)
