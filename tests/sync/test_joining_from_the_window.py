"""This is where somebody new joins a practice with nothing but the window, a file and six words."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from layerdesk.domain.people.records import Person
from layerdesk.domain.people.records import Practice as PracticeRecord
from layerdesk.host.folders import desk_folder
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.people.first_start import FirstStart
from layerdesk.ui.syncing.waiting import WaitingToBeLetIn
from tests.app.starting import make_program, running, window_of
from tests.sync.desks import Practice
from tests.sync.test_hub_of_desk import hub_of

PASSPHRASE = "correct horse battery staple"


def test_a_receptionist_joins_waits_and_is_let_in(
    practice: Practice, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    hub = hub_of(practice.first)
    person = practice.first.make(Person, name="Jo Bell").id
    practice.first.round()
    invited = hub.invite(person, tmp_path / "jo.txt")
    folder = desk_folder(tmp_path / "jo")
    with running(make_program(qapp, folder, None)) as program:
        first = window_of(program, FirstStart, qtbot)
        first.welcome.join.click()
        first.joining.take_file(invited.file)
        first.joining.six.setText("these are quite other six words")
        first.joining.on.click()
        first.safety.passphrase.line.setText(PASSPHRASE)
        first.safety.again.line.setText(PASSPHRASE)
        first.safety.code.setChecked(False)
        first.safety.on.click()
        qtbot.waitUntil(lambda: first.joining.message.words != "", timeout=20_000)
        assert not folder.database.exists(), "nothing is left of what failed"
        first.joining.six.setText(" ".join(invited.words).upper())
        first.joining.on.click()
        first.safety.on.click()
        waiting = window_of(program, WaitingToBeLetIn, qtbot)
        waiting.ask.click()
        qtbot.waitUntil(lambda: "Not yet" in waiting.message.words, timeout=20_000)
    with running(make_program(qapp, folder, PASSPHRASE)) as program:
        waiting = window_of(program, WaitingToBeLetIn, qtbot)
        (knocking,) = hub.look().knocking
        assert " · ".join(knocking.words) == waiting.words.text()
        hub.let_in(knocking.desk)
        waiting.ask.click()
        window = window_of(program, MainWindow, qtbot)
        qtbot.waitUntil(lambda: "Aire Bank Surgery" in window.status.who.text(), timeout=20_000)
        qtbot.waitUntil(lambda: "In step" in window.status.sync.words, timeout=20_000)
        assert program._opened is not None
        store = program._opened.desk.store
        assert store.read(lambda reading: reading.find(PracticeRecord))
