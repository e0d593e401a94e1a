"""This is where text is measured and broken into lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from layerdesk.export.characters import ZERO_WIDTH_SPACE, drawable
from layerdesk.export.fonts import Span, Weight, font_spans
from layerdesk.export.pdf.structure import Element
from layerdesk.export.pdf.styles import Colour

_LONGER_THAN_ANY_LINE = 1_000
"""Characters."""
_CHUNKS = re.compile(rf"\n|[ {ZERO_WIDTH_SPACE}]+|[^ \n{ZERO_WIDTH_SPACE}]+")
_AFTER_DASH = re.compile(r"(?<=[^\W\d]-)(?=\w)(?![\w-]*\d)|(?<=[^\W\d][–—/])(?=\w)")
"""Where a word may be broken: after a dash or stroke that follows a letter, so never in a date.

After a hyphen only where no digit follows up to the end of the word: ``AC-2026-A014`` is one name.
"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Manner:
    """How a run is drawn, what it is in the structure and where it leads (or nowhere)."""

    element: Element
    weight: Weight
    colour: Colour
    address: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one manner at ``x`` points from the start of its line, ``width`` points wide."""

    spans: tuple[Span, ...]
    manner: Manner
    x: float
    width: float


@dataclass(slots=True)
class Line:
    """The pieces of one line, from left to right."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Where the last piece ends."""
        return self.pieces[-1].x + self.pieces[-1].width if self.pieces else 0.0


@dataclass(slots=True)
class _Word:
    """What stands together on one line, and the manner of the space after it, if any."""

    parts: list[tuple[str, Manner]] = field(default_factory=list)
    space: Manner | None = None
    ends_line: bool = False


def measured(text: str, weight: Weight, size: float) -> tuple[tuple[Span, ...], float]:
    """The spans of the drawable text and its width in points."""
    spans, width = _measured(text, weight)
    return spans, width * size / 1000


def broken_lines(runs: Iterable[tuple[str, Manner]], size: float, width: float) -> tuple[Line, ...]:
    """The runs in lines at most ``width`` points wide; a word that is wider is broken."""
    setter = _Setter(size, width)
    for word in _words(runs):
        setter.add(word)
    return tuple(setter.lines)


def widest_word(texts: Sequence[str], weight: Weight, size: float) -> float:
    """The width of the widest word that stands together, in points."""
    words = {
        part
        for text in texts
        for chunk in _CHUNKS.findall(drawable(text))
        for part in _AFTER_DASH.split(chunk)
    }
    return max((measured(word, weight, size)[1] for word in words if word.strip()), default=0.0)


def shortened(text: str, weight: Weight, size: float, width: float) -> str:
    """The text, cut and ended with an ellipsis if it is wider than ``width`` points."""
    text = drawable(text).replace("\n", " ").replace(ZERO_WIDTH_SPACE, "")
    text = text[:_LONGER_THAN_ANY_LINE]
    if measured(text, weight, size)[1] <= width:
        return text
    while text and measured(f"{text}…", weight, size)[1] > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


@lru_cache(maxsize=20_000)
def _measured(text: str, weight: Weight) -> tuple[tuple[Span, ...], float]:
    spans = font_spans(text, weight)
    return spans, sum(span.typeface.width(char) for span in spans for char in span.text)


def _words(runs: Iterable[tuple[str, Manner]]) -> Iterator[_Word]:
    word = _Word()
    for text, manner in runs:
        for chunk in _CHUNKS.findall(drawable(text)):
            if chunk == "\n":
                word.ends_line = True
                yield word
                word = _Word()
            elif chunk[0] in f" {ZERO_WIDTH_SPACE}":
                word.space = manner if " " in chunk else None
                yield word
                word = _Word()
            else:
                *firsts, last = _AFTER_DASH.split(chunk)
                for first in firsts:
                    word.parts.append((first, manner))
                    yield word
                    word = _Word()
                word.parts.append((last, manner))
    yield word


class _Setter:
    """Sets words into lines."""

    def __init__(self, size: float, width: float) -> None:
        self.lines = [Line()]
        self._size = size
        self._width = width
        self._x = 0.0
        self._space: Manner | None = None

    def add(self, word: _Word) -> None:
        space = self._width_of(" ", Weight.REGULAR) if self._space else 0.0
        width = sum(self._width_of(text, manner.weight) for text, manner in word.parts)
        if word.parts:
            if self.lines[-1].pieces and self._x + space + width > self._width:
                self._new_line()
            elif self._space:
                self._put(" ", self._space)
            for text, manner in word.parts:
                self._put_fitting(text, manner)
            self._space = word.space
        if word.ends_line:
            self._space = word.parts[-1][1] if word.parts else None
            self._new_line()

    def _put_fitting(self, text: str, manner: Manner) -> None:
        # What is surely too long is not measured whole again for each line that is cut off it.
        while len(text) > _LONGER_THAN_ANY_LINE or (
            text and self._x + self._width_of(text, manner.weight) > self._width
        ):
            count = self._fitting(text, manner.weight)
            self._put(text[:count], manner)
            text = text[count:]
            if text:
                self._new_line()
        self._put(text, manner)

    def _fitting(self, text: str, weight: Weight) -> int:
        """How many characters still fit on the line; at least one on an empty line."""
        room = self._width - self._x
        count = 0
        while count < len(text) and (room := room - self._width_of(text[count], weight)) >= 0:
            count += 1
        return count if self.lines[-1].pieces else max(count, 1)

    def _put(self, text: str, manner: Manner) -> None:
        if not text:
            return
        spans, width = measured(text, manner.weight, self._size)
        pieces = self.lines[-1].pieces
        if pieces and pieces[-1].manner is manner:
            last = pieces.pop()
            pieces.append(Piece(_joined(last.spans, spans), manner, last.x, last.width + width))
        else:
            pieces.append(Piece(spans, manner, self._x, width))
        self._x += width

    def _new_line(self) -> None:
        # The space that was broken at stays in the text, so that no two words join when it is read.
        if self._space and self.lines[-1].pieces:
            self._put(" ", self._space)
        self.lines.append(Line())
        self._x = 0.0
        self._space = None

    def _width_of(self, text: str, weight: Weight) -> float:
        return measured(text, weight, self._size)[1]


def _joined(first: tuple[Span, ...], second: tuple[Span, ...]) -> tuple[Span, ...]:
    if first[-1].typeface is not second[0].typeface:
        return first + second
    middle = Span(text=first[-1].text + second[0].text, typeface=first[-1].typeface)
    return (*first[:-1], middle, *second[1:])
