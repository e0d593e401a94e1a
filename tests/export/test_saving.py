import errno
import os
import stat
from pathlib import Path

import pytest

from layerdesk.domain.errors import CannotWriteFile
from layerdesk.export.saving import save_bytes


def test_a_file_is_written(tmp_path: Path) -> None:
    save_bytes(tmp_path / "a.pdf", b"new")

    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.pdf"]


def test_a_file_that_is_there_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old and longer")
    path.chmod(0o640)

    save_bytes(path, b"new")

    assert path.read_bytes() == b"new"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "a.pdf"

    with pytest.raises(CannotWriteFile) as told:
        save_bytes(path, b"new")

    assert told.value.values == {"path": str(path), "reason": "The folder does not exist."}


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "The disk is full."),
        (errno.EROFS, "The disk can only be read."),
        (
            errno.EACCES,
            "You may not write in this folder, or the file is open in another program.",
        ),
        (errno.ENAMETOOLONG, "The name is too long."),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_after_a_failure_the_old_file_is_untouched_and_no_part_is_left(
    number: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWriteFile) as told:
        save_bytes(path, b"new")

    assert told.value.values["reason"] == reason
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_place_of_the_file_is_told_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.mkdir()

    with pytest.raises(CannotWriteFile):
        save_bytes(path, b"new")

    assert list(tmp_path.iterdir()) == [path]
