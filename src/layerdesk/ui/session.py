"""This is where a screen finds what it needs: reading, writing, drafts, and where to go next."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from layerdesk.domain.changed import Changed
from layerdesk.domain.declared import Declared
from layerdesk.domain.document import Document
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.people.records import Membership, Person, Space
from layerdesk.domain.people.undoing import Undone
from layerdesk.domain.record import RecordId
from layerdesk.ui.in_step import StayingInStep
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.wording import command_words, sentence
from layerdesk.usecases.hub_ports import HubOfDesk
from layerdesk.usecases.people.who_am_i import who_looks
from layerdesk.usecases.ports import Desk, Keeper, Viewer

Slotted = Callable[..., object]
"""A bound method marked @Slot of a QObject that lives on the main thread."""


class Exporter(Protocol):
    """What the program gives the screens for documents: they know no file format themselves."""

    def formats(self) -> Sequence[tuple[str, str, str]]:
        """Id, label and file ending of each format."""
        ...

    def pages(self, document: Document, width: int) -> Sequence[tuple[int, int, bytes]]:
        """The document's pages as pictures: width, height and RGBA bytes; drawn in memory."""
        ...

    def save(self, document: Document, format_id: str, path: Path) -> None:
        """Write the document. Raises CannotWriteFile or CharactersMissing."""
        ...

    def file_name(self, title: str, dated: date | None, version: int | None, suffix: str) -> str:
        """A sensible, sortable file name."""
        ...


