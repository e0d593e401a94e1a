"""This is where what the window needs after its first paint is imported, and a desk opened."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from layerdesk.app.exporting import DocumentWriters
from layerdesk.app.late_hub import LateHub
from layerdesk.app.opening import (
    OpenDesk,
    begin_alone,
    check_not_gone,
    keep_key,
    open_desk,
)
from layerdesk.app.restoring import can_restore, restore_in_place
from layerdesk.app.sample.secret import SAMPLE_PASSPHRASE
from layerdesk.domain.declared import Declared
from layerdesk.domain.errors import KeychainUnavailable, LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.people.records import Practice
from layerdesk.host.bundled import resource_folder
from layerdesk.host.declared import read_declared
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import Keychain, NoKeychain
from layerdesk.host.keys import DeskKeys, new_key
from layerdesk.host.unlocking import unlock
from layerdesk.storage.backup import existing, made_at
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.session import Session
from layerdesk.ui.syncing.line import stay_in_step
from layerdesk.usecases.ports import BackupOfDesk, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open desk, with what its session begins with; read off the main thread."""

    desk: OpenDesk
    viewer: Viewer
    drafts: tuple[Draft, ...]
    settings: Mapping[str, str]
    is_waiting: bool
    """Whether this desk has joined a practice and was not let in yet."""
    declared: Declared
    has_passphrase: bool
    recovery_code: str = ""

    def session(self, jobs: Jobs, theme: Theme) -> Session:
        """The session of the screens; on the main thread."""
        return Session(
            self.desk.store,
            jobs,
            theme,
            self.declared,
            DocumentWriters(),
            self.viewer,
            self.drafts,
            self.settings,
            self.desk,
            LateHub(self.desk),
        )

    @property
    def broken_files(self) -> int:
        """How many data files could not be read."""
        return len(self.declared.broken)

    def show(
        self, jobs: Jobs, theme: Theme, folder: Path, try_secret: Callable[[str], None] | None
    ) -> tuple[MainWindow, Session]:
        """The window with its screens, not shown yet, and their session; on the main thread."""
        session = self.session(jobs, theme)
        window = MainWindow(session, folder=folder, try_secret=try_secret)
        stay_in_step(window, session)
        return window, session

    def knock(self) -> bool:
        """Whether this desk was let in; its practice is here then."""
        return LateHub(self.desk).knock()

    def words_to_compare(self) -> tuple[str, ...]:
        """The six words that whoever invited this desk must see too."""
        return LateHub(self.desk).words_to_compare()

    def back_up(self) -> None:
        """Write a backup."""
        self.desk.store.back_up(self.desk.folder.keys, self.desk.folder.backups)

    def back_up_what_is_owed(self) -> None:
        """Write a backup where the newest one is older than the log."""
        if self.desk.store.owes_backup(self.desk.folder.backups):
            self.back_up()

    def close(self) -> None:
        """Close the database."""
        self.desk.store.close()


