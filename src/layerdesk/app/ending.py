"""This is where it is heard that the system wants the program to end, by a signal."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class EndSignals(QObject):
    """Listens while it lives; must be made on the main thread.

    Python runs a signal's handler only between two of its own steps, and Qt's loop may wait long
    for the next one. So the signal comes as a byte through a socket, which wakes that loop.
    """

    asked_to_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._woken_before = signal.set_wakeup_fd(self._write.fileno())
        known = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._handled_before = {each: signal.signal(each, _nothing) for each in known}

    def stop(self) -> None:
        """Leave signals to what handled them before; does nothing twice."""
        if not self._handled_before:
            return
        for each, handler in self._handled_before.items():
            signal.signal(each, handler)
        self._handled_before.clear()
        signal.set_wakeup_fd(self._woken_before)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    @Slot()
    def _woken(self) -> None:
        arrived = self._read.recv(64)
        if any(each in arrived for each in self._handled_before):
            self.asked_to_end.emit()


def _nothing(_signal: int, _frame: FrameType | None) -> None:
    """The byte in the socket says it all."""
