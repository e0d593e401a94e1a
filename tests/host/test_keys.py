"""This is where it is shown that a desk's key is kept wrapped and opened by its secrets only."""

import base64
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from layerdesk.domain.errors import (
    FolderNotWritable,
    KeysDamaged,
    KeysMissing,
    KeysTooNew,
    PassphraseTooShort,
    RecoveryCodeMistyped,
    WrongPassphrase,
)
from layerdesk.host import keys_file
from layerdesk.host.keys import KEY_BYTES, DeskKeys, new_key
from layerdesk.host.secret import Secret

PHRASE = "quiet garden lantern"


@pytest.fixture
def keys(tmp_path: Path) -> DeskKeys:
    """Keys that cost next to nothing to open."""
    return DeskKeys(tmp_path / "desk.keys", operations=1, memory=64 * 1024)


def _slip(code: str) -> str:
    return code[:10] + ("2" if code[10] != "2" else "3") + code[11:]


def test_a_key_has_256_bits_and_no_two_are_alike() -> None:
    assert len(new_key().reveal()) == KEY_BYTES == 32
    assert new_key() != new_key()


def test_the_passphrase_opens_the_key(keys: DeskKeys) -> None:
    key = new_key()
    assert not keys.exists
    keys.add_passphrase(key, PHRASE)

    assert keys.unwrap(PHRASE) == key
    assert keys.exists
    assert keys.has_passphrase
    assert not keys.has_recovery_code


def test_the_cost_of_a_real_desk_is_stored_with_the_wrap(tmp_path: Path) -> None:
    keys = DeskKeys(tmp_path / "desk.keys")
    key = new_key()
    keys.add_passphrase(key, PHRASE)

    (wrap,) = json.loads(keys.path.read_text())["wraps"]
    assert wrap["operations"] == 3
    assert wrap["memory"] == 128 * 1024 * 1024
    assert DeskKeys(keys.path, operations=1, memory=8192).unwrap(PHRASE) == key


def test_the_passphrase_may_be_typed_in_another_form_that_looks_the_same(keys: DeskKeys) -> None:
    key = new_key()
    keys.add_passphrase(key, "café au lait at ten")

    assert keys.unwrap(" cafe\u0301 au lait at ten ") == key


def test_a_wrong_passphrase_opens_nothing(keys: DeskKeys) -> None:
    keys.add_passphrase(new_key(), PHRASE)

    with pytest.raises(WrongPassphrase):
        keys.unwrap(PHRASE.upper())
    with pytest.raises(WrongPassphrase):
        keys.unwrap("")


def test_a_short_passphrase_is_refused(keys: DeskKeys) -> None:
    with pytest.raises(PassphraseTooShort) as refused:
        keys.add_passphrase(new_key(), "eleven char ")

    assert refused.value.values["minimum"] == 12
    assert not keys.exists


def test_the_recovery_code_opens_the_key_too(keys: DeskKeys) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)
    code = keys.add_recovery_code(key)

    assert keys.unwrap(code) == key
    assert keys.unwrap(code.lower().replace("-", " ")) == key
    assert keys.unwrap(PHRASE) == key
    assert keys.has_passphrase
    assert keys.has_recovery_code


def test_a_desk_may_have_a_recovery_code_alone(keys: DeskKeys) -> None:
    key = new_key()
    code = keys.add_recovery_code(key)

    assert keys.unwrap(code) == key
    assert not keys.has_passphrase
    with pytest.raises(RecoveryCodeMistyped):
        keys.unwrap("not a code at all")


def test_a_slip_in_the_recovery_code_is_named(keys: DeskKeys) -> None:
    key = new_key()
    code = keys.add_recovery_code(key)
    keys.add_passphrase(key, PHRASE)

    with pytest.raises(RecoveryCodeMistyped) as slip:
        keys.unwrap(_slip(code))
    assert slip.value.values == {"group": 2, "groups": 7}


def test_a_new_recovery_code_puts_the_old_one_out_of_use(keys: DeskKeys) -> None:
    key = new_key()
    old, new = keys.add_recovery_code(key), keys.add_recovery_code(key)

    assert keys.unwrap(new) == key
    with pytest.raises(WrongPassphrase):
        keys.unwrap(old)


def test_a_changed_passphrase_puts_the_old_one_out_of_use(keys: DeskKeys) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)
    keys.change_passphrase(PHRASE, "another garden lantern")

    assert keys.unwrap("another garden lantern") == key
    with pytest.raises(WrongPassphrase):
        keys.unwrap(PHRASE)


def test_a_forgotten_passphrase_is_changed_by_the_recovery_code(keys: DeskKeys) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)
    keys.change_passphrase(keys.add_recovery_code(key), "another garden lantern")

    assert keys.unwrap("another garden lantern") == key


def test_a_wrong_old_passphrase_changes_nothing(keys: DeskKeys) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase("a guess that is wrong", "another garden lantern")

    assert keys.unwrap(PHRASE) == key


def test_the_key_of_another_database_is_not_mixed_in(keys: DeskKeys) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)

    assert keys.belongs(key)
    assert not keys.belongs(new_key())
    with pytest.raises(ValueError, match="another database"):
        keys.add_recovery_code(new_key())


