"""This is where a text is made plain for searching, and places in it are led back to the text."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_ASCII_FOLDS = str.maketrans({"\t": " ", "\r": " ", "\v": "\n", "\f": "\n"})
_APOSTROPHES = "\u2018\u2019\u02bc\u2032\uff07"
_LETTERS = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "ħ": "h", "Ħ": "H", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
    "ß": "ss", "þ": "th", "Þ": "Th",
}  # fmt: skip
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BLANK_LINE = re.compile(r"\n *\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text with one form of digits, spaces, dashes, apostrophes and Latin letters."""

    text: str
    plain: str
    places: Sequence[int]
    """For each character of ``plain``, which character of ``text`` it came from."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of ``plain`` (at least one character) lies in ``text``."""
        first, last = self.places[start], self.places[end - 1] + 1
        following = self.places[end] if end < len(self.places) else len(self.text)
        return first, max(last, following)

    def before(self, start: int, length: int) -> str:
        """Up to ``length`` plain characters before ``start``, none from over a blank line."""
        near = self.plain[max(0, start - length) : start]
        return _BLANK_LINE.split(near)[-1]


def has_blank_line(plain: str) -> bool:
    """Whether a blank line, over which nothing belongs together, lies in the piece."""
    return _BLANK_LINE.search(plain) is not None


def read(text: str) -> Reading:
    """Make the text plain: without accents and invisible characters, with ASCII digits."""
    if text.isascii():
        return Reading(text=text, plain=text.translate(_ASCII_FOLDS), places=range(len(text)))
    pieces: list[str] = []
    places = array("l")
    last = 0
    for found in _NOT_ASCII.finditer(text):  # runs of ASCII go over whole
        pieces.append(text[last : found.start()].translate(_ASCII_FOLDS))
        places.extend(range(last, found.start()))
        folded = _folded(found[0])
        pieces.append(folded)
        places.extend([found.start()] * len(folded))
        last = found.end()
    pieces.append(text[last:].translate(_ASCII_FOLDS))
    places.extend(range(last, len(text)))
    return Reading(text=text, plain="".join(pieces), places=places)


def fold(text: str) -> str:
    """The text made plain and lower-case, for comparing names."""
    return read(text).plain.lower()


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """What a character that is not ASCII becomes; nothing for accents and what can't be seen."""
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _APOSTROPHES:
        return "'"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    match unicodedata.category(character):
        case "Mn" | "Cf":
            return ""
        case "Zs":
            return " "
        case "Zl" | "Zp":
            return "\n"
        case "Pd":
            return "-"
        case "Sm" if character == "\N{MINUS SIGN}":
            return "-"
        case category:
            return _without_accent(character, letter=category.startswith("L"))


def _without_accent(character: str, *, letter: bool) -> str:
    """The ASCII letters or single sign that a character decomposes into, else itself."""
    parts = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    if not bare.isascii():
        return character
    if letter:
        return bare if bare.isalpha() else character
    # A full-width stop or oblique is folded; a superscript 2 or a half must not become digits.
    return bare if len(bare) == 1 and not bare.isalnum() and not bare.isspace() else character
