"""This is where every field of every record is stored, comes back, is labelled and has a column."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.kinds import KINDS
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.field_labels import has_label
from layerdesk.domain.people.records import Practice
from layerdesk.domain.record import FieldRule, Merge, Record, RecordId, Text, fields_of
from layerdesk.storage.log import values
from layerdesk.storage.store import Store
from layerdesk.storage.tables import TABLE_OF
from layerdesk.storage.tables.shape import STATE_SUFFIX
from layerdesk.usecases.follow_up.list_actions import list_all_actions
from layerdesk.usecases.follow_up.read_today import read_today
from layerdesk.usecases.meetings.look import list_meetings, read_plan
from layerdesk.usecases.meetings.read_room import read_room
from layerdesk.usecases.people.tell_history import tell_history
from tests.storage.desks import ME, again, change, fresh_desk, home_of, keep, make, modest

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
    rule = next(each for each in fields_of(Meeting) if each.name == "starts_at")
    assert values.from_column(rule, 1 << 62) is None
    assert values.to_column(rule, 1 << 63) is None
    meeting = make(desk, Meeting, starts_at=datetime(9998, 12, 31, 23, 59, 59, 999_000, UTC))
    assert again(desk, meeting).starts_at == datetime(9998, 12, 31, 23, 59, 59, 999_000, UTC)


@pytest.mark.parametrize(
    "at", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)]
)
@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Kiritimati", "Pacific/Niue"])
def test_a_meeting_at_the_ends_of_the_calendar_breaks_no_screen(
    desk: Store, at: datetime, zone: str
) -> None:
    desk.write(
        lambda work: work.save(held := work.find(Practice)[0], replace(held, time_zone=zone))
    )
    slip = make(desk, Meeting, title="Slip", starts_at=at, time_zone=zone)
    make(desk, Action, text="Check", meeting=slip.id, owner=ME)
    assert desk.read(read_today).meeting is None
    (row,) = desk.read(list_meetings)
    assert (row.title, row.starts_at) == ("Slip", None)
    assert desk.read(read_plan, slip.id, {}).meeting.starts_at is None
    assert desk.read(read_room, slip.id).meeting == again(desk, slip)
    assert [each.text for each in desk.read(list_all_actions)] == ["Check"]
    assert desk.read(tell_history, Meeting.kind, slip.id, lambda _set, value: value)
    held = desk.read(read_plan, slip.id, {}).meeting
    day = datetime(2026, 12, 1, 13, tzinfo=UTC)
    desk.write(lambda work: work.save(held, replace(held, starts_at=day)))
    assert again(desk, slip).starts_at == day
