"""This is where the risk of a case is scored: consequence times likelihood, in words.

The score is for the event happening again with today's controls, not for how bad it felt.
Source: NPSA, A risk matrix for risk managers, 2008.
"""

from enum import StrEnum
from typing import assert_never

from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr

LEVELS = range(1, 6)

POSSIBLE_SCORES = frozenset(one * other for one in LEVELS for other in LEVELS)
"""The products of 1–5 and 1–5; 7, 11, 13, 14, 17–19 and 21–24 cannot occur."""


class Band(StrEnum):
    """How high a risk is, lowest first."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    EXTREME = "extreme"


def score(consequence: int | None, likelihood: int | None) -> int | None:
    """The product, 1 to 25, or None while either (1 to 5) is not judged yet."""
    if consequence is None or likelihood is None:
        return None
    for level in (consequence, likelihood):
        if level not in LEVELS:
            raise FieldWrong(field=tr("Risk"), reason=tr("Choose a level from 1 to 5."))
    return consequence * likelihood


def band_of(its_score: int) -> Band:
    """The band of a score. Raises FieldWrong for a score that no two levels give."""
    if its_score not in POSSIBLE_SCORES:
        raise FieldWrong(
            field=tr("Risk"), reason=tr("No risk has the score {score}.", score=its_score)
        )
    if its_score <= 3:
        return Band.LOW
    if its_score <= 6:
        return Band.MODERATE
    return Band.HIGH if its_score <= 12 else Band.EXTREME


def band(consequence: int | None, likelihood: int | None) -> Band | None:
    """The band of both levels, or None while either is not judged yet."""
    found = score(consequence, likelihood)
    return None if found is None else band_of(found)


def band_words(its_band: Band) -> str:
    """The band as a person reads it; colour never stands alone."""
    match its_band:
        case Band.LOW:
            return tr("Low risk")
        case Band.MODERATE:
            return tr("Moderate risk")
        case Band.HIGH:
            return tr("High risk")
        case Band.EXTREME:
            return tr("Extreme risk")
        case _:
            assert_never(its_band)


def band_rank(its_band: Band | None) -> int:
    """4 for extreme down to 1 for low, and 0 where nothing is judged."""
    return 0 if its_band is None else _RANKS[its_band]


_RANKS = {each: rank for rank, each in enumerate(Band, 1)}


def consequence_words(level: int) -> str:
    """What each level (1 to 5) of consequence means."""
    words = (
        tr("1 Negligible"),
        tr("2 Minor"),
        tr("3 Moderate"),
        tr("4 Major"),
        tr("5 Catastrophic"),
    )
    return words[level - 1]


def likelihood_words(level: int) -> str:
    """What each level (1 to 5) of likelihood means, with how often that is."""
    words = (
        tr("1 Rare (years apart)"),
        tr("2 Unlikely (about yearly)"),
        tr("3 Possible (about monthly)"),
        tr("4 Likely (about weekly)"),
        tr("5 Almost certain (about daily)"),
    )
    return words[level - 1]
