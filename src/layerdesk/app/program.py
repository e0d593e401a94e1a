"""This is where the running program is: it opens the desk after the first paint, and closes it."""

import enum
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from layerdesk.app.ending import EndSignals
from layerdesk.app.opener import Opened, Opener, Shown
from layerdesk.domain.errors import CannotUnlock, FolderInUse, LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.host.folders import DeskFolder, prepare
from layerdesk.host.log_file import LogFile, level_from
from layerdesk.host.one_at_a_time import only_one
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.shell.opening import Opening
from layerdesk.usecases.ports import BackupOfDesk

CLOSING_SECONDS = 60.0
UNPAINTED = 1_000
"""Milliseconds after which the desk is opened though nothing was painted."""

WINDOW = "window"
RAISE = "raise"
"""The file with which a second start asks the first to come to the front."""

_log = logging.getLogger(__name__)


class Closing(enum.Enum):
    """How far the program has come in closing."""

    NOT_YET = enum.auto()
    BACKING_UP = enum.auto()
    NOW = enum.auto()


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
        self._closing = Closing.NOT_YET
        self._was_warned = False
        self._backup_settled = False
        self._held = ExitStack()
        self._watcher = QFileSystemWatcher(self)
        app.setQuitOnLastWindowClosed(False)
        self.theme = Theme(app)
        self.theme.apply(app)
        self.jobs = Jobs(failed=self._failed, bug=self._bug, parent=self)
        self.session: Shown | None = None
        self.window: QWidget = Opening()
        self.window.installEventFilter(self)
        app.commitDataRequest.connect(self.keep_what_was_typed, Qt.ConnectionType.DirectConnection)
        app.aboutToQuit.connect(self.close)
        self._signals = EndSignals(self)
        self._signals.asked_to_end.connect(self.leave)

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
            if self._opened is not None and self._closing is not Closing.NOW:
                event.ignore()
                self._begin_to_close()
                return True
            # Later, once the window has heard of it too: quit() ends everything before it returns.
            QTimer.singleShot(0, self._app.quit)
        elif event.type() == QEvent.Type.Paint and self._opener is None:
            QTimer.singleShot(0, self._open)
        return super().eventFilter(watched, event)

    @Slot()
    def leave(self) -> None:
        """End without asking anybody, as when the computer is shut down."""
        self._closing = Closing.NOW
        self._app.quit()

    @Slot()
    def close(self) -> None:
        """Enter what was typed, write the backup, and let go of the folder; does nothing twice."""
        opened, self._opened = self._opened, None
        try:
            self._signals.stop()
            if opened is not None:
                self.keep_what_was_typed()
                if not self._backup_settled:
                    self.jobs.start("write", opened.back_up, failed=self._log_it, owner=self)
                self.jobs.start("write", opened.close, failed=self._log_it, owner=self)
            left = self.jobs.close(CLOSING_SECONDS)
            if left:
                _log.warning("left undone when closing: %s", left)
        finally:
            self._held.close()

    @Slot()
    def keep_what_was_typed(self) -> None:
        """Keep and enter all that stands in editors; the session of the computer may end now.

        What was entered is told to the editors, and they write once more: all before the end.
        """
        if self.session is None or self.jobs.closed:
            return
        self.session.leave()
        entered = self.jobs.settle("write", CLOSING_SECONDS)
        if not (self.jobs.settle("read", CLOSING_SECONDS) and entered):
            _log.warning("work was still under way when closing; drafts are kept")

    def _begin_to_close(self) -> None:
        """Write the backup while there still is a window that can say that it failed."""
        if self._opened is None or self._closing is Closing.BACKING_UP:
            return
        self._closing = Closing.BACKING_UP
        self.keep_what_was_typed()
        self.window.setEnabled(False)  # what is typed from here on would not be in the backup
        self.jobs.start(
            "write",
            self._opened.back_up,
            done=self._backed_up,
            failed=self._not_backed_up,
            owner=self,
        )

    @Slot(object)
    def _backed_up(self, _result: object) -> None:
        self._backup_settled = True
        self._close_now()

    @Slot(object)
    def _not_backed_up(self, error: LayerDeskError) -> None:
        from layerdesk.ui.wording import sentence

        self._log_it(error)
        self._say_that_no_backup_was_made(sentence(error))

    def _say_that_no_backup_was_made(self, why: str) -> None:
        """Once; whoever closes again has read it, and the next start tries again and says so."""
        if self._was_warned or self.session is None:
            self._backup_settled = True
            self._close_now()
            return
        self._was_warned, self._closing = True, Closing.NOT_YET
        self.window.setEnabled(True)
        self.session.say_before_closing(
            tr(
                "{why}\nTo try again, or to leave without a backup, close LayerDesk once more.",
                why=why,
            )
        )

    def _close_now(self) -> None:
        self._closing = Closing.NOW
        self.window.setEnabled(True)
        self.window.close()

    @Slot(object)
    def _log_it(self, error: LayerDeskError) -> None:
        _log.warning("when closing: %s", type(error).__name__)

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
                join=self._join,
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

        unlock = Unlock(
            self.jobs,
            self._try,
            sample=self._sample,
            folder=str(self._folder.root),
            restoring=self,
        )
        unlock.unlocked.connect(self._show_found)
        unlock.given_up.connect(self._app.quit)
        if not isinstance(problem, CannotUnlock):  # that one only says that somebody must be asked
            unlock.form.field.show_problem(sentence(problem))
            unlock.offer_backups(problem)
        self._replace(unlock)

    def can_restore(self, problem: LayerDeskError) -> bool:
        """Whether a backup would help against this; for the window that unlocks."""
        return self._needed().can_restore(problem)

    def backups(self) -> Sequence[BackupOfDesk]:
        """The desk's backups, newest first; for the window that unlocks."""
        return self._needed().backups()

    def restore(self, backup: Path, secret: str) -> None:
        """Put a backup into the place of the database, and open it; on a lane."""
        self._found = self._needed().restore(backup, secret)

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
        if opened.is_waiting:
            self._wait_to_be_let_in(opened)
            return
        check = self._needed().check if opened.has_passphrase else None
        window, self.session = opened.show(self.jobs, self.theme, self._folder.root, check)
        self._replace(window)
        self.jobs.start("write", opened.back_up_what_is_owed, failed=self._failed, owner=self)
        if opened.broken_files:
            self.session.say(
                plural(
                    "{n} data file could not be read and is left out; Settings say which.",
                    "{n} data files could not be read and are left out; Settings say which.",
                    opened.broken_files,
                ),
                "warn",
            )

    def _wait_to_be_let_in(self, opened: Opened) -> None:
        from layerdesk.ui.syncing.waiting import WaitingToBeLetIn

        waiting = WaitingToBeLetIn(self.jobs, opened.words_to_compare(), opened.knock)
        waiting.let_in.connect(self._let_in)
        self._replace(waiting)

    @Slot()
    def _let_in(self) -> None:
        if self._opened is not None:
            opener, opened = self._needed(), self._opened
            self.jobs.start("write", lambda: opener.again(opened), done=self._show, owner=self)

    def _join(
        self, *, file: Path, words: str, passphrase: str | None, want_recovery_code: bool
    ) -> str | None:
        self._found = self._needed().join(file, words, passphrase, want_recovery_code)
        return self._found.recovery_code or None

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
        if self._closing is Closing.BACKING_UP:
            self._say_that_no_backup_was_made(words)
            return
        if self.session is not None:
            self.session.say(words, "danger")
        elif isinstance(self.window, Opening):
            self.window.say(words)
