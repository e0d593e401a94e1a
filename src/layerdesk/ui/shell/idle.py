"""This is where it is noticed that nobody has typed or clicked for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Tells when nobody did anything in any window of the program for the set time.

    It looks at windows, not at the whole program: a filter there would see every painting too.
    """

    idle = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        app.focusWindowChanged.connect(self.watch)
        focused = app.focusWindow()
        if focused is not None:
            self.watch(focused)

    @property
    def milliseconds(self) -> int:
        """How long it waits altogether; 0: it does not watch."""
        return self._timer.interval() if self._timer.isActive() else 0

    def wait(self, milliseconds: int) -> None:
        """Wait this long from now on; 0 stops the watch."""
        if milliseconds > 0:
            self._timer.start(milliseconds)
        else:
            self._timer.stop()

    @Slot("QWindow*")
    def watch(self, window: QWindow | None) -> None:
        """Look at this window too."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return False


def running_application() -> QGuiApplication:
    """The application that runs. Raises TypeError where there is none with windows."""
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        raise TypeError("a window needs a QGuiApplication")
    return app
