"""This is where screen readers are told what Qt cannot tell them by itself."""

from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QScrollArea, QWidget
from shiboken6 import isValid
from typing_extensions import override


@runtime_checkable
class Spoken(Protocol):
    """A widget that says itself what it is."""

    def spoken_role(self) -> QAccessible.Role:
        """What it is, for instance a heading or a progress bar."""
        ...

    def spoken_text(self) -> str:
        """Its name, if it was given no accessible name."""
        ...

    def spoken_value(self) -> str:
        """What it shows now, in words; may be empty."""
        ...


@runtime_checkable
class Unfolds(Protocol):
    """A button that shows more below it, or hides it again."""

    def is_unfolded(self) -> bool:
        """Whether more is shown now."""
        ...

    def click(self) -> None:
        """Unfold it, or fold it up."""
        ...


class _SpokenInterface(QAccessibleWidget):
    # It asks Qt for its widget each time: holding it would make a cycle, and Python would destroy
    # the interface while Qt still has it.

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.StaticText)

    @override
    def role(self) -> QAccessible.Role:
        widget = cast("QWidget", self.object())
        return widget.spoken_role() if isinstance(widget, Spoken) else super().role()

    @override
    def text(self, t: QAccessible.Text, /) -> str:
        widget = cast("QWidget", self.object())
        if isinstance(widget, Spoken):
            if t == QAccessible.Text.Value:
                return widget.spoken_value()
            if t == QAccessible.Text.Name:
                return widget.accessibleName() or widget.spoken_text()
        return super().text(t)


class _UnfoldingInterface(QAccessibleWidget):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Button)

    @override
    def state(self) -> QAccessible.State:
        state, widget = super().state(), self.object()
        # Set by name: stubs make these bits read-only.
        unfolded = isinstance(widget, Unfolds) and widget.is_unfolded()
        for bit, is_set in (
            ("expandable", True),
            ("expanded", unfolded),
            ("collapsed", not unfolded),
        ):
            setattr(state, bit, is_set)
        return state

    @override
    def actionNames(self) -> list[str]:
        return [self.pressAction(), *super().actionNames()]

    @override
    def doAction(self, name: str, /) -> None:
        widget = self.object()
        if name == self.pressAction() and isinstance(widget, Unfolds):
            widget.click()
        else:
            super().doAction(name)


_installed: list[bool] = []
_interfaces: list[QAccessibleWidget] = []
"""What Qt was given. Qt destroys each with its widget, and takes no reference of its own."""


def teach_screen_readers() -> None:
    """Have Qt ask widgets that are ``Spoken``, and look after scroll areas.

    Qt's own interface of a scroll area reads beyond the end of a list when a screen reader asks for
    a scroll bar that has gone in the meantime, and the program dies (seen with 6.11.3; may go once
    ``QAccessibleAbstractScrollArea::child`` looks at its index). May be called more than once.
    """
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(True)


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have a screen reader say the words; ``urgent`` ones interrupt it."""
    event = QAccessibleAnnouncementEvent(widget, words)
    kind = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kind.Assertive if urgent else kind.Polite)
    QAccessible.updateAccessibility(event)


def announce_unfolding(widget: QWidget) -> None:
    """Have a screen reader say that the widget was unfolded or folded up."""
    changed = QAccessible.State()
    for bit in ("expanded", "collapsed"):
        setattr(changed, bit, True)
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(widget, changed))


def _interface(_key: str, thing: QObject) -> QAccessibleInterface | None:
    made: QAccessibleWidget
    if isinstance(thing, QWidget) and isinstance(thing, Spoken):
        made = _SpokenInterface(thing)
    elif isinstance(thing, QWidget) and isinstance(thing, Unfolds):
        made = _UnfoldingInterface(thing)
    elif isinstance(thing, QScrollArea):
        made = QAccessibleWidget(thing, QAccessible.Role.Client)
    else:
        return None
    _interfaces[:] = [each for each in _interfaces if isValid(each)]
    _interfaces.append(made)
    return made
