"""This is where secrets and fingerprints become words that people can say to one another."""

import secrets
from collections.abc import Sequence
from functools import cache

from layerdesk.host.bundled import resource_folder

COUNT = 6
"""Six words of 2,048 are 66 bits."""

_BITS = 11


@cache
def word_list() -> tuple[str, ...]:
    """2,048 English words, each known by its first four letters."""
    path = resource_folder("words") / "english.txt"
    return tuple(path.read_text(encoding="ascii").split())


def new_words() -> tuple[str, ...]:
    """Six random words."""
    return tuple(secrets.choice(word_list()) for _ in range(COUNT))


def words_of(fingerprint: bytes) -> tuple[str, ...]:
    """The first 66 bits of a fingerprint as six words."""
    number = int.from_bytes(fingerprint[:16], "big")
    known = word_list()
    return tuple(
        known[number >> (128 - _BITS * place) & (2**_BITS - 1)] for place in range(1, COUNT + 1)
    )


def as_typed(words: str | Sequence[str]) -> str:
    """Words as they are compared: small letters, single spaces, only their first four letters."""
    parts = words.split() if isinstance(words, str) else words
    return " ".join(part.strip(".,;-").lower()[:4] for part in parts)
