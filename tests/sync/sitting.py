"""This is where tests sit at several windows at once, each with a desk and a hub of its own."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from layerdesk.app.exporting import DocumentWriters
from layerdesk.app.late_hub import LateHub
from layerdesk.app.opening import OpenDesk
from layerdesk.host.declared import read_declared
from layerdesk.host.folders import desk_folder
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.keys import DeskKeys
from layerdesk.host.secret import Secret
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.session import Session
from layerdesk.ui.syncing.line import stay_in_step
from tests.sync.desks import Desk

PATIENCE = 20_000
"""Milliseconds that a step may take on a busy machine."""


class Sitting:
    """Somebody at a window."""

    def __init__(self, desk: Desk, theme: Theme, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.bugs: list[BaseException] = []
        self.jobs = Jobs(failed=lambda _error: None, bug=self.bugs.append)
        folder = desk_folder(desk.folder)
        opened = OpenDesk(
            folder=folder,
            store=desk.store,
            keys=DeskKeys(folder.keys),
            key=Secret(desk.key),
            keychain=NoKeychain(),
        )
        self.hub = LateHub(opened)
        self.session = Session(
            desk.store,
            self.jobs,
            theme,
            read_declared(),
            DocumentWriters(),
            desk.store.viewer(),
            desk.store.all_drafts(),
            desk.store.settings(),
            opened,
            self.hub,
        )
        self.window = MainWindow(self.session, folder=folder.root, try_secret=None)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 900)
        self.window.show()
        stay_in_step(self.window, self.session)

    def until(self, so: Callable[[], object]) -> None:
        """Wait until it is so."""
        self.qtbot.waitUntil(lambda: bool(so()), timeout=PATIENCE)

    def in_step(self) -> None:
        """Wait until all that was written here is at the hub."""
        in_step = self.session.in_step
        assert in_step is not None
        self.until(lambda: in_step.news.last is not None and not in_step.news.working)

    def at(self, place: str, record: object = None) -> QWidget:
        """Go to a place."""
        self.window.go(place, record)  # type: ignore[arg-type]
        here = self.window.stack.currentWidget()
        assert here is not None
        return here

    def end(self) -> None:
        """Close the window; does nothing twice."""
        if self.jobs.closed:
            return
        self.window.close()
        self.session.leave()
        self.jobs.settle("write", 10)
        assert self.jobs.close(20) == {}
        assert self.bugs == []
