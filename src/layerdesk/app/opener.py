"""This is where it is said how the window gets its desk, without importing what opens it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.usecases.ports import BackupOfDesk


class Shown(Protocol):
    """The session of the screens that are shown, as far as the program itself speaks to it."""

    def leave(self) -> None:
        """Have every editor keep and enter now what was typed."""
        ...

    def say_before_closing(self, words: str) -> None:
        """Say why the window does not close yet, also where it is locked."""
        ...

    def say(self, words: str, tone: str = "info") -> None:
        """Say something in the status line."""
        ...

    def show_failure(self, error: LayerDeskError) -> None:
        """Say what went wrong, in words."""
        ...


class Opened(Protocol):
    """An open desk. Everything but ``show`` may be used on any thread."""

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase can unlock it; without one it can't be locked."""
        ...

    @property
    def recovery_code(self) -> str:
        """To be printed and confirmed, once, on the first start; otherwise empty."""
        ...

    @property
    def broken_files(self) -> int:
        """How many data files could not be read."""
        ...

    @property
    def is_waiting(self) -> bool:
        """Whether this desk has joined a practice and was not let in yet."""
        ...

    def knock(self) -> bool:
        """Whether this desk was let in; its practice is here then."""
        ...

    def words_to_compare(self) -> Sequence[str]:
        """The six words that whoever invited this desk must see too."""
        ...

    def show(
        self, jobs: Jobs, theme: Theme, folder: Path, try_secret: Callable[[str], None] | None
    ) -> tuple[QWidget, Shown]:
        """The window with its screens, not shown yet, and their session; on the main thread."""
        ...

    def back_up(self) -> None:
        """Write a backup. Raises Unavailable where that fails; the desk itself is as it was."""
        ...

    def back_up_what_is_owed(self) -> None:
        """Write the backup that the last closing could not write, if so. Raises Unavailable."""
        ...

    def close(self) -> None:
        """Close the database."""
        ...


class Opener(Protocol):
    """Opens the desk in one folder. All of it takes long and belongs on a lane."""

    def is_new(self) -> bool:
        """Whether nobody has started LayerDesk in this folder yet."""
        ...

    def job_roles(self) -> Sequence[tuple[str, str]]:
        """The job roles that a person may have: ids and words."""
        ...

    def has_keychain(self) -> bool:
        """Whether this computer has a keychain that answers."""
        ...

    def unasked(self) -> Opened:
        """The desk, by keychain or environment. Raises CannotUnlock where neither opens it."""
        ...

    def by(self, secret: str) -> Opened:
        """The desk, by what a person typed. Raises WrongPassphrase and the like."""
        ...

    def check(self, secret: str) -> None:
        """Whether this would open the desk, after it was locked. Raises WrongPassphrase …"""
        ...

    def can_restore(self, problem: LayerDeskError) -> bool:
        """Whether a backup in place of the database would help against this, and there is one."""
        ...

    def backups(self) -> Sequence[BackupOfDesk]:
        """The whole backups of the desk, newest first."""
        ...

    def restore(self, backup: Path, secret: str) -> Opened:
        """The desk as this backup holds it, in its usual place; the damaged files are put aside.

        ``secret`` is what a person typed; where it is empty, keychain or environment have the key.
        Raises BackupDamaged, RestoreFailed, WrongPassphrase and the like; all is as it was then.
        """
        ...

    def begin(
        self,
        practice: str,
        person: str,
        job_role: str,
        passphrase: str | None,
        want_recovery_code: bool,
    ) -> Opened:
        """A real desk's first start. Raises PassphraseTooShort, CannotUnlock or FieldWrong."""
        ...

    def begin_sample(self) -> Opened:
        """The sample desk's first start."""
        ...

    def join(
        self, file: Path, words: str, passphrase: str | None, want_recovery_code: bool
    ) -> Opened:
        """A desk that knocks at a practice's hub with a joining file; nothing is left if it fails.

        Raises FieldWrong for a file that can't be read, and whatever joining raises.
        """
        ...

    def again(self, opened: Any) -> Opened:
        """The same desk, after it was let in."""
        ...
