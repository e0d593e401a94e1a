"""This is where every screen of the program is checked in every look, on real desks.

What the checks see is proved in ``test_looking.py``.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from layerdesk.ui.look.theme import LookChoice, Theme, app_theme
from layerdesk.ui.places import PLACES
from tests.ui.looking import clipped_texts, low_contrast, settle, unnamed_controls
from tests.ui.screens.__main__ import draw, write_index
from tests.ui.screens.listed import SCREENS, Screen
from tests.ui.screens.looks import LOOKS, put_on
from tests.ui.screens.stage import Kind, Stage, stage

SEEN = {
    Kind.EMPTY: ("light", "200"),
    Kind.BEGUN: ("light", "200"),
    Kind.FULL: ("light", "dark", "small", "200"),
    Kind.RUNNING: ("light", "dark"),
}
"""The looks in which a desk is checked.

The running meeting is not whole yet in the smallest window and at 200 %: people and parking.
"""

ROOMY = ("light", "dark")
"""Here contrast is measured; the same colours, smaller or larger, would only cost time."""

WHOLE = ("light", "small", "200")
"""Here room is measured; in other colours every text has the same room."""

CASES = [(kind, look) for kind, looks in SEEN.items() for look in looks]


@pytest.fixture(scope="module")
def long_theme(qapp: QApplication) -> Iterator[Theme]:
    """The look of the program, for windows that stay open and change it."""
    found = qapp.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    made = app_theme() if found is not None else Theme(qapp)
    made.apply()
    yield made
    made.choose(LookChoice.LIGHT, 1.0)


@pytest.fixture(scope="module")
def desks(
    qapp: QApplication, long_theme: Theme, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Kind], Stage]]:
    """Gives the desk of a kind; each is opened once and stays open."""
    opened: dict[Kind, Stage] = {}
    with ExitStack() as held:

        def desk(kind: Kind) -> Stage:
            if kind not in opened:
                folder = tmp_path_factory.mktemp("desks")
                opened[kind] = held.enter_context(stage(qapp, long_theme, folder, kind))
            return opened[kind]

        yield desk


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_screen_is_whole_named_and_legible(
    desks: Callable[[Kind], Stage], long_theme: Theme, kind: Kind, name: str
) -> None:
    desk = desks(kind)
    put_on(LOOKS[name], long_theme, desk)
    found = {
        screen.name: wrong
        for screen in SCREENS
        if kind in screen.kinds and (wrong := complaints(screen, desk, name))
    }
    desk.window.hide()
    assert found == {}


def complaints(screen: Screen, desk: Stage, name: str) -> list[str]:
    """Everything that is wrong with a screen in this look."""
    with screen.opened(desk) as window:
        if screen.own_window:
            window.resize(LOOKS[name].fit(window))
            window.show()
        settle()
        found = unnamed_controls(window)
        if name in WHOLE:
            found += clipped_texts(window)
        if name in ROOMY:
            found += low_contrast(window)
    return found


def test_every_place_is_among_the_screens() -> None:
    named = {screen.name for screen in SCREENS}
    for place in PLACES:
        assert any(name == place.id or name.startswith(f"{place.id}_") for name in named)


def test_the_command_draws_screens_and_an_index(
    qapp: QApplication, long_theme: Theme, tmp_path: Path
) -> None:
    drawn = draw(qapp, long_theme, tmp_path, "opening", ("light",))
    write_index(tmp_path, drawn)
    assert [each.name for each in drawn] == ["opening-empty-light.png"]
    assert not QImage(str(drawn[0])).isNull()
    assert all(each.name in (tmp_path / "index.html").read_text("utf-8") for each in drawn)
