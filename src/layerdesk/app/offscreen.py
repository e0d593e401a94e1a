"""This is where the sample practice is shown without a screen: as minutes and as pictures."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from layerdesk.app.later import DeskOpener, Opened
from layerdesk.app.sample.run_meeting import ready_meeting, run_sample_meeting
from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.record import RecordId
from layerdesk.export import FORMATS
from layerdesk.export.file_names import suggested_file_name
from layerdesk.export.saving import save_bytes
from layerdesk.host.folders import desk_folder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import LookChoice, Theme
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.session import Session
from layerdesk.usecases.meetings.look import read_minutes

SIZE = (1440, 900)
PATIENCE = 20.0
"""Seconds after which a screen that is still busy is pictured as it is."""

BEFORE = ("today", "inbox", "cases", "meetings", "all_actions")


def show_sample(app: QApplication, out: Path, environment: Mapping[str, str]) -> list[Path]:
    """Run the sample meeting, and write its minutes and pictures of the main screens.

    ``out`` is made where it is missing; files of an earlier run are written over.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="layerdesk-") as folder:
        place = desk_folder(Path(folder) / "desk")
        prepare(place)
        opened = DeskOpener(place, NoKeychain(), environment).begin_sample()
        theme = Theme(app)
        theme.choose(LookChoice.LIGHT)
        theme.apply(app)
        jobs = Jobs(failed=_raise, bug=_raise)
        session = opened.session(jobs, theme)
        window = MainWindow(session, folder=place.root, try_secret=None)
        window.resize(*SIZE)
        window.show()
        try:
            return list(_all(opened, session, window, jobs, out))
        finally:
            window.close()
            jobs.close(PATIENCE)
            opened.desk.store.close()


def wait_until_idle(jobs: Jobs, seconds: float = PATIENCE) -> None:
    """Let events and jobs go on until nothing is left to do."""
    until = time.monotonic() + seconds
    quiet = 0
    while quiet < 3 and time.monotonic() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        quiet = 0 if jobs.waiting() else quiet + 1


def _all(
    opened: Opened, session: Session, window: MainWindow, jobs: Jobs, out: Path
) -> Iterator[Path]:
    store = opened.desk.store
    go = _Going(session, window, jobs, out)
    for name in BEFORE:
        yield go.picture(name)
    case = store.read(lambda reading: reading.find(Case, state=CaseState.CLOSED)[0])
    yield go.picture("case", case.id)
    meeting = store.read(ready_meeting)
    yield go.picture("plan", meeting.id)
    room: list[Path] = []
    run_sample_meeting(
        store,
        opened.declared.label,
        lambda record: room.append(go.picture("room", record)) if not room else None,
    )
    yield from room
    yield go.picture("minutes", meeting.id)
    yield go.picture("my_actions")
    view = store.read(read_minutes, meeting.id, opened.declared.label)
    for form in FORMATS[:2]:
        name = suggested_file_name(
            view.document.title, dated=view.document.dated, version=1, suffix=form.suffix
        )
        save_bytes(out / name, form.write(view.document))
        yield out / name


class _Going:
    def __init__(self, session: Session, window: QWidget, jobs: Jobs, out: Path) -> None:
        self._session, self._window, self._jobs, self._out = session, window, jobs, out
        self._number = 0

    def picture(self, place: str, record: RecordId | None = None) -> Path:
        self._session.go(place, record)
        wait_until_idle(self._jobs)
        self._number += 1
        path = self._out / f"{self._number:02} {place}.png"
        self._window.grab().save(str(path))
        return path


def _raise(error: LayerDeskError | BaseException) -> None:
    raise error
