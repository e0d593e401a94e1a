"""This is where a screen reader's part is played: what it can find, hear and press over its bus.

It is run by Debian's Python, which has the accessibility bus, in a session and on a screen of its
own: ``screen_reader.py HOW FOLDER PROGRAM...``. What it found stands in FOLDER/found then, as JSON.
"""

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

PATIENCE = 60.0
"""Seconds that one step may take on a busy machine."""
PLACES = {
    "Today": "ctrl+1",
    "Inbox": "ctrl+2",
    "Cases": "ctrl+3",
    "Meetings": "ctrl+4",
    "My actions": "ctrl+5",
    "All actions": "ctrl+6",
    "People": "ctrl+7",
    "History": "ctrl+8",
    "Settings": "ctrl+comma",
    "Help": "F1",
    "Search": "ctrl+shift+f",
}
_HAS_NO_NAME = ("scroll bar", "table row header", "table", "filler", "panel", "scroll pane")
_NEEDS_ITS_OWN_NAME = ("push button", "check box", "radio button", "text", "combo box")


class Reader:
    """Finds, hears and presses what the program shows on the bus."""

    def __init__(self, process: int) -> None:
        importlib.import_module("gi").require_version("Atspi", "2.0")
        self._bus: Any = importlib.import_module("gi.repository.Atspi")
        self._glib: Any = importlib.import_module("gi.repository.GLib")
        self._bus.init()
        self.said: list[str] = []
        self.focused: Any = None
        self._listener = self._bus.EventListener.new(self._heard)
        for kind in ("object:announcement", "object:state-changed:focused"):
            self._listener.register(kind)
        self._app = self.until(lambda: self._find_app(process), "the program on the bus")

    def until(self, so: Callable[[], Any], what: str) -> Any:
        """Wait until this is so, and give it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            while self._glib.MainContext.default().iteration(False):
                pass  # what was said and where the focus went arrives here
            try:
                found = so()
            except self._glib.Error:  # it went away while it was asked
                found = None
            if found:
                return found
            time.sleep(0.01)  # leaves the machine to the program that is waited for
        here = [f"{each.get_role_name()} {each.get_name()}" for each in self.things()]
        raise SystemExit(f"waited in vain for {what}; said: {self.said}; there is: {here}")

    def things(self) -> Iterator[Any]:
        """Everything that shows, in reading order."""
        for window in self._children(self._app):
            yield from self._showing(window)

    def find(self, name: str, role: str = "") -> Any:
        """What shows with this name or one that begins so; None if it is not there."""
        for each in self.things():
            if (each.get_name() or "").startswith(name) and role in ("", each.get_role_name()):
                return each
        return None

    def press(self, name: str) -> None:
        """Press a button as a screen reader does."""
        button = self.until(lambda: self.find(name, "push button"), f"the button {name}")
        button.get_action_iface().do_action(0)

    def window(self, title: str) -> None:
        """Give the keyboard to a window: a window manager would, and there is none here."""
        tool = ["xdotool", "search", "--onlyvisible", "--name", title, "windowfocus"]
        self.until(
            lambda: not subprocess.run(tool, capture_output=True, check=False).returncode,
            f"the window {title}",
        )

    def keys(self, *keys: str) -> None:
        """Press keys."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def hear(self, words: str) -> None:
        """Wait until this is said, since the last thing that was waited for."""
        self.until(lambda: any(words in each for each in self.said), f"“{words}” to be said")
        self.said.clear()

    def focus_on(self, name: str) -> None:
        """Wait until the focus is on what has this name."""
        self.until(
            lambda: self.focused and self.focused.get_name().startswith(name),
            f"the focus on {name}, it is on {self.focused and self.focused.get_name()}",
        )

    def faults(self) -> list[str]:
        """What a listener could not understand in what shows now."""
        state = self._bus.StateType
        found, names = [], []
        for each in self.things():
            role, name = each.get_role_name(), (each.get_name() or "").strip()
            can = role in _NEEDS_ITS_OWN_NAME or each.get_state_set().contains(state.FOCUSABLE)
            if can and role not in _HAS_NO_NAME and not name:
                found.append(f"{role} without a name in {each.get_parent().get_name()}")
            if role == "table" and not name:
                found.append("table without a name")
            if role == "combo box" and not (each.get_description() or each.get_relation_set()):
                found.append(f"combo box {name} does not say what it asks")
            if can and role in _NEEDS_ITS_OWN_NAME and role != "combo box":
                names.append(f"{role} {name} in {each.get_parent().get_name()}")
        return found + sorted({f"twice: {each}" for each in names if names.count(each) > 1})

    def _showing(self, thing: Any) -> Iterator[Any]:
        state = self._bus.StateType
        if thing.get_state_set().contains(state.SHOWING):
            yield thing
            if thing.get_role_name() != "table":  # its cells are many, and have names of their own
                for child in self._children(thing):
                    yield from self._showing(child)

    def _children(self, thing: Any) -> Iterator[Any]:
        for at in range(thing.get_child_count()):
            child = thing.get_child_at_index(at)
            if child is not None:
                yield child

    def _find_app(self, process: int) -> Any:
        apps = self._children(self._bus.get_desktop(0))
        return next((each for each in apps if each.get_process_id() == process), None)

    def _heard(self, event: Any) -> None:
        if event.type.startswith("object:announcement"):
            self.said.append(str(event.any_data))
        elif event.detail1:
            self.focused = event.source


