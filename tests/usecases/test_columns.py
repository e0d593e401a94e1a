"""This is where plain values of rows become days, instants and sets again."""

from datetime import UTC, date, datetime

from layerdesk.usecases.columns import as_day, as_instant, as_names


def test_a_day_comes_from_its_iso_text():
    assert as_day("2026-05-12") == date(2026, 5, 12)
    assert as_day(None) is None


def test_an_instant_comes_from_milliseconds():
    assert as_instant(86_400_000) == datetime(1970, 1, 2, tzinfo=UTC)
    assert as_instant(None) is None
    assert as_instant(1 << 62) is None


def test_a_set_comes_from_json_text():
    assert as_names('["a", "b"]') == {"a", "b"}
    assert as_names("") == frozenset()
