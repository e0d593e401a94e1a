"""This is where what the window needs after its first paint is imported, and a desk opened."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from layerdesk.app.exporting import DocumentWriters
from layerdesk.app.opening import OpenDesk, begin_alone, keep_key, open_desk
from layerdesk.app.sample.practice import load_sample
from layerdesk.app.sample.words import read_sample_words
from layerdesk.domain.declared import Declared
from layerdesk.domain.errors import KeychainUnavailable
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.people.records import Practice
from layerdesk.host.bundled import resource_folder
from layerdesk.host.declared import read_declared
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import Keychain
from layerdesk.host.keys import DeskKeys, new_key
from layerdesk.host.unlocking import PASSPHRASE_VARIABLE, unlock
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.session import Session
from layerdesk.usecases.ports import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open desk, with what its session begins with; read off the main thread."""

    desk: OpenDesk
    viewer: Viewer
    drafts: tuple[Draft, ...]
    settings: Mapping[str, str]
    practice: Practice
    declared: Declared
    recovery_code: str = ""
    """To be printed and confirmed, once, on the first start."""

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
        )

    def close(self) -> None:
        """Write the backup and close the database."""
        try:
            self.desk.store.back_up(self.desk.folder.keys, self.desk.folder.backups)
        finally:
            self.desk.store.close()


def is_new(folder: DeskFolder) -> bool:
    """Whether nobody has started LayerDesk in this folder yet."""
    return not (folder.database.exists() or folder.keys.exists())


def open_unasked(folder: DeskFolder, keychain: Keychain, environment: Mapping[str, str]) -> Opened:
    """The desk, by keychain or ``LAYERDESK_PASSPHRASE``; CannotUnlock where neither opens it."""
    key = unlock(folder.root, DeskKeys(folder.keys), keychain, environment, None).key
    return _opened(open_desk(folder, key))


def open_with(folder: DeskFolder, keychain: Keychain, secret: str) -> Opened:
    """The desk, by a passphrase or recovery code that was typed; the keychain then knows it."""
    key = DeskKeys(folder.keys).unwrap(secret)
    with suppress(KeychainUnavailable):
        keychain.put(folder.root, key)
    return _opened(open_desk(folder, key))


def begin(
    folder: DeskFolder,
    keychain: Keychain,
    *,
    practice: str,
    person: str,
    job_role: str,
    passphrase: str | None,
    want_recovery_code: bool,
) -> Opened:
    """A real desk's first start. Raises PassphraseTooShort, CannotUnlock or FieldWrong."""
    key = new_key()
    code = ""
    if want_recovery_code:
        code = DeskKeys(folder.keys).add_recovery_code(key)
        with suppress(KeychainUnavailable):
            keychain.put(folder.root, key)
        if passphrase:
            DeskKeys(folder.keys).add_passphrase(key, passphrase)
    else:
        keep_key(folder, key, keychain, passphrase)
    desk = open_desk(folder, key)
    begin_alone(desk, practice=practice, person=person, job_role=job_role)
    return _opened(desk, code)


def begin_sample(folder: DeskFolder, keychain: Keychain, environment: Mapping[str, str]) -> Opened:
    """A sample desk's first start."""
    key = new_key()
    keep_key(folder, key, keychain, environment.get(PASSPHRASE_VARIABLE))
    desk = open_desk(folder, key)
    begin_alone(desk, practice="Sample", person="Me", sample=True)
    declared = read_declared(own=folder.resources)
    words = read_sample_words(resource_folder("sample_practice"))
    desk.store.write(load_sample, words, declared.label)
    return _opened(desk)


def check_secret(folder: DeskFolder, secret: str) -> None:
    """Whether this opens the desk, after it was locked. Raises WrongPassphrase and the like."""
    DeskKeys(folder.keys).unwrap(secret)


def _opened(desk: OpenDesk, recovery_code: str = "") -> Opened:
    store = desk.store
    if store.identity is None:
        # A first start that was cut short: there is a key and a schema, but nobody yet.
        begin_alone(desk, practice="LayerDesk", person="Me")
    return Opened(
        desk=desk,
        viewer=store.viewer(),
        drafts=store.all_drafts(),
        settings=store.settings(),
        practice=store.read(lambda reading: reading.find(Practice)[0]),
        declared=read_declared(own=desk.folder.resources),
        recovery_code=recovery_code,
    )
