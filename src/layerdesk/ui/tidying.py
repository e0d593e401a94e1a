"""This is where Python looks for what nobody needs any more, on the main thread and nowhere else.

Python's collector of cycles runs on whichever thread happens to make the next object. On a worker
it would destroy widgets there, and Qt's are to be touched by the main thread only: the program
died of it now and then. So the collector is off while work is done, and a timer does its rounds.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 500
"""Milliseconds between two looks."""


class Tidying(QObject):
    """Collects cycles on the main thread from the moment it is made until ``stop``."""

    _at_work = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = False
        Tidying._at_work += 1
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(EVERY)
        timer.timeout.connect(self._look)
        timer.start()

    def stop(self) -> None:
        """Give collecting back to Python, once nobody else needs it here; does nothing twice."""
        if not self._stopped:
            self._stopped = True
            Tidying._at_work -= 1
            if not Tidying._at_work:
                gc.enable()

    @Slot()
    def _look(self) -> None:
        """The oldest generation that has gathered enough, as Python itself would do it."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
