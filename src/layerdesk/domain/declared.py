"""This is where everything that is declared as data is found: methods, plans, value sets, nations."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from layerdesk.domain.cases.methods import ReviewMethod
from layerdesk.domain.meetings.plans import GroundRules, MeetingPlan
from layerdesk.domain.people.nations import NationPack
from layerdesk.domain.value_sets import Value, ValueSet

_OF_METHOD = "prompt:"
_OF_FRAMEWORK = "factors:"
FACTOR_SETS = "factors_"
"""Value sets of contributory factors are called this and the framework's id."""


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file that could not be read, and was left out."""

    path: str
    line: int
    """1 and up, or 0 where the fault has no line."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What ships, with what the practice added in its own data folder."""

    methods: Mapping[str, ReviewMethod] = field(default_factory=dict)
    plans: Mapping[str, MeetingPlan] = field(default_factory=dict)
    ground_rules: GroundRules = GroundRules(version=0, title="", rules=())
    value_sets: Mapping[str, ValueSet] = field(default_factory=dict)
    nations: Mapping[str, NationPack] = field(default_factory=dict)
    broken: tuple[BrokenFile, ...] = ()

    def values(self, value_set: str) -> tuple[Value, ...]:
        """The values that may be chosen now; none where there is no such set."""
        found = self.value_sets.get(value_set)
        return found.offered() if found else ()

    def value(self, value_set: str, value: str) -> Value:
        """The value; one that is not known (another practice's) stands for itself."""
        found = self.value_sets.get(value_set)
        return (found.get(value) if found else None) or Value(id=value, label=value)

    def label(self, value_set: str, value: str) -> str:
        """The words for a value; empty for none.

        ``prompt:T01`` gives the words of a method's prompt, ``factors:seips`` those of a factor.
        """
        if not value:
            return ""
        if value_set.startswith(_OF_METHOD):
            method = self.methods.get(value_set.removeprefix(_OF_METHOD))
            prompt = method.prompt(value) if method else None
            return prompt.words if prompt else value
        if value_set.startswith(_OF_FRAMEWORK):
            value_set = FACTOR_SETS + value_set.removeprefix(_OF_FRAMEWORK)
        return self.value(value_set, value).label

    def method(self, method: str) -> ReviewMethod | None:
        """The review method with this id, or None."""
        return self.methods.get(method)

    def frameworks(self) -> tuple[ValueSet, ...]:
        """The frameworks of contributory factors."""
        return tuple(each for key, each in self.value_sets.items() if key.startswith(FACTOR_SETS))
