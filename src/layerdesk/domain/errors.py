"""This is where it is written down what can go wrong that a person can do something about.

Errors carry values, never sentences: the sentence for each class is in ``layerdesk.ui.wording``,
and a test checks that none is without one. Everything that is not a ``LayerDeskError`` is a bug.
"""

from collections.abc import Sequence


class LayerDeskError(Exception):
    """Something expected went wrong; ``values`` fill the sentence that a person reads."""

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values: dict[str, object] = values


class Refused(LayerDeskError):
    """The person can put it right; the sentence says how."""


class Unavailable(LayerDeskError):
    """A disk, hub, keychain or window system does not answer; trying again later may help."""


class Missing(Refused):
    """No record with this id or reference is available to the viewer. Values: ``what``."""


class FieldWrong(Refused):
    """One field holds something that cannot be kept. Values: ``field``, ``reason`` (a sentence)."""


class StepsMissing(Refused):
    """A state cannot be reached yet. Values: ``state``, ``steps`` (sentences, at least one)."""

    def __init__(self, *, state: str, steps: Sequence[str]) -> None:
        super().__init__(state=state, steps=tuple(steps))
        self.steps = tuple(steps)


class WrongState(Refused):
    """The record is in a state from which this cannot be done. Values: ``state``, ``wanted``."""


class NotAllowed(Refused):
    """The viewer's roles do not include this. Values: ``what`` (a sentence)."""


class ReasonNeeded(Refused):
    """This needs a reason in words. Values: ``what`` (a sentence)."""


class IdentifiersFound(Refused):
    """The text holds block-level identifiers and no reason was given. Values: ``findings``."""


class NothingToUndo(Refused):
    """There is no operation of this person left to undo (or redo)."""


class CannotUndo(Refused):
    """This kind of operation stays. Values: ``command``, ``reason`` (a sentence)."""


class FileBroken(Refused):
    """A data file cannot be read. Values: ``path``, ``line`` (1 and up, or 0), ``reason``."""


class CharactersMissing(Refused):
    """No bundled font has these characters. Values: ``characters``, ``places``."""


class DocumentBroken(Refused):
    """Bytes that should hold a document do not. Values: ``reason`` (for the log)."""


class CannotWriteFile(Unavailable):
    """A file could not be written; no part of it is left. Values: ``path``, ``reason``."""


class FolderOnNetwork(Refused):
    """The data folder lies on a network drive, where databases break. Values: ``path``."""


class FolderNotWritable(Refused):
    """The data folder cannot be made or written to. Values: ``path``, ``reason`` (the system's)."""


class FolderInUse(Unavailable):
    """Another LayerDesk has the folder open. Values: ``what`` it is, ``pid`` (0: not known)."""


class KeychainUnavailable(Unavailable):
    """This computer's keychain is missing, locked or silent. Values: ``reason`` (one word)."""


class KeysMissing(Unavailable):
    """The data folder has no file of keys. Values: ``path``."""


class KeysDamaged(Unavailable):
    """Neither the file of keys nor its copy can be read. Values: ``path``."""


class KeysTooNew(Refused):
    """A newer LayerDesk wrote the file of keys. Values: ``path``, ``format``, ``known``."""


class WrongPassphrase(Refused):
    """Neither passphrase nor recovery code: what was typed opens nothing."""


class PassphraseTooShort(Refused):
    """A new passphrase has too few characters. Values: ``minimum``."""


class RecoveryCodeMistyped(Refused):
    """One group of the recovery code is wrong. Values: ``group`` (1 is the first), ``groups``."""


class CannotUnlock(Unavailable):
    """No way to the database's key worked. Values: ``tried`` (``keychain``, ``environment`` …)."""


class BrokenQt(Refused):
    """This PySide6 stops Python dead. Values: ``pyside`` and ``python`` (version numbers)."""
