"""This is where runs meet a style and an element of the structure, and become lines."""

from collections.abc import Sequence

from layerdesk.domain.document import Run
from layerdesk.export.fonts import weight_of
from layerdesk.export.links import safe_link
from layerdesk.export.pdf.strips import PlacedLine, Strip, keep_ends_together
from layerdesk.export.pdf.structure import Element
from layerdesk.export.pdf.styles import LINK, TextStyle
from layerdesk.export.pdf.text import Line, Manner, broken_lines


def set_lines(
    runs: Sequence[Run], style: TextStyle, element: Element, width: float
) -> tuple[Line, ...]:
    """The runs in lines of ``width`` points; a run with an address is a link in the element."""
    return broken_lines(
        [(run.text, _manner(run, style, element)) for run in runs], style.size, width
    )


def text_strips(
    runs: Sequence[Run], style: TextStyle, element: Element, x: float, width: float
) -> list[Strip]:
    """One strip for each line of a paragraph."""
    strips = [
        Strip(height=style.leading, lines=[PlacedLine(line, style.size, x, style.baseline)])
        for line in set_lines(runs, style, element, width)
    ]
    strips[0].gap = style.before
    keep_ends_together(strips)
    return strips


def _manner(run: Run, style: TextStyle, element: Element) -> Manner:
    weight = weight_of(run, style.weight)
    if safe_link(run.link):
        return Manner(
            element=element.unplaced("Link"), weight=weight, colour=LINK, address=run.link
        )
    return Manner(element=element, weight=weight, colour=style.colour)
