"""This is where it is decided which bundled font draws which character.

Atkinson Hyperlegible Next comes first and Inter fills in (Greek, Cyrillic, Vietnamese, arrows).
Scripts written from right to left or with joined letters, and marks that cannot be composed with
their letter, need shaping, which the PDF writer does not do: such characters count as missing
rather than being drawn wrongly.
"""

import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reportlab.pdfbase.ttfonts import TTFontFile

from layerdesk.domain.document import (
    Block,
    Box,
    BulletList,
    Document,
    Heading,
    Item,
    KeyValue,
    NumberedList,
    Paragraph,
    Picture,
    Run,
    Table,
    flat,
    joined_text,
)
from layerdesk.export.characters import ZERO_WIDTH_SPACE, drawable
from layerdesk.host.bundled import resource_folder


class Weight(StrEnum):
    """The manners in which text is drawn."""

    REGULAR = "regular"
    ITALIC = "italic"
    SEMIBOLD = "semibold"
    BOLD = "bold"


_FILES = {
    Weight.REGULAR: ("AtkinsonHyperlegibleNext_400Regular", "Inter_400Regular"),
    Weight.ITALIC: ("AtkinsonHyperlegibleNext_400Regular_Italic", "Inter_400Regular"),
    Weight.SEMIBOLD: ("AtkinsonHyperlegibleNext_600SemiBold", "Inter_700Bold"),
    Weight.BOLD: ("AtkinsonHyperlegibleNext_700Bold", "Inter_700Bold"),
}

_STAND_INS = {
    "\u00a0": " ",
    "\u202f": "\u2009",
    "\u2010": "-",
    "\u2011": "-",
}
"""Characters drawn with the glyph of another one; what is copied from the page stays the first."""

_UNSHAPED = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
"""Bidirectional classes of characters that run from right to left."""

_UNPLACED = {"Mn", "Mc", "Me", "Co", "Cn"}
"""Categories of marks left uncomposed, which would need placing, and of private characters."""

_CONTEXT = 20
"""Characters shown before and after a missing one, to find it by."""


class Typeface:
    """One font file: the widths of its characters, in thousandths of the size, and its subsets."""

    def __init__(self, name: str) -> None:
        path = resource_folder("fonts") / f"{name}.ttf"
        self.name = name
        self._file = TTFontFile(str(path))
        self._lock = threading.Lock()
        self._glyphs: dict[int, int] = self._file.charToGlyph
        self._widths: dict[int, float] = self._file.charWidths
        self.ascent: float = self._file.ascent
        self.descent: float = self._file.descent
        self.cap_height: float = self._file.capHeight
        self.italic_angle: float = self._file.italicAngle
        self.stem_width: float = self._file.stemV
        self.box: tuple[float, ...] = tuple(self._file.bbox)

    def has(self, char: str) -> bool:
        """Whether the font has a glyph for the character or for its stand-in."""
        return ord(_STAND_INS.get(char, char)) in self._glyphs

    def width(self, char: str) -> float:
        """How far the character moves on, in thousandths of the font size."""
        return self._widths[ord(_STAND_INS.get(char, char))]

    def subset(self, chars: str) -> tuple[bytes, tuple[int, ...]]:
        """A font file with just these characters, and the number of each one's glyph in it."""
        codes = [ord(_STAND_INS.get(char, char)) for char in chars]
        with self._lock:
            data: bytes = self._file.makeSubset(codes)
        # The subset starts with the "missing" glyph 0 and keeps the order of first appearance.
        places = {0: 0}
        for code in codes:
            places.setdefault(self._glyphs[code], len(places))
        return data, tuple(places[self._glyphs[code]] for code in codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of text that one font draws."""

    text: str
    typeface: Typeface


def font_spans(text: str, weight: Weight) -> tuple[Span, ...]:
    """The drawable text in pieces, each with the first font that has all of its characters.

    The text must hold no missing characters; see ``missing_characters``.
    """
    first = typeface(_FILES[weight][0])
    pieces: list[tuple[Typeface, list[str]]] = []
    for char in text:
        face = first if first.has(char) else _face(char, weight)
        if pieces and pieces[-1][0] is face:
            pieces[-1][1].append(char)
        else:
            pieces.append((face, [char]))
    return tuple(Span(text="".join(chars), typeface=face) for face, chars in pieces)


@cache
def typeface(name: str) -> Typeface:
    """The bundled font with this file name (without ``.ttf``), loaded once."""
    return Typeface(name)


def missing_characters(document: Document) -> tuple[tuple[str, str], ...]:
    """Characters no bundled font can draw: each once, with the words around its first place."""
    found: dict[str, str] = {}
    for text in _texts(document):
        if text.isascii():
            continue
        clean = drawable(text)
        for place, char in enumerate(clean):
            if char not in found and not _can_draw(char):
                around = clean[max(0, place - _CONTEXT) : place + _CONTEXT + 1]
                found[char] = around.replace("\n", " ")
    return tuple(found.items())


@cache
def _can_draw(char: str) -> bool:
    if char in ("\n", ZERO_WIDTH_SPACE):
        return True
    if unicodedata.bidirectional(char) in _UNSHAPED or unicodedata.category(char) in _UNPLACED:
        return False
    return any(typeface(name).has(char) for name in _FILES[Weight.REGULAR])


@cache
def _face(char: str, weight: Weight) -> Typeface:
    return next(face for face in map(typeface, _FILES[weight]) if face.has(char))


def _texts(document: Document) -> Iterator[str]:
    yield document.title
    yield from document.footer
    for block in flat(document.blocks):
        yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield joined_text(block.runs)
        case BulletList() | NumberedList():
            yield from _item_texts(block.items)
        case Table():
            yield block.caption
            yield from block.header
            for row in block.rows:
                yield from map(joined_text, row)
        case KeyValue():
            for pair in block.rows:
                yield pair.label
                yield joined_text(pair.value)
        case Picture():
            yield block.caption
        case Box():
            yield block.title
            for inner in block.blocks:
                yield from _block_texts(inner)
        case _:
            pass


def _item_texts(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield joined_text(item.runs)
        yield from _item_texts(item.below)


def weight_of(run: Run, base: Weight) -> Weight:
    """The weight in which a run is drawn where plain text has the weight ``base``."""
    if run.bold:
        return Weight.BOLD
    if run.italic and base is Weight.REGULAR:
        return Weight.ITALIC
    return base
