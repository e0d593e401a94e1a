"""This is where one start of a window is timed, in a process of its own: bare Qt, or LayerDesk.

It prints milliseconds since the process began to be counted, and the memory then.
"""

import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

STARTED = float(os.environ.get("LAYERDESK_BENCHMARK_STARTED", "0"))
KEY = "LAYERDESK_BENCHMARK_KEY"


def bare() -> None:
    """Nothing but a QApplication with a QMainWindow, until it is painted."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def event(self, event: QEvent) -> bool:
            done = super().event(event)
            if event.type() == QEvent.Type.Paint:
                tell("paint")
                app.quit()
            return done

    app = QApplication([])
    window: QObject = Window()
    window.resize(1280, 800)  # type: ignore[attr-defined]
    window.show()  # type: ignore[attr-defined]
    app.exec()
    finish()


def whole(folder: str) -> None:
    """The program on a desk, until its list of cases is painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from layerdesk.app.program import Program
    from layerdesk.app.window import make_application
    from layerdesk.host.folders import desk_folder
    from layerdesk.host.secret import Secret

    class GivenKey:
        def get(self, folder: Path) -> Secret:
            return Secret(bytes.fromhex(os.environ[KEY]))

        def put(self, folder: Path, key: Secret) -> None:
            return

        forget = get

    def make_opener() -> Any:
        from layerdesk.app.later import DeskOpener

        return DeskOpener(place, GivenKey(), {})  # type: ignore[arg-type]

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                if "paint" not in TOLD and watched is program.window:
                    tell("paint")
                elif "data" not in TOLD and _rows(program.window):
                    tell("data")
                    QTimer.singleShot(0, program.window.close)
            return False

    place = desk_folder(Path(folder))
    app = make_application(["layerdesk"])
    program = Program(app, place, {}, make_opener)
    watch = Watch()
    app.installEventFilter(watch)
    program.run()
    finish()


TOLD: dict[str, Any] = {}


def tell(what: str) -> None:
    """Note the time and the memory at this moment."""
    TOLD[what] = (time.time() - STARTED) * 1000
    TOLD[f"{what} memory"] = _memory()


def finish() -> None:
    """Print what was noted."""
    print(json.dumps(TOLD), flush=True)


def _rows(window: Any) -> bool:
    place = window.stack.currentWidget() if hasattr(window, "stack") else None
    table = getattr(place, "list", None) or getattr(place, "table", None)
    return table is not None and table.model().rowCount() > 0


def _memory() -> float:
    """Resident megabytes."""
    if not Path("/proc/self/status").exists():
        return 0.0
    lines: Mapping[str, str] = dict(
        line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines()
    )
    return int(lines["VmRSS"].split()[0]) / 1024


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else whole(sys.argv[1])
