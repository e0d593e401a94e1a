"""This is where the places and commands that can be had now are gathered for palette and menu."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from layerdesk.domain.language import tr
from layerdesk.ui.commands import COMMANDS, Command
from layerdesk.ui.places import Place
from layerdesk.ui.shell.palette import Entry

Go = Callable[[str], object]
"""Goes to a place, or does a command, by its id."""


def entries(
    places: Iterable[Place], commands: Iterable[Command], go: Go, do: Go
) -> tuple[Entry, ...]:
    """What the palette offers: places first, then commands."""
    shortcuts = {each.goes_to: each.shortcut for each in COMMANDS if each.goes_to}
    found = [
        Entry(
            words=each.words(),
            icon=each.icon,
            kind=tr("Place"),
            run=partial(go, each.id),
            shortcut=shortcuts.get(each.id, ""),
        )
        for each in places
        if not each.within
    ]
    found += [
        Entry(
            words=each.words(),
            icon="play",
            kind=tr("Command"),
            run=partial(do, each.id),
            shortcut=each.shortcut,
        )
        for each in commands
        if not each.goes_to and each.id != "palette"
    ]
    return tuple(found)


def open_menu(window: QWidget, button: QWidget, commands: Iterable[Command], do: Go) -> None:
    """Open a menu of the commands under the button."""
    menu = QMenu(window)
    menu.setAccessibleName(tr("All commands"))
    menu.aboutToHide.connect(menu.deleteLater)
    for each in commands:
        if not each.goes_to:
            made = menu.addAction(each.words(), partial(do, each.id))
            # Shown only: as the menu's own it would clash with the window's shortcut.
            made.setText(f"{each.words()}\t{_native(each.shortcut)}")
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _native(shortcut: str) -> str:
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
