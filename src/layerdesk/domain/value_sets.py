"""This is where it is said what a value set is: the choices a person has, with their words.

A value's id is kept in records for ever. A value that should no longer be chosen is retired, not
removed, so that older records keep their words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Attribute = str | int | bool

_NONE: Mapping[str, Attribute] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One choice of a value set."""

    id: str
    label: str
    """At most 120 characters."""
    help: str = ""
    """When to choose it, at most 1,000 characters; may be empty."""
    attributes: Mapping[str, Attribute] = field(default_factory=lambda: _NONE)
    """What the program needs to know of it, such as ``rank``, ``strength`` or ``clinical``."""
    retired: bool = False
    """Whether it still has words but is no longer offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSet:
    """Choices in the order in which they are offered."""

    id: str
    version: int
    title: str
    help: str = ""
    values: tuple[Value, ...] = ()

    def value(self, value_id: str) -> Value:
        """The value with this id; for one that is not known, a value labelled with its id."""
        return next(
            (each for each in self.values if each.id == value_id),
            Value(id=value_id, label=value_id, retired=True),
        )

    @property
    def offered(self) -> tuple[Value, ...]:
        """The values that are not retired."""
        return tuple(each for each in self.values if not each.retired)
