"""This is where it is settled in what order the ways to a desk's key are tried."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from layerdesk.domain.errors import (
    CannotUnlock,
    KeychainUnavailable,
    RecoveryCodeMistyped,
    WrongPassphrase,
)
from layerdesk.host.keychain import Keychain
from layerdesk.host.keys import DeskKeys
from layerdesk.host.secret import Secret

PASSPHRASE_VARIABLE = "LAYERDESK_PASSPHRASE"  # noqa: S105 -- the name of a variable

Ask = Callable[[WrongPassphrase | RecoveryCodeMistyped | None], str | None]
"""Asks a person for passphrase or recovery code, told what was wrong before; None gives up."""


class Way(enum.Enum):
    """How a desk was unlocked."""

    KEYCHAIN = "keychain"
    ENVIRONMENT = "environment"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """The database's key, and the way that it was come by."""

    key: Secret
    way: Way


def unlock(
    folder: Path,
    keys: DeskKeys,
    keychain: Keychain,
    environment: Mapping[str, str],
    ask: Ask | None,
) -> Unlocked:
    """The key of the desk in a folder: from keychain, ``LAYERDESK_PASSPHRASE``, or a person.

    A keychain that is silent, or holds the key of an older desk in this folder, is passed over.
    Raises CannotUnlock when every way is used up, and KeysMissing, KeysDamaged or KeysTooNew.
    """
    tried = [Way.KEYCHAIN.value]
    kept = _kept(folder, keychain)
    if kept is not None and (not keys.exists or keys.belongs(kept)):
        return Unlocked(key=kept, way=Way.KEYCHAIN)
    problem: WrongPassphrase | RecoveryCodeMistyped | None = None
    given = environment.get(PASSPHRASE_VARIABLE)
    if given:
        tried.append(Way.ENVIRONMENT.value)
        try:
            return Unlocked(key=keys.unwrap(given), way=Way.ENVIRONMENT)
        except (WrongPassphrase, RecoveryCodeMistyped) as wrong:
            problem = wrong
    if ask is None:
        raise problem or CannotUnlock(tried=tuple(tried))
    return _asked(keys, ask, problem, tried)


def unlock_again(keys: DeskKeys, ask: Ask) -> Unlocked:
    """The key after the desk was locked: only a person is asked, not keychain or environment.

    Raises CannotUnlock when the person gives up, and KeysMissing, KeysDamaged or KeysTooNew.
    """
    return _asked(keys, ask, None, [])


def _kept(folder: Path, keychain: Keychain) -> Secret | None:
    try:
        return keychain.get(folder)
    except KeychainUnavailable:
        return None


def _asked(
    keys: DeskKeys,
    ask: Ask,
    problem: WrongPassphrase | RecoveryCodeMistyped | None,
    tried: list[str],
) -> Unlocked:
    while True:
        typed = ask(problem)
        if typed is None:
            raise CannotUnlock(tried=(*tried, Way.PROMPT.value))
        try:
            return Unlocked(key=keys.unwrap(typed), way=Way.PROMPT)
        except (WrongPassphrase, RecoveryCodeMistyped) as wrong:
            problem = wrong
