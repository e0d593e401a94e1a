"""This is where text is made fit for a file: composed and without control characters."""

import unicodedata

_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n"}
_SEPARATORS = {"\u2028": "\n", "\u2029": "\n"}
_LEFT_OUT = "\ufffe\uffff\u202d\u202e"
ZERO_WIDTH_SPACE = "\u200b"


def settled(text: str) -> str:
    """The text as any file can hold it.

    Combining sequences are composed (NFC), every line end is a line feed, a tab is a space, and
    control characters, unpaired surrogates and the two noncharacters that XML forbids are left out,
    and so are the two signs that turn the letters after them round: 1234 must not be read as 4321.
    """
    if text.isascii() and text.isprintable():
        return text
    for found, wanted in (*_LINE_ENDS.items(), *_SEPARATORS.items()):
        text = text.replace(found, wanted)
    text = text.replace("\t", " ")
    text = "".join(char for char in text if char == "\n" or not _forbidden(char))
    return unicodedata.normalize("NFC", text)  # last: what stood between two signs may be gone


def drawable(text: str) -> str:
    """The settled text without characters that leave no mark.

    Soft hyphens, joiners, direction marks and variation selectors go; a zero-width space stays,
    because a line may be broken there.
    """
    text = settled(text)
    if text.isascii():
        return text
    text = "".join(char for char in text if char == ZERO_WIDTH_SPACE or not _markless(char))
    return unicodedata.normalize("NFC", text)


def character_name(char: str) -> str:
    """The character with its Unicode name, or its number when it has none."""
    return f"{char} ({unicodedata.name(char, f'U+{ord(char):04X}')})"


def _forbidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in _LEFT_OUT


def _markless(char: str) -> bool:
    return unicodedata.category(char) == "Cf" or 0xFE00 <= ord(char) <= 0xFE0F
