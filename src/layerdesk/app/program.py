"""This is where the running program is: it opens the desk after the first paint, and closes it."""

import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from layerdesk.app.opener import Opened, Opener, Shown
from layerdesk.domain.errors import CannotUnlock, FolderInUse, LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.host.folders import DeskFolder, prepare
from layerdesk.host.log_file import LogFile, level_from
from layerdesk.host.one_at_a_time import only_one
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.shell.opening import Opening

CLOSING_SECONDS = 60.0
UNPAINTED = 1_000
"""Milliseconds after which the desk is opened though nothing was painted."""

WINDOW = "window"
RAISE = "raise"
"""The file with which a second start asks the first to come to the front."""

_log = logging.getLogger(__name__)


class Program(QObject):
    """The program while its window is open. It lives on the main thread.

    ``make_opener`` imports the database and what goes with it, and is called after the first paint.
    """

    def __init__(
        self,
        app: QApplication,
        folder: DeskFolder,
        environment: Mapping[str, str],
        make_opener: Callable[[], Opener],
        *,
        sample: bool = False,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._environment = environment
        self._make_opener = make_opener
        self._sample = sample
        self._opener: Opener | None = None
        self._opened: Opened | None = None
        self._found: Opened | None = None
        self._held = ExitStack()
        self._watcher = QFileSystemWatcher(self)
        app.setQuitOnLastWindowClosed(False)
        self.theme = Theme(app)
        self.theme.apply(app)
        self.jobs = Jobs(failed=self._failed, bug=self._bug, parent=self)
        self.session: Shown | None = None
        self.window: QWidget = Opening()
        self.window.installEventFilter(self)
        app.aboutToQuit.connect(self.close)

    def run(self) -> int:
        """Show the window and stay until it is closed; gives the exit code."""
        try:
            self.start()
        except FolderInUse as held:
            if held.values["what"] != WINDOW:
                raise
            (self._folder.root / RAISE).touch()
            return 0
        return self._app.exec()

    def start(self) -> None:
        """Hold the folder, show the window, and open the desk after the first paint.

        Raises FolderInUse, FolderNotWritable or FolderOnNetwork.
        """
        prepare(self._folder)
        self._held.enter_context(only_one(self._folder.lock, WINDOW))
        log = LogFile(self._folder.logs, level=level_from(self._environment))
        self._held.callback(log.close)
        self._watcher.addPath(str(self._folder.root))
        self._watcher.directoryChanged.connect(self._come_forward)
        self.window.show()
        # A window that starts minimised is not painted; the desk opens all the same.
        QTimer.singleShot(UNPAINTED, self._open)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Whichever window it is: without one, the program would go on unseen and hold the folder.
        if watched is self.window and event.type() == QEvent.Type.Close:
            self._app.quit()
        elif event.type() == QEvent.Type.Paint and self._opener is None:
            QTimer.singleShot(0, self._open)
        return super().eventFilter(watched, event)

    @Slot()
    def close(self) -> None:
        """Enter what was typed, write the backup, and let go of the folder; does nothing twice."""
        opened, self._opened = self._opened, None
        try:
            if opened is not None:
                self._enter_what_was_typed()
                self.jobs.start("write", opened.close, failed=self._failed, owner=self)
            left = self.jobs.close(CLOSING_SECONDS)
            if left:
                _log.warning("left undone when closing: %s", left)
        finally:
            self._held.close()

    def _enter_what_was_typed(self) -> None:
        """What was entered is told to the editors, and they write once more: all before the end."""
        from layerdesk.ui.meetings.room.half_written import HalfWritten
        from layerdesk.ui.typing import TiedEditor

        for editor in self.window.findChildren(TiedEditor):
            editor.flush()
        for line in self.window.findChildren(HalfWritten):
            line.flush()
        entered = self.jobs.settle("write", CLOSING_SECONDS)
        if not (self.jobs.settle("read", CLOSING_SECONDS) and entered):
            _log.warning("work was still under way when closing; drafts are kept")

    @Slot()
    def _open(self) -> None:
        if self._opener is not None or self.jobs.closed:
            return
        opener = self._opener = self._make_opener()
        if not opener.is_new():
            self.jobs.start("write", opener.unasked, done=self._show, failed=self._ask, owner=self)
        elif self._sample:
            self.jobs.start("write", opener.begin_sample, done=self._show, owner=self)
        else:
            from layerdesk.ui.people.first_start import FirstStart

            first = FirstStart(
                self.jobs,
                begin_real=self._begin,
                begin_sample=self._begin_sample,
                job_roles=opener.job_roles(),
                folder=self._folder.root,
                keychain=opener.has_keychain(),
            )
            first.finished.connect(self._show_found)
            first.given_up.connect(self._app.quit)
            self._replace(first)

    @Slot(object)
    def _ask(self, problem: LayerDeskError) -> None:
        _log.info("the desk was not opened unasked: %s", type(problem).__name__)
        from layerdesk.ui.people.unlock import Unlock
        from layerdesk.ui.wording import sentence

        unlock = Unlock(self.jobs, self._try, sample=self._sample, folder=str(self._folder.root))
        unlock.unlocked.connect(self._show_found)
        unlock.given_up.connect(self._app.quit)
        if not isinstance(problem, CannotUnlock):  # that one only says that somebody must be asked
            unlock.form.field.show_problem(sentence(problem))
        self._replace(unlock)

    def _try(self, secret: str) -> None:
        self._found = self._needed().by(secret)

    def _begin(
        self,
        *,
        practice: str,
        person: str,
        job_role: str,
        passphrase: str | None,
        want_recovery_code: bool,
    ) -> str | None:
        self._found = self._needed().begin(
            practice, person, job_role, passphrase, want_recovery_code
        )
        return self._found.recovery_code or None

    def _begin_sample(self) -> None:
        self._found = self._needed().begin_sample()

    def _needed(self) -> Opener:
        if self._opener is None:
            raise RuntimeError("the desk is opened after the first paint")
        return self._opener

    @Slot()
    def _show_found(self) -> None:
        if self._found is not None:
            self._show(self._found)

    @Slot(object)
    def _show(self, opened: Opened) -> None:
        if self.jobs.closed:  # the window was shut while the desk was being opened
            opened.close()
            return
        self._opened, self._found = opened, None
        check = self._needed().check if opened.has_passphrase else None
        window, self.session = opened.show(self.jobs, self.theme, self._folder.root, check)
        self._replace(window)
        if opened.broken_files:
            self.session.say(
                plural(
                    "{n} data file could not be read and is left out; Settings say which.",
                    "{n} data files could not be read and are left out; Settings say which.",
                    opened.broken_files,
                ),
                "warn",
            )

    def _replace(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.installEventFilter(self)
        window.show()
        before.close()
        before.deleteLater()

    @Slot()
    def _come_forward(self) -> None:
        asked = self._folder.root / RAISE
        if asked.exists():
            with suppress(OSError):
                asked.unlink()
            self.window.showNormal() if self.window.isMinimized() else self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    @Slot(object)
    def _failed(self, error: LayerDeskError) -> None:
        if self.session is not None:
            self.session.show_failure(error)
        else:
            self._ask(error)

    @Slot(object)
    def _bug(self, error: BaseException) -> None:
        _log.error("a fault", exc_info=error)
        words = tr("Something went wrong inside LayerDesk. What was typed is kept.")
        if self.session is not None:
            self.session.say(words, "danger")
        elif isinstance(self.window, Opening):
            self.window.say(words)
