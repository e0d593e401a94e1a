"""This is where buttons of one group become one stop of Tab, with the arrow keys inside."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from typing_extensions import override

_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OneTabStop(QObject):
    """Tab comes to one of the buttons and goes on behind them; a child of ``group``.

    The arrow keys, Home and End move between those that can be seen, Enter and Space press. The
    stop is where the focus was last, or what was marked. ``scroll`` is the area that they are in.
    """

    def __init__(self, group: QWidget, scroll: QScrollArea | None = None) -> None:
        super().__init__(group)
        self._scroll = scroll
        self._buttons: tuple[QAbstractButton, ...] = ()

    def set_buttons(self, buttons: Sequence[QAbstractButton]) -> None:
        """These are the buttons, in the order in which the arrow keys go through them."""
        for button in buttons:
            if button not in self._buttons:
                button.installEventFilter(self)
        self._buttons = tuple(buttons)
        self._stop_at(next((each for each in self._buttons if each.hasFocus()), None))

    def mark(self, button: QAbstractButton | None) -> None:
        """Have Tab lead to this one (None: to the first), unless the focus is among them now."""
        if not any(each.hasFocus() for each in self._buttons):
            self._stop_at(button)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QAbstractButton):
            if event.type() == QEvent.Type.FocusIn:
                self._stop_at(watched)
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._takes_key(watched, event)
        return False

    def _takes_key(self, button: QAbstractButton, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in _PRESS:
            button.click()
            return True
        there = [each for each in self._buttons if _can_stop(each)]
        moves = {key: there.index(button) - 1 for key in _BACK}
        moves |= {key: (there.index(button) + 1) % len(there) for key in _ON}
        moves |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        target = moves.get(Qt.Key(event.key()))
        if target is None:
            return False
        there[target].setFocus(Qt.FocusReason.TabFocusReason)
        if self._scroll is not None:
            self._scroll.ensureWidgetVisible(there[target])
        return True

    def _stop_at(self, button: QAbstractButton | None) -> None:
        there = [each for each in self._buttons if not each.isHidden()]
        stop = button if button in there else next(iter(there), None)
        for each in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if each is stop else Qt.FocusPolicy.ClickFocus
            each.setFocusPolicy(policy)


def _can_stop(button: QAbstractButton) -> bool:
    return button.isVisible() and button.isEnabled()
