"""This is where disks fill up, files break and processes die, and nothing kept is lost."""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.record import Text
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage import connection
from layerdesk.storage.connection import DatabaseDamaged, DatabaseUnavailable
from layerdesk.storage.schema import DatabaseTooNew, DatabaseTooOld
from layerdesk.storage.store import NotSetUp, Store
from tests.storage.desks import KEY, Clock, again, change, home_of, make, opened, upgraded

KILLS = 20


WRITER = """
import sys
from pathlib import Path
from layerdesk.domain.cases.records import Case
from tests.storage.desks import change, make, opened
store = opened(Path(sys.argv[1]))
case = make(store, Case)
for number in range(100_000):
    words = f"{sys.argv[2]}-{number}"
    case = change(store, case, title=words, summary=case.summary.saying(words))
    print(case.id, words, flush=True)
"""


def test_what_was_acknowledged_survives_any_kill(desk: Store, tmp_path: Path) -> None:
    desk.close()
    chance = random.Random(20261126)
    said: dict[str, str] = {}
    root = Path(__file__).parents[2]
    around = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    for turn in range(KILLS):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(turn)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=around)
        assert process.stdout is not None
        for _ in range(chance.randint(1, 25)):
            record, words = process.stdout.readline().split()
            said[record] = words
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines()
        process.wait()
        process.stdout.close()
        for line in rest:
            if len(line.split()) == 2:
                record, words = line.split()
                said[record] = words
    store = opened(tmp_path)
    verdict = store.verify()
    assert verdict.sound, verdict
    stored = {each.id: each for each in store.read(lambda reading: reading.find(Case))}
    for record, words in said.items():
        turn, number = words.split("-")
        kept = stored[record].title  # type: ignore[index]
        # The last save may have been kept although there was no time to say so.
        assert kept in (words, f"{turn}-{int(number) + 1}")
        assert stored[record].summary.plain == kept  # type: ignore[index]
    store.close()


def test_a_full_disk_is_a_clear_error_and_what_was_there_stays(desk: Store) -> None:
    case = make(desk, Case, title="Kept", summary=Text("Kept"))
    raw = desk.writing.connection
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DatabaseUnavailable) as failed:
        make(desk, Case, title="Too much", summary=Text("Words " * 50_000))
    assert "full" in str(failed.value.values["reason"])
    assert again(desk, case).title == "Kept"
    raw.execute("PRAGMA max_page_count = 1073741823")
    assert change(desk, case, title="Goes on").title == "Goes on"
    assert desk.verify().sound


def test_a_really_full_disk(tmp_path: Path, desk: Store, clock: Clock) -> None:
    desk.close()
    full = tmp_path / "small"
    full.mkdir()
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(full)],
            capture_output=True,
            check=False,
        ).returncode
    )
    if not mounted:
        # Only the computer's administrator may mount; the test above covers everybody else.
        return
    try:
        for name in ("desk.db",):
            shutil.copy(tmp_path / name, full / name)
        store = opened(full, clock)
        case = make(store, Case, title="Kept")
        (full / "filler").write_bytes(b"x" * (shutil.disk_usage(full).free - 4_096))
        with pytest.raises(DatabaseUnavailable):
            make(store, Case, summary=Text("Words " * 50_000))
        assert again(store, case).title == "Kept"
        (full / "filler").unlink()
        assert change(store, case, title="Goes on").title == "Goes on"
        assert store.verify().sound
        store.close()
    finally:
        subprocess.run(["umount", str(full)], check=True)


def test_a_wrong_key_opens_nothing_and_harms_nothing(desk: Store, tmp_path: Path) -> None:
    desk.close()
    before = (tmp_path / "desk.db").read_bytes()
    stranger = opened(tmp_path, key=bytes(32))
    for use in (stranger.viewer, stranger.check_revision, lambda: upgraded(stranger)):
        with pytest.raises(DatabaseDamaged):
            use()
    stranger.close()
    assert (tmp_path / "desk.db").read_bytes() == before


@pytest.mark.parametrize("place", [0, 4_096 * 2 + 100])
def test_a_damaged_file_is_a_clear_error_and_is_left_as_it_is(
    desk: Store, tmp_path: Path, place: int
) -> None:
    desk.close()
    path = tmp_path / "desk.db"
    data = bytearray(path.read_bytes())
    for offset in range(place, len(data), 4_096):
        data[offset] ^= 0xFF
    path.write_bytes(bytes(data))
    broken = opened(tmp_path)
    with pytest.raises(DatabaseDamaged):
        broken.verify()
    with pytest.raises(DatabaseDamaged):
        upgraded(broken)
    broken.close()
    assert path.read_bytes() == bytes(data)


def test_what_is_no_database_at_all_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_text("A letter to somebody.\n" * 1_000, encoding="utf-8")
    with pytest.raises(DatabaseDamaged):
        upgraded(opened(tmp_path))
    assert path.read_text(encoding="utf-8").startswith("A letter")


