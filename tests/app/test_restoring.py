"""This is where a desk that can't be opened is made again of a backup: by command and by window."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.app.conftest import PASSPHRASE, Command
from tests.app.starting import click, main_window, make_program, running, window_of

from layerdesk.app.command_line import DONE, REFUSED, UNAVAILABLE
from layerdesk.app.later import DeskOpener
from layerdesk.domain.cases.records import Note
from layerdesk.host.folders import DeskFolder, desk_folder, prepare
from layerdesk.host.keychain import Keychain, NoKeychain
from layerdesk.host.secret import Secret
from layerdesk.storage.backup import existing
from layerdesk.ui.people.unlock import Unlock
from layerdesk.usecases.cases.note_quickly import note_quickly


class MemoryKeychain:
    """A keychain for as long as the test runs."""

    def __init__(self) -> None:
        self.kept: dict[Path, Secret] = {}

    def get(self, folder: Path) -> Secret | None:
        return self.kept.get(folder)

    def put(self, folder: Path, key: Secret) -> None:
        self.kept[folder] = key

    def forget(self, folder: Path) -> None:
        self.kept.pop(folder, None)


def begin(
    folder: DeskFolder, keychain: Keychain | None = None, passphrase: str | None = PASSPHRASE
) -> None:
    """A desk with one note that is in its backup, and one that came later; closed."""
    prepare(folder)
    opener = DeskOpener(folder, keychain or NoKeychain(), {})
    opened = opener.begin("Aire Bank", "Sam Okafor", "practice_manager", passphrase, False)
    opened.desk.store.write(note_quickly, "Before the backup")
    opened.back_up()
    opened.desk.store.write(note_quickly, "After the backup")
    opened.close()


def damage(database: Path) -> None:
    """Write something else over the beginning of the file."""
    data = bytearray(database.read_bytes())
    data[:4096] = bytes(4096)
    database.write_bytes(data)


def notes_in(folder: DeskFolder) -> list[str]:
    again = DeskOpener(folder, NoKeychain(), {}).by(PASSPHRASE)
    try:
        assert again.desk.store.verify().sound
        found = again.desk.store.read(lambda reading: reading.find(Note))
        return [each.text.plain for each in found]
    finally:
        again.close()


@pytest.fixture
def place(tmp_path: Path) -> DeskFolder:
    """A folder with a desk and a backup, closed."""
    folder = desk_folder(tmp_path / "desk")
    begin(folder)
    return folder


def test_a_damaged_desk_is_restored_by_command_into_a_new_folder(
    command: Command, place: DeskFolder, tmp_path: Path
) -> None:
    damage(place.database)
    assert command("list", "notes", "--json").json["error"] == "DatabaseDamaged"
    (listed,) = command("restore", "--json").json
    new = desk_folder(tmp_path / "new")
    answer = command("restore", listed["backup"], "--folder", str(new.root))
    assert answer.code == DONE
    assert str(new.root) in answer.out
    assert notes_in(new) == ["Before the backup"]


def test_what_cannot_be_restored_is_said_and_nothing_is_left(
    command: Command, place: DeskFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = existing(place.backups)
    new = str(tmp_path / "new")
    assert command("restore", str(made), "--json").json["error"] == "FolderNotEmpty"
    assert command("restore", str(tmp_path), "--folder", new).code == REFUSED
    assert command("--folder", new, "restore").out.startswith("There is no backup")
    damage(made / "desk.db")
    answer = command("restore", str(made), "--folder", new, "--json")
    assert (answer.code, answer.json["error"]) == (UNAVAILABLE, "BackupDamaged")
    monkeypatch.setenv("LAYERDESK_PASSPHRASE", "something else altogether")
    assert command("restore", str(made), "--folder", new).code == REFUSED
    assert sorted(each.name for each in tmp_path.iterdir()) == ["desk"]


def test_a_desk_that_only_the_keychain_opens_is_restored_with_its_key(tmp_path: Path) -> None:
    keychain = MemoryKeychain()
    place, new = desk_folder(tmp_path / "desk"), desk_folder(tmp_path / "new")
    begin(place, keychain, None)
    opener = DeskOpener(place, keychain, {})
    opened = opener.unasked()
    (backup,) = opened.desk.backups()
    opened.desk.restore(backup.path, new.root)
    opened.close()
    DeskOpener(new, keychain, {}).unasked().close()
    damage(place.database)
    restored = opener.restore(backup.path, "")
    found = restored.desk.store.read(lambda reading: reading.find(Note))
    assert [each.text.plain for each in found] == ["Before the backup"]
    restored.close()


def test_keys_that_are_gone_come_back_with_the_backup(place: DeskFolder) -> None:
    damage(place.database)
    for each in place.root.glob("desk.keys*"):
        each.write_bytes(b"rubbish")
    opener = DeskOpener(place, NoKeychain(), {})
    (backup,) = opener.backups()
    opener.restore(backup.path, PASSPHRASE).close()
    assert notes_in(place) == ["Before the backup"]


def test_the_window_puts_a_backup_in_the_place_of_a_damaged_desk(
    qapp: QApplication, qtbot: QtBot, place: DeskFolder
) -> None:
    damage(place.database)
    with running(make_program(qapp, place, None)) as program:
        unlock = window_of(program, Unlock, qtbot)
        assert unlock.backups is not None
        assert not unlock.backups.isVisible(), "nobody knows yet that it is damaged"
        QTest.keyClicks(unlock.form.secret.line, PASSPHRASE)
        click(unlock.form.button)
        qtbot.waitUntil(unlock.backups.isVisible)
        click(unlock.backups.button)
        window = main_window(program, qtbot)
        assert "Aire Bank" in window.status.who.text()
    assert notes_in(place) == ["Before the backup"]
    assert len(list(place.root.glob("set-aside-*/desk.db"))) == 1


def test_the_window_says_where_a_backup_is_damaged_too(
    qapp: QApplication, qtbot: QtBot, place: DeskFolder
) -> None:
    damage(place.database)
    (made,) = existing(place.backups)
    damage(made / "desk.db")
    before = place.database.read_bytes()
    with running(make_program(qapp, place, PASSPHRASE)) as program:
        unlock = window_of(program, Unlock, qtbot)
        panel = unlock.backups
        assert panel is not None
        qtbot.waitUntil(panel.isVisible)
        click(panel.button)
        qtbot.waitUntil(lambda: "can’t be read either" in panel.field.message.words)
    assert place.database.read_bytes() == before


@pytest.mark.parametrize("moment", ["make_own", "rename"])
def test_a_restore_that_is_killed_leaves_the_desk_or_says_that_it_is_gone(
    place: DeskFolder, moment: str
) -> None:
    damage(place.database)
    code = f"""
