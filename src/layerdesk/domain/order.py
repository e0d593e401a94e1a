"""This is where a place between two others is found, for lists that people rearrange."""

RANDOM_BYTES = 3


def between(before: bytes, after: bytes, random: bytes) -> bytes:
    """A place that sorts bytewise after ``before`` and in front of ``after``.

    ``before`` empty means the beginning and ``after`` empty the end. ``random`` is three random
    bytes, which end the place so that two desks that insert at one spot differ. Where nothing lies
    between the two (they are equal, or in the wrong order) it is a place right after ``before``.
    """
    digits = _digits(before, after) if after else _digits_after(before)
    return (digits if digits is not None else _digits_after(before)) + random


def _digits(before: bytes, after: bytes) -> bytes | None:
    """Bytes between the two which neither begins with, so that anything may follow them."""
    found = bytearray()
    for place, high in enumerate(after):
        low = before[place] if place < len(before) else 0
        if high < low:
            return None
        if high - low > 1:
            return bytes(found) + bytes([low + (high - low) // 2])
        found.append(low)
        if high > low:
            return bytes(found) + _digits_after(before[place + 1 :])
    return None


def _digits_after(before: bytes) -> bytes:
    """Bytes after ``before``, in small steps, so that long lists keep short places."""
    for place, low in enumerate(before):
        if low < 0xFF:
            return before[:place] + bytes([low + 1 + (0xFF - low) // 32])
    return before + b"\x80"
