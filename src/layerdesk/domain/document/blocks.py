"""This is where it is written down what a document is made of: headings, paragraphs, tables …"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TEXT_WIDTH_MM = 170
"""Width of the text on an A4 page, in millimetres."""

_PNG = b"\x89PNG\r\n\x1a\n"


class Role(StrEnum):
    """What a paragraph is for; a writer chooses size and colour by it."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text in one manner. A line feed in ``text`` begins a new line.

    ``link`` is an address that the text leads to (``https:``, ``http:`` or ``mailto:``), or empty;
    writers leave any other address out and keep the text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 (the document's own title) to 3."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 3:
            raise ValueError(f"a heading has a level from 1 to 3, not {self.level}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    runs: tuple[Run, ...]
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a list, with the entries one level below it (which have none themselves).

    ``about`` is the id of the record that it tells of, or empty.
    """

    runs: tuple[Run, ...]
    below: tuple["Item", ...] = ()
    about: str = ""

    def __post_init__(self) -> None:
        if any(item.below for item in self.below):
            raise ValueError("a list is nested one level deep at most")


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList:
    """Entries in no particular order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedList:
    """Entries numbered from 1; those one level below carry letters."""

    items: tuple[Item, ...]


Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with one header row, which is repeated when the table runs over a page.

    ``widths`` are relative weights, one a column (1 and up; empty: by what the columns hold).
    ``row_headers`` makes the first cell of each row its header. ``caption`` may be empty. ``about``
    has for each row the id of the record that it tells of, or is empty.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()
    row_headers: bool = False
    about: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns:
            raise ValueError("a table has at least one column")
        if any(len(row) != columns for row in self.rows):
            raise ValueError("every row of a table has as many cells as its header")
        if self.widths and (len(self.widths) != columns or min(self.widths) < 1):
            raise ValueError("a table has one weight of 1 or more for each column, or none")
        if self.about and len(self.about) != len(self.rows):
            raise ValueError("a table says for each of its rows what it is about, or for none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A label and what it stands for."""

    label: str
    value: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyValue:
    """Labels and their values, written as a table whose first column holds row headers."""

    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG picture. ``alt`` says in words what it shows; ``caption`` stands below it or is empty.

    ``width_mm`` is how wide it is drawn, from 1 to ``TEXT_WIDTH_MM`` millimetres.
    """

    data: bytes
    alt: str
    width_mm: int = TEXT_WIDTH_MM
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.data.startswith(_PNG):
            raise ValueError("a picture is in the form PNG")
        if not self.alt.strip():
            raise ValueError("a picture says in words what it shows")
        if not 1 <= self.width_mm <= TEXT_WIDTH_MM:
            raise ValueError(f"a picture is 1 to {TEXT_WIDTH_MM} mm wide, not {self.width_mm}")


BoxBlock = Paragraph | BulletList | NumberedList | KeyValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Blocks set apart, such as the summary of a meeting; ``title`` is a level 2 heading."""

    title: str
    blocks: tuple[BoxBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thin line across the page, for the eye only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | KeyValue
    | Picture
    | Box
    | Rule
    | PageBreak
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Blocks that tell of one matter, so that they can be taken out with it; readers see no seam.

    ``about`` names the records, by their ids, with any of which the whole passage goes.
    """

    about: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A finished text: every exporter writes out just this and sees nothing else.

    ``title`` goes into the file's properties and the top of later pages; what a person reads first
    is the first block, commonly a level 1 heading with the same words. ``language`` is a BCP 47
    tag. ``identifier`` tells this document from all others (may be empty). ``footer`` holds the
    pieces of the line at the foot of each page: practice, confidentiality, version. ``dated`` is
    the day that the document was made, for the file's properties.
    """

    title: str
    blocks: tuple[Block | Passage, ...]
    language: str = "en-GB"
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    identifier: str = ""
    footer: tuple[str, ...] = ()
    dated: date | None = None


def flat(blocks: Iterable[Block | Passage]) -> tuple[Block, ...]:
    """The blocks as they are read, those of passages among the others."""
    return tuple(
        inner
        for each in blocks
        for inner in (each.blocks if isinstance(each, Passage) else (each,))
    )


def joined_text(runs: Sequence[Run]) -> str:
    """The text of the runs without their manner."""
    return "".join(run.text for run in runs)
