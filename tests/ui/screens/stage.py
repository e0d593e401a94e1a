"""This is where a real desk is opened in the real window, to be looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from layerdesk.app.later import DeskOpener, Opened
from layerdesk.app.offscreen import wait_until_idle
from layerdesk.app.sample.run_meeting import ready_meeting
from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.meetings.records import (
    Attendance,
    ItemKind,
    Meeting,
    MeetingState,
    Presence,
)
from layerdesk.domain.record import RecordId
from layerdesk.host.folders import desk_folder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.storage.store import Store
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.main_window import MainWindow
from layerdesk.usecases.cases.start_case import start_case
from layerdesk.usecases.meetings.attend import acknowledge_ground_rules, set_presence
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.plan import plan_meeting
from layerdesk.usecases.meetings.run import go_to_item, open_meeting

PASSPHRASE = "correct horse battery staple"


class Kind(StrEnum):
    """What there is on the desk."""

    EMPTY = "empty"
    """A practice on its first day."""
    BEGUN = "begun"
    """The same, with a case and a meeting that have nothing in them yet."""
    FULL = "full"
    """The sample practice."""
    RUNNING = "running"
    """The sample practice while its meeting is held."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One desk in its window."""

    kind: Kind
    opened: Opened
    jobs: Jobs
    window: MainWindow

    @property
    def store(self) -> Store:
        """The desk's records."""
        return self.opened.desk.store

    def rest(self) -> None:
        """Wait until everything is read and shown."""
        wait_until_idle(self.jobs)
        QApplication.processEvents()

    def go(self, place: str, record: RecordId | None = None) -> QWidget:
        """Go there as the program does; gives the place."""
        self.window.go(place, record)
        self.rest()
        return self.window.stack.currentWidget()

    def meeting(self, *states: MeetingState) -> RecordId:
        """The first meeting in one of these states."""
        return self.store.read(lambda reading: reading.find(Meeting, state=states)[0].id)

    def case(self, **values: object) -> RecordId:
        """The first case with these values."""
        return self.store.read(lambda reading: reading.find(Case, **values)[0].id)

    def to_item(self, kind: ItemKind) -> RecordId:
        """Move the meeting to the first item of this kind; gives the meeting."""
        meeting = self.meeting(MeetingState.OPEN)
        items = self.store.read(items_of, meeting)
        self.store.write(go_to_item, next(each.id for each in items if each.item_kind is kind))
        return meeting


@contextmanager
def stage(app: QApplication, theme: Theme, folder: Path, kind: Kind) -> Iterator[Stage]:
    """A desk of this kind in a new folder, and its window; everything is closed at the end."""
    place = desk_folder(folder / kind.value)
    prepare(place)
    opener = DeskOpener(place, NoKeychain(), {})
    if kind in (Kind.FULL, Kind.RUNNING):
        opened = opener.begin_sample()
    else:
        opened = opener.begin(
            "Aire Bank Surgery", "Sam Okafor", "practice_manager", PASSPHRASE, False
        )
    _prepare(opened.desk.store, kind)
    jobs = Jobs(failed=_raise, bug=_raise)
    choice, scale = theme.choice, theme.scale
    window, _session = opened.show(jobs, theme, Path("/data/LayerDesk"), opener.check)
    theme.choose(choice, scale)
    try:
        yield Stage(kind, opened, jobs, window)
    finally:
        window.close()
        jobs.close(20)
        opened.desk.store.close()
        delete(window)
        app.processEvents()


def _prepare(store: Store, kind: Kind) -> None:
    if kind is Kind.BEGUN:
        store.write(start_case, title="", summary="")
        starts = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
        store.write(plan_meeting, "Learning meeting", starts + timedelta(days=7))
    elif kind is Kind.RUNNING:
        meeting = store.read(ready_meeting).id
        expected = store.read(lambda reading: reading.find(Attendance, meeting=meeting))
        for each in expected[1:]:
            if each.person is not None:
                store.write(set_presence, meeting, each.person, Presence.PRESENT)
        store.write(open_meeting, meeting)
        store.write(acknowledge_ground_rules, meeting)


def _raise(error: LayerDeskError | BaseException) -> None:
    raise error
