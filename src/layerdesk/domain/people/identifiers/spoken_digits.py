"""This is where numbers that are spelled out in words, digit by digit, are found."""

import re
from collections.abc import Iterator

from layerdesk.domain.people.identifiers.check_digits import LENGTH, passes
from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.reading import Reading

_DIGITS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_SPELLED = re.compile(
    rf"\b(?:{'|'.join((*_TIMES, *_DIGITS))})\b"
    rf"(?:[ ,.\n\-]{{1,3}}(?:{'|'.join((*_TIMES, *_DIGITS))})\b){{4,14}}",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
_PHONE = re.compile(r"0[127]\d{8,9}")


def find_spoken_numbers(reading: Reading) -> Iterator[Hit]:
    """Ten digits with the check digit of a patient number, or a telephone number, in words."""
    for found in _SPELLED.finditer(reading.plain):
        digits = _digits(found[0])
        if len(digits) == LENGTH and passes(digits):
            yield Hit(IdentifierKind.NHS_NUMBER, Level.BLOCK, found.start(), found.end())
        elif _PHONE.fullmatch(digits):
            yield Hit(IdentifierKind.PHONE, Level.WARN, found.start(), found.end())


def _digits(spelled: str) -> str:
    digits, times = "", 1
    for word in _WORD.findall(spelled.lower()):
        if word in _TIMES:
            times = _TIMES[word]
        else:
            digits, times = digits + _DIGITS[word] * times, 1
    return digits
