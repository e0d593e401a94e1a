"""This is where what went wrong, and what was done, is put into sentences that a person reads.

Sentences are looked up by the name of the error's class, so that a screen needs to know nothing of
storage. Each says what happened, what was kept, and what to do.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from layerdesk.domain.errors import LayerDeskError, Unavailable
from layerdesk.domain.language import plural, tr
from layerdesk.ui.state_words import state_words
from layerdesk.ui.use_case_words import WORDS

Values = Mapping[str, object]


def sentence(error: LayerDeskError) -> str:
    """What happened, what was kept and what to do, in a sentence or a few."""
    for kind in type(error).__mro__:
        found = _SENTENCES.get(kind.__name__)
        if found is not None:
            return found(error.values)
    return tr("Something went wrong. Nothing that you typed is lost; please try again.")


def has_sentence(error: type[LayerDeskError]) -> bool:
    """Whether this class of error has a sentence of its own."""
    return error.__name__ in _SENTENCES


def command_words(command: str) -> str:
    """What a use case does, for a history or a line of news: "report_case", "Report the case"."""
    found = WORDS.get(command)
    if found is not None:
        return found()
    return command.replace("_", " ").strip().capitalize()


def may_try_again(error: LayerDeskError) -> bool:
    """Whether the same may well work a little later, without anything being changed."""
    return isinstance(error, Unavailable)


def _text(values: Values, name: str) -> str:
    value = values.get(name, "")
    if isinstance(value, Enum):
        return str(value.value)
    return "" if value is None else str(value)


def _lines(value: object) -> str:
    """Several sentences on lines of their own."""
    parts: Sequence[object] = value if isinstance(value, tuple | list) else (value,)
    return "\n".join(f"• {part}" for part in parts)


def _number(values: Values, name: str) -> int:
    value = values.get(name, 0)
    return value if isinstance(value, int) else 0


def _missing(_values: Values) -> str:
    return tr(
        "This is not here any more, or it is not shared with you. Nothing else changed; go back to"
        " the list and open another one."
    )


def _field_wrong(values: Values) -> str:
    return tr("{field}: {reason}", field=_text(values, "field"), reason=_text(values, "reason"))


def _steps_missing(values: Values) -> str:
    steps = values.get("steps", ())
    count = len(steps) if isinstance(steps, tuple | list) else 1
    head = plural(
        "One thing is still missing. All that is written is kept.",
        "{n} things are still missing. All that is written is kept.",
        count,
    )
    return f"{head}\n{_lines(steps)}"


def _wrong_state(values: Values) -> str:
    state, wanted = state_words(values.get("state")), state_words(values.get("wanted"))
    if not wanted or wanted == state:
        return tr(
            "This cannot be done while the state is “{state}”. Nothing was changed.", state=state
        )
    return tr(
        "This cannot be done now: the state is “{state}”, and it would have to be “{wanted}”."
        " Nothing was changed.",
        state=state,
        wanted=wanted,
    )


def _not_allowed(values: Values) -> str:
    return tr(
        "{what} Nothing was changed. If you need to do this, ask the practice manager to change"
        " your roles.",
        what=_text(values, "what"),
    )


def _reason_needed(values: Values) -> str:
    return tr("{what} The reason stands in the history.", what=_text(values, "what"))


def _identifiers_found(values: Values) -> str:
    findings = values.get("findings", ())
    count = len(findings) if isinstance(findings, tuple | list) else 1
    return plural(
        "One thing in the text looks like something that identifies a person, so it was not passed"
        " on. Your words are kept. Take out what is underlined, or say why it identifies nobody.",
        "{n} things in the text look like something that identifies a person, so it was not passed"
        " on. Your words are kept. Take out what is underlined, or say why it identifies nobody.",
        count,
    )


def _nothing_to_undo(_values: Values) -> str:
    return tr("There is nothing left to take back or bring back.")


def _cannot_undo(values: Values) -> str:
    return tr(
        "“{command}” can’t be taken back. {reason}",
        command=command_words(_text(values, "command")),
        reason=_text(values, "reason"),
    )


def _file_broken(values: Values) -> str:
    line = _number(values, "line")
    path, reason = _text(values, "path"), _text(values, "reason")
    if line:
        return tr(
            "The file {path} can’t be read: line {line}, {reason}. LayerDesk goes on without it;"
            " mend the file and start LayerDesk again.",
            path=path,
            line=line,
            reason=reason,
        )
    return tr(
        "The file {path} can’t be read: {reason}. LayerDesk goes on without it; mend the file and"
        " start LayerDesk again.",
        path=path,
        reason=reason,
    )


def _characters_missing(values: Values) -> str:
    characters = values.get("characters", ())
    names = ", ".join(map(str, characters)) if isinstance(characters, tuple | list) else ""
    return tr(
        "The PDF was not written, because its fonts lack these characters: {names}. The text itself"
        " is kept. Save it as a Word file instead, or take the characters out.",
        names=names,
    )


def _document_broken(_values: Values) -> str:
    return tr(
        "This document can’t be shown: what is stored of it is damaged. Nothing was changed; a"
        " backup may still hold it."
    )


def _cannot_write_file(values: Values) -> str:
    return tr(
        "The file {path} could not be written: {reason}. What you have in LayerDesk is kept."
        " Choose another folder or file name, or close the file if another program has it open.",
        path=_text(values, "path"),
        reason=_text(values, "reason"),
    )


def _folder_on_network(values: Values) -> str:
    return tr(
        "The folder {path} lies on a network drive, where databases break. Nothing was written"
        " there. Choose a folder on this computer’s own disk.",
        path=_text(values, "path"),
    )


def _folder_not_writable(values: Values) -> str:
    return tr(
        "LayerDesk may not write to the folder {path}: {reason}. Choose another folder, or ask"
        " whoever looks after this computer to allow it.",
        path=_text(values, "path"),
        reason=_text(values, "reason"),
    )


def _folder_in_use(values: Values) -> str:
    pid = _number(values, "pid")
    if pid:
        return tr(
            "LayerDesk is already open here (as {what}, process {pid}). Nothing was changed. Go to"
            " that window, or close it and try again.",
            what=_text(values, "what"),
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
        path=_text(values, "path"),
    )


def _keys_damaged(values: Values) -> str:
    return tr(
        "The file of keys {path} and its copy are both damaged. Nothing was changed, and the"
        " database itself is untouched. Put the file back from a backup of this folder.",
        path=_text(values, "path"),
    )


def _keys_too_new(values: Values) -> str:
    return tr(
        "A newer LayerDesk wrote the file of keys {path}. Nothing was changed. Install the newer"
        " LayerDesk on this computer too.",
        path=_text(values, "path"),
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
        _number(values, "minimum"),
    )


def _recovery_code_mistyped(values: Values) -> str:
    return tr(
        "Group {group} of {groups} of the recovery code is not right. Nothing is lost; compare it"
        " with the printed code and try again.",
        group=_number(values, "group"),
        groups=_number(values, "groups"),
    )


def _cannot_unlock(_values: Values) -> str:
    return tr(
        "LayerDesk was not opened: no key was found and no passphrase was given. Your records are"
        " safe and still locked. Start LayerDesk again with the passphrase or the recovery code at"
        " hand."
    )


def _broken_qt(values: Values) -> str:
    return tr(
        "PySide6 {pyside} stops Python {python} after some minutes. Nothing was opened. Install"
        " PySide6 6.11 or Python 3.12 or later.",
        pyside=_text(values, "pyside"),
        python=_text(values, "python"),
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
        " on the disk or choose another folder, and make a backup again.",
        path=_text(values, "path"),
        reason=_text(values, "reason"),
    )


def _folder_not_empty(values: Values) -> str:
    return tr(
        "The folder {path} is not empty, and a backup never writes over anything. Nothing was"
        " changed. Choose a new folder.",
        path=_text(values, "path"),
    )


def _no_backup(values: Values) -> str:
    return tr(
        "There is no backup in the folder {path}. Nothing was changed. Choose a folder whose name"
        " is a date and that holds desk.db.",
        path=_text(values, "path"),
    )


def _database_damaged(values: Values) -> str:
    return tr(
        "The database {path} can’t be read: it is damaged, or it belongs to another key. It was not"
        " changed. Bring back the latest backup into a new folder.",
        path=_text(values, "path"),
    )


def _database_unavailable(values: Values) -> str:
    return tr(
        "The database could not be written: {reason}. What you typed stays on the screen. Look"
        " whether the disk is full or the folder read-only, then try again.",
        reason=_text(values, "reason"),
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
        path=_text(values, "path"),
    )


_SENTENCES: dict[str, Callable[[Values], str]] = {
    "Missing": _missing,
    "FieldWrong": _field_wrong,
    "StepsMissing": _steps_missing,
    "WrongState": _wrong_state,
    "NotAllowed": _not_allowed,
    "ReasonNeeded": _reason_needed,
    "IdentifiersFound": _identifiers_found,
    "NothingToUndo": _nothing_to_undo,
    "CannotUndo": _cannot_undo,
    "FileBroken": _file_broken,
    "CharactersMissing": _characters_missing,
    "DocumentBroken": _document_broken,
    "CannotWriteFile": _cannot_write_file,
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
    "DatabaseDamaged": _database_damaged,
    "DatabaseUnavailable": _database_unavailable,
    "DatabaseTooNew": _database_too_new,
    "DatabaseTooOld": _database_too_old,
    "SpaceUnknown": _space_unknown,
    "NotSetUp": _not_set_up,
    "NoDeskHere": _no_desk_here,
}
