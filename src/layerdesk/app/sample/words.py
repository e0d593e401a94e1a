"""This is where the words of the sample practice are read, and their days counted from today."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.record import RecordId

Row = Mapping[str, Any]

_FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWords:
    """The files of the sample practice as they were read."""

    practice: Row
    cases: tuple[Row, ...]
    meetings: tuple[Row, ...]
    actions: tuple[Row, ...]
    notes: tuple[Row, ...]


def read_sample_words(folder: Path) -> SampleWords:
    """All files of the folder. They ship with the program, so a fault in them is a bug."""
    files = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("practice", "cases", "meetings", "actions", "notes")
    }
    return SampleWords(
        practice=files["practice"],
        cases=tuple(files["cases"]["case"]),
        meetings=tuple(files["meetings"]["meeting"]),
        actions=tuple(files["actions"]["action"]),
        notes=tuple(files["notes"]["note"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Turns days counted from today into dates, and times into instants."""

    today: date
    zone: ZoneInfo

    def day(self, row: Row, name: str) -> date | None:
        """The date of an offset in days, or None where the row has none."""
        return self.today + timedelta(days=row[name]) if name in row else None

    def working_day(self, row: Row, name: str) -> date | None:
        """The same, moved back from a Saturday or Sunday to the Friday before."""
        found = self.day(row, name)
        return None if found is None else _to_friday(found)

    def instant(self, offset: int, clock: str) -> datetime:
        """The UTC instant of a local time such as 13:05 on the day."""
        day = self.today + timedelta(days=offset)
        local = datetime.combine(day, time.fromisoformat(clock), self.zone)
        return local.astimezone(UTC)

    def approximate(self, row: Row) -> ApproximateDate:
        """When a case happened: a day, or a month."""
        if "event_month" in row:
            months = self.today.year * 12 + self.today.month - 1 + row["event_month"]
            return ApproximateDate(f"{months // 12:04}-{months % 12 + 1:02}")
        found = self.working_day(row, "event_day")
        return ApproximateDate(found.isoformat() if found else "")

    def moment(self, row: Row) -> str:
        """When a step of a timeline was: a day with or without a time, or plain words."""
        when = row["when"]
        if isinstance(when, str):
            return when
        day = _to_friday(self.today + timedelta(days=when)).isoformat()
        return f"{day} {row['time']}" if "time" in row else day


@dataclass(frozen=True, slots=True)
class Keys:
    """Which record each key of the files became."""

    people: dict[str, RecordId]
    cases: dict[str, RecordId]
    meetings: dict[str, RecordId]
    items: dict[str, RecordId]
    """The agenda item under which an action was agreed."""
    notes: dict[str, RecordId]
    actions: dict[str, RecordId]
    meeting_of_action: dict[str, RecordId]

    @classmethod
    def none(cls) -> "Keys":
        """No keys yet."""
        return cls({}, {}, {}, {}, {}, {}, {})


def _to_friday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))
