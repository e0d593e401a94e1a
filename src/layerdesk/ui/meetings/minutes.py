"""This is where minutes are read, summed up, circulated, corrected and approved."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.minutes_facts import ATTENDED
from layerdesk.domain.meetings.records import Meeting, MeetingState
from layerdesk.domain.meetings.states import MINUTED, WRITING, state_word
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.corrections import Corrections
from layerdesk.ui.meetings.meeting_text import MeetingText, Said
from layerdesk.ui.meetings.next_meeting import NextMeetingCard
from layerdesk.ui.meetings.pages import Pages
from layerdesk.ui.people.foldable_history import FoldableHistory
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.columns import Columns, Narrow, ScrollColumn
from layerdesk.ui.widgets.labels import Label, LabelRole, eyebrow, small, title
from layerdesk.usecases.meetings.finish import (
    approve_minutes,
    archive_meeting,
    circulate_minutes,
    draft_minutes,
)
from layerdesk.usecases.meetings.look import MinutesView, read_minutes
from layerdesk.usecases.meetings.respond import mark_read, propose_correction, settle_correction

ALL_STAFF = ""
"""To whom minutes go where nothing else was chosen."""

_PREVIEW_WIDTH = 1200
"""Pixels; sharp enough on a screen with two dots to a pixel."""


class Minutes(QWidget):
    """The minutes of one meeting: their pages, and what is to be done with them now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._meeting: RecordId | None = None
        self._view: MinutesView | None = None
        self._state = eyebrow("")
        self._title = title("")
        self.pages = Pages()
        self.next_card = Card(tr("What comes next"))
        self._next_words = Label("")
        self.next_button = Button("", kind=ButtonKind.PRIMARY)
        self.next_button.clicked.connect(self._go_on)
        self.again_button = Button(tr("Circulate again"), icon="send")
        self.again_button.clicked.connect(self._circulate)
        self.next_card.add(self._next_words)
        self.to = Choice(
            (
                Option(id=ALL_STAFF, words=tr("To all staff")),
                Option(id=ATTENDED, words=tr("To who attended or sent apologies")),
            ),
            unset=None,
        )
        self.to.setAccessibleName(tr("To whom the minutes go"))
        self.next_card.add(self.to)
        self.room_button = Button(tr("Go back to the room"), icon="pencil")
        self.room_button.clicked.connect(self._open_room)
        self.next_card.add_layout(row(self.next_button, self.again_button, None))
        self.next_card.add_layout(row(self.room_button, None))
        self.next_meeting = NextMeetingCard(session)
        self.messages_card = Card(tr("Key messages"))
        self._messages_hint = small(tr("Up to five, one on each line."))
        self.messages_card.add(self._messages_hint)
        self.messages = MeetingText(
            session,
            Said.KEY_MESSAGES,
            tr("Key messages"),
            placeholder=tr("What should everybody remember?"),
            min_lines=5,
        )
        self.messages_card.add(self.messages)
        self.read_card = Card(tr("Read by"))
        self._read_count = Chip("", Tone.ACCENT)
        self.read_card.add_to_heading(self._read_count)
        self._readers = Label("", LabelRole.MUTED)
        self.read_button = Button(tr("I have read them"), icon="check")
        self.read_button.clicked.connect(self._mark_read)
        self.read_card.add(self._readers)
        self.read_card.add_layout(row(self.read_button, None))
        self.history = FoldableHistory(session)
        self.corrections = Corrections(session)
        self.corrections.proposed.connect(self._propose)
        self.corrections.settled.connect(self._settle)
        self.formats = Choice(
            [Option(id=each[0], words=each[1]) for each in session.exporter.formats()], unset=None
        )
        self.formats.setAccessibleName(tr("Format"))
        self.export_button = Button(tr("Save a copy …"), icon="download")
        self.export_button.clicked.connect(self._ask_where)
        self._lay_out()
        session.changed.connect(self.show_again)

    def show_record(self, record: RecordId) -> None:
        """Show the minutes of this meeting."""
        self.messages.flush()
        if record != self._meeting:
            self._view = None
        self._meeting = record
        self.history.show_record(Meeting.kind, record)
        self._read()

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read again; nearly anything that changes may stand in minutes."""
        if self._meeting is not None and (changed is None or changed):
            self._read()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each command does now: all is done with buttons here."""
        return {}

    def save_copy(self, path: Path, format_id: str) -> None:
        """Write the minutes that are shown to a file."""
        if self._view is not None:
            self._session.export(self._view.document, format_id, path, done=self._saved)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(step(0.5))
        words.addWidget(self._state)
        words.addWidget(self._title)
        side = ScrollColumn(wide=True)
        for part in (
            self.next_card,
            self.messages_card,
            self.next_meeting,
            self.corrections,
            self.read_card,
        ):
            side.add(part)
        export = Card(tr("Take a copy"))
        export.add_layout(row(self.formats, self.export_button))
        side.add(export)
        side.add(self.history)
        head = QHBoxLayout()
        head.setContentsMargins(step(3), step(2.5), step(3), step(1))
        head.addLayout(words, 1)
        self.columns = Columns(
            self.pages,
            side,
            shares=(3, 2),
            narrow=Narrow.DRAWER,
            drawer=tr("What comes next"),
            breakpoint_at=1000,
        )
        self.columns.arranged.connect(self._arranged)
        self.columns.drawer_button.toggled.connect(self._arranged)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addLayout(head)
        lay.addWidget(self.columns, 1)

    @Slot()
    def _arranged(self) -> None:
        opened = self.columns.drawer_button.isChecked()
        self.pages.setVisible(self.columns.side_by_side or not opened)

    def _read(self) -> None:
        self._session.read(
            read_minutes,
            self._meeting,
            self._session.declared.label,
            done=self._show,
            latest_key="minutes",
        )

    @Slot(object)
    def _show(self, view: MinutesView) -> None:
        if view.meeting.id != self._meeting:
            return
        is_new = self._view is None or self._view.document != view.document
        self._view = view
        meeting = view.meeting
        self._state.setText(_state_line(view))
        self._title.setText(meeting.title)
        if is_new:
            self._session.preview(view.document, _PREVIEW_WIDTH, done=self._show_pages)
        self._show_next(view)
        unsent = view.may_write and meeting.state not in MINUTED
        self.messages_card.setVisible(unsent)
        self.messages.show_meeting(meeting, view.today, editable=unsent)
        editable = view.may_write and meeting.state in WRITING
        self.next_meeting.setVisible(editable)
        self.next_meeting.show_meeting(meeting, view.following, view.today, editable=editable)
        is_minuted = meeting.state in MINUTED
        self.read_card.setVisible(is_minuted)
        self.read_button.setVisible(is_minuted and not view.is_read)
        count = len(view.read_by)
        self._read_count.set_words(f"{count}/{count + len(view.not_read_by)}")
        self._readers.setText(_reader_words(view.read_by, view.not_read_by))
        self.corrections.setVisible(is_minuted)
        self.corrections.show_corrections(view.corrections, may_settle=view.may_approve)

    def _show_next(self, view: MinutesView) -> None:
        state, following = view.meeting.state, view.next_state
        words, button, icon = _next_words(following)
        missing = "\n".join(view.missing)
        self._next_words.setText(missing or words)
        self.next_button.set_words(button)
        self.next_button.set_icon(icon)
        allowed = view.may_approve if following is MeetingState.APPROVED else view.may_write
        self.next_button.setVisible(bool(button) and allowed)
        self.next_button.setEnabled(not missing)
        self.again_button.setEnabled(True)
        settled = any(each.correction.accepted for each in view.corrections)
        self.again_button.setVisible(state is MeetingState.CIRCULATED and settled and allowed)
        circulates = following is MeetingState.CIRCULATED or not self.again_button.isHidden()
        self.to.setVisible(allowed and circulates)
        self.room_button.setVisible(state in WRITING and view.may_write)
        self.next_card.setVisible(bool(words) and state is not MeetingState.OPEN)

    @Slot(object)
    def _show_pages(self, pages: Sequence[tuple[int, int, bytes]]) -> None:
        self.pages.show_pages(pages)

    @Slot()
    def _go_on(self) -> None:
        if self._view is None or self._meeting is None:
            return
        self.messages.flush()
        following, labels = self._view.next_state, self._session.declared.label
        if following is MeetingState.MINUTES_DRAFT:
            self._take_step(draft_minutes)
        elif following is MeetingState.CIRCULATED:
            self._circulate()
        elif following is MeetingState.APPROVED:
            self._take_step(approve_minutes, labels)
        elif following is MeetingState.ARCHIVED:
            self._take_step(archive_meeting)

    def _take_step(self, function: Callable[..., Any], *args: Any, **values: Any) -> None:
        """Take one step, and let nobody who presses Enter twice take the next one too."""
        if self.next_button.hasFocus() or self.again_button.hasFocus():
            self._state.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in (self.next_button, self.again_button):
            button.setEnabled(False)
        self._session.write(function, self._meeting, *args, failed=self._not_taken, **values)

    @Slot(object)
    def _not_taken(self, error: LayerDeskError) -> None:
        self._session.show_failure(error)
        self._read()

    @Slot()
    def _open_room(self) -> None:
        self.messages.flush()
        self._session.go("room", self._meeting)

    @Slot()
    def _circulate(self) -> None:
        to = self.to.chosen_id() or ALL_STAFF
        self._take_step(circulate_minutes, self._session.declared.label, circulated_to=to)

    @Slot()
    def _mark_read(self) -> None:
        self._session.write(mark_read, self._meeting)

    @Slot(str)
    def _propose(self, words: str) -> None:
        self._session.write(
            propose_correction, self._meeting, words, done=self.corrections.is_proposed
        )

    @Slot(str, bool)
    def _settle(self, correction: str, accept: bool) -> None:
        labels = self._session.declared.label
        self._session.write(settle_correction, RecordId(correction), accept, labels)

    @Slot()
    def _ask_where(self) -> None:
        if self._view is None:
            return
        chosen = self.formats.chosen_id()
        found = next((each for each in self._session.exporter.formats() if each[0] == chosen), None)
        if found is None:
            return
        document, versions = self._view.document, self._view.versions
        version = versions[-1].version if versions else None
        name = self._session.exporter.file_name(document.title, document.dated, version, found[2])
        path, _ = QFileDialog.getSaveFileName(self, tr("Save a copy"), name)
        if path:
            self.save_copy(Path(path), found[0])

    @Slot(object)
    def _saved(self, path: Path) -> None:
        self._session.say(tr("Saved as {name}.", name=path.name), "ok")


