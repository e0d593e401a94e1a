"""This is where the first start is tested: a real practice, or the sample one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from layerdesk.domain.errors import FieldWrong, FolderNotWritable
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.people.first_pages import ASKED_GROUP
from layerdesk.ui.people.first_start import FirstStart
from tests.ui.looking import clipped_texts, low_contrast, unnamed_controls

CODE = "AAAA1-BBBB2-CCCC3-DDDD4-EEEE5-FFFF6-GGGG7"
PASSPHRASE = "three random words"


class Beginnings:
    """What was begun; ``error`` is raised instead, once."""

    def __init__(self) -> None:
        self.real: list[dict[str, object]] = []
        self.samples = 0
        self.joined: list[dict[str, object]] = []
        self.error: Exception | None = None

    def begin_real(self, **given: object) -> str | None:
        self._maybe_fail()
        self.real.append(given)
        return CODE if given["want_recovery_code"] else None

    def begin_sample(self) -> None:
        self._maybe_fail()
        self.samples += 1

    def join(self, **given: object) -> str | None:
        self._maybe_fail()
        self.joined.append(given)
        return CODE if given["want_recovery_code"] else None

    def _maybe_fail(self) -> None:
        error, self.error = self.error, None
        if error is not None:
            raise error


@pytest.fixture
def begun() -> Beginnings:
    return Beginnings()


@pytest.fixture
def window(shown, begun: Beginnings) -> Iterator[FirstStart]:
    bugs: list[BaseException] = []
    jobs = Jobs(failed=bugs.append, bug=bugs.append)
    made = FirstStart(
        jobs,
        begin_real=begun.begin_real,
        begin_sample=begun.begin_sample,
        join=begun.join,
        job_roles=[("gp_partner", "GP partner"), ("practice_manager", "Practice manager")],
        folder=Path("/data/LayerDesk"),
    )
    yield shown(made, 1024, 900)
    assert jobs.close(5) == {}
    assert bugs == []


def to_safety(window: FirstStart) -> None:
    window.welcome.real.click()
    window.practice.name.setText("Aire Bank Surgery")
    window.practice.person.setText("Helen Sutcliffe")
    window.practice.job.set_chosen("practice_manager")
    window.practice.on.click()
    assert window.pages.currentWidget() is window.safety


def test_the_sample_practice_takes_one_press(window, begun, qtbot: QtBot):
    with qtbot.waitSignal(window.finished):
        window.welcome.sample.click()
    assert begun.samples == 1


def test_it_says_where_the_data_lies(window: FirstStart):
    words = [each.text() for each in window.welcome.findChildren(type(window.code.code))]
    assert any("/data/LayerDesk" in each for each in words)


def test_a_real_practice_with_passphrase_and_a_confirmed_code(window, begun, qtbot: QtBot):
    to_safety(window)
    window.safety.passphrase.line.setText(PASSPHRASE)
    window.safety.again.line.setText(PASSPHRASE)
    window.safety.on.click()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.code)
    assert begun.real == [
        {
            "practice": "Aire Bank Surgery",
            "person": "Helen Sutcliffe",
            "job_role": "practice_manager",
            "passphrase": PASSPHRASE,
            "want_recovery_code": True,
        }
    ]
    assert window.safety.passphrase.text() == ""
    assert "DDDD4" in window.code.code.text()
    window.code.typed.setText("XXXXX")
    window.code.on.click()
    assert "not group" in window.code.field.message.words
    window.code.typed.setText(CODE.split("-")[ASKED_GROUP - 1].lower())
    with qtbot.waitSignal(window.finished):
        window.code.on.click()
    assert window.code.code.text() == ""


def test_without_a_code_it_is_finished_at_once(window, begun, qtbot: QtBot):
    to_safety(window)
    window.safety.without.setChecked(True)
    window.safety.code.setChecked(False)
    assert window.safety.without_note.isVisible()
    with qtbot.waitSignal(window.finished):
        window.safety.on.click()
    assert begun.real[0]["passphrase"] is None


def test_what_is_missing_is_said_at_its_field(window: FirstStart):
    window.welcome.real.click()
    window.practice.on.click()
    assert window.pages.currentWidget() is window.practice
    for field in (window.practice.name_field, window.practice.person_field):
        assert "between 1 and 120" in field.message.words
    assert window.practice.job_field.message.words


@pytest.mark.parametrize(
    ("first", "again", "part"),
    [("short", "short", "at least 12"), (PASSPHRASE, PASSPHRASE + "x", "differ")],
)
def test_a_passphrase_is_long_enough_and_typed_twice(window, begun, first, again, part):
    to_safety(window)
    window.safety.passphrase.line.setText(first)
    window.safety.again.line.setText(again)
    window.safety.on.click()
    said = window.safety.first_field.message.words + window.safety.again_field.message.words
    assert part in said
    assert begun.real == []


@pytest.mark.parametrize(
    "error",
    [FolderNotWritable(path="/data", reason="no space"), FieldWrong(field="A", reason="no space")],
)
def test_what_cannot_be_done_is_said_and_can_be_tried_again(window, begun, qtbot, error):
    to_safety(window)
    window.safety.passphrase.line.setText(PASSPHRASE)
    window.safety.again.line.setText(PASSPHRASE)
    begun.error = error
    window.safety.on.click()
    page = window.safety
    qtbot.waitUntil(lambda: "no space" in page.message.words + page.first_field.message.words)
    page.on.click()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.code)


def test_one_can_go_back_without_losing_anything(window: FirstStart):
    to_safety(window)
    window.safety.back.click()
    assert window.practice.name.text() == "Aire Bank Surgery"
    window.practice.back.click()
    assert window.pages.currentWidget() is window.welcome


def test_every_page_is_whole_named_and_legible_in_every_look(window: FirstStart, look: str):
    window.resize(1024, 1600)
    window.code.show_code(CODE)
    for page in (window.welcome, window.practice, window.safety, window.code):
        window.pages.setCurrentWidget(page)
        assert clipped_texts(page) == []
        assert unnamed_controls(page) == []
        assert low_contrast(page) == []


def test_joining_wants_a_file_and_six_words_and_goes_on_to_the_passphrase(
    window: FirstStart, begun: Beginnings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.joining
    window.welcome.join.click()
    page.back.click()
    assert window.pages.currentWidget() is window.welcome
    window.welcome.join.click()
    page.on.click()
    assert "Choose the joining file" in page.six_field.message.words
    with pytest.raises(ValueError, match="no joining file"):
        page.written()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/files/jo.txt", ""))
    page.choose.click()
    assert page.name.text() == "jo.txt"
    page.six.setText("only five words are here")
    page.on.click()
    assert "not 6 words" in page.six_field.message.words
    page.six.setText("Harbour violin  maple copper lantern Thursday")
    page.on.click()
    window.safety.back.click()
    assert window.pages.currentWidget() is page
    page.on.click()
    window.safety.passphrase.line.setText(PASSPHRASE)
    window.safety.again.line.setText(PASSPHRASE)
    window.safety.code.setChecked(False)
    begun.error = FieldWrong(field="File", reason="It can’t be read.")
    window.safety.on.click()
    qtbot.waitUntil(lambda: "can’t be read" in page.message.words)
    assert window.pages.currentWidget() is page
    page.on.click()
    with qtbot.waitSignal(window.finished):
        window.safety.on.click()
    assert begun.joined == [
        {
            "file": Path("/files/jo.txt"),
            "words": "harbour violin maple copper lantern thursday",
            "passphrase": PASSPHRASE,
            "want_recovery_code": False,
        }
    ]
