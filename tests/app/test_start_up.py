"""This is where the program is started and ended: what it loads, what it shows, what it keeps."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.app.conftest import PASSPHRASE
from tests.app.starting import (
    click,
    come_to_rest,
    end,
    main_window,
    make_program,
    running,
    wait_for,
    window_of,
)

from layerdesk.app.command_line import UNAVAILABLE, main
from layerdesk.app.later import DeskOpener
from layerdesk.app.program import RAISE
from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import FolderInUse
from layerdesk.host.folders import DeskFolder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.keys import DeskKeys
from layerdesk.host.one_at_a_time import only_one
from layerdesk.ui.cases.case import CasePlace
from layerdesk.ui.people.first_pages import ASKED_GROUP
from layerdesk.ui.people.first_start import FirstStart
from layerdesk.ui.people.unlock import Unlock
from layerdesk.ui.shell.opening import Opening
from layerdesk.ui.typing import TiedEditor
from layerdesk.usecases.cases.start_case import start_case

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "docx",
    "keyring",
    "pypdfium2",
    "pycrdt",
    "cbor2",
    "layerdesk.ui.main_window",
    "layerdesk.ui.places",
)


@pytest.fixture
def place(tmp_path: Path) -> DeskFolder:
    """A folder that nobody has started in."""
    return DeskFolder(root=tmp_path / "desk")


@pytest.fixture
def begun(place: DeskFolder) -> DeskFolder:
    """A folder with a desk, closed."""
    prepare(place)
    opener = DeskOpener(place, NoKeychain(), {})
    opened = opener.begin("Aire Bank Surgery", "Sam Okafor", "practice_manager", PASSPHRASE, False)
    opened.desk.store.close()
    return place


def _in_a_fresh_python(code: str) -> str:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    return done.stdout.strip()


def test_the_first_paint_waits_for_no_database_and_no_document() -> None:
    code = f"""
import sys
from pathlib import Path
from layerdesk.app.window import make_application
from layerdesk.app.program import Program
from layerdesk.host.folders import DeskFolder
program = Program(make_application([]), DeskFolder(root=Path()), {{}}, lambda: None)
program.window.show()
print([each for each in {HEAVY!r} if each in sys.modules])
"""
    assert _in_a_fresh_python(code) == "[]"


def test_a_desk_whose_schema_is_current_is_opened_without_alembic(begun: DeskFolder) -> None:
    code = f"""
import sys
from pathlib import Path
from layerdesk.app.later import DeskOpener
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.keys import DeskKeys
opener = DeskOpener(
    DeskFolder(root=Path({str(begun.root)!r})),
    NoKeychain(),
    {{"LAYERDESK_PASSPHRASE": {PASSPHRASE!r}}},
)
opener.unasked().desk.store.close()
print("alembic" in sys.modules)
"""
    assert _in_a_fresh_python(code) == "False"


LATER_THAN_DATA = (
    "sqlalchemy",
    "alembic",
    "pycrdt",
    "nacl",
    "reportlab",
    "docx",
    "keyring",
    "pypdfium2",
    "asyncio",
)


def test_the_first_list_waits_for_nothing_that_it_does_not_need(begun: DeskFolder) -> None:
    key = DeskKeys(begun.keys).unwrap(PASSPHRASE)
    code = f"""
import sys
from pathlib import Path
from layerdesk.app.program import Program
from layerdesk.app.window import make_application
from layerdesk.host.folders import DeskFolder
from layerdesk.host.secret import Secret
from PySide6.QtCore import QTimer

class KnowsTheKey:
    def get(self, folder):
        return Secret({key.reveal()!r})

def make_opener():
    from layerdesk.app.later import DeskOpener
    return DeskOpener(folder, KnowsTheKey(), {{}})

def look():
    if program.session is not None and not program.jobs.waiting():
        print([each for each in {LATER_THAN_DATA!r} if each in sys.modules], flush=True)
        looking.stop()
        program.window.close()

