"""This is where everything that is declared as data can be looked up, whoever wrote it.

Look-ups never fail: records may hold ids from a newer program or another practice, and then the
id itself is what a person sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from layerdesk.domain.cases.methods import Module, ReviewMethod
from layerdesk.domain.meetings.plans import GroundRules, MeetingPlan
from layerdesk.domain.people.nations import Named, NationPack
from layerdesk.domain.value_sets import Value, ValueSet

SETS_OF_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "other_orgs": ("organisation",),
        "problem_types": ("problem_type",),
        "reported_by_role": ("job_role", "reporter_wish"),
        "subject_sex": ("sex",),
        "source": ("learning_source", "timeline_source"),
        "trigger": ("learning_trigger",),
        "strength": ("action_strength",),
        "strength_kind": ("action_strength_kind",),
        "framework": ("factor_framework",),
        "effect": ("factor_effect",),
        "link": ("factor_link",),
        "audience": ("job_role",),
        "advice": ("learning_advice",),
        "scope": ("learning_scope",),
        "share_with": ("share",),
    }
)
"""The value sets of fields that are called otherwise than their set; the first that fits counts."""

_NOBODY = Named(short="", name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenFile:
    """A data file that is not used, and why."""

    path: str
    line: int
    """1 and up, or 0 where no line is at fault."""
    reason: str
    """A sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What ships with the program and what the practice added; each id once, the newest version."""

    methods: tuple[ReviewMethod, ...] = ()
    plans: tuple[MeetingPlan, ...] = ()
    ground_rules: GroundRules = GroundRules()
    value_sets: tuple[ValueSet, ...] = ()
    nations: tuple[NationPack, ...] = ()
    modules: tuple[Module, ...] = ()
    older_methods: tuple[ReviewMethod, ...] = ()
    """Versions that newer ones replaced, for cases that were begun with them."""
    broken: tuple[BrokenFile, ...] = ()

    def method(self, method_id: str, version: int | None = None) -> ReviewMethod:
        """The method, in this version where it is there, else in the newest.

        An unknown id gives a method without prompts that is titled with the id.
        """
        known = [each for each in (*self.methods, *self.older_methods) if each.id == method_id]
        exact = [each for each in known if each.version == version]
        found = exact or known
        return found[0] if found else ReviewMethod(id=method_id, version=0, title=method_id)

    def plan(self, plan_id: str) -> MeetingPlan:
        """The plan; an unknown id gives an empty plan of an hour that is titled with the id."""
        empty = MeetingPlan(id=plan_id, version=0, title=plan_id, minutes=60)
        return next((each for each in self.plans if each.id == plan_id), empty)

    def value_set(self, set_id: str) -> ValueSet:
        """The value set; an unknown id gives an empty one that is titled with the id."""
        empty = ValueSet(id=set_id, version=0, title=set_id)
        return next((each for each in self.value_sets if each.id == set_id), empty)

    def value(self, set_id: str, value_id: str) -> Value:
        """The value; an unknown one is retired and labelled with its id."""
        return self.value_set(set_id).value(value_id)

    def nation(self, nation_id: str) -> NationPack:
        """The nation pack; an unknown id gives one without bodies, periods and targets."""
        empty = NationPack(
            id=nation_id,
            version=0,
            title=nation_id,
            regulator=_NOBODY,
            event_recording=_NOBODY,
            candour=_NOBODY,
        )
        return next((each for each in self.nations if each.id == nation_id), empty)

    def label(self, set_id: str, value_id: str) -> str:
        """The words for a value, as minutes and histories ask for them.

        ``set_id`` is a value set, the field of a record that holds its values, the field
        ``method``, ``plan`` or ``nation``, ``"factors:<framework>"``, or ``"prompt:<method>"``, for
        which the value is a prompt's id.
        """
        kind, _, name = set_id.partition(":")
        match kind:
            case "prompt":
                return self.method(name).prompt(value_id).words
            case "method":
                return self.method(value_id).title
            case "plan":
                return self.plan(value_id).title
            case "nation":
                return self.nation(value_id).title
            case "factors":
                return self.value(f"factors_{name}", value_id).label
            case _:
                sets = [self.value_set(each) for each in SETS_OF_FIELDS.get(kind, (kind,))]
                found = [each for one in sets for each in one.values if each.id == value_id]
                return found[0].label if found else value_id

    def case_minutes(self) -> dict[str, int]:
        """For the id of each method of cases with a timebox, how long a case takes."""
        return {each.id: each.timebox_minutes for each in self.methods if each.timebox_minutes}
