"""This is where screens get a session over a desk in memory, with the real job runner."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from layerdesk.domain.changed import Changed
from layerdesk.domain.declared import Declared
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import RecordId
from layerdesk.host.declared import read_declared
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.session import Session
from layerdesk.usecases.ports import Viewer
from tests.fakes import FakeDesk


@lru_cache(maxsize=1)
def declared() -> Declared:
    """What ships with the program."""
    return read_declared()


class OpenFakeDesk:
    """The ``Desk`` port over a desk in memory."""

    def __init__(self, desk: FakeDesk) -> None:
        self.memory = desk
        self.drafts: dict[tuple[RecordId, str], Draft] = {}
        self.settings: dict[str, str] = {}

    def write(self, function: Callable[..., Any], *args: Any, **values: Any) -> Any:
        return self.memory.write(function, *args, **values)

    def read(self, function: Callable[..., Any], *args: Any, **values: Any) -> Any:
        return self.memory.read(function, *args, **values)

    def undo(self) -> Any:
        raise NotImplementedError

    def redo(self) -> Any:
        raise NotImplementedError

    def viewer(self) -> Viewer:
        return self.memory.viewer

    def keep_draft(self, draft: Draft) -> None:
        self.drafts[draft.record, draft.field] = draft

    def drop_draft(self, record: RecordId, field: str, words: str | None = None) -> None:
        kept = self.drafts.get((record, field))
        if kept is not None and words in (None, kept.words):
            del self.drafts[record, field]

    def all_drafts(self) -> tuple[Draft, ...]:
        return tuple(self.drafts.values())

    def setting(self, name: str) -> str | None:
        return self.settings.get(name)

    def keep_setting(self, name: str, value: str) -> None:
        self.settings[name] = value


class Heard(QObject):
    """What a session said, where it was sent, and what went wrong."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.said: list[str] = []
        self.went: list[tuple[str, RecordId | None]] = []
        self.changes: list[Changed] = []
        session.said.connect(self._say)
        session.went.connect(self._go)
        session.changed.connect(self._change)

    @Slot(str, str)
    def _say(self, words: str, _tone: str) -> None:
        self.said.append(words)

    @Slot(str, object)
    def _go(self, place: str, record: RecordId | None) -> None:
        self.went.append((place, record))

    @Slot(object)
    def _change(self, changed: Changed) -> None:
        self.changes.append(changed)


class Sitting:
    """Somebody at a desk in memory: its session, and what it said."""

    def __init__(self, desk: FakeDesk, theme: Theme, jobs: Jobs, opened: OpenFakeDesk) -> None:
        self.desk = desk
        self.opened = opened
        self.jobs = jobs
        self.session = Session(
            opened,
            jobs,
            theme,
            declared(),
            None,  # type: ignore[arg-type]  # no screen of these tests exports
            desk.viewer,
            opened.all_drafts(),
            opened.settings,
        )
        self.heard = Heard(self.session)

    def come_to_rest(self, qtbot: QtBot) -> None:
        """Wait until all jobs are done and their results have been shown."""
        for _ in range(4):
            qtbot.waitUntil(lambda: not any(self.jobs.waiting().values()), timeout=5000)
            QApplication.processEvents()


@contextmanager
def sitting_at(
    desk: FakeDesk, theme: Theme, opened: OpenFakeDesk | None = None
) -> Iterator[Sitting]:
    """A session over this desk. Bugs in jobs fail the test when it ends."""
    bugs: list[BaseException] = []
    jobs = Jobs(failed=bugs.append, bug=bugs.append)
    try:
        yield Sitting(desk, theme, jobs, opened or OpenFakeDesk(desk))
    finally:
        jobs.close(5)
    if bugs:
        raise bugs[0]
