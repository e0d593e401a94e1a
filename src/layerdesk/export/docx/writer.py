"""This is where a document is written as one Word file."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import assert_never

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from layerdesk.domain.document import (
    Block,
    Box,
    BulletList,
    Document,
    Heading,
    KeyValue,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    Rule,
    Run,
    Table,
    flat,
)
from layerdesk.domain.language import tr
from layerdesk.export.characters import settled
from layerdesk.export.docx.markup import TWIPS, element, field, ground, line, paragraph, text_run
from layerdesk.export.docx.numbering import Numbering, in_list
from layerdesk.export.docx.styles import (
    ACCENT,
    BODY,
    BULLETS,
    CAPTION,
    FALLBACK,
    FONT,
    HEADINGS,
    LEAD,
    NOTE,
    NUMBERS,
    RULE,
    SMALL,
    set_styles,
)
from layerdesk.export.docx.tables import TEXT_WIDTH, key_value_element, table_element
from layerdesk.export.links import safe_link

_ROLES = {Role.BODY: BODY, Role.LEAD: LEAD, Role.SMALL: SMALL, Role.NOTE: NOTE}
_BOX_BAND = "EFF6F5"
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Stands for the day of a document that has none: the earliest that the file can hold."""

_LONGEST_PROPERTY = 255
_THUMBNAIL = RELATIONSHIP_TYPE.THUMBNAIL
_OLD_STYLES = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_FONT_TABLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f'<w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