def look_at_today(reader: Reader) -> dict[str, list[str]]:
    """What is wrong in the first place that shows."""
    return {"Today": reader.faults()}


def work(reader: Reader) -> dict[str, list[str]]:
    """Go everywhere and do a day's work by keys; what is wrong in each place."""
    found = {}
    for place, key in PLACES.items():
        reader.keys(key)
        reader.until(lambda place=place: reader.find(place, "heading"), place)
        found[place] = reader.faults()
    _write_a_note(reader)
    found["Meeting room"] = _hold_a_meeting(reader)
    return {place: faults for place, faults in found.items() if faults}


def _write_a_note(reader: Reader) -> None:
    reader.keys("ctrl+5")
    reader.until(lambda: reader.find("My actions", "heading"), "My actions")
    reader.keys("ctrl+shift+n")
    reader.window("Quick note")
    reader.focus_on("Quick note")
    subprocess.run(["xdotool", "type", "The fridge alarm rang at noon."], check=True)
    note = reader.find("Quick note", "text").get_text_iface()
    reader.until(lambda: note.get_text(0, -1).endswith("at noon."), "the note to be typed")
    reader.keys("ctrl+Return")
    reader.hear("Kept. The note waits in your inbox")
    reader.window("My actions")


def _hold_a_meeting(reader: Reader) -> list[str]:
    reader.keys("ctrl+1")
    reader.press("Look at the agenda")
    reader.press("Open the meeting room")
    reader.press("Begin the meeting")
    reader.hear("Item 1 of ")
    reader.until(lambda: reader.find("Time left for this item", "progress bar"), "the clock")
    reader.keys("Next")
    reader.hear("Item 2 of ")
    reader.keys("F10")
    reader.focus_on("Notes that the room agrees on")
    reader.keys("F4")
    reader.focus_on("Why is it parked?")
    reader.keys("Escape")
    reader.focus_on("Notes that the room agrees on")
    reader.keys("F12")
    reader.until(lambda: reader.find("Who is here", "heading"), "the people")
    faults = reader.faults()
    reader.keys("Escape")
    reader.focus_on("Notes that the room agrees on")
    return faults


def main(how: str, folder: str, *program: str) -> None:
    """Start a screen, start the program on it, and say as JSON what was found."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.environ["DISPLAY"] = ":" + os.read(reading, 16).decode().strip()
    with open(os.path.join(folder, "said"), "wb") as said:
        started = subprocess.Popen(program, stdout=said, stderr=said)
    try:
        reader = Reader(started.pid)
        reader.until(lambda: reader.find("What waits", "heading"), "the first place")
        reader.window("Today")
        found = {"today": look_at_today, "work": work}[how](reader)
        with open(os.path.join(folder, "found"), "w", encoding="utf-8") as answer:
            json.dump(found, answer)
    finally:
        started.terminate()
        started.wait()
        screen.terminate()
        screen.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
