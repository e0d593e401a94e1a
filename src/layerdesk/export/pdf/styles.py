"""This is where the look of the page is decided: sizes, colours and distances, all in points."""

from dataclasses import dataclass

from layerdesk.domain.document import TEXT_WIDTH_MM, Role
from layerdesk.export.fonts import Weight

MM = 72 / 25.4

PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
TEXT_WIDTH = TEXT_WIDTH_MM * MM
LEFT = (PAGE_WIDTH - TEXT_WIDTH) / 2
TOP = 22 * MM
BOTTOM = PAGE_HEIGHT - 24 * MM
HEADER_BASELINE = 13 * MM
FOOTER_BASELINE = PAGE_HEIGHT - 12 * MM
FOOTER_RULE = PAGE_HEIGHT - 17 * MM

Colour = tuple[float, float, float]


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


INK = _colour("#1c2a30")
MUTED = _colour("#51626b")
ACCENT = _colour("#0b5d66")
LINK = _colour("#0a5a9c")
RULE = _colour("#c9d3d6")
ROW_RULE = _colour("#dde4e6")
HEADER_RULE = _colour("#7fa3a7")
HEADER_BAND = _colour("#eef4f4")
BOX_BAND = _colour("#eff6f5")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a paragraph is set: ``size`` of the letters, ``leading`` from line to line."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: Colour = INK
    before: float = 0
    after: float = 0

    @property
    def baseline(self) -> float:
        """How far the baseline lies below the top of its line."""
        return (self.leading - self.size) / 2 + self.size * 0.8


HEADINGS = {
    1: TextStyle(size=21, leading=26, weight=Weight.BOLD, after=5),
    2: TextStyle(size=13.5, leading=18, weight=Weight.BOLD, colour=ACCENT, before=17, after=4),
    3: TextStyle(size=11, leading=15, weight=Weight.SEMIBOLD, before=11, after=2),
}
PARAGRAPHS = {
    Role.BODY: TextStyle(size=10.5, leading=15, before=0, after=6),
    Role.LEAD: TextStyle(size=12, leading=17, colour=MUTED, after=9),
    Role.SMALL: TextStyle(size=8.5, leading=12, colour=MUTED, after=5),
    Role.NOTE: TextStyle(size=9.5, leading=13.5, colour=MUTED, before=2, after=7),
}
BODY = PARAGRAPHS[Role.BODY]
CELL = TextStyle(size=9.5, leading=13)
LABEL = TextStyle(size=9.5, leading=13, weight=Weight.SEMIBOLD)
COLUMN = TextStyle(size=9, leading=12.5, weight=Weight.SEMIBOLD, colour=ACCENT)
CAPTION = TextStyle(size=9.5, leading=13, weight=Weight.SEMIBOLD, colour=MUTED, before=6, after=4)
PICTURE_CAPTION = TextStyle(size=8.5, leading=12, colour=MUTED, before=4, after=8)
FURNITURE = TextStyle(size=8, leading=11, colour=MUTED)
BOX_TITLE = TextStyle(size=11.5, leading=16, weight=Weight.BOLD, colour=ACCENT, after=3)

ITEM_GAP = 3.0
LIST_INDENT = 16.0
LABEL_GAP = 7.0
LIST_AFTER = 7.0
NOTE_INDENT = 10.0

CELL_ACROSS = 6.0
CELL_ABOVE = 4.5
CELL_BELOW = 5.0
TABLE_BEFORE = 5.0
TABLE_AFTER = 11.0

BOX_PADDING = 11.0
BOX_BAR = 3.0
BOX_BEFORE = 9.0
BOX_AFTER = 11.0

RULE_BEFORE = 8.0
RULE_AFTER = 9.0
HAIRLINE = 0.5
