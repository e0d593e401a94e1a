"""This is where the strength of actions is weighed: do they change the system or rely on people?

Source: AHRQ, CANDOR toolkit, appendix H: action hierarchy.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from layerdesk.domain.language import tr

STRONG = "strong"
INTERMEDIATE = "intermediate"
WEAK = "weak"

RANK = {STRONG: 3, INTERMEDIATE: 2, WEAK: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthKind:
    """One kind of action in the value set of strengths."""

    id: str
    label: str
    strength: str
    """strong, intermediate or weak."""
    example: str = ""
    """What it looks like in a practice."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """A kind word where everything that was agreed relies on people remembering."""

    sentence: str
    examples: tuple[StrengthKind, ...]
    """Stronger kinds, the strongest first."""


def strength_of(kind: str, kinds: Sequence[StrengthKind]) -> str:
    """The strength of a kind of action; empty where the kind is not in the value set."""
    return next((each.strength for each in kinds if each.id == kind), "")


def nudge(
    strengths: Sequence[str], kinds: Sequence[StrengthKind], *, at_most: int = 3
) -> Nudge | None:
    """What to say where all actions of an item are weak; None where one is stronger or none is.

    An action whose strength nobody has said counts for neither side.
    """
    said = [each for each in strengths if each]
    if not said or any(each != WEAK for each in said):
        return None
    stronger = stronger_kinds(WEAK, kinds)
    return Nudge(
        tr("Each action here relies on people remembering. Could one of them change the system?"),
        stronger[:at_most],
    )


def stronger_kinds(strength: str, kinds: Sequence[StrengthKind]) -> tuple[StrengthKind, ...]:
    """The kinds that are stronger than this, the strongest first, those with examples in front."""
    least = RANK.get(strength, 0)
    found = [each for each in kinds if RANK.get(each.strength, 0) > least]
    return tuple(sorted(found, key=lambda each: (-RANK[each.strength], not each.example)))
