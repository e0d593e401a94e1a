"""This is where it is shown that somebody with a screen reader and a keyboard can work here."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.programs import program

_READER = Path(__file__).with_name("screen_reader.py")
_PLANTED = """
import sys
from PySide6.QtWidgets import QPushButton
from layerdesk.app.command_line import main
from layerdesk.ui.follow_up.today import Today
begin = Today.__init__
def with_a_button(self, *arguments):
    begin(self, *arguments)
    self.layout().addWidget(QPushButton())
Today.__init__ = with_a_button
sys.exit(main())
"""


def _read(how: str, folder: Path, *python: str) -> dict[str, list[str]]:
    """What a screen reader finds wrong in the sample practice, place by place."""
    for each in ("Xvfb", "xdotool", "/usr/libexec/at-spi-bus-launcher"):
        program(each)
    program("/usr/lib/python3/dist-packages/pyatspi/__init__.py")
    own = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), folder)
    folder.chmod(0o700)
    environment = {
        **os.environ,
        **{name: str(path) for name, path in own.items()},
        "LAYERDESK_NO_KEYCHAIN": "1",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_SESSION_TYPE": "x11",
    }
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    sample = (sys.executable, *python, "--folder", str(folder / "desk"), "sample")
    session = (program("dbus-run-session"), "--", "/usr/bin/python3", str(_READER))
    answer = subprocess.run(
        [*session, how, str(folder), *sample],
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert answer.returncode == 0, answer.stderr
    found: dict[str, list[str]] = json.loads((folder / "found").read_text("utf-8"))
    return found


def test_a_days_work_is_done_by_ear_and_keyboard(tmp_path: Path) -> None:
    """Every place says what it holds; a note is written and a meeting run, and both are heard."""
    assert _read("work", tmp_path, "-m", "layerdesk") == {}


def test_a_button_without_a_name_is_found(tmp_path: Path) -> None:
    """What the walk above would say if somebody forgot one."""
    found = _read("today", tmp_path, "-c", _PLANTED)

    assert [each for each in found["Today"] if "push button without a name" in each]
