"""This is where this account's keychain keeps the keys of desks, so that they open without a word.

The back end is named outright: letting keyring look for one costs a seventh of a second and may
find one that keeps passwords in a plain file. One that does not answer never holds up the start.
"""

import base64
import binascii
import importlib
import logging
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from layerdesk.domain.errors import KeychainUnavailable
from layerdesk.host.secret import Secret

SERVICE = "LayerDesk"
SECONDS = 3.0
SWITCHED_OFF = "LAYERDESK_NO_KEYCHAIN"

_BACK_ENDS = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
    "linux": ("keyring.backends.SecretService", "Keyring"),
}

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Keychain(Protocol):
    """Keeps the raw key of each desk folder (absolute path) for this account."""

    def get(self, folder: Path) -> Secret | None:
        """The key of this folder, or None. Raises KeychainUnavailable."""
        ...

    def put(self, folder: Path, key: Secret) -> None:
        """Keep the key of this folder, in place of an older one. Raises KeychainUnavailable."""
        ...

    def forget(self, folder: Path) -> None:
        """Keep the key of this folder no longer; none is fine too. Raises KeychainUnavailable."""
        ...


class BackEnd(Protocol):
    """The three calls of a keyring back end that are used."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class NoKeychain:
    """Stands in where there is no keychain, or where it is switched off."""

    def get(self, folder: Path) -> Secret | None:
        """Nothing is kept."""
        del folder
        return None

    def put(self, folder: Path, key: Secret) -> None:
        """Raises KeychainUnavailable."""
        del folder, key
        raise KeychainUnavailable(reason="none")

    def forget(self, folder: Path) -> None:
        """Nothing is kept."""
        del folder


class SystemKeychain:
    """The keychain of the operating system, asked with a time limit on each question."""

    def __init__(
        self, connect: Callable[[], BackEnd] | None = None, *, seconds: float = SECONDS
    ) -> None:
        """``connect`` makes the back end, by default the system's own; ``seconds`` is the limit."""
        self._connect = connect or system_back_end
        self._seconds = seconds
        self._silent = False

    def get(self, folder: Path) -> Secret | None:
        """The key of this folder, or None. Raises KeychainUnavailable."""
        kept = self._ask(lambda back_end: back_end.get_password(SERVICE, str(folder)))
        if kept is None:
            return None
        try:
            return Secret(base64.b64decode(kept, validate=True))
        except binascii.Error:
            return None

    def put(self, folder: Path, key: Secret) -> None:
        """Keep the key of this folder, in place of an older one. Raises KeychainUnavailable."""
        words = base64.b64encode(key.reveal()).decode()
        self._ask(lambda back_end: back_end.set_password(SERVICE, str(folder), words))

    def forget(self, folder: Path) -> None:
        """Keep the key of this folder no longer; none is fine too. Raises KeychainUnavailable."""

        def forget(back_end: BackEnd) -> None:
            if back_end.get_password(SERVICE, str(folder)) is not None:
                back_end.delete_password(SERVICE, str(folder))

        self._ask(forget)

    def _ask(self, question: Callable[[BackEnd], _T]) -> _T:
        """The answer, asked on a thread of its own that is left behind when it takes too long."""
        if self._silent:  # one hanging thread is enough
            raise KeychainUnavailable(reason="silent")
        answers: list[_T] = []
        problems: list[Exception] = []

        def ask() -> None:
            try:
                answers.append(question(self._connect()))
            except Exception as problem:
                problems.append(problem)

        thread = threading.Thread(target=ask, name="keychain", daemon=True)
        thread.start()
        thread.join(self._seconds)
        if answers:
            return answers[0]
        if not problems:
            self._silent = True
            raise KeychainUnavailable(reason="silent")
        _log.info("the keychain refused: %s", type(problems[0]).__name__)
        raise KeychainUnavailable(reason="refused") from problems[0]


def system_back_end() -> BackEnd:
    """The back end of this system; keyring is imported here, when first needed, only."""
    module, name = _BACK_ENDS.get(sys.platform, _BACK_ENDS["linux"])
    back_end: BackEnd = getattr(importlib.import_module(module), name)()
    return back_end


def keychain_for(environment: Mapping[str, str]) -> Keychain:
    """This system's keychain, or none if ``LAYERDESK_NO_KEYCHAIN`` is set to anything but 0."""
    if environment.get(SWITCHED_OFF, "0") not in ("", "0"):
        return NoKeychain()
    return SystemKeychain()
