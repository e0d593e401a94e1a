"""This is where colours, sizes, fonts, icons and the choice of a look are checked."""

from collections.abc import Callable
from itertools import product
from string import Template

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from layerdesk.host.bundled import resource_folder
from layerdesk.ui.look import icons
from layerdesk.ui.look.focus_ring import RingOverlay
from layerdesk.ui.look.fonts import FAMILIES, app_font, load_fonts, number_font
from layerdesk.ui.look.stylesheet import DRAWN, stylesheet
from layerdesk.ui.look.theme import LookChoice, Theme, app_theme
from layerdesk.ui.look.tokens import COLOURS, Scheme, contrast, sizes, step, tokens
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.columns import ScrollColumn

TEXT_PAIRS = [
    *product(("text", "muted"), ("bg", "surface", "rail")),
    *product(("text",), ("accent_soft", "warn_soft", "danger_soft", "ok_soft", "track")),
    *product(("accent", "danger"), ("surface", "bg")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_danger", "danger"),
    ("on_accent_soft", "accent_soft"),
    ("warn", "warn_soft"),
    ("danger", "danger_soft"),
    ("ok", "ok_soft"),
]

OTHER_PAIRS = [
    *product(("field_line", "focus", "accent"), ("bg", "surface", "rail")),
    ("accent", "accent_soft"),
]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_text_can_be_read_and_every_edge_be_seen(scheme: Scheme) -> None:
    colours = COLOURS[scheme]
    pale = [
        (words, ground)
        for wanted, pairs in ((4.5, TEXT_PAIRS), (3.0, OTHER_PAIRS))
        for words, ground in pairs
        if contrast(getattr(colours, words), getattr(colours, ground)) < wanted
    ]
    assert pale == []


@pytest.mark.parametrize("scheme", [Scheme.CONTRAST_LIGHT, Scheme.CONTRAST_DARK])
def test_high_contrast_reaches_seven_to_one(scheme: Scheme) -> None:
    colours = COLOURS[scheme]
    low = [
        pair
        for pair in TEXT_PAIRS
        if pair[1] != "track" and contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) < 7
    ]
    assert low == []


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_sizes_grow_with_the_text_within_their_limits() -> None:
    assert sizes(2.0).body == 2 * sizes(1.0).body
    assert sizes(5) == sizes(2.0)
    assert sizes(0.1) == sizes(1.0)
    assert step(2) == 16


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_stylesheet_has_no_place_left_open(scheme: Scheme) -> None:
    made = stylesheet(tokens(scheme, 1.5))
    assert "$" not in made.replace("$names", "")
    assert COLOURS[scheme].accent in made


def test_an_unknown_token_in_a_template_is_noticed() -> None:
    with pytest.raises(KeyError):
        Template("$nothing").substitute({})


def test_the_stylesheet_is_understood_by_qt(theme: Theme, shown: Callable[..., QWidget]) -> None:
    # Qt would warn that it could not parse the sheet, and any warning fails a test.
    shown(Button("Words"))
    assert QApplication.instance() is not None


def test_every_icon_can_be_drawn_and_has_its_licence(theme: Theme) -> None:
    names = icons.icon_names()
    assert len(names) >= 60
    for name in names:
        picture = icons.pixmap(name, "#112233", 20, 1.0).toImage()
        drawn = {QColor(picture.pixelColor(x, y)).alpha() for x in range(20) for y in range(20)}
        assert max(drawn) > 0, name
    assert "ISC" in (resource_folder("icons") / "LICENSE").read_text(encoding="utf-8")


def test_an_icon_has_the_colour_of_its_token(theme: Theme) -> None:
    image = icons.pixmap("minus", "#B3261E", 24, 1.0).toImage()
    assert image.pixelColor(12, 12).name().upper() == "#B3261E"
    assert icons.icon("minus", "#B3261E", 24) is icons.icon("minus", "#B3261E", 24)


def test_the_bundled_fonts_are_there(theme: Theme) -> None:
    assert set(FAMILIES) <= set(load_fonts())
    assert QFontInfo(app_font(15)).family() == FAMILIES[0]
    assert number_font(15).isFeatureSet(number_font(15).featureTags()[0])


def test_a_choice_decides_the_colours(theme: Theme) -> None:
    told: list[int] = []
    theme.theme_changed.connect(lambda: told.append(1))
    for choice, scheme in (
        (LookChoice.DARK, Scheme.DARK),
        (LookChoice.HIGH_CONTRAST, Scheme.CONTRAST_LIGHT),
        (LookChoice.LIGHT, Scheme.LIGHT),
    ):
        theme.choose(choice, 1.25)
        assert theme.tokens.scheme is scheme
        assert QApplication.palette().window().color() == QColor(COLOURS[scheme].bg)
    assert len(told) == 3
    theme.choose(LookChoice.LIGHT, 1.25)
    assert len(told) == 3
    assert (theme.choice, theme.scale) == (LookChoice.LIGHT, 1.25)
    assert QApplication.font().pixelSize() == sizes(1.25).body


