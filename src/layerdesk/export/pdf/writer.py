"""This is where a document is written as one tagged PDF file."""

from collections.abc import Sequence

from layerdesk.domain.document import Document, flat
from layerdesk.domain.errors import CharactersMissing
from layerdesk.domain.language import tr
from layerdesk.export.characters import character_name
from layerdesk.export.fonts import missing_characters
from layerdesk.export.pdf.blocks import all_strips
from layerdesk.export.pdf.embedding import FontBook
from layerdesk.export.pdf.flow import Flow
from layerdesk.export.pdf.outline import write_outline
from layerdesk.export.pdf.page import Page
from layerdesk.export.pdf.pictures import PictureBook
from layerdesk.export.pdf.properties import information, metadata
from layerdesk.export.pdf.structure import StructureTree
from layerdesk.export.pdf.styles import (
    FOOTER_BASELINE,
    FOOTER_RULE,
    FURNITURE,
    HAIRLINE,
    HEADER_BASELINE,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RULE,
    TEXT_WIDTH,
)
from layerdesk.export.pdf.syntax import Name, PdfFile, Ref, Value
from layerdesk.export.pdf.text import measured, shortened

_HEADER = "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC"
_FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC"
_FOOTER_GAP = 18.0


def write_pdf(document: Document) -> bytes:
    """The document as an A4 PDF, tagged for screen readers, with all fonts embedded.

    Equal documents give equal bytes. Raises CharactersMissing, before anything is written, when no
    bundled font has a character of the text.
    """
    missing = missing_characters(document)
    if missing:
        raise CharactersMissing(
            characters=tuple(character_name(char) for char, _ in missing),
            places=tuple(place for _, place in missing),
        )
    file, tree, fonts, pictures = PdfFile(), StructureTree(), FontBook(), PictureBook()
    flow = Flow(fonts, pictures, tree)
    flow.lay(all_strips(flat(document.blocks), tree.root))
    for number, page in enumerate(flow.pages, start=1):
        _furnish(page, document, number, len(flow.pages))
    top, pages = _write_pages(file, flow.pages, tree, fonts, pictures)
    catalogue: dict[str, Value] = {
        "Type": Name("Catalog"),
        "Pages": top,
        "Lang": document.language,
        "MarkInfo": {"Marked": True},
        "StructTreeRoot": tree.write(file, pages),
        "ViewerPreferences": {"DisplayDocTitle": True},
        "Metadata": file.add_stream(
            metadata(document), {"Type": Name("Metadata"), "Subtype": Name("XML")}, plain=True
        ),
    }
    if flow.outline:
        catalogue["Outlines"] = write_outline(file, flow.outline, pages)
    return file.finished(file.add(catalogue), file.add(information(document)))


def _furnish(page: Page, document: Document, number: int, count: int) -> None:
    """Paint the title above later pages, and the footer and page number below every page."""
    style = FURNITURE
    if number > 1:
        title = shortened(document.title, style.weight, style.size, TEXT_WIDTH)
        spans, _ = measured(title, style.weight, style.size)
        page.furniture(spans, style.size, LEFT, HEADER_BASELINE, style.colour, _HEADER)
    place = tr("Page {number} of {count}", number=number, count=count)
    place_spans, place_width = measured(place, style.weight, style.size)
    right = LEFT + TEXT_WIDTH - place_width
    page.furniture(place_spans, style.size, right, FOOTER_BASELINE, style.colour, _FOOTER)
    words = " · ".join(piece for piece in document.footer if piece)
    if words:
        room = TEXT_WIDTH - place_width - _FOOTER_GAP
        spans, _ = measured(
            shortened(words, style.weight, style.size, room), style.weight, style.size
        )
        page.furniture(spans, style.size, LEFT, FOOTER_BASELINE, style.colour, _FOOTER)
    page.stroke(LEFT, FOOTER_RULE, TEXT_WIDTH, RULE, HAIRLINE)


def _write_pages(
    file: PdfFile,
    pages: Sequence[Page],
    tree: StructureTree,
    fonts: FontBook,
    pictures: PictureBook,
) -> tuple[Ref, list[Ref]]:
    """Write the pages; references to their tree and to each of them."""
    top = file.reserve()
    refs = [file.reserve() for _ in pages]
    contents = [file.add_stream(page.content()) for page in pages]
    resources = file.add({"Font": fonts.write(file), "XObject": pictures.write(file)})
    for number, page in enumerate(pages):
        value: dict[str, Value] = {
            "Type": Name("Page"),
            "Parent": top,
            "MediaBox": [0, 0, PAGE_WIDTH, PAGE_HEIGHT],
            "Resources": resources,
            "Contents": contents[number],
            "StructParents": number,
            "Tabs": Name("S"),
        }
        if page.links:
            value["Annots"] = _write_links(file, page, number, tree)
        file.put(refs[number], value)
    file.put(top, {"Type": Name("Pages"), "Kids": refs, "Count": len(refs)})
    return top, refs


def _write_links(file: PdfFile, page: Page, number: int, tree: StructureTree) -> list[Ref]:
    annotations: list[Ref] = []
    for area in page.links:
        ref = file.reserve()
        file.put(
            ref,
            {
                "Type": Name("Annot"),
                "Subtype": Name("Link"),
                "Rect": area.box,
                "Border": [0, 0, 0],
                "F": 4,
                "Contents": area.words,
                "StructParent": tree.annotate(area.element, number, ref),
                "A": {"S": Name("URI"), "URI": area.address},
            },
        )
        annotations.append(ref)
    return annotations
