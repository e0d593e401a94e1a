"""This is where what can go wrong with folders, keys, databases and backups has its sentence."""

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

from layerdesk.domain.language import plural, tr

Values = Mapping[str, object]


def text_of(values: Values, name: str) -> str:
    """A value of an error as text; empty where it has none."""
    value = values.get(name, "")
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None else str(value)


def number_of(values: Values, name: str) -> int:
    """A value of an error as a whole number; 0 where it has none."""
    value = values.get(name, 0)
    return value if isinstance(value, int) else 0


def _folder_on_network(values: Values) -> str:
    return tr(
        "The folder {path} lies on a network drive, where databases break. Nothing was written"
        " there. Choose a folder on this computer’s own disk.",
        path=text_of(values, "path"),
    )


def _folder_not_writable(values: Values) -> str:
    return tr(
        "LayerDesk may not write to the folder {path}: {reason}. Choose another folder, or ask"
        " whoever looks after this computer to allow it.",
        path=text_of(values, "path"),
        reason=text_of(values, "reason"),
    )


def _folder_in_use(values: Values) -> str:
    pid = number_of(values, "pid")
    if pid:
        return tr(
            "LayerDesk is already open here (as {what}, process {pid}). Nothing was changed. Go to"
            " that window, or close it and try again.",
            what=text_of(values, "what"),
            pid=pid,
        )
    return tr(
        "LayerDesk is already open here. Nothing was changed. Go to that window, or close it and"
        " try again."
    )


def _keychain_unavailable(_values: Values) -> str:
    return tr(
        "This computer’s keychain does not answer, so LayerDesk can’t open by itself. Your records"
        " are safe. Type the passphrase instead."
    )


def _keys_missing(values: Values) -> str:
    return tr(
        "The file of keys {path} is missing, and without it the database can’t be opened. Nothing"
        " was changed. Put the file back from a backup of this folder.",
        path=text_of(values, "path"),
    )


def _keys_damaged(values: Values) -> str:
    return tr(
        "The file of keys {path} and its copy are both damaged. Nothing was changed, and the"
        " database itself is untouched. Put the file back from a backup of this folder.",
        path=text_of(values, "path"),
    )


def _keys_too_new(values: Values) -> str:
    return tr(
        "A newer LayerDesk wrote the file of keys {path}. Nothing was changed. Install the newer"
        " LayerDesk on this computer too.",
        path=text_of(values, "path"),
    )


def _wrong_passphrase(_values: Values) -> str:
    return tr(
        "That is neither the passphrase nor the recovery code. Nothing is lost; look at Caps Lock"
        " and the keyboard’s language, and try again."
    )


def _passphrase_too_short(values: Values) -> str:
    return plural(
        "The passphrase needs at least {n} character. Three words that have nothing to do with each"
        " other are easy to remember and hard to guess.",
        "The passphrase needs at least {n} characters. Three words that have nothing to do with"
        " each other are easy to remember and hard to guess.",
        number_of(values, "minimum"),
    )


def _recovery_code_mistyped(values: Values) -> str:
    return tr(
        "Group {group} of {groups} of the recovery code is not right. Nothing is lost; compare it"
        " with the printed code and try again.",
        group=number_of(values, "group"),
        groups=number_of(values, "groups"),
    )


def _cannot_unlock(_values: Values) -> str:
    return tr(
        "LayerDesk was not opened: no key was found and no passphrase was given. Your records are"
        " safe and still locked. Start LayerDesk again with the passphrase or the recovery code at"
        " hand; on the command line, put it into LAYERDESK_PASSPHRASE."
    )


def _broken_qt(values: Values) -> str:
    return tr(
        "PySide6 {pyside} stops Python {python} after some minutes. Nothing was opened. Install"
        " PySide6 6.11 or Python 3.12 or later.",
        pyside=text_of(values, "pyside"),
        python=text_of(values, "python"),
    )


def _bad_bytes(_values: Values) -> str:
    return tr(
        "Something that another computer sent can’t be read. It was left out, and everything that"
        " you have is kept. Look for a newer LayerDesk."
    )


def _chain_broken(_values: Values) -> str:
    return tr(
        "Something that another computer sent does not fit what it sent before. It was left out,"
        " and everything that you have is kept. Tell whoever looks after that computer."
    )


def _backup_failed(values: Values) -> str:
    return tr(
        "No backup could be written to {path}: {reason}. Your records are as they were. Make room"
        " on the disk, or have whoever looks after this computer let LayerDesk write there; a"
        " backup is written each time LayerDesk is closed.",
        path=text_of(values, "path"),
        reason=text_of(values, "reason"),
    )


