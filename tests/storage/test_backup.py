"""This is where backups are made, counted, restored, and never overwritten."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage import backup, connection, schema
from layerdesk.storage.backup import BackupFailed, FolderNotEmpty, NoBackup, RestoreFailed
from layerdesk.storage.connection import DatabaseDamaged, DatabaseUnavailable
from layerdesk.storage.store import Store
from tests.storage.desks import NOW, Clock, again, change, fresh_desk, make, opened


def as_it_is(copied: Path) -> None:
    """Leaves the copy of a backup as it is."""


def damage(database: Path) -> None:
    """Turn one bit over in the middle of the file, as an old disk does."""
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)


def test_the_last_seven_are_kept(desk: Store, tmp_path: Path, clock: Clock) -> None:
    made = []
    for _ in range(9):
        made.append(desk.back_up(tmp_path / "desk.keys", tmp_path / "backups"))
        clock.later(hours=1)
    assert backup.existing(tmp_path / "backups") == tuple(reversed(made[2:]))


def test_a_wall_clock_that_went_back_does_not_take_the_newest_away(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    for _ in range(7):
        clock.later(hours=1)
        desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    make(desk, Case, title="Kept")
    clock.later(days=-400)
    for _ in range(3):
        make(desk, Case, title="Later")
        last = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
        assert backup.existing(tmp_path / "backups")[0] == last
    assert len(backup.existing(tmp_path / "backups")) == backup.KEPT


def test_two_in_one_instant_are_two(desk: Store, tmp_path: Path) -> None:
    made = {desk.back_up(tmp_path / "desk.keys", tmp_path / "backups") for _ in range(3)}
    assert len(made) == 3


def test_a_restored_desk_has_everything_and_another_id(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    case = make(desk, Case, title="Kept")
    (tmp_path / "desk.keys").write_bytes(b"wrapped")
    made = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    change(desk, case, title="Later")
    backup.restore(made, tmp_path / "new", as_it_is)
    assert (tmp_path / "new" / "desk.keys").read_bytes() == b"wrapped"
    copy = opened(tmp_path / "new", clock)
    stored = again(copy, case)
    assert stored.title == "Kept"
    before = copy.identity
    make(copy, Case, title="Under the old id")
    copy.take_new_desk_id()
    after = copy.identity
    assert before is not None
    assert after is not None
    assert before.desk != after.desk
    assert (before.person, before.letter) == (after.person, after.letter)
    make(copy, Case, title="Under the new id")
    newest = copy.read(
        lambda _: copy.reading.connection.execute(
            "SELECT desk FROM operation ORDER BY clock DESC LIMIT 1"
        ).fetchone()[0]
    )
    assert newest == after.desk
    assert copy.verify().sound
    copy.close()


def test_what_lies_in_the_write_ahead_log_is_backed_up_and_restored(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    desk.writing.outside("PRAGMA busy_timeout = 1")
    with desk.reading.transaction():
        desk.reading.connection.execute('SELECT count(*) FROM "case"').fetchone()[0]
        case = make(desk, Case, title="Only in the log of writes")
        made = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    assert (made / backup.PENDING).stat().st_size
    backup.restore(made, tmp_path / "new", as_it_is)
    copy = opened(tmp_path / "new", clock)
    assert again(copy, case).title == "Only in the log of writes"
    assert copy.verify().sound
    copy.close()


def test_a_backup_cut_short_is_never_counted_and_goes_with_the_next(
    desk: Store, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    partial = backups / "2026-01-01T000000.partial"
    partial.mkdir(parents=True)
    (partial / "desk.db").write_bytes(b"half")
    assert backup.existing(backups) == ()
    assert backup.existing(tmp_path / "nowhere") == ()
    made = desk.back_up(tmp_path / "desk.keys", backups)
    assert backup.existing(backups) == (made,)
    assert not partial.exists()


def test_what_somebody_put_beside_the_backups_is_no_backup_and_stays(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    backups = tmp_path / "backups"
    made = desk.back_up(tmp_path / "desk.keys", backups)
    copied = backups / f"{made.name} - Copy"
    shutil.copytree(made, copied)
    for _ in range(backup.KEPT + 1):
        clock.later(hours=1)
        made = desk.back_up(tmp_path / "desk.keys", backups)
    assert copied.is_dir()
    assert copied not in backup.existing(backups)
    assert backup.existing(backups)[0] == made


def test_a_backup_is_owed_as_long_as_the_log_is_newer(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    backups = tmp_path / "backups"
    assert desk.owes_backup(backups)
    desk.back_up(tmp_path / "desk.keys", backups)
    assert not desk.owes_backup(backups)
    clock.later(seconds=1)
    make(desk, Case, title="Since then")
    assert desk.owes_backup(backups)


def test_a_backup_that_cannot_be_written_leaves_nothing(desk: Store, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(BackupFailed):
        desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    (tmp_path / "desk.keys").mkdir()
    with pytest.raises(BackupFailed):
        desk.back_up(tmp_path / "desk.keys", tmp_path / "others")
    assert list((tmp_path / "others").iterdir()) == []


def test_a_backup_while_another_writes_is_refused_clearly(
    desk: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_MILLISECONDS", 20)
    other = opened(tmp_path)
    with desk.writing.transaction():
        with pytest.raises(DatabaseUnavailable):
            other.back_up(tmp_path / "desk.keys", tmp_path / "backups")
        with pytest.raises(DatabaseUnavailable):
            backup.back_up(other.writing, tmp_path / "desk.keys", tmp_path / "backups", NOW)
    assert backup.existing(tmp_path / "backups") == ()
    other.close()


def test_nothing_is_restored_over_something(desk: Store, tmp_path: Path) -> None:
    made = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    busy = tmp_path / "busy"
    busy.mkdir()
    (busy / "letter").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderNotEmpty):
        backup.restore(made, busy, as_it_is)
    assert [each.name for each in busy.iterdir()] == ["letter"]
    with pytest.raises(NoBackup):
        backup.restore(tmp_path / "backups", tmp_path / "new", as_it_is)
    with pytest.raises(RestoreFailed):
        backup.restore(made, busy / "letter", as_it_is)
    assert (busy / "letter").read_text(encoding="utf-8") == "mine"


def test_a_restore_that_fails_leaves_nothing(
    desk: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk.keys").write_bytes(b"wrapped")
    made = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    copy = backup.shutil.copyfileobj

    def full(*given: Any) -> None:
        copy(*given)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup.shutil, "copyfileobj", full)
    with pytest.raises(RestoreFailed):
        backup.restore(made, tmp_path / "new", as_it_is)
    assert not (tmp_path / "new").exists()
    assert list(tmp_path.glob("restoring-*")) == []


def test_the_copy_is_made_a_desk_of_its_own_before_it_stands_at_its_place(
    desk: Store, tmp_path: Path
) -> None:
    made = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    (tmp_path / "new").mkdir()
    seen: list[tuple[bool, list[str]]] = []

    def look(copied: Path) -> None:
        there = (copied / backup.DATABASE).is_file()
        seen.append((there, [each.name for each in (tmp_path / "new").iterdir()]))

    backup.restore(made, tmp_path / "new", look)
    assert seen == [(True, [])]
    assert (tmp_path / "new" / backup.DATABASE).is_file()


def test_a_damaged_file_pushes_no_whole_backup_out(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    make(desk, Case, title="Kept")
    whole = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    damage(tmp_path / "desk.db")
    for _ in range(backup.KEPT):
        clock.later(hours=1)
        with pytest.raises(DatabaseDamaged):
            desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    assert backup.existing(tmp_path / "backups") == (whole,)


def test_a_backup_takes_the_place_of_a_damaged_desk_and_nothing_is_deleted(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    case = make(desk, Case, title="Kept")
    made = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    desk.close()
    damage(tmp_path / "desk.db")
    damaged = (tmp_path / "desk.db").read_bytes()
    (tmp_path / "restoring-cut-short").mkdir()
    aside = backup.put_in_place(made, tmp_path, as_it_is, NOW, with_keys=False)
    assert (aside / "desk.db").read_bytes() == damaged
    assert again(desk, case).title == "Kept"
    assert desk.verify().sound
    assert {each.name for each in tmp_path.iterdir() if each.is_dir()} == {"backups", aside.name}


def test_a_desk_stays_as_it_is_where_no_backup_can_be_put_in_its_place(
    desk: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
    desk.close()
    before = sorted(each.name for each in tmp_path.iterdir())

    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(NoBackup):
        backup.put_in_place(tmp_path / "nowhere", tmp_path, as_it_is, NOW, with_keys=True)
    monkeypatch.setattr(backup.shutil, "copyfileobj", full)
    with pytest.raises(RestoreFailed):
        backup.put_in_place(made, tmp_path, as_it_is, NOW, with_keys=True)
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_an_old_file_is_backed_up_before_it_is_brought_up_to_date(
    desk: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = tmp_path / "backups"
    case = make(desk, Case, title="Kept")
    with desk.writing.transaction():
        desk.writing.connection.execute("UPDATE alembic_version SET version_num = '0000'")
    seen: list[tuple[Path, ...]] = []

    def upgrade(lane: object, migrations: Path) -> None:
        seen.append(backup.existing(backups))
        raise DatabaseUnavailable(path=migrations, reason="the migration failed")

    monkeypatch.setattr(schema, "_upgrade", upgrade)
    with pytest.raises(DatabaseUnavailable):
        desk.bring_up_to_date(
            migrations_folder(), lambda: desk.back_up(tmp_path / "desk.keys", backups)
        )
    assert [len(each) for each in seen] == [1]
    assert again(desk, case).title == "Kept"


def test_backups_older_than_an_erasing_are_found_by_their_names(
    desk: Store, tmp_path: Path, clock: Clock
) -> None:
    backups = tmp_path / "backups"
    made = desk.back_up(tmp_path / "desk.keys", backups)
    assert backup.still_holding(backups, NOW + timedelta(days=1)) == (made,)
    assert backup.still_holding(backups, NOW - timedelta(days=1)) == ()


_WOULD_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        print("held")
    else:
        print("free")
"""
"""Whether another process would get SQLite's exclusive lock, and could take the file."""


