"""This is where it is tested what the log learns of a record's fields."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.record import EditId, Merge, Record, RecordId, SpaceId, fields_of, rule_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutEmptyValue(Record):
    """A record whose author forgot an empty value."""

    kind: ClassVar[str] = "faulty"

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithFactory(Record):
    """A record whose empty value is made."""

    kind: ClassVar[str] = "made"

    names: frozenset[str] = field(default_factory=frozenset)


def test_every_field_has_a_rule_with_its_type_and_merge() -> None:
    rule = rule_of(Case, "closure_date")
    assert rule is not None
    assert (rule.type, rule.optional, rule.empty, rule.merge) == (date, True, None, Merge.VALUE)
    summary = rule_of(Case, "summary")
    assert summary is not None
    assert summary.merge is Merge.TEXT
    assert rule_of(Case, "space") is None


def test_a_field_without_an_empty_value_is_a_fault_of_its_author() -> None:
    with pytest.raises(TypeError):
        fields_of(WithoutEmptyValue)
    assert fields_of(WithFactory)[0].empty == frozenset()


def test_a_record_names_the_fields_that_two_people_wrote() -> None:
    both = (EditId("a", 0), EditId("b", 0))
    case = Case(
        id=RecordId("1"),
        space=SpaceId("2"),
        seen={"title": both, "summary": both, "state": both[:1], "tags/x": both},
    )
    assert case.written_by_two() == ("title",)
