"""This is where the real window is opened and typed into, key by key, until somebody kills it.

It runs in a process of its own, and tells on its standard output what the database has taken.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from layerdesk.app.later import DeskOpener
from layerdesk.app.program import Program
from layerdesk.app.window import make_application
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import Record, RecordId, Text
from layerdesk.host.folders import DeskFolder
from layerdesk.host.secret import Secret
from layerdesk.storage.store import Store
from layerdesk.ui.cases.case import CasePlace
from layerdesk.ui.cases.quick_note import QuickNote
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.meetings.room.place import MeetingRoom
from layerdesk.ui.widgets.editors import LongText
from tests.kills.scenes import CASE, QUICK_NOTE, text_of

KEY = "LAYERDESK_KILLS_KEY"
LONGEST = 20_000
"""Milliseconds after which the process ends by itself, should nobody kill it."""

_BETWEEN_KEYS = (4, 45)
"""Milliseconds, fewest and most."""

_LEAVES = 0.03
_PAUSES = 0.01
_PAUSE = 2_200
"""Milliseconds: long enough for the words to enter the record."""


class GivenKey:
    """A keychain that holds the one key."""

    def __init__(self, key: Secret) -> None:
        self._key = key

    def get(self, folder: Path) -> Secret | None:
        """The key."""
        del folder
        return self._key

    def put(self, folder: Path, key: Secret) -> None:
        """Keeps what it has."""

    def forget(self, folder: Path) -> None:
        """Keeps what it has."""


class Typist(QObject):
    """Waits for the editor, says what stands in it, and types on from there."""

    def __init__(self, program: Program, scene: str, text: str, chance: random.Random) -> None:
        super().__init__(program)
        self._program, self._scene, self._text, self._chance = program, scene, text, chance
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._timer.start(5)
        self._editor: LongText | None = None

    @Slot()
    def _look(self) -> None:
        window = self._program.window
        self._editor = editor_in(window, self._scene) if isinstance(window, MainWindow) else None
        if self._editor is None:
            self._timer.start(5)
            return
        tell("found", words=self._editor.words())
        self._timer.timeout.disconnect(self._look)
        self._timer.timeout.connect(self._type)
        self._come_back()
        self._timer.start(5)

    @Slot()
    def _type(self) -> None:
        editor = self._editor
        if editor is None:
            return
        at = len(editor.words())
        QTest.keyClicks(editor, self._text[at])
        tell("typed", n=at + 1)
        if self._chance.random() < _LEAVES:
            QTest.keyClick(editor, Qt.Key.Key_Tab)
            self._come_back()
        pauses = self._chance.random() < _PAUSES
        self._timer.start(_PAUSE if pauses else self._chance.randint(*_BETWEEN_KEYS))

    def _come_back(self) -> None:
        if self._editor is not None:
            self._editor.activateWindow()
            self._editor.setFocus()
            self._editor.moveCursor(QTextCursor.MoveOperation.End)


def editor_in(window: MainWindow, scene: str) -> LongText | None:
    """The editor of the scene, as soon as it is there."""
    if scene == QUICK_NOTE:
        notes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QuickNote)]
        if not notes:
            QTest.keyClick(
                window,
                Qt.Key.Key_N,
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            )
        return notes[0].text if notes else None
    if scene == CASE:
        place: object = window.stack.made.get("case")
        if isinstance(place, CasePlace) and place.sheet is not None:
            found = place.sheet.fields.fields["summary"].editor
            return found if isinstance(found, LongText) else None
        return None
    room: object = window.stack.made.get("room")
    return room.sheets.prompts.notes.editor if isinstance(room, MeetingRoom) else None


def tell(what: str, **values: Any) -> None:
    """One line to whoever started this process; it is on its way when this returns."""
    line = json.dumps({"what": what, "at": time.monotonic(), **values})
    os.write(sys.stdout.fileno(), line.encode() + b"\n")


def acknowledge(record: RecordId, field: str) -> None:
    """From now on, tell of every draft and every entry of this field once it is committed."""
    keep, write = Store.keep_draft, Store.write

    def keep_draft(store: Store, draft: Draft) -> None:
        keep(store, draft)
        if (draft.record, draft.field) == (record, field):
            tell("kept", n=len(draft.words))

    def enter(store: Store, function: Callable[..., Any], *args: Any, **values: Any) -> Any:
        result, changed = write(store, function, *args, **values)
        if isinstance(result, Record) and result.id == record:
            text = getattr(result, field)
            tell("entered", n=len(text.plain if isinstance(text, Text) else text))
        return result, changed

    setattr(Store, "keep_draft", keep_draft)  # noqa: B010 - the one hook of this test
    setattr(Store, "write", enter)  # noqa: B010


def main() -> int:
    """Type until killed."""
    asked = argparse.ArgumentParser()
    for name in ("folder", "scene", "record", "field"):
        asked.add_argument(name)
    for name in ("text", "seed"):
        asked.add_argument(name, type=int)
    chosen = asked.parse_args()
    acknowledge(RecordId(chosen.record), chosen.field)
    folder = DeskFolder(root=Path(chosen.folder))
    keychain = GivenKey(Secret(bytes.fromhex(os.environ[KEY])))
    app = make_application(sys.argv[:1])
    program = Program(app, folder, {}, lambda: DeskOpener(folder, keychain, {}))
    QTimer.singleShot(LONGEST, app.quit)
    Typist(program, chosen.scene, text_of(chosen.text), random.Random(chosen.seed))
    return program.run()


if __name__ == "__main__":
    sys.exit(main())
