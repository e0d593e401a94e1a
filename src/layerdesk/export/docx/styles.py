"""This is where the styles of a Word file get the same look as the PDF."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from layerdesk.export.docx.markup import LINK, TWIPS, element, line

FONT = "Atkinson Hyperlegible Next"
FALLBACK = "Arial"
"""What Word takes on a computer without the first font; the font table in the file says so."""

INK = "1C2A30"
MUTED = "51626B"
ACCENT = "0B5D66"
RULE = "C9D3D6"

BODY = "Normal"
HEADINGS = {1: "Heading1", 2: "Heading2", 3: "Heading3"}
BULLETS = "ListBullet"
NUMBERS = "ListNumber"
CAPTION = "Caption"
LEAD = "Lead"
SMALL = "SmallPrint"
NOTE = "Note"
CELL = "TableText"
COLUMN = "TableHeading"

_NAMES = {
    BODY: "Normal",
    HEADINGS[1]: "heading 1",
    HEADINGS[2]: "heading 2",
    HEADINGS[3]: "heading 3",
    BULLETS: "List Bullet",
    NUMBERS: "List Number",
    CAPTION: "caption",
    LEAD: "Lead",
    SMALL: "Small Print",
    NOTE: "Note",
    CELL: "Table Text",
    COLUMN: "Table Heading",
    "Header": "header",
    "Footer": "footer",
}


def set_styles(word: WordDocument, language: str) -> None:
    """Give the document its page and its styles, and its text the language (a BCP 47 tag)."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(24)
    section.header_distance = section.footer_distance = Mm(11)
    styles = word.styles.element
    for style in styles.findall(qn("w:style")):
        styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    defaults.getparent().replace(defaults, _defaults(language))
    styles.extend(_styles())
    for theme in word.settings.element.findall(qn("w:themeFontLang")):
        theme.set(qn("w:val"), language)


def _defaults(language: str) -> BaseOxmlElement:
    fonts = element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FALLBACK)
    text = element("w:rPr", fonts, *_size(10.5), element("w:lang", val=language))
    return element(
        "w:docDefaults",
        element("w:rPrDefault", text),
        element("w:pPrDefault", element("w:pPr", _spacing(0, 6))),
    )


def _styles() -> list[BaseOxmlElement]:
    note_line = element("w:pBdr", line("left", RULE, eighths=12, space=8))
    indent = element("w:ind", left=10 * TWIPS)
    return [
        _style(BODY, colour=INK),
        _heading(1, size=21, after=5),
        _heading(2, size=13.5, before=17, after=4, colour=ACCENT),
        _heading(3, size=11, before=11, after=2),
        _style(BULLETS, after=3),
        _style(NUMBERS, after=3),
        _style(
            CAPTION, element("w:keepNext"), size=9.5, before=6, after=4, bold=True, colour=MUTED
        ),
        _style(LEAD, size=12, after=9, colour=MUTED),
        _style(SMALL, size=8.5, after=5, colour=MUTED),
        _style(NOTE, note_line, last=indent, size=9.5, after=7, colour=MUTED),
        _style(CELL, size=9.5, before=2, after=2),
        _style(COLUMN, element("w:keepNext"), size=9, before=2, after=2, bold=True, colour=ACCENT),
        _style("Header", size=8, colour=MUTED),
        _style("Footer", size=8, colour=MUTED),
        _character_style("DefaultParagraphFont", "Default Paragraph Font", default=True),
        _character_style(
            "Hyperlink",
            "Hyperlink",
            element("w:rPr", element("w:color", val=LINK), element("w:u", val="single")),
        ),
        _table_style(),
    ]


def _heading(
    level: int, *, size: float, after: float, before: float = 0, colour: str = INK
) -> BaseOxmlElement:
    return _style(
        HEADINGS[level],
        element("w:keepNext"),
        element("w:keepLines"),
        last=element("w:outlineLvl", val=level - 1),
        size=size,
        before=before,
        after=after,
        bold=True,
        colour=colour,
    )


def _style(
    name: str,
    *firsts: BaseOxmlElement,
    last: BaseOxmlElement | None = None,
    size: float = 10.5,
    before: float = 0,
    after: float = 6,
    bold: bool = False,
    colour: str = "",
) -> BaseOxmlElement:
    """A paragraph style; ``firsts`` and ``last`` stand before and after its spacing."""
    made = element("w:style", type="paragraph", styleId=name)
    made.append(element("w:name", val=_NAMES[name]))
    if name == BODY:
        made.set(qn("w:default"), "1")
    else:
        made.append(element("w:basedOn", val=BODY))
    if name in HEADINGS.values():
        made.append(element("w:next", val=BODY))
    made.append(element("w:qFormat"))
    lasts = () if last is None else (last,)
    made.append(element("w:pPr", *firsts, _spacing(before, after), *lasts))
    text = element("w:rPr")
    if bold:
        text.append(element("w:b"))
    if colour:
        text.append(element("w:color", val=colour))
    text.extend(_size(size))
    made.append(text)
    return made


def _character_style(
    name: str, shown: str, *children: BaseOxmlElement, default: bool = False
) -> BaseOxmlElement:
    made = element("w:style", element("w:name", val=shown), type="character", styleId=name)
    if default:
        made.set(qn("w:default"), "1")
    made.extend(children)
    return made


def _table_style() -> BaseOxmlElement:
    made = element("w:style", element("w:name", val="Normal Table"), type="table")
    made.set(qn("w:styleId"), "TableNormal")
    made.set(qn("w:default"), "1")
    return made


def _spacing(before: float, after: float) -> BaseOxmlElement:
    return element(
        "w:spacing",
        before=round(before * TWIPS),
        after=round(after * TWIPS),
        line=288,
        lineRule="auto",
    )


def _size(points: float) -> list[BaseOxmlElement]:
    half_points = round(points * 2)
    return [element("w:sz", val=half_points), element("w:szCs", val=half_points)]
