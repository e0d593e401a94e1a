"""This is where strips are laid onto pages, one below the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from layerdesk.export.pdf.embedding import FontBook
from layerdesk.export.pdf.page import Page
from layerdesk.export.pdf.pictures import PictureBook
from layerdesk.export.pdf.strips import Band, Strip
from layerdesk.export.pdf.structure import StructureTree
from layerdesk.export.pdf.styles import BOTTOM, CELL_ABOVE, HAIRLINE, LEFT, TOP


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """Where a heading stands: the page's number from 0 and the distance from its top."""

    level: int
    words: str
    page: int
    top: float


class Flow:
    """The pages of one document while they fill."""

    def __init__(self, fonts: FontBook, pictures: PictureBook, tree: StructureTree) -> None:
        self.outline: list[OutlineEntry] = []
        self._fonts = fonts
        self._pictures = pictures
        self._tree = tree
        self._y = TOP
        self._bands: dict[Band, tuple[float, float]] = {}
        self.pages = [Page(fonts, tree)]

    def lay(self, strips: Sequence[Strip]) -> None:
        """Lay all strips onto pages, beginning new ones as needed."""
        break_wanted = False
        for group in _groups(strips):
            if group[0].breaks_page:
                break_wanted = not self._at_top
                continue
            if break_wanted:
                self._new_page()
                break_wanted = False
            elif _height(group, at_top=self._at_top) > BOTTOM - self._y and not self._at_top:
                self._new_page_for(group)
            for strip in group:
                self._place(strip)
        self._paint_bands()

    @property
    def _at_top(self) -> bool:
        return self._y == TOP

    def _new_page_for(self, group: Sequence[Strip]) -> None:
        # A group taller than a page is cut anyway: it may as well begin where it stands, if its
        # first strips fit here.
        whole = _height(group, at_top=True) + sum(each.height for each in group[0].repeat)
        first = _height(group[:2], at_top=False)
        if whole <= BOTTOM - TOP or first > BOTTOM - self._y:
            self._new_page()
            self._repeat(group[0])

    def _new_page(self) -> None:
        self._paint_bands()
        self.pages.append(Page(self._fonts, self._tree))
        self._y = TOP

    def _repeat(self, strip: Strip) -> None:
        for header in strip.repeat:
            self._paint(header, furniture=True)
            self._y += header.height
        if strip.repeat and strip.continues:
            self._y += CELL_ABOVE

    def _place(self, strip: Strip) -> None:
        gap = 0.0 if self._at_top else strip.gap
        if self._y + gap + strip.height > BOTTOM and not self._at_top:
            self._new_page()
            self._repeat(strip)
            gap = 0.0
        self._y += gap
        self._paint(strip, furniture=False)
        self._y += strip.height

    def _paint(self, strip: Strip, *, furniture: bool) -> None:
        page = self.pages[-1]
        for band in strip.bands:
            start = self._bands.get(band, (self._y, self._y))[0]
            self._bands[band] = (start, self._y + strip.height)
        for stroke in strip.strokes:
            page.stroke(LEFT + stroke.x, self._y + stroke.y, stroke.width, stroke.colour, HAIRLINE)
        for text in strip.lines:
            baseline = self._y + text.baseline
            if furniture:
                for piece in text.line.pieces:
                    page.furniture(
                        piece.spans,
                        text.size,
                        LEFT + text.x + piece.x,
                        baseline,
                        piece.manner.colour,
                    )
            else:
                page.line(text.line, text.size, LEFT + text.x, baseline)
        for picture in strip.pictures:
            name = self._pictures.name(picture.data)
            page.picture(
                name, picture.element, LEFT + picture.x, self._y, picture.width, picture.height
            )
        if strip.outline and not furniture:
            level, words = strip.outline
            self.outline.append(OutlineEntry(level, words, len(self.pages) - 1, self._y))

    def _paint_bands(self) -> None:
        for band, (top, bottom) in self._bands.items():
            self.pages[-1].band(LEFT + band.x, top, band.width, bottom - top, band.colour)
        self._bands.clear()


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        if strip.breaks_page and group:
            yield group
            group = []
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


def _height(group: Sequence[Strip], *, at_top: bool) -> float:
    gaps = sum(strip.gap for strip in group[1:]) + (0.0 if at_top else group[0].gap)
    return gaps + sum(strip.height for strip in group)
