"""This is where it is shown that one folder has one writer at a time, and no lock outlives it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from layerdesk.domain.errors import FolderInUse, FolderNotWritable
from layerdesk.host.one_at_a_time import Holder, holder_of, only_one

_HOLD = """
import sys
from pathlib import Path
from layerdesk.host.one_at_a_time import only_one
with only_one(Path(sys.argv[1]), "window"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_start_is_told_who_has_the_folder(tmp_path: Path) -> None:
    lock = tmp_path / "lock"

    with only_one(lock, "window"), pytest.raises(FolderInUse) as refused, only_one(lock, "backup"):
        raise AssertionError("two had the folder")

    assert refused.value.values == {"what": "window", "pid": os.getpid()}


def test_the_folder_is_free_again_when_the_holder_is_done(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with only_one(lock, "window"):
        assert holder_of(lock) == Holder(pid=os.getpid(), what="window")

    assert holder_of(lock) is None
    with only_one(lock, "backup") as holder:
        assert holder.what == "backup"


def test_the_folder_is_free_again_after_a_fault_inside(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_one(tmp_path / "lock", "window"):
        raise ZeroDivisionError

    assert holder_of(tmp_path / "lock") is None


def test_a_holder_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(FolderInUse) as refused, only_one(lock, "window"):
            raise AssertionError("two had the folder")
        assert refused.value.values == {"what": "window", "pid": other.pid}
        other.kill()
        other.wait()

    assert lock.read_text(), "the killed holder had no time to tidy up"
    with only_one(lock, "window"):
        assert holder_of(lock) == Holder(pid=os.getpid(), what="window")


def test_a_holder_that_has_not_said_who_it_is_yet_is_someone_unknown(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with only_one(lock, "window"):
        lock.write_text("")
        assert holder_of(lock) == Holder(pid=0, what="")
        with pytest.raises(FolderInUse) as refused, only_one(lock, "window"):
            raise AssertionError("two had the folder")

    assert refused.value.values == {"what": "", "pid": 0}


def test_asking_tidies_up_after_a_holder_that_was_killed(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text('{"pid": 1, "what": "window"}')

    assert holder_of(lock) is None
    assert lock.read_text() == ""


def test_a_folder_without_a_lock_file_has_no_holder(tmp_path: Path) -> None:
    assert holder_of(tmp_path / "lock") is None


def test_a_folder_that_is_not_there_cannot_be_held(tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable), only_one(tmp_path / "none" / "lock", "window"):
        raise AssertionError("held a folder that is not there")
