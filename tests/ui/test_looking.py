"""This is where the tools that look at screens are shown to see what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from layerdesk.ui.look.theme import Theme
from layerdesk.ui.widgets.buttons import Button, IconButton
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.rows_model import Column, RowsModel
from tests.ui.looking import (
    clipped_texts,
    hidden_focus,
    low_contrast,
    picture,
    tab_order,
    trapped_focus,
    unnamed_controls,
)

Shown = Callable[..., QWidget]

LONG = "A sentence that is a good deal longer than the room there is for it"


def _window(*parts: QWidget) -> QWidget:
    window = QWidget()
    window.setObjectName("root")
    lay = QVBoxLayout(window)
    for part in parts:
        lay.addWidget(part)
    return window


def test_a_good_window_has_no_complaints(shown: Shown) -> None:
    window = shown(
        _window(Label(LONG), Field("Title", LineEdit()), Button("Next", icon="check")), 500, 300
    )
    assert clipped_texts(window) == []
    assert unnamed_controls(window) == []
    assert low_contrast(window) == []
    assert hidden_focus(window) == []
    assert trapped_focus(window) == []
    assert tab_order(window) == ["Title", "Next"]


@pytest.mark.parametrize("kind", [QLabel, QPushButton])
def test_a_text_without_room_is_seen(
    theme: Theme, shown: Shown, kind: type[QLabel] | type[QPushButton]
) -> None:
    part = kind(LONG)
    part.setFixedWidth(100)
    assert len(clipped_texts(shown(_window(part)))) == 1
    part.setToolTip(LONG)
    assert clipped_texts(part.window()) == []


def test_a_wrapped_text_without_height_is_seen(theme: Theme, shown: Shown) -> None:
    label = Label(LONG * 3)
    label.setFixedSize(200, 30)
    assert len(clipped_texts(shown(_window(label)))) == 1


def test_a_word_that_is_wider_than_its_label_is_seen(theme: Theme, shown: Shown) -> None:
    label = Label("Incomprehensibilities")
    label.setFixedSize(60, 100)
    assert len(clipped_texts(shown(_window(label)))) == 1


def test_cut_placeholders_choices_headings_and_icons_are_seen(theme: Theme, shown: Shown) -> None:
    line = QLineEdit()
    line.setPlaceholderText(LONG)
    line.setFixedWidth(100)
    combo = QComboBox()
    combo.addItem(LONG)
    combo.setFixedWidth(100)
    columns = (Column(id="a", heading=LONG, width=60),)
    table = ListTable(
        RowsModel(columns, ("x",), cells=lambda row: [row], row_id=lambda row: row), name="Table"
    )
    small = IconButton("x", "Close", None)
    small.setIconSize(QSize(90, 90))
    small.setFixedSize(44, 44)
    assert len(clipped_texts(shown(_window(line, combo, table, small)))) == 4


def test_what_sticks_out_or_lies_over_something_is_seen(theme: Theme, shown: Shown) -> None:
    window = QWidget()
    QHBoxLayout(window)
    one, other = Button("One", parent=window), Button("Other", parent=window)
    one.setGeometry(20, 20, 120, 42)
    other.setGeometry(60, 30, 120, 42)
    assert any("lies over" in each for each in clipped_texts(shown(window, 400, 200)))
    other.setGeometry(380, 100, 120, 42)
    assert any("sticks out" in each for each in clipped_texts(window))


def test_what_is_too_wide_to_scroll_is_seen(theme: Theme, shown: Shown) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    inside.setMinimumWidth(900)
    area.setWidget(inside)
    assert len(clipped_texts(shown(_window(area), 400, 300))) == 1


def test_controls_without_a_name_are_seen(theme: Theme, shown: Shown) -> None:
    combo = QComboBox()
    combo.addItem("a text is not a name")
    window = shown(_window(QLineEdit(), combo, QPlainTextEdit(), QLabel("not a control")))
    assert len(unnamed_controls(window)) == 3


def test_a_buddy_names_a_choice(theme: Theme, shown: Shown) -> None:
    combo, label = QComboBox(), QLabel("Owner")
    label.setBuddy(combo)
    assert unnamed_controls(shown(_window(label, combo))) == []


def test_pale_text_is_seen_and_large_text_may_be_paler(theme: Theme, shown: Shown) -> None:
    pale = QLabel("Pale words")
    pale.setStyleSheet("color: #A8B0B8; background: #FFFFFF")
    large = QLabel("Large words")
    large.setStyleSheet("color: #87909A; background: #FFFFFF; font-size: 30px")
    found = low_contrast(shown(_window(pale, large)))
    assert len(found) == 1
    assert "Pale" in found[0]


def test_a_field_that_swallows_tab_is_seen(theme: Theme, shown: Shown) -> None:
    trap = QPlainTextEdit()
    trap.setAccessibleName("Trap")
    window = shown(_window(Button("Before"), trap, Button("After")))
    assert tab_order(window) == ["Before", "Trap"]
    assert len(trapped_focus(window)) == 1


def test_focus_that_cannot_be_seen_is_seen(theme: Theme, shown: Shown) -> None:
    window = QWidget()
    visible, away = Button("Visible", parent=window), Button("Away", parent=window)
    visible.move(20, 20)
    away.move(2000, 2000)
    found = hidden_focus(shown(window, 300, 200))
    assert len(found) == 1
    assert "Away" in found[0]


def test_a_window_without_controls_has_no_order(theme: Theme, shown: Shown) -> None:
    assert tab_order(shown(_window(QLabel("Words")))) == []


def test_a_picture_has_the_size_that_was_asked_for(
    theme: Theme, shown: Shown, tmp_path: Path
) -> None:
    window = shown(_window(QLabel("Words")))
    image = picture(window, tmp_path / "window.png", QSize(320, 240))
    assert image.size() == QSize(320, 240)
    assert (tmp_path / "window.png").stat().st_size > 0
    with pytest.raises(OSError):
        picture(window, tmp_path / "no" / "folder.png")
