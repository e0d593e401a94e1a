"""This is where unlocking a desk is tested."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from layerdesk.domain.errors import RecoveryCodeMistyped, WrongPassphrase
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.people.unlock import Unlock
from tests.ui.looking import clipped_texts, low_contrast, trapped_focus, unnamed_controls

RIGHT = "three random words"


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    bugs: list[BaseException] = []
    made = Jobs(failed=bugs.append, bug=bugs.append)
    yield made
    assert made.close(5) == {}
    assert bugs == []


def try_secret(typed: str) -> None:
    if typed.startswith("7K3"):
        raise RecoveryCodeMistyped(group=2, groups=7)
    if typed != RIGHT:
        raise WrongPassphrase


def test_the_right_passphrase_unlocks_and_is_not_kept(shown, jobs: Jobs, qtbot: QtBot):
    window = shown(Unlock(jobs, try_secret))
    qtbot.keyClicks(window.form.secret.line, RIGHT)
    with qtbot.waitSignal(window.unlocked):
        qtbot.keyClick(window.form.secret.line, Qt.Key.Key_Return)
    assert window.form.secret.text() == ""


@pytest.mark.parametrize(
    ("typed", "part"),
    [("wrong", "neither the passphrase"), ("7K3MX", "Group 2 of 7"), ("", "Type")],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(shown, jobs, qtbot, typed, part):
    window = shown(Unlock(jobs, try_secret))
    window.form.secret.line.setText(typed)
    qtbot.mouseClick(window.form.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part in window.form.field.message.words)
    assert window.form.secret.text() == typed
    assert window.form.button.isEnabled()


def test_it_is_busy_and_cannot_be_pressed_twice_while_it_tries(shown, jobs: Jobs, qtbot: QtBot):
    go_on = threading.Event()
    window = shown(Unlock(jobs, lambda _: go_on.wait(5)))
    window.form.secret.line.setText(RIGHT)
    window.form.try_now()
    assert window.form.busy.isVisible()
    assert not window.form.button.isEnabled()
    window.form.try_now()
    with qtbot.waitSignal(window.unlocked):
        go_on.set()
    assert not window.form.busy.isVisible()


def test_the_eye_shows_what_is_typed(shown, jobs: Jobs, qtbot: QtBot):
    window = shown(Unlock(jobs, try_secret))
    secret = window.form.secret
    assert secret.line.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(secret.eye, Qt.MouseButton.LeftButton)
    assert secret.line.echoMode() == QLineEdit.EchoMode.Normal
    assert secret.eye.accessibleName() == "Hide what is typed"


def test_escape_gives_up(shown, jobs: Jobs, qtbot: QtBot):
    window = shown(Unlock(jobs, try_secret, sample=True, folder="/data"))
    with qtbot.waitSignal(window.given_up):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_it_is_whole_named_and_legible_in_every_look(shown, jobs: Jobs, look: str):
    window = shown(Unlock(jobs, try_secret, folder="/data"), 1024, 900)
    assert clipped_texts(window) == []
    assert unnamed_controls(window) == []
    assert low_contrast(window) == []
    assert trapped_focus(window) == []
