"""This is where it is shown how the keychain is asked, and that it never holds up the start."""

import importlib.util
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.programs import program
from typing_extensions import override

from layerdesk.domain.errors import KeychainUnavailable
from layerdesk.host import keychain
from layerdesk.host.keychain import (
    SERVICE,
    Keychain,
    NoKeychain,
    SystemKeychain,
    keychain_for,
    system_back_end,
)
from layerdesk.host.secret import Secret

FOLDER = Path("/desks/surgery")
KEY = Secret(bytes(range(32)))


class FakeBackEnd:
    """Keeps passwords in a dictionary, as a system's keychain does behind its lock."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class LockedBackEnd(FakeBackEnd):
    """Refuses everything, as a keychain does that the person did not unlock."""

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")


class SilentBackEnd(FakeBackEnd):
    """Never answers until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.let_go = threading.Event()

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.let_go.wait(60)
        return None


@pytest.fixture
def silent() -> Iterator[SilentBackEnd]:
    back_end = SilentBackEnd()
    yield back_end
    back_end.let_go.set()
    for thread in threading.enumerate():
        if thread.name == "keychain":
            thread.join()


def _reason(keychain: Keychain) -> object:
    with pytest.raises(KeychainUnavailable) as unavailable:
        keychain.get(FOLDER)
    return unavailable.value.values["reason"]


def test_a_key_is_kept_for_its_folder_and_forgotten() -> None:
    back_end = FakeBackEnd()
    keychain = SystemKeychain(lambda: back_end)
    assert keychain.get(FOLDER) is None
    keychain.put(FOLDER, KEY)

    assert keychain.get(FOLDER) == KEY
    assert keychain.get(FOLDER / "other") is None
    assert list(back_end.kept) == [(SERVICE, str(FOLDER))]

    keychain.forget(FOLDER)
    keychain.forget(FOLDER)
    assert keychain.get(FOLDER) is None


def test_what_somebody_else_put_there_is_not_taken_for_a_key() -> None:
    back_end = FakeBackEnd()
    back_end.set_password(SERVICE, str(FOLDER), "not base 64!")

    assert SystemKeychain(lambda: back_end).get(FOLDER) is None


def test_a_locked_keychain_is_unavailable() -> None:
    assert _reason(SystemKeychain(LockedBackEnd)) == "refused"


def test_a_keychain_that_cannot_be_reached_is_unavailable() -> None:
    def connect() -> FakeBackEnd:
        raise ImportError("no such back end here")

    assert _reason(SystemKeychain(connect)) == "refused"


def test_a_keychain_that_never_answers_is_given_up_after_the_limit(silent: SilentBackEnd) -> None:
    keychain = SystemKeychain(lambda: silent, seconds=0.05)
    began = time.monotonic()

    assert _reason(keychain) == "silent"
    assert time.monotonic() - began < 2


def test_a_keychain_that_never_answered_is_not_asked_again(silent: SilentBackEnd) -> None:
    keychain = SystemKeychain(lambda: silent, seconds=0.05)

    assert [_reason(keychain), _reason(keychain)] == ["silent", "silent"]
    assert silent.asked == 1


def test_without_a_keychain_nothing_is_kept() -> None:
    keychain = NoKeychain()
    keychain.forget(FOLDER)

    assert keychain.get(FOLDER) is None
    with pytest.raises(KeychainUnavailable):
        keychain.put(FOLDER, KEY)


@pytest.mark.parametrize(("value", "kind"), [("1", NoKeychain), ("0", SystemKeychain)])
def test_the_keychain_can_be_switched_off(value: str, kind: type[Keychain]) -> None:
    assert type(keychain_for({"LAYERDESK_NO_KEYCHAIN": value})) is kind
    assert type(keychain_for({})) is SystemKeychain


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_every_system_has_a_back_end_that_is_named_outright(system: str) -> None:
    """Its name is looked up in its source: importing it works on its own system alone."""
    module, name = keychain._BACK_ENDS[system]
    found = importlib.util.find_spec(module)
    assert found is not None
    assert found.origin is not None

    assert f"class {name}(" in Path(found.origin).read_text("utf-8")


def test_the_back_end_of_this_system_can_be_made() -> None:
    assert type(system_back_end()).__module__.startswith("keyring.backends.")


_REAL = """
import sys
from pathlib import Path
from layerdesk.host.keychain import keychain_for
from layerdesk.host.keys import new_key
keychain, folder, key = keychain_for({}), Path(sys.argv[1]), new_key()
assert keychain.get(folder) is None
keychain.put(folder, key)
assert keychain_for({}).get(folder) == key
keychain.forget(folder)
assert keychain.get(folder) is None
print("kept and forgotten")
"""
_SESSION = 'printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "$@"'


def test_the_real_secret_service_of_gnome_keeps_and_forgets_a_key(tmp_path: Path) -> None:
    """In a session of its own, in its own home."""
    home = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    program("gnome-keyring-daemon")
    home.pop("DBUS_SESSION_BUS_ADDRESS", None)
    session = [program("dbus-run-session"), "--", "sh", "-c", _SESSION, "sh"]
    asked = subprocess.run(
        [*session, sys.executable, "-c", _REAL, str(tmp_path)],
        env=home,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert asked.stdout == "kept and forgotten\n", asked.stderr
