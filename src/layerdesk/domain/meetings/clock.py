"""This is where the clocks of a meeting and its items are worked out from stored instants alone.

Nothing ticks here: an item keeps the seconds used before and the instant since which it runs, the
meeting keeps when it began, paused and ended. So a clock is right after sleep, a crash or a
hand-over to another desk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from layerdesk.domain.meetings.records import AgendaItem, ItemState, Meeting


@dataclass(frozen=True, slots=True)
class Clock:
    """How a time stands. All in whole seconds, 0 and up."""

    elapsed: int
    allowed: int
    running: bool = False

    @property
    def left(self) -> int:
        """What is left of the time allowed."""
        return max(0, self.allowed - self.elapsed)

    @property
    def overtime(self) -> int:
        """How far the time allowed is exceeded."""
        return max(0, self.elapsed - self.allowed)

    @property
    def share(self) -> float:
        """The part of the time allowed that is left, from 0.0 to 1.0."""
        return self.left / self.allowed if self.allowed else 0.0


def whole_second(instant: datetime) -> datetime:
    """The instant without its fraction of a second, so that stored spans add up exactly."""
    return instant.replace(microsecond=0)


def item_clock(item: AgendaItem, meeting: Meeting, now: datetime) -> Clock:
    """The item's clock; it stands still while the meeting is paused or has ended."""
    running = item.running_since is not None and is_running(meeting)
    until = meeting.ended_at or meeting.paused_at or whole_second(now)
    elapsed = item.spent_seconds + _seconds(item.running_since, until)
    return Clock(elapsed, 60 * (item.minutes + item.extra_minutes), running)


def meeting_clock(meeting: Meeting, now: datetime) -> Clock:
    """The meeting's clock, without its pauses."""
    until = meeting.ended_at or meeting.paused_at or whole_second(now)
    elapsed = max(0, _seconds(meeting.started_at, until) - meeting.paused_seconds)
    return Clock(elapsed, 60 * meeting.planned_minutes, is_running(meeting))


def pause_clock(meeting: Meeting, now: datetime) -> int:
    """How many seconds the pause of now has lasted; 0 while the meeting is not paused."""
    return _seconds(meeting.paused_at, whole_second(now))


def unassigned_seconds(meeting: Meeting, items: Sequence[AgendaItem], now: datetime) -> int:
    """The meeting's time that no item used, such as that before the first item was taken up."""
    used = sum(item_clock(item, meeting, now).elapsed for item in items)
    return meeting_clock(meeting, now).elapsed - used


def expected_overtime(meeting: Meeting, items: Sequence[AgendaItem], now: datetime) -> int:
    """Seconds by which the meeting overruns if each item still to come takes what it may.

    Negative where there is time to spare. The current item counts what is left of its time.
    """
    waiting = (ItemState.CURRENT, ItemState.TO_COME)
    needed = sum(item_clock(item, meeting, now).left for item in items if item.state in waiting)
    clock = meeting_clock(meeting, now)
    return clock.elapsed + needed - clock.allowed


def is_running(meeting: Meeting) -> bool:
    """Whether the meeting has begun, has not ended and is not paused."""
    return meeting.started_at is not None and meeting.ended_at is None and meeting.paused_at is None


def started(item: AgendaItem, meeting: Meeting, now: datetime) -> AgendaItem:
    """The item as the current one; its clock runs unless the meeting is paused."""
    since = whole_second(now) if is_running(meeting) else None
    return replace(item, state=ItemState.CURRENT, running_since=item.running_since or since)


def stopped(item: AgendaItem, now: datetime) -> AgendaItem:
    """The item with its time counted and its clock standing still; its state is unchanged."""
    spent = item.spent_seconds + _seconds(item.running_since, whole_second(now))
    return replace(item, spent_seconds=spent, running_since=None)


def paused(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting with both clocks standing still."""
    return replace(meeting, paused_at=meeting.paused_at or whole_second(now))


def resumed(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting running again, with the pause of now counted."""
    paused_seconds = meeting.paused_seconds + pause_clock(meeting, now)
    return replace(meeting, paused_at=None, paused_seconds=paused_seconds)


def ends_at(meeting: Meeting) -> datetime | None:
    """When it ends or was to end; None while it has no date."""
    if meeting.ended_at is not None:
        return meeting.ended_at
    if meeting.starts_at is None:
        return None
    return meeting.starts_at + timedelta(minutes=meeting.planned_minutes)


def _seconds(since: datetime | None, until: datetime) -> int:
    """Whole seconds between the two; 0 where a clock was put back or nothing has begun."""
    if since is None:
        return 0
    return max(0, int((until - whole_second(since)).total_seconds()))
