"""This is where tables become strips: one a row, or one a line where a row is long."""

from collections.abc import Sequence

from layerdesk.domain.document import Cell, KeyValue, Run, Table, joined_text
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
    if table.rows:
        body = element.under("TBody")
        for row in table.rows:
            for strip in _row(body.under("TR"), row, columns, kinds, ROW_RULE):
                strip.repeat = tuple(header)
                strips.append(strip)
    else:
        header[-1].keep = False
    strips[0].gap = CAPTION.before if table.caption else TABLE_BEFORE
    return strips


def key_value_strips(block: KeyValue, parent: Element, x: float, width: float) -> list[Strip]:
    """The labels and values, with thin rules between them."""
    if not block.rows:
        return []
    widest = max(_natural_width(pair.label) for pair in block.rows) + 2 * CELL_ACROSS
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
            )
        )
    keep_ends_together(strips)
    last = strips[-1]
    start = columns[0][0]
    across = sum(width for _, width in columns)
    last.strokes.append(Stroke(start, across, last.height, rule))
    return strips


def _columns(table: Table, x: float, width: float) -> list[tuple[float, float]]:
    """Left edge and width of each column: by weight, but no narrower than its widest word."""
    weights = table.widths or (1,) * len(table.header)
    wanted = [weight * width / sum(weights) for weight in weights]
    cap = width / len(weights)
    least = [
        min(cap, _widest_word(table, index) + 2 * CELL_ACROSS + 0.5)
        for index in range(len(weights))
    ]
    short = sum(max(0.0, low - have) for low, have in zip(least, wanted, strict=True))
    spare = sum(max(0.0, have - low) for low, have in zip(least, wanted, strict=True))
    share = short / spare if spare else 0.0
    widths = [
        low if have <= low else have - (have - low) * share
        for low, have in zip(least, wanted, strict=True)
    ]
    lefts = [x + sum(widths[:index]) for index in range(len(widths))]
    return list(zip(lefts, widths, strict=True))


def _widest_word(table: Table, index: int) -> float:
    cells = [joined_text(row[index]) for row in table.rows]
    style = LABEL if table.row_headers and index == 0 else CELL
    return max(
        widest_word([table.header[index]], COLUMN.weight, COLUMN.size),
        widest_word(cells, style.weight, style.size),
    )


def _natural_width(text: str) -> float:
    return widest_word([text.replace(" ", "\u00a0")], LABEL.weight, LABEL.size)
