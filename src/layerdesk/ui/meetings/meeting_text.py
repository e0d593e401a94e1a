"""This is where a text that belongs to a meeting as a whole is typed, and kept as it is typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.record import Text
from layerdesk.ui.guarding import finder
from layerdesk.ui.session import Session
from layerdesk.ui.typing import TiedEditor
from layerdesk.ui.widgets.editors import LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.guarded import Guard
from layerdesk.ui.widgets.labels import Label
from layerdesk.usecases.meetings.plan import edit_meeting


class Said(StrEnum):
    """What is said of a meeting as a whole; its value is the field of the record."""

    DECLARATIONS = "declarations"
    KEY_MESSAGES = "key_messages"

    def of(self, meeting: Meeting) -> Text:
        """The text as the meeting has it."""
        match self:
            case Said.DECLARATIONS:
                return meeting.declarations
            case Said.KEY_MESSAGES:
                return meeting.key_messages
            case _:
                assert_never(self)

    def put(self, meeting: Meeting, text: Text) -> Meeting:
        """The meeting with this text."""
        match self:
            case Said.DECLARATIONS:
                return replace(meeting, declarations=text)
            case Said.KEY_MESSAGES:
                return replace(meeting, key_messages=text)
            case _:
                assert_never(self)


class MeetingText(QWidget):
    """One text of a meeting, named ``name``; where ``labelled``, the name stands above it too.

    Who may not write reads the words, if there are any.
    """

    def __init__(
        self,
        session: Session,
        said: Said,
        name: str,
        *,
        placeholder: str,
        min_lines: int = 2,
        max_lines: int = 8,
        labelled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._said, self._name, self._placeholder = said, name, placeholder
        self._lines = (min_lines, max_lines)
        self._labelled = labelled
        self._meeting: Meeting | None = None
        self._field: Field | None = None
        self._tied: TiedEditor | None = None
        self._guard: Guard | None = None
        self._today = date.max
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._words = Label("")
        self._words.setAccessibleName(name)
        self._lay.addWidget(self._words)

    @property
    def editor(self) -> LongText | None:
        """Where one types; None where nobody may, and before a meeting is shown."""
        found = self._field.editor if self._field is not None else None
        return found if isinstance(found, LongText) else None

    @property
    def is_typing(self) -> bool:
        """Whether there are words that are not kept yet."""
        return self._tied is not None and self._tied.unentered

    def show_meeting(self, meeting: Meeting, today: date, *, editable: bool) -> None:
        """Show the meeting's words; what is being typed under the same meeting stays."""
        self._today = today
        if not editable or (self._meeting is not None and meeting.id != self._meeting.id):
            self._forget()
        self._meeting = meeting
        plain = self._said.of(meeting).plain
        self._words.setText(plain)
        self._words.setVisible(bool(plain) and not editable)
        if self._tied is not None:
            self._tied.show(meeting)
        elif editable:
            self._tie(meeting)

    @Slot()
    def flush(self) -> None:
        """Keep now what was typed."""
        if self._tied is not None:
            self._tied.flush()

    def _forget(self) -> None:
        self.flush()
        if self._field is not None:
            self._field.hide()
            self._field.deleteLater()
        self._meeting, self._field, self._tied, self._guard = None, None, None, None

    def _tie(self, meeting: Meeting) -> None:
        editor = LongText(
            placeholder=self._placeholder, min_lines=self._lines[0], max_lines=self._lines[1]
        )
        self._field = Field(self._name, editor)
        self._field.label.setVisible(self._labelled)
        self._lay.addWidget(self._field)
        self._tied = TiedEditor(
            self._session,
            editor,
            kind=Meeting.kind,
            record=meeting.id,
            field=self._said.value,
            base=self._said.of(meeting),
            enter=self._entering(meeting),
            parent=self._field,
        )
        # People of the practice may be named here: an interest is somebody's.
        self._guard = Guard(self._field, finder(tuple, self._this_day))
        self._tied.hold(self._guard.blocked)
        self._guard.findings_changed.connect(self._hold_blocked)

    @Slot()
    def _hold_blocked(self) -> None:
        if self._tied is not None and self._guard is not None:
            self._tied.hold(self._guard.blocked)

    def _entering(
        self, of: Meeting
    ) -> Callable[[Text, Callable[..., object], Callable[..., object]], object]:
        def enter(text: Text, done: Callable[..., object], failed: Callable[..., object]) -> None:
            held = self._meeting if self._meeting is not None and self._meeting.id == of.id else of
            before = self._said.put(held, Text(self._said.of(held).plain, text.state))
            after = self._said.put(before, text)
            self._session.write(edit_meeting, before, after, done=done, failed=failed)

        return enter

    def _this_day(self) -> date:
        return self._today
