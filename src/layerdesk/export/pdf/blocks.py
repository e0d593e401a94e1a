"""This is where each block of a document becomes strips and takes its place in the structure."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from layerdesk.domain.document import (
    Block,
    Box,
    BulletList,
    Heading,
    Item,
    KeyValue,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    Rule,
    Run,
    Table,
)
from layerdesk.export.pdf.lines import set_lines, text_strips
from layerdesk.export.pdf.pictures import picture_size
from layerdesk.export.pdf.strips import Band, PlacedLine, PlacedPicture, Strip, Stroke
from layerdesk.export.pdf.structure import Element
from layerdesk.export.pdf.styles import (
    ACCENT,
    BODY,
    BOTTOM,
    BOX_AFTER,
    BOX_BAND,
    BOX_BAR,
    BOX_BEFORE,
    BOX_PADDING,
    BOX_TITLE,
    HEADINGS,
    ITEM_GAP,
    LABEL_GAP,
    LIST_AFTER,
    LIST_INDENT,
    MM,
    NOTE_INDENT,
    PARAGRAPHS,
    PICTURE_CAPTION,
    RULE,
    RULE_AFTER,
    RULE_BEFORE,
    TABLE_AFTER,
    TEXT_WIDTH,
    TOP,
)
from layerdesk.export.pdf.syntax import Name
from layerdesk.export.pdf.tables import key_value_strips, table_strips
from layerdesk.export.pdf.text import widest_word

_WHOLE_BOX = (BOTTOM - TOP) / 2
"""A box at most this high stays on one page."""

_BULLET = "•"


def all_strips(blocks: Sequence[Block], parent: Element) -> list[Strip]:
    """The strips of the blocks, with the distances between them settled."""
    return _stacked(blocks, parent, 0.0, TEXT_WIDTH)


def _stacked(blocks: Iterable[Block], parent: Element, x: float, width: float) -> list[Strip]:
    strips: list[Strip] = []
    after = 0.0
    for block in blocks:
        more, next_after = _block(block, parent, x, width)
        if more:
            more[0].gap = max(more[0].gap, after)
            after = next_after
            strips += more
    return strips


def _block(block: Block, parent: Element, x: float, width: float) -> tuple[list[Strip], float]:
    """The strips of one block and the distance to what follows."""
    match block:
        case Heading():
            return _heading(block, parent, x, width)
        case Paragraph():
            return _paragraph(block, parent, x, width)
        case BulletList() | NumberedList():
            numbering = "Decimal" if isinstance(block, NumberedList) else "Disc"
            return _list(block.items, numbering, parent, x, width), LIST_AFTER
        case Table():
            return table_strips(block, parent, x, width), TABLE_AFTER
        case KeyValue():
            return key_value_strips(block, parent, x, width), TABLE_AFTER
        case Picture():
            return _picture(block, parent, x, width)
        case Box():
            return _box(block, parent, x, width), BOX_AFTER
        case Rule():
            return [
                Strip(height=0.0, gap=RULE_BEFORE, strokes=[Stroke(x, width, 0.0, RULE)])
            ], RULE_AFTER
        case PageBreak():
            return [Strip(height=0.0, breaks_page=True)], 0.0
        case _:
            assert_never(block)


def _heading(block: Heading, parent: Element, x: float, width: float) -> tuple[list[Strip], float]:
    style = HEADINGS[block.level]
    element = parent.under(f"H{block.level}")
    strips = text_strips((Run(text=block.text),), style, element, x, width)
    for strip in strips:
        strip.keep = True
    strips[0].outline = (block.level, block.text)
    return strips, style.after


def _paragraph(
    block: Paragraph, parent: Element, x: float, width: float
) -> tuple[list[Strip], float]:
    style = PARAGRAPHS[block.role]
    if block.role is not Role.NOTE:
        return text_strips(block.runs, style, parent.under("P"), x, width), style.after
    strips = text_strips(block.runs, style, parent.under("P"), x + NOTE_INDENT, width - NOTE_INDENT)
    bar = Band(x, BOX_BAR / 2, RULE)
    for strip in strips:
        strip.bands.append(bar)
    return strips, style.after


def _list(
    items: Sequence[Item], numbering: str, parent: Element, x: float, width: float
) -> list[Strip]:
    element = parent.under("L", attributes={"O": Name("List"), "ListNumbering": Name(numbering)})
    strips: list[Strip] = []
    labels = [_label(numbering, index) for index in range(len(items))]
    indent = max(LIST_INDENT, widest_word(labels, BODY.weight, BODY.size) + LABEL_GAP)
    for label, item in zip(labels, items, strict=True):
        entry = element.under("LI")
        label_lines = set_lines((Run(text=label),), BODY, entry.under("Lbl"), width)
        body = entry.under("LBody")
        inner = width - indent
        more = text_strips(item.runs, BODY, body, x + indent, inner)
        more[0].lines.insert(0, PlacedLine(label_lines[0], BODY.size, x + 2.0, BODY.baseline))
        more[0].gap = ITEM_GAP if strips else 0.0
        if item.below:
            below = "LowerAlpha" if numbering == "Decimal" else "Circle"
            nested = _list(item.below, below, body, x + indent, inner)
            nested[0].gap = ITEM_GAP
            more[-1].keep = True
            more += nested
        strips += more
    return strips


def _label(numbering: str, index: int) -> str:
    match numbering:
        case "Decimal":
            return f"{index + 1}."
        case "LowerAlpha":
            return f"{_letters(index)}."
        case "Circle":
            return "–"
        case _:
            return _BULLET


def _letters(index: int) -> str:
    """a, b … z, aa, ab …, from index 0."""
    first, last = divmod(index, 26)
    return (_letters(first - 1) if first else "") + chr(ord("a") + last)


def _picture(block: Picture, parent: Element, x: float, width: float) -> tuple[list[Strip], float]:
    across, down = picture_size(block.data)
    drawn = min(block.width_mm * MM, width)
    high = drawn * down / across
    most = (BOTTOM - TOP) * 0.9
    if high > most:
        drawn, high = drawn * most / high, most
    figure = parent.under("Figure", alt=block.alt)
    strips = [
        Strip(
            height=high,
            gap=PICTURE_CAPTION.before,
            pictures=[PlacedPicture(block.data, figure, x, drawn, high)],
        )
    ]
    if block.caption:
        strips[0].keep = True
        caption = parent.under("P")
        strips += text_strips((Run(text=block.caption),), PICTURE_CAPTION, caption, x, width)
    return strips, PICTURE_CAPTION.after


def _box(block: Box, parent: Element, x: float, width: float) -> list[Strip]:
    section = parent.under("Sect")
    left = x + BOX_BAR + BOX_PADDING
    inner = width - BOX_BAR - 2 * BOX_PADDING
    title = text_strips((Run(text=block.title),), BOX_TITLE, section.under("H2"), left, inner)
    for strip in title:
        strip.keep = True
    title[0].outline = (2, block.title)
    content = _stacked(block.blocks, section, left, inner)
    if content:
        content[0].gap = BOX_TITLE.after
    strips = [
        Strip(height=BOX_PADDING - 2, gap=BOX_BEFORE, keep=True),
        *title,
        *content,
        Strip(height=BOX_PADDING),
    ]
    strips[-2].keep = True
    if sum(strip.gap + strip.height for strip in strips) <= _WHOLE_BOX:
        for strip in strips[:-1]:
            strip.keep = True
    ground, bar = Band(x, width, BOX_BAND), Band(x, BOX_BAR, ACCENT)
    for strip in strips:
        strip.bands[:0] = [ground, bar]
    return strips
