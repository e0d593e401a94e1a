"""This is where a desk's own file of keys is kept: the database's key, wrapped, never bare.

``desk.keys`` holds the random 256-bit key once for each way of opening it (a passphrase, a printed
recovery code). Each wrap derives a key by Argon2id and seals with XChaCha20-Poly1305; what belongs
to the wrap is authenticated with it. A copy beside it is read when the first file is damaged.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from layerdesk.domain.errors import (
    KeysMissing,
    LayerDeskError,
    PassphraseTooShort,
    RecoveryCodeMistyped,
    WrongPassphrase,
)
from layerdesk.host import keys_file
from layerdesk.host.clock import SystemClock
from layerdesk.host.failed_tries import FailedTries
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keys_file import KeysFile, Wrap
from layerdesk.host.recovery_code import (
    looks_like_recovery_code,
    new_recovery_code,
    read_recovery_code,
)
from layerdesk.host.secret import Secret

KEY_BYTES = 32
SHORTEST_PASSPHRASE = 12
"""Characters; three random words are more. Source: NCSC, "Three random words"."""

OPERATIONS = 3
MEMORY = 128 * 1024 * 1024
"""Cost of Argon2id: 3 passes over 128 MiB take some 0.3 s on an ordinary computer, and a guesser as
long for each guess. It is stored with each wrap, so that it can rise later."""

PASSPHRASE = "passphrase"  # noqa: S105 -- the name of a way, not a passphrase
RECOVERY = "recovery"


def new_key() -> Secret:
    """A fresh random 256-bit key for a database."""
    return Secret(secrets.token_bytes(KEY_BYTES))


class DeskKeys:
    """The file of keys at one path, with its copy beside it."""

    def __init__(self, path: Path, *, operations: int = OPERATIONS, memory: int = MEMORY) -> None:
        """``operations`` and ``memory`` (bytes) are the cost of wraps that are made from now on."""
        self.path = path
        self.failed_tries = FailedTries(DeskFolder(root=path.parent).failed_tries)
        self._operations = operations
        self._memory = memory

    @property
    def exists(self) -> bool:
        """Whether there is a file of keys or a copy of one, readable or not."""
        return self.path.exists() or keys_file.copy_of(self.path).exists()

    @property
    def has_passphrase(self) -> bool:
        """Whether a passphrase opens it. Raises KeysMissing, KeysDamaged or KeysTooNew."""
        return PASSPHRASE in keys_file.read(self.path).wraps

    @property
    def has_recovery_code(self) -> bool:
        """Whether a recovery code opens it. Raises KeysMissing, KeysDamaged or KeysTooNew."""
        return RECOVERY in keys_file.read(self.path).wraps

    def belongs(self, key: Secret) -> bool:
        """Whether this is the key that the file holds (a keychain may hold that of an older desk).

        Raises KeysMissing, KeysDamaged or KeysTooNew.
        """
        return keys_file.read(self.path).key_id == _key_id(key)

    def add_passphrase(
        self, key: Secret, passphrase: str, *, shortest: int = SHORTEST_PASSPHRASE
    ) -> None:
        """Let this passphrase open the key, in place of any earlier one; makes the file if needed.

        Raises PassphraseTooShort, KeysDamaged, KeysTooNew or FolderNotWritable, and ValueError if
        the file belongs to another key.
        """
        if len(_normal(passphrase)) < shortest:
            raise PassphraseTooShort(minimum=shortest)
        self._add(PASSPHRASE, key, _normal(passphrase))

    def change_passphrase(self, old: str, new: str) -> None:
        """Put a new passphrase in place of the old one; a recovery code serves as ``old`` as well.

        Copies in older backups still open with the old one.
        Raises WrongPassphrase and whatever ``add_passphrase`` and ``unwrap`` raise.
        """
        self.add_passphrase(self.unwrap(old), new)

    def add_recovery_code(self, key: Secret) -> str:
        """Make a recovery code in place of any earlier one, and return it to be printed.

        It is stored nowhere. Raises KeysDamaged, KeysTooNew or FolderNotWritable, and ValueError
        if the file belongs to another key.
        """
        code = new_recovery_code()
        self._add(RECOVERY, key, code)
        return code

    def unwrap(self, typed: str) -> Secret:
        """The database's key, from the passphrase or the recovery code.

        Raises WrongPassphrase, RecoveryCodeMistyped (the typed code has a slip), KeysMissing,
        KeysDamaged or KeysTooNew. Of the first two the instant is remembered.
        """
        try:
            return self._unwrapped(typed)
        except (WrongPassphrase, RecoveryCodeMistyped):
            self.failed_tries.note(SystemClock().now())
            raise

    def _unwrapped(self, typed: str) -> Secret:
        held = keys_file.read(self.path)
        problem: LayerDeskError = WrongPassphrase()
        wraps = dict(held.wraps)
        # See _add: not before it is needed.
        from layerdesk.host.sealing import unsealed

        recovery = wraps.pop(RECOVERY, None)
        if recovery and (looks_like_recovery_code(typed) or not wraps):
            try:
                found = unsealed(held.key_id, recovery, read_recovery_code(typed))
            except RecoveryCodeMistyped as slip:
                problem, found = slip, None
            if found:
                return found
        for wrap in wraps.values():
            found = unsealed(held.key_id, wrap, _normal(typed))
            if found:
                return found
        raise problem

    def _add(self, way: str, key: Secret, secret: str) -> None:
        wraps: Mapping[str, Wrap] = {}
        key_id = _key_id(key)
        try:
            held = keys_file.read(self.path)
        except KeysMissing:
            pass
        else:
            if held.key_id != key_id:
                raise ValueError("this file of keys belongs to another database")
            wraps = held.wraps
        # The libraries of ciphers take long to load, and with a keychain nothing is unsealed.
        from layerdesk.host.sealing import sealed

        wrap = sealed(key_id, way, key, secret, self._operations, self._memory)
        keys_file.write(self.path, KeysFile(key_id=key_id, wraps={**wraps, way: wrap}))


def _normal(passphrase: str) -> str:
    """One form for what looks the same, however the keyboard made it; spaces at the ends go."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _key_id(key: Secret) -> str:
    """Names the key without giving it away: a random key cannot be guessed back from its hash."""
    return hashlib.blake2b(key.reveal(), digest_size=8, person=b"layerdesk-key-1").hexdigest()
