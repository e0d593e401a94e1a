"""This is where the program is closed: by a person, by the system, with no room for a backup."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from tests.app.conftest import PASSPHRASE
from tests.app.starting import (
    come_to_rest,
    end,
    main_window,
    make_program,
    running,
)

from layerdesk.app.later import DeskOpener
from layerdesk.host.folders import DeskFolder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.storage import backup
from layerdesk.ui.widgets.messages import MessageTone
from layerdesk.usecases.cases.start_case import start_case

AGAIN = "close LayerDesk once more"


@pytest.fixture
def begun(tmp_path: Path) -> DeskFolder:
    """A folder with a desk, closed."""
    place = DeskFolder(root=tmp_path / "desk")
    prepare(place)
    opener = DeskOpener(place, NoKeychain(), {})
    opened = opener.begin("Aire Bank Surgery", "Sam Okafor", "practice_manager", PASSPHRASE, False)
    opened.back_up()
    opened.close()
    return place


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Makes the disk full, or lets it have room again."""
    copy = backup.shutil.copyfileobj
    full = True

    def copy_or_not(*given: Any) -> None:
        if full:
            raise OSError(28, "No space left on device")
        copy(*given)

    def be(now: bool) -> None:
        nonlocal full
        full = now

    monkeypatch.setattr(backup.shutil, "copyfileobj", copy_or_not)
    return be


def test_a_backup_that_fails_is_said_before_the_window_closes_and_at_the_next_start(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder, full_disk: Callable[[bool], None]
) -> None:
    full_disk(False)
    program = make_program(qapp, begun, PASSPHRASE)
    program.start()
    window = main_window(program, qtbot)
    assert program.session is not None
    program.session.write(start_case, title="A letter was not seen")
    come_to_rest(program, qtbot)
    full_disk(True)
    window.close()
    come_to_rest(program, qtbot)
    assert window.isVisible()
    assert window.isEnabled()
    assert window.message.tone is MessageTone.DANGER
    assert "No space left" in window.message.words
    assert AGAIN in window.message.words
    window.close()
    come_to_rest(program, qtbot)
    assert not window.isVisible()
    end(program)
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        window = main_window(program, qtbot)
        assert "No backup could be written" in window.message.words
        full_disk(False)
    made = backup.existing(begun.backups)
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        window = main_window(program, qtbot)
        assert window.message.words == ""
        assert backup.existing(begun.backups) == made


def test_when_there_is_room_again_closing_once_more_writes_the_backup(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder, full_disk: Callable[[bool], None]
) -> None:
    full_disk(False)
    before = backup.existing(begun.backups)
    program = make_program(qapp, begun, PASSPHRASE)
    program.start()
    window = main_window(program, qtbot)
    full_disk(True)
    window.lock()
    window.close()
    come_to_rest(program, qtbot)
    assert window.lock_page is not None
    assert AGAIN in window.lock_page.form.field.message.words
    full_disk(False)
    window.close()
    come_to_rest(program, qtbot)
    assert not window.isVisible()
    end(program)
    (made, *rest) = backup.existing(begun.backups)
    assert tuple(rest) == before
    assert made not in before


def test_a_fault_in_the_backup_does_not_hold_the_window_open(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = make_program(qapp, begun, PASSPHRASE)
    program.start()
    window = main_window(program, qtbot)
    monkeypatch.setattr(backup, "existing", lambda _folder: 1 / 0)
    window.close()
    come_to_rest(program, qtbot)
    assert AGAIN in window.message.words
    window.close()
    come_to_rest(program, qtbot)
    assert not window.isVisible()
    end(program)


def test_the_backup_that_is_owed_after_a_kill_is_made_at_the_next_start(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder
) -> None:
    killed = DeskOpener(begun, NoKeychain(), {}).by(PASSPHRASE)
    killed.desk.store.write(start_case, title="Just before the lights went out")
    killed.close()
    before = backup.existing(begun.backups)
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        main_window(program, qtbot)
        assert len(backup.existing(begun.backups)) == len(before) + 1


def test_what_was_typed_a_moment_ago_is_kept_when_the_session_of_the_computer_ends(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder
) -> None:
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        window = main_window(program, qtbot)
        window.open_quick_note()
        note = window._quick_note
        assert note is not None
        QTest.keyClicks(note.text, "Just before sign-out")
        program.keep_what_was_typed()
        assert program._opened is not None
        (draft,) = program._opened.desk.store.all_drafts()
        assert draft.words == "Just before sign-out"
    delete(note)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_ends_the_program_with_everything_kept_and_a_backup(
    begun: DeskFolder, name: str
) -> None:
    before = backup.existing(begun.backups)
    done = run_until_settled(
        begun,
        f"""
    program.window.open_quick_note()
    (note,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QuickNote)]
    QTest.keyClicks(note.text, "The last words")
    os.kill(os.getpid(), signal.{name})
""",
    )
    assert (done.returncode, done.stdout.strip()) == (0, "0"), done.stderr
    again = DeskOpener(begun, NoKeychain(), {}).by(PASSPHRASE)
    assert [each.words for each in again.drafts] == ["The last words"]
    again.close()
    assert len(backup.existing(begun.backups)) == len(before) + 1


def test_a_closed_window_comes_back_where_one_was(begun: DeskFolder) -> None:
    done = run_until_settled(
        begun,
        """
    program.window.go("cases")
    program.window.close()
""",
    )
    assert (done.returncode, done.stdout.strip()) == (0, "0"), done.stderr
    assert "Traceback" not in done.stderr
    again = DeskOpener(begun, NoKeychain(), {}).by(PASSPHRASE)
    kept = again.desk.store.settings()
    again.close()
    assert kept["place"] == "cases"
    assert kept["window"]


def run_until_settled(begun: DeskFolder, act: str) -> subprocess.CompletedProcess[str]:
    """Run the whole program in a process of its own, and act once its desk is shown."""
    code = f"""
import os, signal
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from layerdesk.app.later import DeskOpener
from layerdesk.app.program import Program
from layerdesk.app.window import make_application
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import NoKeychain
from layerdesk.ui.cases.quick_note import QuickNote
folder = DeskFolder(root=Path({str(begun.root)!r}))
opener = DeskOpener(folder, NoKeychain(), {{"LAYERDESK_PASSPHRASE": {PASSPHRASE!r}}})
program = Program(make_application([]), folder, {{}}, lambda: opener)

def look():
    if program.session is None or program.jobs.waiting():
        return
    looking.stop()
{act}
looking = QTimer()
looking.timeout.connect(look)
looking.start(20)
print(program.run())
"""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )


def test_signals_are_left_as_they_were_found(qapp: QApplication, begun: DeskFolder) -> None:
    before = signal.getsignal(signal.SIGINT)
    with running(make_program(qapp, begun, PASSPHRASE)):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
