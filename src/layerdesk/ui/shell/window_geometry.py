"""This is where a window comes back to where it was, on the screens of today."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from layerdesk.ui.shell.window_memory import SMALLEST, Area, WindowPlace, as_text, fitted, read

FIRST_SIZE = (1280, 800)


def kept_geometry(window: QMainWindow) -> str:
    """Where the window is, as text for a setting."""
    filled = window.isMaximized() or window.isFullScreen()
    rect = window.normalGeometry() if filled else window.geometry()
    area = (rect.x(), rect.y(), rect.width(), rect.height())
    return as_text(WindowPlace(area=area, maximised=window.isMaximized()))


def come_back(window: QMainWindow, kept_text: str | None) -> None:
    """Put the window where it was kept, or in the middle of the main screen."""
    kept = read(kept_text)
    area = fitted(kept.area, _screens()) if kept else _centred(FIRST_SIZE, _screens()[0])
    window.setGeometry(QRect(*area))
    if kept is not None and kept.maximised:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def smallest() -> tuple[int, int]:
    """The smallest size that the window may have on the main screen."""
    width, height = _screens()[0][2:]
    return min(SMALLEST[0], width), min(SMALLEST[1], height)


def _screens() -> tuple[Area, ...]:
    main = QGuiApplication.primaryScreen()
    others = [each for each in QGuiApplication.screens() if each is not main]
    found = [each.availableGeometry() for each in (main, *others)]
    return tuple((each.x(), each.y(), each.width(), each.height()) for each in found)


def _centred(size: tuple[int, int], screen: Area) -> Area:
    left, top, wide, high = screen
    width, height = min(size[0], wide), min(size[1], high)
    return left + (wide - width) // 2, top + (high - height) // 2, width, height
