"""This is where it is said what a nation pack is: the facts and words that differ by nation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A body, a service or a duty: what people call it, its full name, and what to know of it."""

    short: str
    name: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionPeriod:
    """How long a kind of record is kept at least; nothing is ever destroyed by itself."""

    id: str
    title: str
    months: int
    """0 where no period is set: the owner or the practice decides."""
    after: str = ""
    """From when it runs, in words."""
    then: str = ""
    """What to do when it is over, in words."""
    check: bool = False
    """Whether this is to be checked before it is relied on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeTarget:
    """Within how many days something should be done."""

    id: str
    title: str
    days: int
    """0 means the same day."""
    working_days: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NationPack:
    """What a practice in this nation works to."""

    id: str
    version: int
    title: str
    regulator: Named
    event_recording: Named
    candour: Named
    candour_is_law: bool = False
    patient_number_kinds: tuple[str, ...] = ()
    """Values of ``IdentifierKind``."""
    cluster_word: str = ""
    review_habit: str = ""
    check_with: str = ""
    """Whom to ask before relying on what this pack says."""
    words: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """Words of the program that this nation has others for."""
    retention: tuple[RetentionPeriod, ...] = ()
    time_targets: tuple[TimeTarget, ...] = ()
    modules_off: frozenset[str] = frozenset()
    """Modules of review methods that have no place in this nation."""
    default_framework: str = "seips"
    """The framework of contributory factors that is offered first."""

    def target(self, target_id: str) -> TimeTarget | None:
        """The time target with this id, where there is one."""
        return next((each for each in self.time_targets if each.id == target_id), None)

    def period(self, period_id: str) -> RetentionPeriod | None:
        """The retention period with this id, where there is one."""
        return next((each for each in self.retention if each.id == period_id), None)