def test_no_file_to_read_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable):
        opened(tmp_path / "nowhere").viewer()
    with pytest.raises(DatabaseUnavailable):
        upgraded(opened(tmp_path / "nowhere"))


def test_a_file_of_a_newer_program_is_not_touched(desk: Store, tmp_path: Path) -> None:
    with desk.writing.transaction():
        desk.writing.connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew) as failed:
        desk.check_revision()
    assert failed.value.values["revision"] == "9999"
    made: list[int] = []
    with pytest.raises(DatabaseTooNew):
        desk.bring_up_to_date(migrations_folder(), lambda: made.append(1))
    assert made == []


def test_an_older_file_is_not_read_without_being_brought_up_to_date(desk: Store) -> None:
    desk.check_revision()
    with desk.writing.transaction():
        desk.writing.connection.execute("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(DatabaseTooOld):
        desk.check_revision()


def test_a_file_without_a_practice_says_so(tmp_path: Path) -> None:
    store = upgraded(opened(tmp_path))
    assert store.identity is None
    with pytest.raises(NotSetUp):
        store.viewer()
    store.take_new_desk_id()
    assert store.identity is None
    store.close()


def test_two_that_write_at_once_take_turns(desk: Store, tmp_path: Path) -> None:
    other = opened(tmp_path)
    case = make(desk, Case, title="Mine")
    theirs = change(other, case, title="Theirs")
    assert change(desk, theirs, title="Mine again").title == "Mine again"
    assert home_of(other) == home_of(desk)
    assert desk.verify().sound
    other.close()


def test_waiting_for_another_writer_ends_with_a_clear_error(
    desk: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_MILLISECONDS", 20)
    other = opened(tmp_path)
    with desk.writing.transaction(), pytest.raises(DatabaseUnavailable) as failed:
        make(other, Case)
    assert "locked" in str(failed.value.values["reason"])
    assert make(other, Case, title="Now").title == "Now"
    other.close()


READER = """
import os, sys
from pathlib import Path
from layerdesk.domain.cases.records import Case
from layerdesk.storage.connection import DatabaseUnavailable
from tests.storage.desks import make, opened
once = opened(Path(sys.argv[1]))
once.viewer()
once.close()
os.setgid(65534)
os.setuid(65534)
store = opened(Path(sys.argv[1]))
try:
    make(store, Case)
except DatabaseUnavailable as failed:
    print("unavailable:", failed.values["reason"])
"""


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_file_or_folder_that_may_only_be_read_is_a_clear_error(
    desk: Store, tmp_path: Path, what: str
) -> None:
    desk.close()
    before = (tmp_path / "desk.db").read_bytes()
    (tmp_path / "desk.db").chmod(0o444)
    tmp_path.chmod(0o555 if what == "folder" else 0o777)
    reader = opened(tmp_path)
    try:
        if os.access(tmp_path / "desk.db", os.W_OK):
            _as_nobody(tmp_path)
        else:
            with pytest.raises(DatabaseUnavailable):
                make(reader, Case)
    finally:
        reader.close()
        tmp_path.chmod(0o755)
    assert (tmp_path / "desk.db").read_bytes() == before


def _as_nobody(folder: Path) -> None:
    """The administrator may write everywhere, so somebody who may not is asked to."""
    outer = [folder, *folder.parents]
    modes = {each: each.stat().st_mode for each in outer[1:-1]}
    root = Path(__file__).parents[2]
    around = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
    try:
        for each, mode in modes.items():
            each.chmod(mode | 0o011)
        answer = subprocess.run(
            [sys.executable, "-c", READER, str(folder)],
            capture_output=True,
            text=True,
            check=False,
            env=around,
            timeout=60,
        )
    finally:
        for each, mode in modes.items():
            each.chmod(mode)
    assert answer.stdout.startswith("unavailable:"), answer.stdout + answer.stderr


def test_a_fault_of_ours_is_not_called_a_full_disk(desk: Store) -> None:
    import sqlcipher3

    from layerdesk.storage.connection import unavailable

    with pytest.raises(sqlcipher3.DatabaseError) as failed, desk.writing.transaction():
        desk.writing.connection.execute("INSERT INTO local VALUES (NULL, NULL)")
    assert not isinstance(unavailable(Path(), failed.value), DatabaseUnavailable)
    assert isinstance(unavailable(Path(), SystemExit()), RuntimeError)


def test_a_long_reading_can_be_stopped(desk: Store) -> None:
    import threading

    desk.reading.interrupt()
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    )
    timer = threading.Timer(0.1, desk.reading.interrupt)
    timer.start()
    with pytest.raises(DatabaseUnavailable):
        desk.read(lambda _: desk.reading.connection.execute(endless).fetchone()[0])
    timer.join()
    assert home_of(desk)


def test_a_statement_outside_a_transaction_that_fails_is_a_clear_error(desk: Store) -> None:
    with pytest.raises(DatabaseUnavailable):
        desk.writing.outside("PRAGMA nonsense(")
    assert KEY
