"""This is where columns that are too narrow for their words get room from the others."""

from collections.abc import Sequence


def at_least(least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """The wanted widths, where columns with room to spare give to those that are too narrow.

    The sum stays as it is. Where all need more than there is, those that need most get less.
    """
    least = _capped(least, sum(wanted))
    pairs = list(zip(least, wanted, strict=True))
    short = sum(max(0.0, low - have) for low, have in pairs)
    spare = sum(max(0.0, have - low) for low, have in pairs)
    share = short / spare if spare else 0.0
    return [low if have <= low else have - (have - low) * share for low, have in pairs]


def _capped(least: Sequence[float], width: float) -> list[float]:
    """The least widths, with the widest cut down to one measure where there is not enough."""
    left = width
    for place, low in enumerate(sorted(least)):
        cap = left / (len(least) - place)
        if low > cap:
            return [min(each, cap) for each in least]
        left -= low
    return list(least)
