"""This is where the places of the program are listed, with their names and how each is made."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from layerdesk.domain.language import tr
from layerdesk.ui.cases.case import CasePlace
from layerdesk.ui.cases.cases import Cases
from layerdesk.ui.cases.inbox import Inbox
from layerdesk.ui.follow_up.all_actions import AllActions
from layerdesk.ui.follow_up.my_actions import MyActions
from layerdesk.ui.follow_up.today import Today
from layerdesk.ui.meetings.meetings import Meetings
from layerdesk.ui.meetings.minutes import Minutes
from layerdesk.ui.meetings.plan import Plan
from layerdesk.ui.meetings.room.place import MeetingRoom
from layerdesk.ui.people.help import Help
from layerdesk.ui.people.history import History
from layerdesk.ui.people.people import People
from layerdesk.ui.people.search import Search
from layerdesk.ui.people.settings import Settings
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


PLACES: tuple[Place, ...] = (
    Place(id="today", words=lambda: tr("Today"), icon="house", factory=Today),
    Place(id="inbox", words=lambda: tr("Inbox"), icon="inbox", factory=Inbox),
    Place(id="cases", words=lambda: tr("Cases"), icon="clipboard-list", factory=Cases),
    Place(id="case", words=lambda: tr("Case"), icon="file-text", factory=CasePlace, within="cases"),
    Place(id="meetings", words=lambda: tr("Meetings"), icon="calendar", factory=Meetings),
    Place(
        id="plan", words=lambda: tr("Plan"), icon="calendar-check", factory=Plan, within="meetings"
    ),
    Place(
        id="room",
        words=lambda: tr("Meeting room"),
        icon="presentation",
        factory=MeetingRoom,
        within="meetings",
    ),
    Place(
        id="minutes",
        words=lambda: tr("Minutes"),
        icon="file-text",
        factory=Minutes,
        within="meetings",
    ),
    Place(
        id="my_actions",
        words=lambda: tr("My actions"),
        icon="square-check",
        factory=MyActions,
        group=1,
    ),
    Place(
        id="all_actions",
        words=lambda: tr("All actions"),
        icon="list-checks",
        factory=AllActions,
        group=1,
    ),
    Place(id="search", words=lambda: tr("Search"), icon="search", factory=Search, group=2),
    Place(id="people", words=lambda: tr("People"), icon="users-round", factory=People, group=2),
    Place(id="history", words=lambda: tr("History"), icon="history", factory=History, group=2),
    Place(id="settings", words=lambda: tr("Settings"), icon="settings", factory=Settings, group=3),
    Place(id="help", words=lambda: tr("Help"), icon="circle-help", factory=Help, group=3),
)
