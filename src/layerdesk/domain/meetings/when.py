"""This is where instants become the days and times that a British diary shows, and back."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from layerdesk.domain.calendar_words import short_months, short_weekdays


def day_text(day: date) -> str:
    """The day as ``Thu 26 Nov 2026``, whatever the computer's own settings are."""
    return f"{short_weekdays()[day.weekday()]} {day.day} {short_months()[day.month - 1]} {day.year}"


def short_day_text(day: date) -> str:
    """The day as ``3 Dec``, for places where the year is plain."""
    return f"{day.day} {short_months()[day.month - 1]}"


def time_text(instant: datetime, zone: ZoneInfo) -> str:
    """The instant on a 24-hour clock in the zone, as ``13:05``."""
    local = instant.astimezone(zone)
    return f"{local.hour:02}:{local.minute:02}"


def instant_text(instant: datetime, zone: ZoneInfo) -> str:
    """Day and time in the zone, as ``Thu 26 Nov 2026, 13:05``."""
    return f"{day_text(instant.astimezone(zone).date())}, {time_text(instant, zone)}"


def exact_text(instant: datetime, zone: ZoneInfo) -> str:
    """Day, time and distance from UTC, so that the hour which comes twice in October is plain."""
    local = instant.astimezone(zone)
    offset = local.strftime("%z")
    return f"{instant_text(instant, zone)} (UTC{offset[:3]}:{offset[3:5]})"


def span_text(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """From when to when, as ``Thu 26 Nov 2026, 13:00–14:00``; the second day only if it differs."""
    same_day = start.astimezone(zone).date() == end.astimezone(zone).date()
    last = time_text(end, zone) if same_day else instant_text(end, zone)
    return f"{instant_text(start, zone)}–{last}"


def instant_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The UTC instant at which the zone's clocks show this day and time.

    In the hour that comes twice in October the first is meant; a time in the hour that is left out
    in March is taken as if clocks had not yet gone forward, so it shows an hour later.
    """
    return datetime.combine(day, clock.replace(tzinfo=None), zone).astimezone(UTC)


def minutes_text(seconds: int) -> str:
    """Seconds as minutes and seconds, as ``7:42``; hours stay minutes, as on a kitchen clock."""
    return f"{seconds // 60}:{seconds % 60:02}"