@pytest.mark.skipif(os.name != "posix", reason="Windows locks belong to the handle")
def test_a_backup_leaves_the_locks_of_the_open_database_in_place(
    desk: Store, tmp_path: Path
) -> None:
    def others_see() -> str:
        command = [sys.executable, "-c", _WOULD_LOCK, str(tmp_path / "desk.db")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    make(desk, Case, title="Fridge")
    assert others_see() == "held"
    for _ in range(2):
        desk.back_up(tmp_path / "desk.keys", tmp_path / "backups")
        assert others_see() == "held"
    desk.close()
    assert others_see() == "free"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights on the folder")
def test_nobody_else_may_read_the_desk_its_backups_or_what_is_restored(
    desk: Store, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        keys = tmp_path / "desk.keys"
        keys.write_text("wrapped")
        make(desk, Case, title="Fridge")
        made = desk.back_up(keys, tmp_path / "backups")
        backup.restore(made, tmp_path / "restored", as_it_is)
    finally:
        os.umask(before)
    found = [*tmp_path.glob("desk.db*"), *made.iterdir(), *(tmp_path / "restored").iterdir()]
    assert {each.name for each in found} >= {"desk.db", "desk.db-wal", "desk.db-shm", "desk.keys"}
    assert {oct(each.stat().st_mode & 0o777) for each in found} == {"0o600"}


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights on the folder")
def test_a_desk_that_others_could_read_is_made_private_when_it_is_opened(tmp_path: Path) -> None:
    fresh_desk(tmp_path).close()
    (tmp_path / "desk.db").chmod(0o644)
    store = opened(tmp_path)
    try:
        make(store, Case, title="Fridge")
        assert (tmp_path / "desk.db").stat().st_mode & 0o777 == 0o600
    finally:
        store.close()
