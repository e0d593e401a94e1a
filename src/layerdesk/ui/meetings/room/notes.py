"""This is where the scribe's notes are typed: one editor for each prompt, kept as it is typed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.cases.records import Answer
from layerdesk.domain.meetings.records import MinuteNote
from layerdesk.domain.record import RecordId, Text
from layerdesk.ui.guarding import finder
from layerdesk.ui.session import Session
from layerdesk.ui.typing import TiedEditor
from layerdesk.ui.widgets.editors import LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.guarded import Guard
from layerdesk.usecases.meetings.write import answer_in_room, edit_note_of_item


@dataclass(slots=True)
class _Open:
    editor: LongText
    field: Field
    record: MinuteNote | Answer
    """As it was read last."""
    item: RecordId
    tied: TiedEditor | None = None
    guard: Guard | None = None

    @property
    def is_unentered(self) -> bool:
        return self.tied is not None and self.tied.unentered


class Notes(QWidget):
    """Shows one note or answer at a time; the others stay open until their words are kept."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open: dict[RecordId, _Open] = {}
        self._shown: RecordId | None = None
        self.staff_names: tuple[str, ...] = ()
        """Names that the identifier guard knows."""
        self.today = date.max
        """The day by which the guard tells dates of birth."""
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)

    @property
    def editor(self) -> LongText | None:
        """The editor that is shown."""
        found = self._open.get(self._shown) if self._shown else None
        return found.editor if found else None

    @property
    def is_typing(self) -> bool:
        """Whether somebody is in the middle of typing: words that are not kept yet."""
        return any(each.is_unentered for each in tuple(self._open.values()))

    def show_text(
        self,
        record: MinuteNote | Answer,
        *,
        item: RecordId,
        placeholder: str,
        editable: bool,
    ) -> None:
        """Show the words of a note or answer. What others wrote is put into what is typed."""
        known = self._open.get(record.id)
        if known is None:
            known = self._tie(record, item, placeholder)
        elif known.tied is not None:
            known.record = record
            known.tied.show(record)
        known.editor.setReadOnly(not editable)
        if self._shown != record.id:
            self._shown = record.id
            for key, each in tuple(self._open.items()):
                each.field.setVisible(key == record.id)

    def flush(self) -> None:
        """Keep now what was typed."""
        for each in tuple(self._open.values()):
            if each.tied is not None:
                each.tied.flush()

    def forget_others(self) -> None:
        """Let go of editors that are not shown and have nothing left to keep."""
        for key in [key for key, each in self._open.items() if not each.is_unentered]:
            if key != self._shown:
                gone = self._open.pop(key)
                gone.field.hide()
                gone.field.deleteLater()

    def _tie(self, record: MinuteNote | Answer, item: RecordId, placeholder: str) -> _Open:
        editor = LongText(placeholder=placeholder, min_lines=4, max_lines=14)
        field = Field("", editor)
        field.label.hide()
        editor.setAccessibleName(placeholder)
        made = _Open(editor, field, record, item)
        tied = made.tied = TiedEditor(
            self._session,
            editor,
            kind=record.kind,
            record=record.id,
            field="text",
            base=record.text,
            enter=_entering(self._session, made),
            parent=field,
        )
        guard = Guard(field, finder(self._names, self._this_day))
        tied.hold(guard.blocked)
        guard.findings_changed.connect(self._hold_blocked)
        made.guard = guard
        self._lay.addWidget(field)
        self._open[record.id] = made
        return made

    @Slot()
    def _hold_blocked(self) -> None:
        """Keep as drafts only what must not be shared as it is, until it is put right."""
        for each in tuple(self._open.values()):
            if each.tied is not None and each.guard is not None:
                each.tied.hold(each.guard.blocked)

    def _names(self) -> tuple[str, ...]:
        return self.staff_names

    def _this_day(self) -> date:
        return self.today


def _entering(
    session: Session, made: _Open
) -> Callable[[Text, Callable[..., object], Callable[..., object]], object]:
    """What writes the editor's words into the record, from the state that they began from."""

    def enter(text: Text, done: Callable[..., object], failed: Callable[..., object]) -> None:
        before = replace(made.record, text=Text(made.record.text.plain, text.state))
        if isinstance(before, Answer):
            session.write(answer_in_room, made.item, before, text, done=done, failed=failed)
        else:
            session.write(edit_note_of_item, before, text, done=done, failed=failed)

    return enter
