"""This is where a new desk joins a practice that has a hub, from the window."""

from contextlib import suppress
from pathlib import Path

from layerdesk.app.opening import (
    OpenDesk,
    begin_to_join,
    keep_key,
    nothing_left_of_it,
)
from layerdesk.domain.errors import FieldWrong, KeychainUnavailable
from layerdesk.domain.language import tr
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import Keychain
from layerdesk.host.keys import DeskKeys, new_key
from layerdesk.storage.exchange import Exchange
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.invitation import Invitation, from_file
from layerdesk.sync.joining import join


def read_invitation(file: Path, words: str) -> Invitation:
    """The joining file, opened with its six words. Raises FieldWrong and InvitationWrong."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        raise FieldWrong(field=tr("File"), reason=tr("It can’t be read as a text.")) from reason
    return from_file(text, words)


def join_practice(
    folder: DeskFolder,
    keychain: Keychain,
    file: Path,
    words: str,
    passphrase: str | None,
    want_recovery_code: bool,
) -> tuple[OpenDesk, str]:
    """A desk that has knocked, and its recovery code or nothing. The folder must be held.

    Raises what ``read_invitation``, ``keep_key`` and ``join`` raise; nothing is left of it then.
    """
    invitation = read_invitation(file, words)
    key, keys = new_key(), DeskKeys(folder.keys)
    with nothing_left_of_it(folder) as stack:
        if passphrase or not want_recovery_code:
            keep_key(folder, key, keychain, passphrase)
        code = keys.add_recovery_code(key) if want_recovery_code else ""
        if not passphrase:
            with suppress(KeychainUnavailable):
                keychain.put(folder.root, key)
        desk = begin_to_join(folder, key, keychain, invitation.person, invitation.letter)
        stack.callback(desk.store.close)
        join(DeskState(Exchange(desk.store)), invitation, folder.root)
    return desk, code
