"""This is where words that could not enter the record at once are looked for: none may vanish.

All in the real window on a real encrypted desk with the sample practice.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from layerdesk.app.later import DeskOpener
from layerdesk.app.sample.secret import SAMPLE_PASSPHRASE
from layerdesk.domain.cases.records import Case
from layerdesk.host.folders import DeskFolder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.storage.connection import DatabaseUnavailable
from layerdesk.storage.store import Store
from layerdesk.ui.cases.case import CasePlace
from layerdesk.ui.cases.case_sheet import CaseSheet
from layerdesk.ui.widgets.editors import LongText
from tests.app.starting import main_window, make_program, running, wait_for
from tests.journeys.test_first_meeting import Person

NUMBER = " The number 943 476 5919 was read out."
MORE = " More words."


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    """Somebody at the window of the sample practice."""
    folder = DeskFolder(root=tmp_path / "desk")
    prepare(folder)
    DeskOpener(folder, NoKeychain(), {}).begin_sample().desk.store.close()
    program = make_program(qapp, folder, SAMPLE_PASSPHRASE)
    with running(program):
        yield Person(program, main_window(program, qtbot), qtbot)


def _cases(person: Person) -> list[Case]:
    return sorted(person.store.read(lambda reading: reading.find(Case)), key=lambda each: each.ref)


def _stored(person: Person, case: Case) -> Case:
    return person.store.read(lambda reading: reading.get(Case, case.id))


def _open(person: Person, case: Case) -> CaseSheet:
    person.window.go("case", case.id)
    person.rest()
    sheet = person.at(CasePlace).sheet
    assert sheet is not None
    return sheet


def _summary(sheet: CaseSheet) -> LongText:
    editor = sheet.fields.fields["summary"].editor
    assert isinstance(editor, LongText)
    return editor


def _type_at_the_end(editor: LongText, words: str) -> None:
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, words)


def test_words_that_are_held_back_stand_there_again_when_one_comes_back(person: Person) -> None:
    one, other = _cases(person)[2:4]
    sheet = _open(person, one)
    _type_at_the_end(_summary(sheet), NUMBER)
    wait_for(person.qtbot, lambda: not sheet.news.isHidden())
    _open(person, other)
    again = _summary(_open(person, one))
    assert again.words().endswith(NUMBER)
    assert NUMBER not in _stored(person, one).summary.plain


def test_words_that_were_refused_stay_and_enter_when_they_can(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = _cases(person)[2]
    sheet = _open(person, one)
    editor = _summary(sheet)
    write = Store.write

    def full(store: Store, function: Any, *args: Any, **more: Any) -> Any:
        if function.__name__ == "edit_case":
            raise DatabaseUnavailable(path=Path("desk.db"), reason="the disk is full")
        return write(store, function, *args, **more)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "write", full)
        _type_at_the_end(editor, MORE)
        sheet.flush()
        person.rest()
        assert editor.words().endswith(MORE)
        person.at(CasePlace).show_again(None)
        person.rest()
        assert editor.words().endswith(MORE)
        assert not _stored(person, one).summary.plain.endswith(MORE)
    sheet.flush()
    person.rest()
    assert _stored(person, one).summary.plain.endswith(MORE)


def test_edits_that_wait_for_one_another_are_written_though_the_case_is_left(
    person: Person,
) -> None:
    one, other = _cases(person)[2:4]
    sheet = _open(person, one)
    sheet.writer.change({"title": "Another title"})
    sheet.writer.change({"safeguarding": not one.safeguarding})
    _type_at_the_end(_summary(sheet), MORE)
    _open(person, other)
    kept = _stored(person, one)
    assert kept.title == "Another title"
    assert kept.safeguarding != one.safeguarding
    assert kept.summary.plain.endswith(MORE)


def test_locking_ends_a_dialogue_and_unlocking_still_works(person: Person) -> None:
    window = person.window
    QTimer.singleShot(0, window.lock)
    assert QFileDialog.getExistingDirectory(window, "Where to") == ""
    assert window.locked
    window.unlock()
    person.rest()
    assert not window.locked
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]