def test_no_bare_key_or_secret_is_ever_in_a_file(keys: DeskKeys) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)
    code = keys.add_recovery_code(key)
    keys.change_passphrase(PHRASE, "another garden lantern")

    files = [place.read_bytes() for place in keys.path.parent.rglob("*") if place.is_file()]
    assert len(files) == 2
    for secret in _all_forms(key, code):
        assert not [held for held in files if secret in held or secret.lower() in held.lower()]


def _all_forms(key: Secret, code: str) -> list[bytes]:
    bare = key.reveal()
    encoders: list[Callable[[bytes], bytes]] = [
        bytes,
        lambda raw: raw.hex().encode(),
        lambda raw: json.dumps(list(raw)).encode(),
        base64.b64encode,
    ]
    words = [PHRASE.encode(), b"another garden lantern", code.encode(), code[:5].encode()]
    return [encode(bare) for encode in encoders] + words


def test_only_this_account_may_read_the_file(keys: DeskKeys) -> None:
    keys.add_passphrase(new_key(), PHRASE)

    if os.name == "posix":
        assert {place.stat().st_mode & 0o777 for place in keys.path.parent.iterdir()} == {0o600}


def test_a_folder_without_keys_says_so(keys: DeskKeys) -> None:
    with pytest.raises(KeysMissing) as missing:
        keys.unwrap(PHRASE)

    assert missing.value.values["path"] == str(keys.path)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"format": 1}'])
def test_a_damaged_file_is_put_right_from_its_copy(keys: DeskKeys, damage: bytes) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)
    whole = keys.path.read_bytes()
    keys.path.write_bytes(damage)

    assert keys.unwrap(PHRASE) == key
    assert keys.path.read_bytes() == whole


def test_one_flipped_bit_anywhere_is_noticed(keys: DeskKeys) -> None:
    keys.add_passphrase(new_key(), PHRASE)
    whole = bytearray(keys.path.read_bytes())
    keys_file.copy_of(keys.path).unlink()
    unnoticed = []
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1
        keys.path.write_bytes(flipped)
        keys_file.copy_of(keys.path).unlink(missing_ok=True)
        try:
            keys_file.read(keys.path)
        except (KeysDamaged, KeysTooNew):
            continue
        unnoticed.append(chr(whole[place]))

    assert set(unnoticed) <= {"\n", " "}, "only the white space between the parts may change"


def test_a_lost_file_and_a_lost_copy_are_made_anew_from_each_other(keys: DeskKeys) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)
    for lost in (keys.path, keys_file.copy_of(keys.path)):
        lost.unlink()
        assert keys.exists
        assert keys.unwrap(PHRASE) == key
        assert lost.exists()


def test_a_crash_between_file_and_copy_leaves_the_new_passphrase_in_force(
    keys: DeskKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)
    before = keys.path.read_bytes()
    keys.change_passphrase(PHRASE, "another garden lantern")
    keys_file.copy_of(keys.path).write_bytes(before)

    assert keys.unwrap("another garden lantern") == key
    assert keys_file.copy_of(keys.path).read_bytes() == keys.path.read_bytes()


def test_when_file_and_copy_are_damaged_that_is_said(keys: DeskKeys) -> None:
    keys.add_passphrase(new_key(), PHRASE)
    for place in (keys.path, keys_file.copy_of(keys.path)):
        place.write_bytes(b"rubbish")

    with pytest.raises(KeysDamaged):
        keys.unwrap(PHRASE)
    with pytest.raises(KeysDamaged):
        keys.add_recovery_code(new_key())


def test_the_file_of_a_newer_program_is_left_alone(keys: DeskKeys) -> None:
    keys.add_passphrase(new_key(), PHRASE)
    newer = keys.path.read_bytes().replace(b'"format": 1', b'"format": 2')
    keys.path.write_bytes(newer)

    with pytest.raises(KeysTooNew) as refused:
        keys.unwrap(PHRASE)

    assert refused.value.values["format"] == 2
    assert refused.value.values["known"] == 1
    assert keys.path.read_bytes() == newer


def test_a_planted_file_cannot_ask_for_all_the_memory(keys: DeskKeys) -> None:
    wrap = keys_file.Wrap(
        way="passphrase", operations=1, memory=1 << 40, salt=b"s", nonce=b"n", sealed=b"k"
    )
    keys_file.write(keys.path, keys_file.KeysFile(key_id="0", wraps={"passphrase": wrap}))

    with pytest.raises(KeysDamaged):
        keys.unwrap(PHRASE)


def test_a_full_disk_leaves_the_old_keys_and_no_litter(
    keys: DeskKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = new_key()
    keys.add_passphrase(key, PHRASE)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(keys_file.os, "fsync", full)
        with pytest.raises(FolderNotWritable) as refused:
            keys.change_passphrase(PHRASE, "another garden lantern")

    assert refused.value.values["reason"] == "No space left on device"
    assert keys.unwrap(PHRASE) == key
    assert len(list(keys.path.parent.iterdir())) == 2
