"""This is where tables become strips: one a row, or one a line where a row is long."""

from collections.abc import Sequence

from layerdesk.domain.document import Cell, KeyValue, Run, Table, joined_text
from layerdesk.export.column_widths import at_least
from layerdesk.export.fonts import Weight
from layerdesk.export.pdf.lines import set_lines
from layerdesk.export.pdf.strips import Band, PlacedLine, Strip, Stroke, keep_ends_together
from layerdesk.export.pdf.structure import Element
from layerdesk.export.pdf.styles import (
    CAPTION,
    CELL,
    CELL_ABOVE,
    CELL_ACROSS,
    CELL_BELOW,
    COLUMN,
    HEADER_BAND,
    HEADER_RULE,
    LABEL,
    ROW_RULE,
    TABLE_BEFORE,
    Colour,
    TextStyle,
)
from layerdesk.export.pdf.syntax import Name, Value
from layerdesk.export.pdf.text import Line, widest_word

_WHOLE_ROW = 16
"""A row with at most this many lines stays on one page."""

_MOST_WHOLE = 480.0
_MOST_WORD = 150.0
"""What a column asks for at most for its longest cell and for its widest word, in points."""

_HIGHEST_REPEATED = 160.0
"""A header row higher than this, in points, is not repeated: it would leave no room for rows."""

_LABEL_SHARES = (0.2, 0.34)
"""The narrowest and widest share of the width that labels of a key-value table take."""


def table_strips(table: Table, parent: Element, x: float, width: float) -> list[Strip]:
    """The table with its caption and header row."""
    columns = _columns(table, x, width)
    element = parent.under("Table")
    strips: list[Strip] = []
    if table.caption:
        strips += _caption(table.caption, element, x, width)
    header = _row(
        element.under("THead").under("TR"),
        [(Run(text=text),) if text else () for text in table.header],
        columns,
        [("TH", "Column", COLUMN)] * len(columns),
        HEADER_RULE,
    )
    band = Band(x, width, HEADER_BAND)
    for strip in header:
        strip.bands.append(band)
        strip.keep = True
    strips += header
    first = ("TH", "Row", LABEL) if table.row_headers else ("TD", "", CELL)
    kinds = [first, *[("TD", "", CELL)] * (len(columns) - 1)]
    high = sum(strip.height for strip in header)
    repeated = tuple(header) if high <= _HIGHEST_REPEATED else ()
    if table.rows:
        body = element.under("TBody")
        for row in table.rows:
            for strip in _row(body.under("TR"), row, columns, kinds, ROW_RULE):
                strip.repeat = repeated
                strips.append(strip)
    else:
        header[-1].keep = False
    strips[0].gap = CAPTION.before if table.caption else TABLE_BEFORE
    return strips


def key_value_strips(block: KeyValue, parent: Element, x: float, width: float) -> list[Strip]:
    """The labels and values, with thin rules between them."""
    if not block.rows:
        return []
    texts = [pair.label for pair in block.rows]
    widest = _natural_width(texts, LABEL.weight, LABEL.size) + 2 * CELL_ACROSS + 0.5
    narrow, wide = (share * width for share in _LABEL_SHARES)
    labels = min(max(widest, narrow), wide)
    columns = [(x, labels), (x + labels, width - labels)]
    body = parent.under("Table").under("TBody")
    strips: list[Strip] = []
    for pair in block.rows:
        cells: list[Cell] = [(Run(text=pair.label),), pair.value]
        kinds = [("TH", "Row", LABEL), ("TD", "", CELL)]
        strips += _row(body.under("TR"), cells, columns, kinds, ROW_RULE)
    strips[0].gap = TABLE_BEFORE
    return strips


def _caption(text: str, element: Element, x: float, width: float) -> list[Strip]:
    caption = element.under("Caption")
    lines = set_lines((Run(text=text),), CAPTION, caption, width)
    strips = [
        Strip(
            height=CAPTION.leading,
            keep=True,
            lines=[PlacedLine(line, CAPTION.size, x, CAPTION.baseline)],
        )
        for line in lines
    ]
    strips[-1].height += CAPTION.after
    return strips


def _row(
    element: Element,
    cells: Sequence[Cell],
    columns: Sequence[tuple[float, float]],
    kinds: Sequence[tuple[str, str, TextStyle]],
    rule: Colour,
) -> list[Strip]:
    """The strips of a row: ``columns`` are left edge and width, ``kinds`` tag, scope, style."""
    set_cells: list[tuple[float, TextStyle, tuple[Line, ...]]] = []
    for cell, (left, width), (tag, scope, style) in zip(cells, columns, kinds, strict=True):
        attributes: dict[str, Value] | None = (
            {"O": Name("Table"), "Scope": Name(scope)} if scope else None
        )
        lines = set_lines(
            cell, style, element.under(tag, attributes=attributes), width - 2 * CELL_ACROSS
        )
        set_cells.append((left + CELL_ACROSS, style, lines))
    count = max(len(lines) for _, _, lines in set_cells)
    leading = max(style.leading for _, style, _ in set_cells)
    strips: list[Strip] = []
    for index in range(count):
        above = CELL_ABOVE if index == 0 else 0.0
        strips.append(
            Strip(
                height=above + leading + (CELL_BELOW if index == count - 1 else 0.0),
                lines=[
                    PlacedLine(lines[index], style.size, left, above + style.baseline)
                    for left, style, lines in set_cells
                    if index < len(lines)
                ],
                keep=index < count - 1 and count <= _WHOLE_ROW,
                continues=index > 0,
            )
        )
    keep_ends_together(strips)
    last = strips[-1]
    start = columns[0][0]
    across = sum(width for _, width in columns)
    last.strokes.append(Stroke(start, across, last.height, rule))
    return strips


def _columns(table: Table, x: float, width: float) -> list[tuple[float, float]]:
    """Left edge and width of each column, no narrower than its widest word where that is possible.

    Widths follow the table's weights or, without any, what the columns hold.
    """
    count = len(table.header)
    least = [_text_width(table, index, whole=False) for index in range(count)]
    if table.widths:
        wanted = [weight * width / sum(table.widths) for weight in table.widths]
    else:
        most = [_text_width(table, index, whole=True) for index in range(count)]
        wanted = [each * width / sum(most) for each in most]
    widths = at_least(least, wanted)
    lefts = [x + sum(widths[:index]) for index in range(count)]
    return list(zip(lefts, widths, strict=True))


def _text_width(table: Table, index: int, *, whole: bool) -> float:
    """The width that a column needs for its widest word, or to hold its longest cell on a line.

    Both are capped, so that short columns are not crushed by long ones.
    """
    cells = [joined_text(row[index]) for row in table.rows]
    style = LABEL if table.row_headers and index == 0 else CELL
    measure = _natural_width if whole else widest_word
    widest = max(
        measure([table.header[index]], COLUMN.weight, COLUMN.size),
        measure(cells, style.weight, style.size),
    )
    return min(widest + 2 * CELL_ACROSS + 0.5, _MOST_WHOLE if whole else _MOST_WORD)


def _natural_width(texts: Sequence[str], weight: Weight, size: float) -> float:
    lines = (line for text in texts for line in text.splitlines())
    return widest_word([line.replace(" ", "\u00a0") for line in lines], weight, size)
