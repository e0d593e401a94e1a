"""This is where a strip is described: a slice of the page across that is never cut."""

from dataclasses import dataclass, field

from layerdesk.export.pdf.structure import Element
from layerdesk.export.pdf.styles import Colour
from layerdesk.export.pdf.text import Line


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text: ``x`` from the left of the text area, ``baseline`` from the strip's top."""

    line: Line
    size: float
    x: float
    baseline: float


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A coloured ground; strips that follow each other and share one band form one area."""

    x: float
    width: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin level line, ``y`` below the strip's top."""

    x: float
    width: float
    y: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture from the strip's top left, ``x`` from the left of the text area."""

    data: bytes
    element: Element
    x: float
    width: float
    height: float


@dataclass(slots=True)
class Strip:
    """A slice of the page.

    ``gap`` is the distance to what is above and is dropped at the top of a page. ``keep`` holds
    this strip on one page with the next. ``repeat`` are strips painted again above this one when
    it begins a page; ``continues`` says that this is not the first line of its row. ``outline`` is
    the level and words of an entry in the outline beside the pages.
    """

    height: float
    gap: float = 0.0
    keep: bool = False
    breaks_page: bool = False
    lines: list[PlacedLine] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)
    repeat: tuple["Strip", ...] = ()
    continues: bool = False
    outline: tuple[int, str] | None = None


def keep_ends_together(strips: list[Strip]) -> None:
    """Leave no single line of the paragraph alone at the foot or at the top of a page."""
    for index, strip in enumerate(strips[:-1]):
        if index == 0 or index == len(strips) - 2:
            strip.keep = True
