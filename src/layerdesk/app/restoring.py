"""This is where a desk is made of a backup though its own database can't be opened."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from layerdesk.app.opening import DatabaseGone, make_own
from layerdesk.domain.errors import (
    KeychainUnavailable,
    KeysDamaged,
    KeysMissing,
    LayerDeskError,
)
from layerdesk.host.clock import SystemClock
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import Keychain
from layerdesk.host.keys import DeskKeys
from layerdesk.host.secret import Secret
from layerdesk.host.unlocking import Ask, unlock
from layerdesk.storage.backup import existing, put_in_place, restore
from layerdesk.storage.connection import DatabaseDamaged


def restore_into(
    backup: Path,
    folder: DeskFolder,
    keychain: Keychain,
    environment: Mapping[str, str],
    ask: Ask | None,
) -> None:
    """Make a desk of a backup in a new folder, which then opens as the first one did.

    The key is looked for as that of the desk whose backup it is. Raises NoBackup, FolderNotEmpty,
    BackupDamaged, RestoreFailed, and what unlocking raises; nothing is left of the copy then.
    """
    key: Secret | None = None

    def finish(copied: Path) -> None:
        nonlocal key
        keys = DeskKeys(DeskFolder(root=copied).keys)
        key = unlock(_home_of(backup), keys, keychain, environment, ask).key
        make_own(copied, key, backup)

    restore(backup, folder.root, finish)
    if key is not None:
        with suppress(KeychainUnavailable):
            keychain.put(folder.root, key)


def restore_in_place(
    backup: Path,
    folder: DeskFolder,
    keychain: Keychain,
    environment: Mapping[str, str],
    typed: str,
) -> Path:
    """Put a backup into the place of the desk's own damaged or lost database; the folder is held.

    ``typed`` is a passphrase or recovery code; empty: keychain or environment must have the key.
    Gives back where the damaged files lie now. Raises what ``put_in_place`` and unlocking raise.
    """
    own = DeskKeys(folder.keys)
    with_keys = not _readable(own)
    keys = DeskKeys(DeskFolder(root=backup).keys) if with_keys else own
    key = keys.unwrap(typed) if typed else _unasked(folder, keys, keychain, environment)
    return put_in_place(
        backup,
        folder.root,
        lambda copied: make_own(copied, key, backup),
        SystemClock().now(),
        with_keys=with_keys,
    )


def can_restore(problem: LayerDeskError, folder: DeskFolder) -> bool:
    """Whether a backup would help against this problem, and there is one."""
    helps = isinstance(problem, DatabaseDamaged | DatabaseGone)
    return helps and bool(existing(folder.backups))


def _home_of(backup: Path) -> Path:
    """The folder of the desk that the backup is one of."""
    return backup.absolute().parent.parent


def _unasked(
    folder: DeskFolder, keys: DeskKeys, keychain: Keychain, environment: Mapping[str, str]
) -> Secret:
    return unlock(folder.root, keys, keychain, environment, None).key


def _readable(keys: DeskKeys) -> bool:
    """Whether the desk still has a file of keys; a desk that only the keychain opens has none."""
    try:
        return keys.has_passphrase or keys.has_recovery_code
    except (KeysMissing, KeysDamaged):
        return False
