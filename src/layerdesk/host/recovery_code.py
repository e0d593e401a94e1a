"""This is where the printed recovery code is made and read back, however carelessly it is typed.

A code has seven groups of five characters, such as ``7K3MX-…``: four carry twenty random bits and
the fifth checks them, so that 140 random bits in all open a desk and a slip names its own group.
The alphabet is Crockford's base 32, without I, L, O and U.
Source: Douglas Crockford, "Base 32" (symbols and what is read as what).
"""

import re
import secrets
import unicodedata
from collections.abc import Sequence

from layerdesk.domain.errors import RecoveryCodeMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 7
GROUP_LENGTH = 5

_READ_AS = str.maketrans("OIL", "011")
_SPACES = re.compile(r"[^0-9A-Z]+")


def new_recovery_code() -> str:
    """A fresh code with 140 random bits, as it is printed."""
    groups = []
    for number in range(1, GROUPS + 1):
        values = [secrets.randbelow(32) for _ in range(GROUP_LENGTH - 1)]
        groups.append("".join(ALPHABET[v] for v in (*values, _check(number, values))))
    return "-".join(groups)


def read_recovery_code(typed: str) -> str:
    """The code as it was printed, from what a person typed.

    Small letters, spaces and any kind of dash are fine; O is read as 0, and I and L as 1.
    Raises RecoveryCodeMistyped with the number of the first group that cannot be right.
    """
    groups = _groups(typed)
    for number, group in enumerate(groups[:GROUPS], start=1):
        if not _is_right(number, group):
            raise RecoveryCodeMistyped(group=number, groups=GROUPS)
    if len(groups) != GROUPS:
        raise RecoveryCodeMistyped(group=min(len(groups) + 1, GROUPS), groups=GROUPS)
    return "-".join(groups)


def looks_like_recovery_code(typed: str) -> bool:
    """Whether this is meant as a recovery code: right in length and nearly every group right."""
    groups = _groups(typed)
    right = sum(_is_right(number, group) for number, group in enumerate(groups, start=1))
    return abs(len("".join(groups)) - GROUPS * GROUP_LENGTH) <= 2 and right >= GROUPS // 2


def _groups(typed: str) -> Sequence[str]:
    """What was typed in groups: those the person made if they fit, else every five characters."""
    parts = _SPACES.split(unicodedata.normalize("NFKC", typed).upper())
    parts = [part.translate(_READ_AS) for part in parts if part]
    if len(parts) == GROUPS:
        return parts
    together = "".join(parts)
    return [together[at : at + GROUP_LENGTH] for at in range(0, len(together), GROUP_LENGTH)]


def _is_right(number: int, group: str) -> bool:
    if len(group) != GROUP_LENGTH or not set(group) <= set(ALPHABET):
        return False
    *values, check = (ALPHABET.index(character) for character in group)
    return check == _check(number, values)


def _check(number: int, values: Sequence[int]) -> int:
    """The fifth value: a weighted sum in the field of 32 elements, with the group's number in it.

    Each place has a weight of its own, so that one wrong character, two swapped ones and two
    swapped groups never go unnoticed; of all other slips 31 in 32 are noticed.
    """
    total = number
    for place, value in enumerate(values, start=2):
        total ^= _times(place, value)
    return total


def _times(left: int, right: int) -> int:
    """The product of two elements (0-31) of the field with the polynomial x⁵ + x² + 1."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101
        right >>= 1
    return product
