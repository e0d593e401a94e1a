"""This is where the whole program is started in a test as a person starts it, and ended again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from layerdesk.app.later import DeskOpener
from layerdesk.app.program import Program
from layerdesk.host.folders import DeskFolder
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.unlocking import PASSPHRASE_VARIABLE
from layerdesk.ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)

PATIENCE = 20_000
"""Milliseconds that a step may take on a busy machine."""


def make_program(
    app: QApplication, folder: DeskFolder, passphrase: str | None, *, sample: bool = False
) -> Program:
    """The program on a folder, without a keychain; the passphrase stands in the environment."""
    environment = {PASSPHRASE_VARIABLE: passphrase} if passphrase else {}
    return Program(
        app,
        folder,
        environment,
        lambda: DeskOpener(folder, NoKeychain(), environment),
        sample=sample,
    )


@contextmanager
def running(program: Program) -> Iterator[Program]:
    """The program with its window shown; at the end it is closed as it is at sign-out."""
    program.start()
    try:
        yield program
    finally:
        end(program)


def end(program: Program) -> None:
    """Close the window, and let the program end."""
    program.window.close()
    program.close()
    program.window.deleteLater()
    theme = program.theme
    program.deleteLater()
    QApplication.processEvents()
    delete(theme)


def window_of(program: Program, kind: type[W], qtbot: QtBot) -> W:
    """The program's window, once it is of this kind."""
    qtbot.waitUntil(lambda: isinstance(program.window, kind), timeout=PATIENCE)
    window = program.window
    assert isinstance(window, kind)
    window.activateWindow()
    return window


def main_window(program: Program, qtbot: QtBot) -> MainWindow:
    """The main window, once the desk is open and nothing is under way."""
    window = window_of(program, MainWindow, qtbot)
    come_to_rest(program, qtbot)
    return window


def come_to_rest(program: Program, qtbot: QtBot) -> None:
    """Wait until all jobs are done and what they brought is shown."""
    for _ in range(4):
        qtbot.waitUntil(lambda: not program.jobs.waiting(), timeout=PATIENCE)
        QApplication.processEvents()


def click(widget: QWidget) -> None:
    """Click into the middle of what is shown."""
    assert widget.isVisible(), f"{widget} is not there to be clicked"
    assert widget.isEnabled(), f"{widget} can't be clicked"
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)


def wait_for(qtbot: QtBot, what: Callable[[], object]) -> None:
    """Wait until this is so."""
    qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE)