def _state_line(view: MinutesView) -> str:
    state = state_word(view.meeting.state)
    if not view.versions:
        return state
    return tr("{state} · version {n}", state=state, n=view.versions[-1].version)


def _next_words(following: MeetingState | None) -> tuple[str, str, str | None]:
    """What is to be done now, the words on its button and the icon."""
    if following is MeetingState.MINUTES_DRAFT:
        return (
            tr("The meeting is closed. Draft the minutes while it is fresh."),
            tr("Draft the minutes"),
            "file-text",
        )
    if following is MeetingState.CIRCULATED:
        return (
            tr("Check the pages and the key messages, then send them round."),
            tr("Circulate"),
            "send",
        )
    if following is MeetingState.APPROVED:
        return (
            tr("Corrections are open. The next meeting agrees the minutes."),
            tr("Approve"),
            "shield-check",
        )
    if following is MeetingState.ARCHIVED:
        return (
            tr("Approved and locked. What changes later is added as a dated correction."),
            tr("Archive"),
            "archive",
        )
    return "", "", None


def _reader_words(read_by: Sequence[str], not_read_by: Sequence[str]) -> str:
    lines = []
    if read_by:
        lines.append(tr("Read: {names}", names=", ".join(read_by)))
    if not_read_by:
        names = ", ".join(not_read_by)
        waiting = plural(
            "Waiting for {n}: {names}", "Waiting for {n}: {names}", len(not_read_by), names=names
        )
        lines.append(waiting)
    return "\n".join(lines)
