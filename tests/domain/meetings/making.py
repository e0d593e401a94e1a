"""This is where tests of the meetings room make their records, with only what matters named."""

from typing import Any

from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.meetings.records import AgendaItem, Meeting
from layerdesk.domain.record import RecordId, SpaceId

SPACE = SpaceId("00000000-0000-7000-8000-000000000001")


def record_id(number: int) -> RecordId:
    """The id that goes with a number."""
    return RecordId(f"00000000-0000-7000-8000-{number:012}")


def meeting(**values: Any) -> Meeting:
    """A meeting of 60 minutes."""
    return Meeting(**{"id": record_id(1), "space": SPACE, **values})


def agenda_item(number: int = 2, **values: Any) -> AgendaItem:
    """An item of 5 minutes."""
    return AgendaItem(**{"id": record_id(number), "space": SPACE, "title": "Item", **values})


def action(number: int = 3, **values: Any) -> Action:
    """An action."""
    return Action(**{"id": record_id(number), "space": SPACE, "text": "Ask", **values})
