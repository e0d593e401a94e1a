"""This is where the places of the program are listed, with their names and how each is made."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from layerdesk.domain.language import tr
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
    listed: bool = True
    """Whether it stands in the navigation; others are gone to from there."""


PLACES: tuple[Place, ...] = (
    Place(id="search", words=lambda: tr("Search"), icon="search", factory=Search, group=2),
    Place(id="people", words=lambda: tr("People"), icon="users-round", factory=People, group=2),
    Place(id="history", words=lambda: tr("History"), icon="history", factory=History, group=2),
    Place(id="settings", words=lambda: tr("Settings"), icon="settings", factory=Settings, group=3),
    Place(id="help", words=lambda: tr("Help"), icon="circle-help", factory=Help, group=3),
)