import os, signal
from pathlib import Path
from layerdesk.app import restoring
from layerdesk.app.later import DeskOpener
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import NoKeychain

def kill(*_given):
    os.kill(os.getpid(), 9)

if {moment!r} == "make_own":
    restoring.make_own = kill
else:
    rename = Path.rename
    Path.rename = lambda self, to: kill() if to.name == "desk.db" and "restoring-" in str(self) \
        else rename(self, to)
opener = DeskOpener(DeskFolder(root=Path({str(place.root)!r})), NoKeychain(), {{}})
opener.restore(opener.backups()[0].path, {PASSPHRASE!r})
"""
    killed = subprocess.run([sys.executable, "-c", code], check=False)
    assert killed.returncode == -9
    opener = DeskOpener(place, NoKeychain(), {})
    with pytest.raises(Exception) as problem:
        opener.by(PASSPHRASE)
    assert type(problem.value).__name__ == (
        "DatabaseDamaged" if moment == "make_own" else "DatabaseGone"
    )
    opener.restore(opener.backups()[0].path, PASSPHRASE).close()
    assert notes_in(place) == ["Before the backup"]
    assert not list(place.root.glob("restoring-*"))


def test_verify_names_a_search_index_that_differs_and_makes_it_anew(
    command: Command, place: DeskFolder
) -> None:
    opened = DeskOpener(place, NoKeychain(), {}).by(PASSPHRASE)
    with opened.desk.store.transaction(writing=True) as connection:
        connection.execute("DELETE FROM found")
    opened.close()
    answer = command("verify")
    assert answer.code == REFUSED
    assert "search index differs" in answer.out
    assert "verify --rebuild" in answer.out
    assert command("verify", "--rebuild").code == DONE
    assert command("verify", "--json").json["index"] == []


def test_a_damaged_log_is_not_folded_anew(command: Command, place: DeskFolder) -> None:
    opened = DeskOpener(place, NoKeychain(), {}).by(PASSPHRASE)
    with opened.desk.store.transaction(writing=True) as connection:
        connection.execute("UPDATE operation SET hash = zeroblob(32) WHERE number = 1")
    opened.close()
    answer = command("verify", "--rebuild")
    assert answer.code == REFUSED
    assert "layerdesk restore" in answer.out