class Session(QObject):
    """One person at one open desk. It lives on the main thread, for as long as the desk is open."""

    changed = Signal(object)
    """Changed: these records are different now; read again what is shown."""
    said = Signal(str, str)
    """Words for the status line, and their tone: info, ok, warn or danger."""
    went = Signal(str, object)
    """The name of a place to go to, and the id of the record to show there or None."""
    setting_changed = Signal(str, str)
    """The name of a setting of this desk, and its value from now on."""
    leaving = Signal()
    """The program may end any moment: keep and enter now what was typed, without waiting."""
    said_before_closing = Signal(str)
    """Why the window does not close yet, and what to do."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        theme: Theme,
        declared: Declared,
        exporter: Exporter,
        viewer: Viewer,
        drafts: Sequence[Draft] = (),
        settings: Mapping[str, str] | None = None,
        keeper: Keeper | None = None,
        hub: HubOfDesk | None = None,
    ) -> None:
        """``settings`` are this desk's kept settings, as they were read when it was opened."""
        super().__init__()
        self.jobs = jobs
        self.theme = theme
        self.declared = declared
        self.viewer = viewer
        self.exporter = exporter
        self._desk = desk
        self._drafts = {(each.record, each.field): each for each in drafts}
        self._settings = dict(settings or {})
        self.keeper = keeper
        """None where nothing is kept aside, as in tests of screens."""
        self.in_step = StayingInStep(hub, jobs) if hub is not None else None
        """None where there can be no hub, as in tests of screens."""
        if self.in_step is not None:
            self.in_step.pulled.connect(self._arrived)

    def read(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Slotted,
        failed: Slotted | None = None,
        latest_key: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Run a reading use case on the read lane; ``done`` gets the result on the main thread.

        With a ``latest_key``, results of earlier readings of the same key are dropped. While the
        program ends nothing is read any more: the last writes still tell screens of their changes.
        """
        if self.jobs.closed:
            return
        self.jobs.start(
            "read",
            lambda: self._desk.read(function, *args, **kwargs),
            done=done,
            failed=failed or self.show_failure,
            owner=_owner(done),
            latest_key=latest_key,
        )

    def write(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Slotted | None = None,
        failed: Slotted | None = None,
        **kwargs: Any,
    ) -> None:
        """Run a use case on the write lane; all hear ``changed``, then ``done`` gets its result."""
        follow = _Follow(self, done)
        self.jobs.start(
            "write",
            lambda: (follow, *self._desk.write(function, *args, **kwargs)),
            done=self._written,
            failed=failed or self.show_failure,
            owner=self,
        )

    def undo(self) -> None:
        """Take back what was done last at this desk."""
        self._take_back(self._desk.undo, self._taken_back)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        self._take_back(self._desk.redo, self._brought_back)

    def keep_draft(self, draft: Draft) -> None:
        """Keep what is being typed; nothing else happens."""
        self._drafts[draft.record, draft.field] = draft
        self.jobs.start(
            "write",
            lambda: self._desk.keep_draft(draft),
            done=self._nothing,
            failed=self.show_failure,
            owner=self,
        )

    def drop_draft(self, record: RecordId, field: str, words: str | None = None) -> None:
        """Forget a draft; with ``words``, only where it still says just that."""
        known = self._drafts.get((record, field))
        if known is not None and words in (None, known.words):
            del self._drafts[record, field]
        self.jobs.start(
            "write",
            lambda: self._desk.drop_draft(record, field, words),
            done=self._nothing,
            failed=self.show_failure,
            owner=self,
        )

    def found_draft(self, record: RecordId, field: str) -> Draft | None:
        """What was typed and did not enter the record, in this run or an earlier one; or None."""
        return self._drafts.get((record, field))

    def forget_erased_drafts(self) -> None:
        """After an erasing: of the drafts known until now, know only those that are still kept."""
        known = tuple(self._drafts.values())
        self.jobs.start(
            "read",
            lambda: (known, self._desk.all_drafts()),
            done=self._drafts_left,
            failed=self.show_failure,
            owner=self,
        )

    def setting(self, name: str) -> str | None:
        """A setting of this desk as it stands now, or None where it was never kept."""
        return self._settings.get(name)

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting of this desk."""
        if self._settings.get(name) == value:
            return
        self._settings[name] = value
        self.setting_changed.emit(name, value)
        self.jobs.start(
            "write",
            lambda: self._desk.keep_setting(name, value),
            done=self._nothing,
            failed=self.show_failure,
            owner=self,
        )

    def preview(self, document: Document, width: int, *, done: Slotted) -> None:
        """The document's pages as pictures of this width, for ``done``."""
        self.jobs.start(
            "documents",
            lambda: self.exporter.pages(document, width),
            done=done,
            failed=self.show_failure,
            owner=_owner(done),
        )

    def export(
        self,
        document: Document,
        format_id: str,
        path: Path,
        *,
        done: Slotted,
        failed: Slotted | None = None,
    ) -> None:
        """Write the document to a file; ``done`` gets the path."""

        def work() -> Path:
            self.exporter.save(document, format_id, path)
            return path

        self.jobs.start(
            "documents",
            work,
            done=done,
            failed=failed or self.show_failure,
            owner=_owner(done),
        )

    def leave(self) -> None:
        """Have every editor keep and enter now what was typed."""
        self.leaving.emit()

    def say_before_closing(self, words: str) -> None:
        """Say why the window does not close yet, also where it is locked."""
        self.said_before_closing.emit(words)

    def say(self, words: str, tone: str = "info") -> None:
        """Say something in the status line."""
        self.said.emit(words, tone)

    def go(self, place: str, record: RecordId | None = None) -> None:
        """Go to a place, and show a record there."""
        self.went.emit(place, record)

    @Slot(object)
    def show_failure(self, error: LayerDeskError) -> None:
        """Say what went wrong, in words."""
        self.say(sentence(error), "danger")

    def _take_back(self, take_back: Callable[[], tuple[Undone, Changed]], done: Slotted) -> None:
        self.jobs.start("write", take_back, done=done, failed=self.show_failure, owner=self)

    @Slot(object)
    def _taken_back(self, result: tuple[Undone, Changed]) -> None:
        undone, changed = result
        self._tell(changed)
        command = command_words(undone.command)
        if undone.left:
            words = tr(
                "Taken back: {command}. What was edited since stays as it is.", command=command
            )
        else:
            words = tr("Taken back: {command}.", command=command)
        self.say(words)

    @Slot(object)
    def _brought_back(self, result: tuple[Undone, Changed]) -> None:
        undone, changed = result
        self._tell(changed)
        self.say(tr("Brought back: {command}.", command=command_words(undone.command)))

    @Slot(object)
    def _written(self, result: tuple["_Follow", Any, Changed]) -> None:
        follow, value, changed = result
        if changed:
            self._tell(changed)
        follow.tell(value)

    def _tell(self, changed: Changed) -> None:
        """What was written here: the screens read again, and it goes to the hub."""
        self._arrived(changed)
        if self.in_step is not None:
            self.in_step.soon()

    @Slot(object)
    def _arrived(self, changed: Changed) -> None:
        self.changed.emit(changed)
        if changed.touches(Membership, Person, Space) and not self.jobs.closed:
            self.read(who_looks, done=self._seen_by, latest_key="who looks")

    @Slot(object)
    def _seen_by(self, viewer: Viewer) -> None:
        self.viewer = viewer

    @Slot(object)
    def _drafts_left(self, result: tuple[Sequence[Draft], Sequence[Draft]]) -> None:
        known, kept = result
        left = {(each.record, each.field) for each in kept}
        for draft in known:
            place = (draft.record, draft.field)
            if place not in left and self._drafts.get(place) is draft:
                del self._drafts[place]

    @Slot(object)
    def _nothing(self, _result: object) -> None:
        return


class _Follow:
    """What is to be told the result of a write, as long as it still lives."""

    def __init__(self, session: Session, done: Slotted | None) -> None:
        self._session = session
        self._done = done

    def tell(self, value: object) -> None:
        if self._done is not None and self._session.jobs.is_alive(_owner(self._done)):
            self._done(value)


def _owner(slot: Slotted) -> QObject | None:
    owner = getattr(slot, "__self__", None)
    return owner if isinstance(owner, QObject) else None
