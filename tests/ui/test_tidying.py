"""This is where what nobody needs is collected on the main thread, and by nobody else."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from layerdesk.ui.tidying import Tidying


class _Knot:
    """Something that holds itself."""

    def __init__(self, seen: list[str]) -> None:
        self.me = self
        weakref.finalize(self, lambda: seen.append(threading.current_thread().name))


def test_a_worker_that_makes_many_things_collects_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    seen: list[str] = []
    tidying = Tidying(qapp)
    try:
        _Knot(seen)
        worker = threading.Thread(target=lambda: [[each] for each in range(100_000)])
        worker.start()
        worker.join()
        assert seen == []
        heap = [[each] for each in range(2_000)]
        qtbot.waitUntil(lambda: len(seen) == 1, timeout=10_000)
        assert seen == [threading.main_thread().name]
        assert len(heap) == 2_000
    finally:
        tidying.stop()


def test_python_collects_again_when_the_last_one_has_stopped(qapp: QApplication) -> None:
    before = gc.isenabled()
    one, other = Tidying(QObject(qapp)), Tidying(QObject(qapp))
    one.stop()
    one.stop()
    assert not gc.isenabled()
    other.stop()
    assert gc.isenabled() == before
