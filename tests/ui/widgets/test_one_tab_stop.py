from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from layerdesk.ui.widgets.buttons import Button, UnfoldButton
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.one_tab_stop import OneTabStop
from tests.ui.looking import settle, trapped_focus

Shown = Callable[..., QWidget]


class World:
    """A line, a group of four buttons, and a line."""

    def __init__(self, shown: Shown) -> None:
        self.window = QWidget()
        self.before, self.after = LineEdit(), LineEdit()
        self.group = ScrollColumn()
        self.buttons = [Button(words) for words in "ABCD"]
        self.pressed: list[str] = []
        for each in self.buttons:
            each.clicked.connect(lambda _checked=False, each=each: self.pressed.append(each.words))
            self.group.add(each)
        self.stop = OneTabStop(self.group, self.group)
        self.stop.set_buttons(self.buttons)
        lay = QVBoxLayout(self.window)
        for part in (self.before, self.group, self.after):
            lay.addWidget(part)
        shown(self.window, 300, 260)
        self.before.setFocus()

    def press(self, *keys: Qt.Key) -> str:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
        settle()
        focused = QApplication.focusWidget()
        if focused is self.before:
            return "before"
        return "after" if focused is self.after else focused.words


@pytest.fixture
def world(shown: Shown) -> World:
    return World(shown)


def test_tab_comes_to_one_button_and_goes_on_behind_them(world: World) -> None:
    assert world.press(Qt.Key.Key_Tab) == "A"
    assert world.press(Qt.Key.Key_Tab) == "after"
    assert trapped_focus(world.window) == []


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ((Qt.Key.Key_Down,), "B"),
        ((Qt.Key.Key_Right, Qt.Key.Key_Right), "C"),
        ((Qt.Key.Key_Up,), "D"),
        ((Qt.Key.Key_End,), "D"),
        ((Qt.Key.Key_End, Qt.Key.Key_Down), "A"),
        ((Qt.Key.Key_End, Qt.Key.Key_Left), "C"),
        ((Qt.Key.Key_End, Qt.Key.Key_Home), "A"),
    ],
)
def test_arrows_home_and_end_move_inside(
    world: World, keys: tuple[Qt.Key, ...], wanted: str
) -> None:
    world.press(Qt.Key.Key_Tab)
    assert world.press(*keys) == wanted
    assert not QApplication.focusWidget().visibleRegion().isEmpty()


def test_tab_comes_back_to_where_one_was(world: World) -> None:
    world.press(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert world.press(Qt.Key.Key_Tab) == "after"
    assert world.press(Qt.Key.Key_Backtab) == "C"
    assert world.press(Qt.Key.Key_Backtab) == "before"


def test_enter_and_space_press(world: World) -> None:
    world.press(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space)
    assert world.pressed == ["B", "B"]


def test_keys_with_others_held_are_left_to_commands(world: World) -> None:
    world.press(Qt.Key.Key_Tab)
    QTest.keyClick(world.buttons[0], Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(world.buttons[0], Qt.Key.Key_X)
    assert QApplication.focusWidget() is world.buttons[0]


def test_what_is_marked_is_the_stop_unless_somebody_is_inside(world: World) -> None:
    world.stop.mark(world.buttons[2])
    assert world.press(Qt.Key.Key_Tab) == "C"
    world.stop.mark(world.buttons[0])
    assert world.press(Qt.Key.Key_Tab, Qt.Key.Key_Backtab) == "C"


def test_what_is_hidden_or_cannot_be_pressed_is_passed_over(world: World) -> None:
    world.buttons[1].hide()
    world.buttons[2].setEnabled(False)
    assert world.press(Qt.Key.Key_Tab, Qt.Key.Key_Down) == "D"
    world.before.setFocus()
    world.buttons[3].hide()
    world.stop.mark(world.buttons[3])
    assert world.press(Qt.Key.Key_Tab) == "A"


def test_every_button_keeps_its_name_and_can_take_the_focus(world: World) -> None:
    for each in world.buttons:
        interface = QAccessible.queryAccessibleInterface(each)
        assert interface.text(QAccessible.Text.Name) == each.words
        assert interface.state().focusable


def test_a_button_that_unfolds_says_so_to_screen_readers(shown: Shown) -> None:
    button = UnfoldButton("More")
    shown(button)
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.role() is QAccessible.Role.Button
    assert (interface.state().expandable, interface.state().collapsed) == (1, 1)
    actions = interface.actionInterface()
    assert "SetFocus" in actions.actionNames()
    actions.doAction(actions.pressAction())
    assert button.isChecked()
    assert (interface.state().expanded, interface.state().collapsed) == (1, 0)
    actions.doAction(actions.setFocusAction())
    assert button.hasFocus()