class DeskOpener:
    """The ``Opener`` of one folder."""

    def __init__(
        self, folder: DeskFolder, keychain: Keychain, environment: Mapping[str, str]
    ) -> None:
        self._folder = folder
        self._keychain = keychain
        self._environment = environment
        self._keys = DeskKeys(folder.keys)

    def is_new(self) -> bool:
        """Whether nobody has started LayerDesk in this folder yet."""
        return not (self._folder.database.exists() or self._keys.exists)

    def job_roles(self) -> Sequence[tuple[str, str]]:
        """The job roles that a person may have: ids and words."""
        offered = read_declared(own=self._folder.resources).value_set("job_role").offered
        return tuple((each.id, each.label) for each in offered)

    def has_keychain(self) -> bool:
        """Whether this computer has a keychain that answers."""
        try:
            self._keychain.get(self._folder.root)
        except KeychainUnavailable:
            return False
        return not isinstance(self._keychain, NoKeychain)

    def unasked(self) -> Opened:
        """The desk, by keychain or environment. Raises CannotUnlock where neither opens it."""
        found = unlock(self._folder.root, self._keys, self._keychain, self._environment, None)
        return self._opened(open_desk(self._folder, found.key, self._keychain))

    def by(self, secret: str) -> Opened:
        """The desk, by what a person typed; the keychain then knows it."""
        key = self._keys.unwrap(secret)
        with suppress(KeychainUnavailable):
            self._keychain.put(self._folder.root, key)
        return self._opened(open_desk(self._folder, key, self._keychain))

    def check(self, secret: str) -> None:
        """Whether this would open the desk, after it was locked."""
        self._keys.unwrap(secret)

    def can_restore(self, problem: LayerDeskError) -> bool:
        """Whether a backup in place of the database would help against this, and there is one."""
        return can_restore(problem, self._folder)

    def backups(self) -> Sequence[BackupOfDesk]:
        """The whole backups of the desk, newest first."""
        found = existing(self._folder.backups)
        return tuple(BackupOfDesk(made_at(each), each) for each in found)

    def restore(self, backup: Path, secret: str) -> Opened:
        """The desk as this backup holds it, in its usual place."""
        restore_in_place(backup, self._folder, self._keychain, self._environment, secret)
        return self.by(secret) if secret else self.unasked()

    def begin(
        self,
        practice: str,
        person: str,
        job_role: str,
        passphrase: str | None,
        want_recovery_code: bool,
    ) -> Opened:
        """A real desk's first start. Raises PassphraseTooShort, CannotUnlock or FieldWrong."""
        check_not_gone(self._folder)
        key = new_key()
        if passphrase or not want_recovery_code:
            keep_key(self._folder, key, self._keychain, passphrase)
        code = self._keys.add_recovery_code(key) if want_recovery_code else ""
        if not passphrase:
            with suppress(KeychainUnavailable):
                self._keychain.put(self._folder.root, key)
        desk = open_desk(self._folder, key, self._keychain)
        begin_alone(desk, practice=practice, person=person, job_role=job_role)
        return self._opened(desk, code)

    def begin_sample(self) -> Opened:
        """The sample desk's first start."""
        # The sample brings every room's use cases, which a desk that is there does not need.
        from layerdesk.app.sample.practice import load_sample
        from layerdesk.app.sample.words import read_sample_words

        check_not_gone(self._folder)
        key = new_key()
        keep_key(self._folder, key, self._keychain, SAMPLE_PASSPHRASE)
        desk = open_desk(self._folder, key, self._keychain)
        begin_alone(desk, practice=tr("Sample practice"), person=tr("Me"), sample=True)
        words = read_sample_words(resource_folder("sample_practice"))
        desk.store.write(load_sample, words, read_declared().label)
        return self._opened(desk)

    def join(
        self, file: Path, words: str, passphrase: str | None, want_recovery_code: bool
    ) -> Opened:
        """A desk that knocks at a practice's hub with a joining file; nothing is left if it fails.

        Raises FieldWrong for a file that can't be read, InvitationWrong, and what joining raises.
        """
        from layerdesk.app.joining import join_practice

        check_not_gone(self._folder)
        desk, code = join_practice(
            self._folder, self._keychain, file, words, passphrase, want_recovery_code
        )
        return self._opened(desk, code)

    def again(self, opened: "Opened") -> Opened:
        """The same desk, after it was let in."""
        return self._opened(opened.desk)

    def _opened(self, desk: OpenDesk, recovery_code: str = "") -> Opened:
        store = desk.store
        if store.identity is None:
            # A first start that was cut short: there is a schema, but nobody yet.
            begin_alone(desk, practice=tr("My practice"), person=tr("Me"))
        return Opened(
            desk=desk,
            viewer=store.viewer(),
            drafts=store.all_drafts(),
            settings=store.settings(),
            is_waiting=not store.read(lambda reading: reading.find(Practice)),
            declared=read_declared(own=self._folder.resources),
            has_passphrase=self._keys.exists
            and (self._keys.has_passphrase or self._keys.has_recovery_code),
            recovery_code=recovery_code,
        )