def _folder_not_empty(values: Values) -> str:
    return tr(
        "The folder {path} is not empty, and a backup never writes over anything. Nothing was"
        " changed. Choose a new folder.",
        path=text_of(values, "path"),
    )


def _restore_failed(values: Values) -> str:
    return tr(
        "The backup could not be copied to {path}: {reason}. The backup is as it was, and nothing"
        " is left of the copy. Make room on the disk, or choose another folder.",
        path=text_of(values, "path"),
        reason=text_of(values, "reason"),
    )


def _backup_damaged(_values: Values) -> str:
    return tr(
        "This backup can’t be read either: it is damaged, or it belongs to another key. Nothing was"
        " changed. Choose an older one."
    )


def _no_backup(values: Values) -> str:
    return tr(
        "There is no backup in the folder {path}. Nothing was changed. Choose a folder whose name"
        " is a date and that holds desk.db.",
        path=text_of(values, "path"),
    )


def _database_damaged(values: Values) -> str:
    return tr(
        "The database {path} can’t be read: it is damaged, or it belongs to another key. It was not"
        " changed. The window that unlocks it can put a backup in its place, and so can: layerdesk"
        " restore BACKUP --folder NEW_FOLDER. The backups lie in {backups}",
        path=text_of(values, "path"),
        backups=_backups_beside(values),
    )


def _database_gone(values: Values) -> str:
    return tr(
        "The database {path} is missing or empty, though there are backups of it. Nothing was"
        " changed. The window that unlocks it can put a backup in its place, and so can: layerdesk"
        " restore BACKUP --folder NEW_FOLDER. The backups lie in {backups}",
        path=text_of(values, "path"),
        backups=_backups_beside(values),
    )


def _backups_beside(values: Values) -> str:
    return str(Path(text_of(values, "path")).parent / "backups")


def _database_unavailable(values: Values) -> str:
    return tr(
        "The database can’t be used now: {reason}. What was kept before is safe, and what you typed"
        " stays on the screen. Look whether the disk is full or the folder read-only, then try"
        " again.",
        reason=text_of(values, "reason"),
    )


def _database_too_new(_values: Values) -> str:
    return tr(
        "A newer LayerDesk wrote this database. It was not changed. Install the newer LayerDesk on"
        " this computer too."
    )


def _database_too_old(_values: Values) -> str:
    return tr(
        "This database is of an older LayerDesk. It was not changed. Open it in the window once,"
        " which brings it up to date, and then try again."
    )


def _space_unknown(_values: Values) -> str:
    return tr(
        "This could not be kept among the people it belongs to. Your words are still on the screen;"
        " please report this with “Report a problem”."
    )


def _not_set_up(_values: Values) -> str:
    return tr(
        "The first start of this desk was never finished. Nothing is lost; open the window and go"
        " through the first start."
    )


def _no_desk_here(values: Values) -> str:
    return tr(
        "Nobody has started LayerDesk in the folder {path} yet. Open the window once, or name"
        " another folder.",
        path=text_of(values, "path"),
    )


DESK_SENTENCES: dict[str, Callable[[Values], str]] = {
    "FolderOnNetwork": _folder_on_network,
    "FolderNotWritable": _folder_not_writable,
    "FolderInUse": _folder_in_use,
    "KeychainUnavailable": _keychain_unavailable,
    "KeysMissing": _keys_missing,
    "KeysDamaged": _keys_damaged,
    "KeysTooNew": _keys_too_new,
    "WrongPassphrase": _wrong_passphrase,
    "PassphraseTooShort": _passphrase_too_short,
    "RecoveryCodeMistyped": _recovery_code_mistyped,
    "CannotUnlock": _cannot_unlock,
    "BrokenQt": _broken_qt,
    "BadBytes": _bad_bytes,
    "ChainBroken": _chain_broken,
    "BackupFailed": _backup_failed,
    "FolderNotEmpty": _folder_not_empty,
    "NoBackup": _no_backup,
    "RestoreFailed": _restore_failed,
    "BackupDamaged": _backup_damaged,
    "DatabaseDamaged": _database_damaged,
    "DatabaseGone": _database_gone,
    "DatabaseUnavailable": _database_unavailable,
    "DatabaseTooNew": _database_too_new,
    "DatabaseTooOld": _database_too_old,
    "SpaceUnknown": _space_unknown,
    "NotSetUp": _not_set_up,
    "NoDeskHere": _no_desk_here,
}
"""By the error's name."""
