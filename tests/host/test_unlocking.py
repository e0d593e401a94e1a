"""This is where it is shown in what order a desk's key is looked for."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from layerdesk.domain.errors import (
    CannotUnlock,
    KeychainUnavailable,
    KeysMissing,
    LayerDeskError,
    WrongPassphrase,
)
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.keys import DeskKeys, new_key
from layerdesk.host.secret import Secret
from layerdesk.host.unlocking import Unlocked, Way, unlock, unlock_again

PHRASE = "quiet garden lantern"
KEY = new_key()


class FakeKeychain:
    """Holds one key for every folder, or refuses."""

    def __init__(self, key: Secret | None = None, *, locked: bool = False) -> None:
        self.key = key
        self.locked = locked

    def get(self, folder: Path) -> Secret | None:
        if self.locked:
            raise KeychainUnavailable(reason="refused")
        return self.key

    def put(self, folder: Path, key: Secret) -> None:
        self.key = key

    def forget(self, folder: Path) -> None:
        self.key = None


class Person:
    """Types these answers one after the other, then gives up; remembers what was said before."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.told: list[LayerDeskError | None] = []

    def __call__(self, problem: LayerDeskError | None) -> str | None:
        self.told.append(problem)
        return self.answers.pop(0) if self.answers else None


@pytest.fixture
def keys(tmp_path: Path) -> DeskKeys:
    made = DeskKeys(tmp_path / "desk.keys", operations=1, memory=64 * 1024)
    made.add_passphrase(KEY, PHRASE)
    return made


def _tried(error: CannotUnlock) -> Sequence[object]:
    tried = error.values["tried"]
    assert isinstance(tried, tuple)
    return tried


def test_the_keychain_comes_first_and_nobody_is_asked(keys: DeskKeys, tmp_path: Path) -> None:
    person = Person(PHRASE)

    found = unlock(tmp_path, keys, FakeKeychain(KEY), {"LAYERDESK_PASSPHRASE": PHRASE}, person)

    assert found == Unlocked(key=KEY, way=Way.KEYCHAIN)
    assert person.told == []


def test_the_environment_comes_second_and_nobody_is_asked(keys: DeskKeys, tmp_path: Path) -> None:
    person = Person(PHRASE)

    found = unlock(tmp_path, keys, NoKeychain(), {"LAYERDESK_PASSPHRASE": PHRASE}, person)

    assert found == Unlocked(key=KEY, way=Way.ENVIRONMENT)
    assert person.told == []


def test_a_person_comes_last_and_may_try_again(keys: DeskKeys, tmp_path: Path) -> None:
    person = Person("no", PHRASE)

    found = unlock(tmp_path, keys, FakeKeychain(locked=True), {}, person)

    assert found == Unlocked(key=KEY, way=Way.PROMPT)
    assert [type(told) for told in person.told] == [type(None), WrongPassphrase]


def test_the_key_of_an_older_desk_in_the_keychain_is_passed_over(
    keys: DeskKeys, tmp_path: Path
) -> None:
    found = unlock(tmp_path, keys, FakeKeychain(new_key()), {}, Person(PHRASE))

    assert found == Unlocked(key=KEY, way=Way.PROMPT)


def test_the_keychain_serves_when_the_file_of_keys_is_lost(tmp_path: Path) -> None:
    keys = DeskKeys(tmp_path / "desk.keys")

    assert unlock(tmp_path, keys, FakeKeychain(KEY), {}, None).key == KEY
    with pytest.raises(KeysMissing):
        unlock(tmp_path, keys, NoKeychain(), {}, Person(PHRASE))


def test_a_wrong_word_in_the_environment_is_told_to_the_person(
    keys: DeskKeys, tmp_path: Path
) -> None:
    person = Person(PHRASE)

    unlock(tmp_path, keys, NoKeychain(), {"LAYERDESK_PASSPHRASE": "no"}, person)

    assert [type(told) for told in person.told] == [WrongPassphrase]


def test_a_wrong_word_in_the_environment_is_refused_where_nobody_can_be_asked(
    keys: DeskKeys, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(tmp_path, keys, NoKeychain(), {"LAYERDESK_PASSPHRASE": "no"}, None)


def test_where_nothing_is_left_to_try_the_desk_cannot_be_unlocked(
    keys: DeskKeys, tmp_path: Path
) -> None:
    with pytest.raises(CannotUnlock) as alone:
        unlock(tmp_path, keys, NoKeychain(), {}, None)
    with pytest.raises(CannotUnlock) as given_up:
        unlock(tmp_path, keys, NoKeychain(), {}, Person())

    assert _tried(alone.value) == ("keychain",)
    assert _tried(given_up.value) == ("keychain", "prompt")


def test_after_a_lock_only_a_person_is_asked(keys: DeskKeys) -> None:
    assert unlock_again(keys, Person(PHRASE)).way is Way.PROMPT
    with pytest.raises(CannotUnlock) as given_up:
        unlock_again(keys, Person())
    assert _tried(given_up.value) == ("prompt",)


def test_the_key_does_not_show_in_what_unlocking_gives() -> None:
    assert "hidden" in repr(Unlocked(key=KEY, way=Way.PROMPT))
