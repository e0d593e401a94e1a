"""This is where failed tries to unlock are remembered and nothing else is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from layerdesk.domain.errors import WrongPassphrase
from layerdesk.host.failed_tries import MOST, FailedTries
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keys import DeskKeys, new_key

EIGHT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_tries_are_kept_until_they_are_told(tmp_path: Path) -> None:
    tries = FailedTries(tmp_path / "failed")
    assert tries.all() == ()
    tries.note(EIGHT)
    tries.note(NINE)
    assert FailedTries(tmp_path / "failed").all() == (EIGHT, NINE)
    tries.forget((EIGHT,))
    assert tries.all() == (NINE,)
    tries.forget((NINE,))
    assert not (tmp_path / "failed").exists()


def test_a_file_that_is_damaged_or_not_writable_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "failed").write_text("nonsense\n2026-11-23T08:00:00Z\n", encoding="ascii")
    assert FailedTries(tmp_path / "failed").all() == (EIGHT,)
    FailedTries(tmp_path / "not" / "there").note(EIGHT)


def test_no_more_than_a_thousand_are_remembered(tmp_path: Path) -> None:
    line = "2026-11-23T08:00:00Z\n"
    (tmp_path / "failed").write_text(line * MOST, encoding="ascii")
    tries = FailedTries(tmp_path / "failed")
    tries.note(NINE)
    assert len(tries.all()) == MOST


def test_a_wrong_passphrase_is_noted_without_what_was_typed(tmp_path: Path) -> None:
    folder = DeskFolder(root=tmp_path)
    keys = DeskKeys(folder.keys, operations=1, memory=8192)
    key = new_key()
    keys.add_passphrase(key, "three long words")
    keys.unwrap("three long words")
    assert keys.failed_tries.all() == ()
    with pytest.raises(WrongPassphrase):
        keys.unwrap("tree long words")
    assert len(keys.failed_tries.all()) == 1
    assert "tree" not in folder.failed_tries.read_text(encoding="ascii")