def test_the_look_follows_the_system_unless_another_was_chosen(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DarkHints:
        def colorScheme(self) -> Qt.ColorScheme:  # Qt's name
            return Qt.ColorScheme.Dark

    class DarkSystem:
        def __init__(self, app: QApplication) -> None:
            self._real = app

        def styleHints(self) -> DarkHints:  # Qt's name
            return DarkHints()

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

    theme.choose(LookChoice.SYSTEM)
    assert theme.tokens.scheme is Scheme.LIGHT
    monkeypatch.setattr(theme, "_app", DarkSystem(theme._app))
    theme._system_changed()
    assert theme.tokens.scheme is Scheme.DARK
    theme.choose(LookChoice.HIGH_CONTRAST)
    assert theme.tokens.scheme is Scheme.CONTRAST_DARK
    theme.choose(LookChoice.LIGHT)
    theme._system_changed()
    assert theme.tokens.scheme is Scheme.LIGHT


def test_motion_can_be_stopped(theme: Theme) -> None:
    assert theme.motion(150) == 150
    theme.reduce_motion = True
    assert theme.reduce_motion
    assert theme.motion(150) == 0


def test_there_is_one_theme(theme: Theme) -> None:
    assert app_theme() is theme


def _ring(window: QWidget) -> RingOverlay | None:
    found = [ring for ring in window.findChildren(RingOverlay) if ring.isVisible()]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_ring_follows_the_focus_with_a_gap(theme: Theme, shown: Callable[..., QWidget]) -> None:
    window = QWidget()
    lay = QVBoxLayout(window)
    one, other = Button("One", kind=ButtonKind.PRIMARY), Button("Other")
    lay.addWidget(one)
    lay.addWidget(other)
    shown(window, 300, 200)
    for button in (one, other):
        button.setFocus()
        QApplication.processEvents()
        ring = _ring(window)
        assert ring is not None
        assert ring.geometry() == button.geometry().adjusted(-5, -5, 5, 5)
    other.move(20, 120)
    QApplication.processEvents()
    ring = _ring(window)
    assert ring is not None
    assert ring.geometry() == QRect(other.geometry()).adjusted(-5, -5, 5, 5)
    other.hide()
    one.hide()
    QApplication.processEvents()
    assert _ring(window) is None


def test_the_ring_stands_out_against_the_button_it_is_around(
    theme: Theme, shown: Callable[..., QWidget]
) -> None:
    window = QWidget()
    window.setObjectName("root")
    lay = QVBoxLayout(window)
    lay.setContentsMargins(20, 20, 20, 20)
    button = Button("One", kind=ButtonKind.PRIMARY)
    lay.addWidget(button)
    shown(window, 300, 100)
    button.setFocus()
    QApplication.processEvents()
    image = window.grab().toImage()
    middle = button.geometry().center().y()
    left = button.geometry().left()
    gap, ring = image.pixelColor(left - 1, middle).name(), image.pixelColor(left - 4, middle).name()
    assert contrast(ring, gap) >= 3
    assert contrast(gap, image.pixelColor(left + 3, middle).name()) >= 3


def test_the_ring_scrolls_with_what_it_is_around(
    theme: Theme, shown: Callable[..., QWidget]
) -> None:
    page = ScrollColumn()
    buttons = [Button(f"Button {number}") for number in range(30)]
    for button in buttons:
        page.add(button)
    shown(page, 400, 200)
    buttons[0].setFocus()
    QApplication.processEvents()
    ring = _ring(page)
    assert ring is not None
    before = ring.mapTo(page, ring.rect().topLeft()).y()
    page.verticalScrollBar().setValue(40)
    QApplication.processEvents()
    assert ring.mapTo(page, ring.rect().topLeft()).y() == before - 40


def test_a_popup_gets_no_ring(theme: Theme, shown: Callable[..., QWidget]) -> None:
    combo = QComboBox()
    combo.addItems(["a", "b"])
    shown(combo)
    combo.showPopup()
    combo.view().setFocus()
    QApplication.processEvents()
    assert combo.view().window().findChildren(RingOverlay) == []
    combo.hidePopup()


def test_pictures_in_the_stylesheet_are_bundled() -> None:
    assert {name for name, *_ in DRAWN} <= set(icons.icon_names())


def test_the_ring_keeps_no_window_alive(theme: Theme, qtbot: QtBot) -> None:
    # A window that the ring kept was destroyed in the middle of a change of focus: a crash.
    gone: list[int] = []
    for _ in range(3):
        window = QWidget()
        window.destroyed.connect(lambda: gone.append(1))
        lay = QVBoxLayout(window)
        lay.addWidget(QPlainTextEdit())
        window.show()
        window.activateWindow()
        QApplication.processEvents()
    assert len(gone) == 2
    window.close()
