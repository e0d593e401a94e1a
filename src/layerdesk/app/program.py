"""This is where the running program is: it opens the desk after the first paint, and closes it."""

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from layerdesk.app.later import Opened, opening
from layerdesk.domain.errors import (
    CannotUnlock,
    FolderInUse,
    LayerDeskError,
    RecoveryCodeMistyped,
    WrongPassphrase,
)
from layerdesk.host.folders import DeskFolder, prepare
from layerdesk.host.keychain import Keychain
from layerdesk.host.log_file import LogFile, level_from
from layerdesk.host.one_at_a_time import only_one
from layerdesk.ui.frame import Frame
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.session import Session

CLOSING_SECONDS = 60.0
WINDOW = "window"


class Program(QObject):
    """The program while its window is open. It lives on the main thread."""

    def __init__(
        self,
        app: QApplication,
        folder: DeskFolder,
        keychain: Keychain,
        environment: Mapping[str, str],
        *,
        sample: bool = False,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._keychain = keychain
        self._environment = environment
        self._sample = sample
        self._held = ExitStack()
        self._opened: Opened | None = None
        self.theme = Theme(app)
        self.theme.apply(app)
        self.jobs = Jobs(failed=self._failed, bug=self._bug, parent=self)
        self.session: Session | None = None
        self.frame = Frame()
        self.frame.closed.connect(self._close)
        self.frame.secret_typed.connect(self._open_with)
        self.frame.began.connect(self._begin)

    def run(self) -> int:
        """Show the window and stay until it is closed; gives the exit code."""
        self.start()
        return self._app.exec()

    def start(self) -> None:
        """Hold the folder, show the window, and open the desk after the first paint."""
        prepare(self._folder)
        self._held.enter_context(only_one(self._folder.lock, WINDOW))
        log = LogFile(self._folder.logs, level=level_from(self._environment))
        self._held.callback(log.close)
        self.frame.show()
        QTimer.singleShot(0, self._open)

    @Slot()
    def _open(self) -> None:
        library = opening()
        around = (self._folder, self._keychain, self._environment)
        if library.is_new(self._folder):
            if self._sample:
                self.jobs.start(
                    "write", lambda: library.begin_sample(*around), done=self._show, owner=self
                )
            else:
                self.frame.ask_for_beginning()
            return
        self.jobs.start(
            "write",
            lambda: library.open_unasked(*around),
            done=self._show,
            failed=self._ask,
            owner=self,
        )

    @Slot(str)
    def _open_with(self, secret: str) -> None:
        library = opening()
        self.jobs.start(
            "write",
            lambda: library.open_with(self._folder, self._keychain, secret),
            done=self._show,
            failed=self._ask,
            owner=self,
        )

    @Slot(object)
    def _begin(self, wish: Any) -> None:
        library = opening()
        self.jobs.start(
            "write",
            lambda: library.begin(self._folder, self._keychain, wish),
            done=self._show,
            failed=self.frame.refuse,
            owner=self,
        )

    @Slot(object)
    def _ask(self, problem: LayerDeskError) -> None:
        if isinstance(problem, CannotUnlock | WrongPassphrase | RecoveryCodeMistyped):
            self.frame.ask_for_secret(problem)
        else:
            self.frame.refuse(problem)

    @Slot(object)
    def _show(self, opened: Opened) -> None:
        self._opened = opened
        self.session = opened.session(self.jobs, self.theme)
        self.frame.show_desk(self.session, opened.recovery_code)

    @Slot()
    def _close(self) -> None:
        if self.session is not None:
            self.frame.flush()
        if self._opened is not None:
            opened, self._opened = self._opened, None
            self.jobs.start("write", opened.close, failed=self._failed, owner=None)
        self.jobs.close(CLOSING_SECONDS)
        self._held.close()
        self._app.quit()

    @Slot(object)
    def _failed(self, error: LayerDeskError) -> None:
        if self.session is not None:
            self.session.show_failure(error)
        else:
            self.frame.refuse(error)

    @Slot(object)
    def _bug(self, error: BaseException) -> None:
        self.frame.report(error)


__all__ = ["CLOSING_SECONDS", "FolderInUse", "Program"]
