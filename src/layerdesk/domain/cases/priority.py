"""This is where it is decided which case comes first, by what happened and never by who was in it.

The order is: candour due or not yet safe, then the band of risk, the learning value, a theme that
has been there before, and how long the case has waited. Source: domain model, value set 8.4.
"""

from dataclasses import dataclass

from layerdesk.domain.cases.harm import CANDOUR_TO_DO
from layerdesk.domain.cases.records import YesNo
from layerdesk.domain.cases.risk import Band, band_rank, band_words
from layerdesk.domain.language import plural, tr

FIRST_LEVEL = 1
LAST_LEVEL = 5
HIGH_LEARNING_VALUE = 3


@dataclass(frozen=True, slots=True)
class Priority:
    """Where a case stands among others, and why."""

    rank: tuple[int, ...]
    """Sorts the most urgent first."""
    level: int
    """1 (first) to 5."""
    reason: str
    """The deciding rule in words."""
    manual: bool = False
    """Whether a person set it by hand."""


def priority_of(
    *,
    candour: str = "",
    made_safe: YesNo | None = None,
    band: Band | None = None,
    learning_value: int | None = None,
    repeats: bool = False,
    days_waiting: int = 0,
    manual: int | None = None,
    manual_reason: str = "",
) -> Priority:
    """The priority by rule, or the one that a person set (``manual``, 1 to 5) with its reason.

    ``repeats`` says that one of its themes was in another case; ``days_waiting`` is 0 and up;
    ``learning_value`` is 1 to 3.
    """
    urgent = candour == CANDOUR_TO_DO or made_safe is YesNo.NO
    by_rule = FIRST_LEVEL if urgent else LAST_LEVEL + 1 - max(band_rank(band), 1)
    by_hand = manual is not None
    level = min(max(manual, FIRST_LEVEL), LAST_LEVEL) if manual is not None else by_rule
    rank = (
        level,
        0 if by_hand or urgent else 1,
        -band_rank(band),
        -(learning_value or 0),
        0 if repeats else 1,
        -days_waiting,
    )
    if by_hand:
        return Priority(rank, level, tr("Set by hand: {reason}", reason=manual_reason), True)
    reasons = _reasons(candour, made_safe, band, learning_value, repeats, days_waiting)
    return Priority(rank, level, " · ".join(reasons))


def _reasons(
    candour: str,
    made_safe: YesNo | None,
    band: Band | None,
    learning_value: int | None,
    repeats: bool,
    days_waiting: int,
) -> tuple[str, ...]:
    """The first two rules that speak for this case, strongest first."""
    found: list[str] = []
    if candour == CANDOUR_TO_DO:
        found.append(tr("Duty of candour to do"))
    if made_safe is YesNo.NO:
        found.append(tr("Not yet made safe"))
    if band is not None:
        found.append(band_words(band))
    if learning_value == HIGH_LEARNING_VALUE:
        found.append(tr("Much to learn"))
    if repeats:
        found.append(tr("Happened before"))
    found.append(_waited(days_waiting))
    return tuple(found[:2])


def _waited(days: int) -> str:
    if days < 1:
        return tr("New today")
    return plural("Waiting for {n} day", "Waiting for {n} days", days)
