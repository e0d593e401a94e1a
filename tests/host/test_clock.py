"""This is where it is shown that the clock knows about time zones."""

from datetime import UTC, timedelta, timezone

from layerdesk.host.clock import SystemClock


def test_now_is_an_aware_instant_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_today_depends_on_the_time_zone() -> None:
    clock = SystemClock()
    far_east = clock.today(timezone(timedelta(hours=13)))
    far_west = clock.today(timezone(timedelta(hours=-12)))

    assert far_east - far_west in (timedelta(days=1), timedelta(days=2))


def test_without_a_time_zone_today_is_the_day_of_this_computer() -> None:
    clock = SystemClock()
    before = clock.now().astimezone().date()
    today = clock.today()
    after = clock.now().astimezone().date()

    assert before <= today <= after
