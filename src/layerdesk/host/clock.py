"""This is where the time comes from; everything else is handed a clock."""

from datetime import UTC, date, datetime, tzinfo


class SystemClock:
    """This computer's own clock."""

    def now(self) -> datetime:
        """This instant, aware and in UTC."""
        return datetime.now(UTC)

    def today(self, zone: tzinfo | None = None) -> date:
        """The calendar day in a time zone; without one, in this computer's own."""
        return self.now().astimezone(zone).date()
