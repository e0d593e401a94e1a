"""This is where a line that was begun but not added yet is kept, so that a crash loses nothing."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Slot

from layerdesk.domain.meetings.records import AgendaItem
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import RecordId, Text
from layerdesk.ui.saving import DRAFT_AFTER, TimerAlarm
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.editors import LineEdit


class HalfWritten(QObject):
    """Keeps what stands in a line for the item it was begun under; a child of the line."""

    def __init__(self, session: Session, line: LineEdit, name: str) -> None:
        super().__init__(line)
        self._session = session
        self._line = line
        self._name = name
        self._item: RecordId | None = None
        self._begun: dict[RecordId, str] = {}
        self._alarm = TimerAlarm(self._keep, self)
        line.typed.connect(self._typed)
        session.leaving.connect(self.flush)

    def show_item(self, item: RecordId) -> None:
        """Put back what was begun under this item, now or before the program ended."""
        if item == self._item:
            return
        self.flush()
        self._item = item
        known = self._begun.get(item)
        if known is None:
            draft = self._session.found_draft(item, self._name)
            known = draft.words if draft is not None else ""
        self._line.set_words(known)

    def is_added(self) -> None:
        """The line was added: empty it and forget what was kept."""
        self._alarm.stop()
        self._line.set_words("")
        if self._item is not None:
            self._begun.pop(self._item, None)
            self._session.drop_draft(self._item, self._name)

    @Slot()
    def flush(self) -> None:
        """Keep now what was typed, without waiting."""
        if self._alarm.is_set():
            self._keep()

    @Slot(str)
    def _typed(self, words: str) -> None:
        if self._item is not None:
            self._begun[self._item] = words
            if not self._alarm.is_set():
                self._alarm.start(DRAFT_AFTER)

    def _keep(self) -> None:
        self._alarm.stop()
        if self._item is None:
            return
        words = self._begun.get(self._item, "")
        if not words:
            self._session.drop_draft(self._item, self._name)
            return
        self._session.keep_draft(
            Draft(
                kind=AgendaItem.kind,
                record=self._item,
                field=self._name,
                words=words,
                base=Text(),
                kept_at=datetime.now(UTC),
            )
        )
