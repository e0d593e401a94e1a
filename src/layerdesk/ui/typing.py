"""This is where an editor is tied to a field of a record: drafts first, then through the gate."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import Record, RecordId, Text
from layerdesk.ui.saving import Typing
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.text_difference import rebased


class Editor(Protocol):
    """What a LineEdit and a LongText have in common."""

    typed: SignalInstance

    def words(self) -> str:
        """What stands there."""
        ...

    def set_words(self, words: str) -> None:
        """Show words that changed underneath; the caret stays."""
        ...


class TiedEditor(QObject):
    """Keeps what is typed into one editor, and enters it into the record at a pause.

    ``enter(text, done, failed)`` writes the text: it must call ``session.write`` with these slots,
    and a use case that gives back the record.
    The text it gets carries the state that typing started from, so that words which others wrote
    meanwhile survive. A child of ``parent``, which should be the editor's screen.
    """

    def __init__(
        self,
        session: Session,
        editor: Editor,
        *,
        kind: str,
        record: RecordId,
        field: str,
        base: Text,
        enter: Callable[[Text, Callable[..., object], Callable[..., object]], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._editor = editor
        self._kind, self._record, self._field = kind, record, field
        self._base = base
        self._shown: datetime | None = None
        self._enter = enter
        self._entering: str | None = None
        self._kept_later: str | None = None
        self._entered_later: str | None = None
        self._typing = Typing(self._keep_draft, self._enter_words, parent=self)
        editor.set_words(base.plain)
        editor.typed.connect(self._typing.typed)
        left = getattr(editor, "left", None) or getattr(editor, "editingFinished", None)
        if left is not None:
            left.connect(self._typing.flush)
        session.leaving.connect(self.flush)
        self.recovered = self._recover()
        """Whether half-written words of an earlier run of the program were put back."""

    @property
    def unentered(self) -> bool:
        """Whether there are words that have not entered the record."""
        return self._typing.unentered or self._entering is not None

    def hold(self, held: bool) -> None:
        """Keep drafts but enter nothing, while a finding that blocks is open."""
        self._typing.held = held

    def show(self, record: Record) -> None:
        """Show the record's text as it was read again; a reading that came late is passed over.

        What others wrote is put into the words that are being typed; the caret stays.
        """
        if self._entering is not None or _is_older(record, self._shown):
            return
        self._shown = record.updated_at
        text = as_typed(getattr(record, self._field))
        ahead = self._typing.unentered or self._entered_later is not None
        mine = self._editor.words() if ahead else self._base.plain
        words = rebased(self._base.plain, mine, text.plain)
        self._base = text
        if words != self._editor.words():
            self._editor.set_words(words)
            if words != text.plain:
                self._typing.typed(words)

    @Slot()
    def flush(self) -> None:
        """Enter now what was typed; before leaving the place."""
        self._typing.flush()
        if self._kept_later is not None:
            # Whoever leaves may take this editor away: what waits is kept at once, come what may.
            words, self._kept_later = self._kept_later, None
            self._put_aside(words)

    def _recover(self) -> bool:
        draft = self._session.found_draft(self._record, self._field)
        if draft is None or draft.words == self._base.plain:
            return False
        self._base = draft.base
        self._editor.set_words(draft.words)
        self._typing.typed(draft.words)
        return True

    def _keep_draft(self, words: str) -> None:
        if self._entering is not None:
            # What is on its way is not in the base yet: a draft of both, put back upon the record
            # after a crash, would say those words twice. The write takes a moment only.
            self._kept_later = words
            return
        self._put_aside(words)

    def _put_aside(self, words: str) -> None:
        self._session.keep_draft(
            Draft(
                kind=self._kind,
                record=self._record,
                field=self._field,
                words=words,
                base=self._base,
                kept_at=datetime.now(UTC),
            )
        )

    def _enter_words(self, words: str) -> None:
        if self._entering is not None:
            # From the same base twice, the record would hold the first words twice.
            self._entered_later = words
            return
        self._entering = words
        self._enter(self._base.saying(words), self._entered, self._refused)

    @Slot(object)
    def _entered(self, record: Record) -> None:
        words, self._entering = self._entering, None
        if words is None:
            return
        self._session.drop_draft(self._record, self._field, words)
        # The record as it stands now holds what was entered, and perhaps others' words as well.
        self._base = self._base.saying(words)
        self.show(record)
        self._go_on()

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        # The draft stays, and so do the words in the editor; leaving it tries once more.
        self._entering = None
        self._typing.still_unentered(self._editor.words())
        self._session.show_failure(error)
        self._go_on()

    def _go_on(self) -> None:
        """Keep and enter what was typed while other words were on their way."""
        if self._kept_later is None and self._entered_later is None:
            return
        if self._session.jobs.closed:  # leaving put it aside already
            return
        kept, self._kept_later = self._kept_later, None
        entered, self._entered_later = self._entered_later, None
        if kept is not None:
            self._keep_draft(self._editor.words())
        if entered is not None:
            self._enter_words(self._editor.words())


def as_typed(value: object) -> Text:
    """A field's value as one types it: a set of words with commas between."""
    if isinstance(value, frozenset):
        return Text(", ".join(sorted(value)))
    return value if isinstance(value, Text) else Text(str(value))


def _is_older(record: Record, shown: datetime | None) -> bool:
    return shown is not None and record.updated_at is not None and record.updated_at < shown
