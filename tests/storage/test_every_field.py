"""This is where every field of every record is stored, comes back, is labelled and has a column."""

from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.kinds import KINDS
from layerdesk.domain.people.field_labels import has_label
from layerdesk.domain.record import FieldRule, Merge, Record, RecordId, Text, fields_of
from layerdesk.storage.log import values
from layerdesk.storage.store import Store
from layerdesk.storage.tables import TABLE_OF
from layerdesk.storage.tables.shape import STATE_SUFFIX
from tests.storage.desks import again, change, fresh_desk, home_of, keep, make, modest

WORDS = st.text(max_size=20)
MOMENTS = st.integers(-62_000_000_000_000, 253_000_000_000_000).map(
    lambda each: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=each)
)


def a_value(rule: FieldRule) -> st.SearchStrategy[Any]:
    """Anything that the field may hold."""
    if rule.merge is Merge.TEXT:
        return WORDS.map(Text)
    if rule.merge is Merge.SET:
        return st.frozensets(WORDS, max_size=4)
    if isinstance(rule.type, type) and issubclass(rule.type, Enum):
        plain: st.SearchStrategy[Any] = st.sampled_from(rule.type)
    else:
        known: dict[Any, st.SearchStrategy[Any]] = {
            str: WORDS,
            bool: st.booleans(),
            int: st.integers(-(1 << 63), (1 << 63) - 1),
            bytes: st.binary(max_size=20),
            date: st.dates(),
            datetime: MOMENTS,
        }
        plain = known[rule.type]
    return st.none() | plain if rule.optional else plain


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_every_field_is_stored_and_comes_back(kind: type[Record]) -> None:
    with TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        home = home_of(desk)
        number = iter(range(10_000))

        @modest
        @given(st.fixed_dictionaries({rule.name: a_value(rule) for rule in fields_of(kind)}))
        def there_and_back(given_values: dict[str, Any]) -> None:
            record_id = RecordId(f"01950000-0000-7000-8000-{next(number):012x}")
            record = kind(id=record_id, space=home, **given_values)
            stored, _ = desk.write(keep, None, record)
            assert stored == record
            for name in given_values:
                assert type(getattr(stored, name)) is type(getattr(record, name)), name
            empty = change(desk, stored, **{rule.name: rule.empty for rule in fields_of(kind)})
            assert empty == kind(id=record_id, space=home)
            filled = change(desk, empty, **given_values)
            assert filled == record

        there_and_back()
        assert desk.verify().sound
        desk.close()


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_every_field_has_a_column_and_a_label(kind: type[Record]) -> None:
    columns = set(TABLE_OF[kind.kind].names)
    for rule in fields_of(kind):
        assert rule.name in columns
        assert (rule.name + STATE_SUFFIX in columns) == (rule.merge is Merge.TEXT)
        assert has_label(kind.kind, rule.name)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        values.to_wire(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point


def test_a_type_that_no_record_may_have_is_refused() -> None:
    with pytest.raises(TypeError):
        values.to_wire(1.5)


def test_an_instant_beyond_all_years_reads_as_empty(desk: Store) -> None:
    from layerdesk.domain.meetings.records import Meeting

    rule = next(each for each in fields_of(Meeting) if each.name == "starts_at")
    assert values.from_column(rule, 1 << 62) is None
    assert values.to_column(rule, 1 << 63) is None
    meeting = make(desk, Meeting, starts_at=datetime(9999, 12, 31, 23, 59, 59, 999_000, UTC))
    assert again(desk, meeting).starts_at == datetime(9999, 12, 31, 23, 59, 59, 999_000, UTC)
