"""This is where marks are painted on a page, each as part of the structure or as page furniture."""

from dataclasses import dataclass

from layerdesk.export.fonts import Span
from layerdesk.export.pdf.embedding import FontBook
from layerdesk.export.pdf.structure import Element, StructureTree
from layerdesk.export.pdf.styles import INK, LINK, PAGE_HEIGHT, Colour
from layerdesk.export.pdf.syntax import Name, number_text
from layerdesk.export.pdf.text import Line, Piece

_UNDERLINE_BELOW = 1.6
_UNDERLINE = 0.5
_LAYOUT = "/Artifact <</Type /Layout>> BDC"


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A place on the page that leads to an address: left, bottom, right and top in points."""

    element: Element
    address: str
    words: str
    box: tuple[float, float, float, float]


class Page:
    """The content of one page. Places are in points from the page's top left corner."""

    def __init__(self, fonts: FontBook, tree: StructureTree) -> None:
        tree.new_page()
        self.links: list[LinkArea] = []
        self.pictures: set[str] = set()
        self._fonts = fonts
        self._tree = tree
        self._bands: list[str] = []
        self._strokes: list[str] = []
        self._marks: list[str] = []
        self._open: Element | str | None = None
        self._font = ("", 0.0)
        self._colour: Colour | None = None

    def band(self, x: float, top: float, width: float, height: float, colour: Colour) -> None:
        """Paint a coloured ground below everything else."""
        box = _numbers(x, PAGE_HEIGHT - top - height, width, height)
        self._bands.append(f"{_numbers(*colour)} rg {box} re f")

    def stroke(self, x: float, y: float, width: float, colour: Colour, thickness: float) -> None:
        """Paint a thin level line, above grounds and below text."""
        line = f"{_numbers(x, PAGE_HEIGHT - y)} m {_numbers(x + width, PAGE_HEIGHT - y)} l"
        self._strokes.append(f"{number_text(thickness)} w {_numbers(*colour)} RG {line} S")

    def line(self, line: Line, size: float, x: float, baseline: float) -> None:
        """Paint a line of text, each piece as what its manner says it is."""
        for piece in line.pieces:
            manner = piece.manner
            self._begin(manner.element)
            self._show(piece.spans, size, x + piece.x, baseline, manner.colour)
            if manner.address:
                self._link(piece, size, x + piece.x, baseline)

    def furniture(
        self,
        spans: tuple[Span, ...],
        size: float,
        x: float,
        baseline: float,
        colour: Colour = INK,
        kind: str = _LAYOUT,
    ) -> None:
        """Paint text that is no part of the structure: repeated headers and page numbers."""
        self._begin(kind)
        self._show(spans, size, x, baseline, colour)

    def picture(
        self, name: str, element: Element, x: float, top: float, width: float, height: float
    ) -> None:
        """Paint the picture with this resource name as the element."""
        self.pictures.add(name)
        self._begin(element)
        bottom = PAGE_HEIGHT - top - height
        box = [x, bottom, x + width, bottom + height]
        element.attributes = {"O": Name("Layout"), "BBox": box, "Placement": Name("Block")}
        matrix = _numbers(width, 0, 0, height, x, bottom)
        self._marks.append(f"q {matrix} cm /{name} Do Q")

    def content(self) -> bytes:
        """The finished content stream; nothing can be painted afterwards."""
        self._end()
        ground = [*self._bands, *self._strokes]
        if ground:
            ground = [_LAYOUT, *ground, "EMC"]
        return "\n".join([*ground, *self._marks]).encode("ascii")

    def _link(self, piece: Piece, size: float, left: float, baseline: float) -> None:
        words = "".join(span.text for span in piece.spans).rstrip()
        bottom = PAGE_HEIGHT - baseline - size * 0.25
        box = (left, bottom, left + piece.width, bottom + size * 1.1)
        self.links.append(LinkArea(piece.manner.element, piece.manner.address, words, box))
        self.stroke(left, baseline + _UNDERLINE_BELOW, piece.width, LINK, _UNDERLINE)

    def _begin(self, element: Element | str) -> None:
        if self._open is element or (isinstance(element, str) and self._open == element):
            return
        self._end()
        self._open = element
        if isinstance(element, str):
            self._marks.append(element)
        else:
            self._marks.append(f"/{element.tag} <</MCID {self._tree.mark(element)}>> BDC")

    def _end(self) -> None:
        if self._open is not None:
            self._marks.append("EMC")
            self._open = None

    def _show(
        self, spans: tuple[Span, ...], size: float, x: float, baseline: float, colour: Colour
    ) -> None:
        code = [] if colour == self._colour else [f"{_numbers(*colour)} rg"]
        self._colour = colour
        code.append(f"BT {_numbers(x, PAGE_HEIGHT - baseline)} Td")
        for span in spans:
            font = self._fonts.font(span.typeface)
            if self._font != (font.name, size):
                self._font = (font.name, size)
                code.append(f"/{font.name} {number_text(size)} Tf")
            code.append(f"{font.encoded(span.text)} Tj")
        code.append("ET")
        self._marks.append(" ".join(code))


def _numbers(*values: float) -> str:
    return " ".join(map(number_text, values))