folder = DeskFolder(root=Path({str(begun.root)!r}))
program = Program(make_application([]), folder, {{}}, make_opener)
looking = QTimer()
looking.timeout.connect(look)
looking.start(20)
program.run()
"""
    assert _in_a_fresh_python(code).splitlines()[0] == "[]"


def test_a_desk_opens_after_the_first_paint(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder
) -> None:
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        assert isinstance(program.window, Opening)
        assert program.window.isVisible()
        window = main_window(program, qtbot)
        assert "Sam Okafor" in window.status.who.text()


def test_a_second_start_brings_the_first_forward_and_ends(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder
) -> None:
    with running(make_program(qapp, begun, PASSPHRASE)) as first:
        window = main_window(first, qtbot)
        window.showMinimized()
        second = make_program(qapp, begun, PASSPHRASE)
        assert second.run() == 0
        wait_for(qtbot, lambda: not window.isMinimized())
        wait_for(qtbot, lambda: not (begun.root / RAISE).exists())
        end(second)
        assert isinstance(first.window, type(window))


def test_the_window_does_not_open_while_a_command_holds_the_folder(
    qapp: QApplication, begun: DeskFolder
) -> None:
    program = make_program(qapp, begun, PASSPHRASE)
    with only_one(begun.lock, "note"), pytest.raises(FolderInUse) as refused:
        program.run()
    assert refused.value.values["what"] == "note"
    assert not (begun.root / RAISE).exists()
    end(program)


def test_a_writing_command_is_refused_while_the_window_is_open(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        main_window(program, qtbot)
        assert main(["--folder", str(begun.root), "note", "A letter lay in a tray"]) == UNAVAILABLE
        assert main(["--folder", str(begun.root), "list", "notes"]) == 0
    assert capsys.readouterr().err.strip()


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder
) -> None:
    with running(make_program(qapp, begun, "not the passphrase at all")) as program:
        unlock = window_of(program, Unlock, qtbot)
        line = unlock.page.form.secret.line
        QTest.keyClicks(line, "wrong again, surely")
        click(unlock.page.form.button)
        wait_for(qtbot, lambda: unlock.page.form.button.isEnabled())
        assert unlock.page.form.field.message.isVisible()
        line.selectAll()
        QTest.keyClicks(line, PASSPHRASE)
        click(unlock.page.form.button)
        window = main_window(program, qtbot)
        assert program.session is not None
        program.session.write(start_case, title="Opened by hand")
        come_to_rest(program, qtbot)
        assert window.message.words.startswith("2 failed attempts to unlock")


def test_shutting_the_window_ends_the_program_also_before_the_desk_is_open(
    begun: DeskFolder,
) -> None:
    code = f"""
from pathlib import Path
from PySide6.QtCore import QTimer
from layerdesk.app.later import DeskOpener
from layerdesk.app.program import Program
from layerdesk.app.window import make_application
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.keys import DeskKeys
from layerdesk.ui.people.unlock import Unlock
folder = DeskFolder(root=Path({str(begun.root)!r}))
opener = DeskOpener(folder, NoKeychain(), {{}})
program = Program(make_application([]), folder, {{}}, lambda: opener)
look = QTimer()
look.timeout.connect(lambda: isinstance(program.window, Unlock) and program.window.close())
look.start(20)
print(program.run())
"""
    assert _in_a_fresh_python(code) == "0"
    with only_one(begun.lock, "next"):
        pass


def test_a_practice_is_begun_by_typing(qapp: QApplication, qtbot: QtBot, place: DeskFolder) -> None:
    with running(make_program(qapp, place, None)) as program:
        first = window_of(program, FirstStart, qtbot)
        click(first.welcome.real)
        QTest.keyClicks(first.practice.name, "Aire Bank Surgery")
        QTest.keyClicks(first.practice.person, "Sam Okafor")
        QTest.keyClicks(first.practice.job, "Practice m")
        click(first.practice.on)
        QTest.keyClicks(first.safety.passphrase.line, PASSPHRASE)
        QTest.keyClicks(first.safety.again.line, PASSPHRASE)
        click(first.safety.on)
        wait_for(qtbot, lambda: first.pages.currentWidget() is first.code)
        group = first.code.code.text().replace("\n", "-").split("-")[ASKED_GROUP - 1]
        QTest.keyClicks(first.code.typed, group.strip())
        click(first.code.on)
        window = main_window(program, qtbot)
        assert "Aire Bank Surgery" in window.status.who.text()
    assert list(place.backups.iterdir())


def test_the_sample_practice_opens_at_once(
    qapp: QApplication, qtbot: QtBot, place: DeskFolder
) -> None:
    with running(make_program(qapp, place, "sample", sample=True)) as program:
        window = main_window(program, qtbot)
        assert "sample" in window.windowTitle()


def test_closing_enters_what_was_typed_and_writes_a_backup(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder
) -> None:
    before = set(begun.backups.iterdir())
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        window = main_window(program, qtbot)
        assert program.session is not None
        program.session.write(start_case, title="A letter was not seen")
        come_to_rest(program, qtbot)
        assert program._opened is not None
        (case,) = program._opened.desk.store.read(lambda reading: reading.find(Case))
        window.go("case", case.id)
        come_to_rest(program, qtbot)
        shown = window.stack.currentWidget()
        assert isinstance(shown, CasePlace)
        assert shown.sheet is not None
        QTest.keyClicks(shown.sheet.fields.fields["summary"].editor, "It lay in a tray")
        assert any(each.unentered for each in window.findChildren(TiedEditor))
    assert set(begun.backups.iterdir()) > before
    again = DeskOpener(begun, NoKeychain(), {}).by(PASSPHRASE)
    (kept,) = again.desk.store.read(lambda reading: reading.find(Case))
    assert kept.summary.plain == "It lay in a tray"
    assert again.desk.store.verify().sound
    again.desk.store.close()


def test_a_lost_database_is_said_at_once_and_no_new_desk_takes_its_place(
    qapp: QApplication, qtbot: QtBot, begun: DeskFolder
) -> None:
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        main_window(program, qtbot)
    for each in begun.root.glob("desk.*"):
        if each.suffix != ".keys":
            each.unlink()
    with running(make_program(qapp, begun, PASSPHRASE)) as program:
        unlock = window_of(program, Unlock, qtbot)
        assert "missing or empty" in unlock.form.field.message.words
    assert not begun.database.exists()
