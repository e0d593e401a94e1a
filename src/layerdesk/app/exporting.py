"""This is where the screens are given the writers of documents: they know no file format."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from layerdesk.domain.document import Document
from layerdesk.export import FORMATS
from layerdesk.export.file_names import suggested_file_name
from layerdesk.export.saving import save_bytes


class DocumentWriters:
    """The ``Exporter`` that the session hands to the screens."""

    def formats(self) -> Sequence[tuple[str, str, str]]:
        """Id, label and file ending of each format."""
        return tuple((each.id, each.label(), each.suffix) for each in FORMATS)

    def pages(self, document: Document, width: int) -> Sequence[tuple[int, int, bytes]]:
        """The document's pages as the PDF would show them, drawn in memory."""
        # The renderer is large, and only a preview needs it.
        from layerdesk.export.preview import page_pictures

        form = next(each for each in FORMATS if each.id == "pdf")
        pictures = page_pictures(form.write(document), width=width)
        return tuple((each.width, each.height, each.rgba) for each in pictures)

    def save(self, document: Document, format_id: str, path: Path) -> None:
        """Write the document. Raises CannotWriteFile or CharactersMissing; no half file is left."""
        form = next(each for each in FORMATS if each.id == format_id)
        save_bytes(path, form.write(document))

    def file_name(self, title: str, dated: date | None, version: int | None, suffix: str) -> str:
        """A sensible, sortable file name."""
        return suggested_file_name(title, dated=dated, version=version, suffix=suffix)
