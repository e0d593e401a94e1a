"""This is where every building block is checked in every look."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from layerdesk.ui.look.theme import LookChoice, Theme
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.labels import muted
from tests.ui.gallery import LOOKS, Gallery, write_pictures
from tests.ui.looking import (
    clipped_texts,
    hidden_focus,
    low_contrast,
    settle,
    trapped_focus,
    unnamed_controls,
)

Shown = Callable[..., QWidget]


@pytest.fixture(params=list(LOOKS))
def gallery(request: pytest.FixtureRequest, theme: Theme, shown: Shown) -> Gallery:
    choice, scale = LOOKS[request.param]
    theme.choose(choice, scale)
    made = Gallery()
    made.confirm.ask("Delete the note?", "It can be brought back.", yes="Delete the note")
    shown(made, 1280 if scale == 1.0 else 1024, round(1750 * scale))
    return made


@pytest.mark.slow
def test_everything_is_whole_named_legible_and_reachable(gallery: Gallery) -> None:
    assert clipped_texts(gallery) == []
    assert unnamed_controls(gallery) == []
    assert trapped_focus(gallery) == []
    assert low_contrast(gallery) == []
    assert hidden_focus(gallery) == []


def test_nothing_is_cut_off_in_the_smallest_window(theme: Theme, shown: Shown) -> None:
    for scale in (1.0, 1.5, 2.0):
        theme.choose(LookChoice.LIGHT, scale)
        window = Gallery()
        shown(window, 1024, 640)
        assert clipped_texts(window) == []
        assert not window.columns.side_by_side or scale == 1.0


def test_the_look_of_a_screen_changes_within_a_tenth_of_a_second(
    theme: Theme, shown: Shown
) -> None:
    screen = Card("Actions")
    for number in range(10):
        action = Card(quiet=True)
        action.add(muted(f"Action {number}"))
        action.add_layout(row(Chip("Reception lead", Tone.ACCENT), None, Button("Done")))
        screen.add(action)
    shown(screen, 1024, 900)
    times = []
    for choice in (LookChoice.DARK, LookChoice.LIGHT) * 4:
        begun = time.process_time()
        theme.choose(choice)
        settle()
        times.append(time.process_time() - begun)
    assert min(times) < 0.1


def test_pictures_of_every_look_can_be_written(theme: Theme, tmp_path: Path) -> None:
    write_pictures(tmp_path)
    assert len(list(tmp_path.glob("*.png"))) == len(LOOKS)