def write_docx(document: Document) -> bytes:
    """The document as a Word file on A4 pages. Equal documents give equal bytes."""
    return _repacked(_Writer(document).written())


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._word = docx.Document()
        _leave_out(self._word.part.package.rels, _THUMBNAIL)
        _leave_out(self._word.part.rels, _OLD_STYLES)
        set_styles(self._word, document.language)
        self._lists = Numbering(self._word)
        self._break_wanted = False
        self._end: BaseOxmlElement = self._word.element.body.sectPr

    def written(self) -> bytes:
        for block in flat(self._document.blocks):
            made = self._block(block)
            if made and self._break_wanted:
                made = _on_new_page(made)
                self._break_wanted = False
            for each in made:
                self._end.addprevious(each)
        self._set_furniture()
        self._set_properties()
        file = io.BytesIO()
        self._word.save(file)
        return file.getvalue()

    def _block(self, block: Block) -> list[BaseOxmlElement]:
        match block:
            case Heading():
                return [self._paragraph(HEADINGS[block.level], (Run(text=block.text),))]
            case Paragraph():
                return [self._paragraph(_ROLES[block.role], block.runs)]
            case BulletList() | NumberedList():
                return self._list(block)
            case Table():
                caption = [_plain(CAPTION, block.caption)] if block.caption else []
                return [*caption, table_element(block, self._content), _distance()]
            case KeyValue():
                return self._key_value(block)
            case Picture():
                return self._picture(block)
            case Box():
                return self._box(block)
            case Rule():
                return [paragraph(SMALL, [], element("w:pBdr", line("bottom", RULE)))]
            case PageBreak():
                self._break_wanted = True
                return []
            case _:
                assert_never(block)

    def _paragraph(
        self, style: str, runs: Sequence[Run], *properties: BaseOxmlElement
    ) -> BaseOxmlElement:
        return paragraph(style, self._content(runs), *properties)

    def _content(self, runs: Sequence[Run]) -> list[BaseOxmlElement]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> BaseOxmlElement:
        if not safe_link(run.link):
            return text_run(replace(run, link=""))
        relation = self._word.part.relate_to(
            run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        made = element("w:hyperlink", text_run(run))
        made.set(qn("r:id"), relation)
        return made

    def _list(
        self, block: BulletList | NumberedList, *, boxed: bool = False
    ) -> list[BaseOxmlElement]:
        numbered = isinstance(block, NumberedList)
        style = NUMBERS if numbered else BULLETS
        number = self._lists.new_list(numbered=numbered)
        entries = [
            entry
            for item in block.items
            for entry in ((item, 0), *((below, 1) for below in item.below))
        ]
        return [
            self._paragraph(style, item.runs, in_list(number, level), *(_boxed() if boxed else ()))
            for item, level in entries
        ]

    def _key_value(self, block: KeyValue, colour: str = "") -> list[BaseOxmlElement]:
        if not block.rows:
            return []
        return [key_value_element(block, self._content, colour), _distance()]

    def _picture(self, block: Picture) -> list[BaseOxmlElement]:
        inline = self._word.part.new_pic_inline(io.BytesIO(block.data), width=Mm(block.width_mm))
        inline.docPr.set("descr", settled(block.alt))
        drawn = element("w:r", element("w:drawing", inline))
        keeps = [element("w:keepNext")] if block.caption else []
        caption = [_plain(SMALL, block.caption)] if block.caption else []
        return [paragraph(BODY, [drawn], *keeps), *caption]

    def _box(self, block: Box) -> list[BaseOxmlElement]:
        made = [_plain(HEADINGS[2], block.title, *_boxed())]
        for inner in block.blocks:
            match inner:
                case Paragraph():
                    made.append(self._paragraph(_ROLES[inner.role], inner.runs, *_boxed()))
                case BulletList() | NumberedList():
                    made += self._list(inner, boxed=True)
                case KeyValue():
                    made += self._key_value(inner, _BOX_BAND)
                case _:
                    assert_never(inner)
        return [*made, _distance()]

    def _set_furniture(self) -> None:
        """Put the title above later pages, and the footer and page number below every page."""
        section = self._word.sections[0]
        section.different_first_page_header_footer = True
        later = section.header.paragraphs[0].paragraph_format.element
        later.append(text_run(Run(text=self._document.title)))
        words = " · ".join(piece for piece in self._document.footer if piece)
        # The words around the two fields come from one translatable sentence.
        before, between, after = tr("Page {number} of {count}", number="\f", count="\f").split("\f")
        for footer in (section.first_page_footer, section.footer):
            made = footer.paragraphs[0].paragraph_format.element
            made.get_or_add_pPr().append(
                element("w:tabs", element("w:tab", val="right", pos=TEXT_WIDTH))
            )
            made.extend(
                [
                    text_run(Run(text=words)),
                    element("w:r", element("w:tab")),
                    text_run(Run(text=before)),
                    *field("PAGE", "1"),
                    text_run(Run(text=between)),
                    *field("NUMPAGES", "1"),
                    text_run(Run(text=after)),
                ]
            )

    def _set_properties(self) -> None:
        document, properties = self._document, self._word.core_properties
        day = document.dated
        stamp = datetime.combine(day, time(), UTC) if day else _EARLIEST
        properties.title = settled(document.title)[:_LONGEST_PROPERTY]
        properties.author = settled(document.author)[:_LONGEST_PROPERTY]
        properties.subject = settled(document.subject)[:_LONGEST_PROPERTY]
        properties.keywords = settled(", ".join(document.keywords))[:_LONGEST_PROPERTY]
        properties.identifier = settled(document.identifier)[:_LONGEST_PROPERTY]
        properties.language = document.language
        properties.comments = ""
        properties.last_modified_by = ""
        properties.created = properties.modified = stamp


def _plain(style: str, text: str, *properties: BaseOxmlElement) -> BaseOxmlElement:
    return paragraph(style, [text_run(Run(text=text))], *properties)


def _boxed() -> tuple[BaseOxmlElement, ...]:
    """The bar and ground that set a paragraph apart; lines in its colour give it some air."""
    sides = (
        line("top", _BOX_BAND, space=6),
        line("left", ACCENT, eighths=24, space=8),
        line("bottom", _BOX_BAND, space=6),
        line("right", _BOX_BAND, space=8),
    )
    return element("w:pBdr", *sides), ground(_BOX_BAND)


def _distance() -> BaseOxmlElement:
    """An empty line of 8 points: without a paragraph between them, Word joins two tables."""
    return paragraph(BODY, [], element("w:spacing", after=0, line=8 * TWIPS, lineRule="exact"))


def _on_new_page(made: list[BaseOxmlElement]) -> list[BaseOxmlElement]:
    """Let the first paragraph begin a page; before a table, put in one that does."""
    if made[0].tag != qn("w:p"):
        made = [_distance(), *made]
    properties = made[0].find(qn("w:pPr"))
    first = properties.find(qn("w:keepNext"))
    if first is None:
        first = properties.find(qn("w:pStyle"))
    first.addnext(element("w:pageBreakBefore"))
    return made


def _leave_out(relations: Relationships, kind: str) -> None:
    """Leave out the parts of this kind that the library's empty document brings along."""
    for key in [key for key, relation in relations.items() if relation.reltype == kind]:
        relations.pop(key)


def _repacked(data: bytes) -> bytes:
    """The same file with our list of fonts, and without the moment at which it was packed."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = _FONT_TABLE.encode() if name == "word/fontTable.xml" else source.read(name)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content)
    return file.getvalue()
