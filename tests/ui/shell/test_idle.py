"""This is where it is tested that quiet is noticed, and life too."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from layerdesk.ui.shell.idle import IdleWatch


def test_it_tells_when_nothing_happens(qtbot, qapp):
    watch = IdleWatch(qapp, qapp)
    with qtbot.waitSignal(watch.idle):
        watch.wait(20)
    assert watch.milliseconds == 0


def test_zero_means_never(qtbot, qapp):
    watch = IdleWatch(qapp, qapp)
    watch.wait(20)
    watch.wait(0)
    with qtbot.assertNotEmitted(watch.idle, wait=80):
        pass


def test_a_key_in_any_window_starts_the_time_again(shown, qapp):
    window = shown(QWidget(), 200, 100)
    watch = IdleWatch(qapp, window)
    watch.wait(60_000)
    handle = window.windowHandle()
    watch.watch(handle)
    watch._timer.stop()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(handle, key)
    assert not watch._timer.isActive()
    watch.wait(60_000)
    watch._timer.setInterval(50_000)
    QApplication.sendEvent(handle, key)
    assert watch._timer.isActive()
    assert watch._timer.remainingTime() > 49_000
