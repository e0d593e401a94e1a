"""This is where the places of the program are listed, with their names and how each is made."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from layerdesk.domain.language import tr
from layerdesk.ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. It is made when it is first visited."""

    id: str
    words: Callable[[], str]
    icon: str
    factory: Callable[[Session], QWidget]
    group: int = 0
    """Places of one group stand together in the navigation."""
    within: str = ""
    """The listed place that it belongs to; empty for one that is listed itself."""


def _late(module: str, name: str) -> Callable[[Session], QWidget]:
    """Makes the place of this class; its module is imported when the place is first visited.

    All screens together take longer to import than the window takes to open.
    """

    def make(session: Session) -> QWidget:
        made: QWidget = getattr(importlib.import_module(module), name)(session)
        return made

    return make


PLACES: tuple[Place, ...] = (
    Place(
        id="today",
        words=lambda: tr("Today"),
        icon="house",
        factory=_late("layerdesk.ui.follow_up.today", "Today"),
    ),
    Place(
        id="inbox",
        words=lambda: tr("Inbox"),
        icon="inbox",
        factory=_late("layerdesk.ui.cases.inbox", "Inbox"),
    ),
    Place(
        id="cases",
        words=lambda: tr("Cases"),
        icon="clipboard-list",
        factory=_late("layerdesk.ui.cases.cases", "Cases"),
    ),
    Place(
        id="case",
        words=lambda: tr("Case"),
        icon="file-text",
        factory=_late("layerdesk.ui.cases.case", "CasePlace"),
        within="cases",
    ),
    Place(
        id="meetings",
        words=lambda: tr("Meetings"),
        icon="calendar",
        factory=_late("layerdesk.ui.meetings.meetings", "Meetings"),
    ),
    Place(
        id="plan",
        words=lambda: tr("Plan"),
        icon="calendar-check",
        factory=_late("layerdesk.ui.meetings.plan", "Plan"),
        within="meetings",
    ),
    Place(
        id="room",
        words=lambda: tr("Meeting room"),
        icon="presentation",
        factory=_late("layerdesk.ui.meetings.room.place", "MeetingRoom"),
        within="meetings",
    ),
    Place(
        id="minutes",
        words=lambda: tr("Minutes"),
        icon="file-text",
        factory=_late("layerdesk.ui.meetings.minutes", "Minutes"),
        within="meetings",
    ),
    Place(
        id="my_actions",
        words=lambda: tr("My actions"),
        icon="square-check",
        factory=_late("layerdesk.ui.follow_up.my_actions", "MyActions"),
        group=1,
    ),
    Place(
        id="all_actions",
        words=lambda: tr("All actions"),
        icon="list-checks",
        factory=_late("layerdesk.ui.follow_up.all_actions", "AllActions"),
        group=1,
    ),
    Place(
        id="search",
        words=lambda: tr("Search"),
        icon="search",
        factory=_late("layerdesk.ui.people.search", "Search"),
        group=2,
    ),
    Place(
        id="people",
        words=lambda: tr("People"),
        icon="users-round",
        factory=_late("layerdesk.ui.people.people", "People"),
        group=2,
    ),
    Place(
        id="sync",
        words=lambda: tr("Sync"),
        icon="refresh-cw",
        factory=_late("layerdesk.ui.syncing.sync", "Sync"),
        group=2,
    ),
    Place(
        id="history",
        words=lambda: tr("History"),
        icon="history",
        factory=_late("layerdesk.ui.people.history", "History"),
        group=2,
    ),
    Place(
        id="settings",
        words=lambda: tr("Settings"),
        icon="settings",
        factory=_late("layerdesk.ui.people.settings", "Settings"),
        group=3,
    ),
    Place(
        id="help",
        words=lambda: tr("Help"),
        icon="circle-help",
        factory=_late("layerdesk.ui.people.help", "Help"),
        group=3,
    ),
)
