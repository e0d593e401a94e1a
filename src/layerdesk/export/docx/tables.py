"""This is where tables of a Word file are made, with header rows that screen readers announce."""

from collections.abc import Callable, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from layerdesk.domain.document import TEXT_WIDTH_MM, Cell, KeyValue, Run, Table, joined_text
from layerdesk.export.characters import settled
from layerdesk.export.column_widths import at_least
from layerdesk.export.docx.markup import TWIPS, element, ground, line, paragraph
from layerdesk.export.docx.styles import CELL, COLUMN

_ROW_RULE = "DDE4E6"
_HEADER_RULE = "7FA3A7"
_HEADER_BAND = "EEF4F4"
TEXT_WIDTH = round(TEXT_WIDTH_MM / 25.4 * 72 * TWIPS)
_LABEL_SHARE = 0.26
_ACROSS = 6 * TWIPS
"""What is left free at either side of a cell."""
_CHARACTER = 6.1 * TWIPS
"""The width of a character in a cell, in a wide typeface."""
_LONGEST_WORD = 18
"""Characters of a word that no column is widened beyond."""
_SHORT = 400
"""Characters in a cell up to which a row stays on one page."""

Content = Callable[[Sequence[Run]], list[BaseOxmlElement]]
"""Makes the runs and links of one paragraph."""


def table_element(table: Table, content: Content) -> BaseOxmlElement:
    """The table; its header row is repeated on every page."""
    weights = table.widths or (1,) * len(table.header)
    wanted = [TEXT_WIDTH * weight / sum(weights) for weight in weights]
    least = [_word_width(table, index) for index in range(len(wanted))]
    widths = [round(width) for width in at_least(least, wanted)]
    made = _table(widths, table.caption, first_row=True, first_column=table.row_headers)
    header = [(Run(text=text),) for text in table.header]
    properties = [element("w:cantSplit"), element("w:tblHeader")]
    made.append(_row(header, widths, content, properties, style=COLUMN, header=True))
    for row in table.rows:
        first, *rest = row
        cells = [_bold(first) if table.row_headers else first, *rest]
        short = max(len(joined_text(cell)) for cell in row) <= _SHORT
        made.append(_row(cells, widths, content, [element("w:cantSplit")] if short else []))
    return made


def key_value_element(block: KeyValue, content: Content, colour: str = "") -> BaseOxmlElement:
    """The labels and values as a table whose first column holds the headers of its rows."""
    labels = round(TEXT_WIDTH * _LABEL_SHARE)
    widths = [labels, TEXT_WIDTH - labels]
    made = _table(widths, "", first_row=False, first_column=True)
    for pair in block.rows:
        cells: list[Cell] = [(Run(text=pair.label, bold=True),), pair.value]
        made.append(_row(cells, widths, content, [element("w:cantSplit")], colour=colour))
    return made


def _word_width(table: Table, index: int) -> float:
    """About the width that the column needs for its longest word, so that none is cut in two.

    Word sets the text, perhaps in another typeface: a wide one is reckoned with.
    """
    texts = (table.header[index], *(joined_text(row[index]) for row in table.rows))
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return min(longest, _LONGEST_WORD) * _CHARACTER + 2 * _ACROSS


def _table(
    widths: Sequence[int], caption: str, *, first_row: bool, first_column: bool
) -> BaseOxmlElement:
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val="TableNormal"),
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblBorders", line("bottom", _ROW_RULE), line("insideH", _ROW_RULE)),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblCellMar",
            element("w:left", w=_ACROSS, type="dxa"),
            element("w:right", w=_ACROSS, type="dxa"),
        ),
        element(
            "w:tblLook",
            val=f"{0x0020 * first_row + 0x0080 * first_column + 0x0600:04X}",
            firstRow=int(first_row),
            lastRow=0,
            firstColumn=int(first_column),
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
    )
    if caption:
        properties.append(element("w:tblCaption", val=settled(caption)))
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))
    return element("w:tbl", properties, grid)


def _row(
    cells: Sequence[Cell],
    widths: Sequence[int],
    content: Content,
    properties: Sequence[BaseOxmlElement],
    *,
    style: str = CELL,
    header: bool = False,
    colour: str = "",
) -> BaseOxmlElement:
    made = element("w:tr")
    if properties:
        made.append(element("w:trPr", *properties))
    for cell, width in zip(cells, widths, strict=True):
        about = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
        if header:
            about.append(element("w:tcBorders", line("bottom", _HEADER_RULE, eighths=6)))
        if header or colour:
            about.append(ground(colour or _HEADER_BAND))
        made.append(element("w:tc", about, paragraph(style, content(cell))))
    return made


def _bold(cell: Cell) -> Cell:
    return tuple(Run(text=run.text, bold=True, italic=run.italic, link=run.link) for run in cell)
