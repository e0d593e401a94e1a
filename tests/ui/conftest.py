"""This is where tests of screens get a program with its look on."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from layerdesk.ui.look.theme import LookChoice, Theme, app_theme
from tests.ui.looking import settle

W = TypeVar("W", bound=QWidget)

LOOKS = {
    "light": (LookChoice.LIGHT, 1.0),
    "dark": (LookChoice.DARK, 1.0),
    "200": (LookChoice.LIGHT, 2.0),
}


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The look of the program: light, text at 100 %. It is put back afterwards."""
    found = qapp.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    made = app_theme() if found is not None else Theme(qapp)
    made.choose(LookChoice.LIGHT, 1.0)
    made.reduce_motion = False
    made.apply()
    yield made
    made.choose(LookChoice.LIGHT, 1.0)


@pytest.fixture(params=list(LOOKS))
def look(request: pytest.FixtureRequest, theme: Theme) -> str:
    """Every look in turn: ``light``, ``dark`` and ``200`` (text at 200 %)."""
    theme.choose(*LOOKS[request.param])
    return str(request.param)


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Callable[..., W]:
    """Shows a widget as the active window: ``shown(widget, width, height)``."""

    kept: list[QWidget] = []  # qtbot holds widgets only weakly

    def show(widget: W, width: int = 1024, height: int = 640) -> W:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(QSize(width, height))
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        settle()
        return widget

    return show
