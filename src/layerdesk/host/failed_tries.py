"""This is where it is remembered, until a desk opens, when somebody failed to unlock it.

A locked desk can write nothing into its database, so the instants wait in a small file beside it:
how often and when, and nothing of what was typed.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

MOST = 1000
"""Failed tries that are remembered; of more the first ones stay."""


class FailedTries:
    """The file. What cannot be written or read is passed over: it must never keep anybody out."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, now: datetime) -> None:
        """Somebody failed at this instant."""
        with suppress(OSError):
            if len(self.all()) < MOST:
                opened = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                with open(opened, "a", encoding="ascii") as file:
                    file.write(f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\n")

    def all(self) -> tuple[datetime, ...]:
        """When somebody failed since the last forgetting, oldest first; lines that fit."""
        with suppress(OSError):
            lines = self._path.read_text(encoding="ascii", errors="replace").splitlines()
            return tuple(found for line in lines if (found := _instant(line)) is not None)
        return ()

    def forget(self, told: Sequence[datetime]) -> None:
        """These are in the records now; what came later stays."""
        left = self.all()[len(told) :]
        with suppress(OSError):
            self._path.unlink()
        for each in left:
            self.note(each)


def _instant(line: str) -> datetime | None:
    try:
        return datetime.strptime(line, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
