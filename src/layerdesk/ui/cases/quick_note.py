"""This is where a quick note is written in a window of its own: the text first, the rest if wanted.

Half a note is kept as a draft from the first words on, and stands there again the next time.
"""

import json
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.cases.records import Note
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.ids import only_one
from layerdesk.domain.language import tr
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId, Text
from layerdesk.ui.cases.offering import levels, offered, today
from layerdesk.ui.guarding import StaffNames, finder
from layerdesk.ui.look.tokens import step
from layerdesk.ui.saving import Typing
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind, UnfoldButton
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.choices import Choice
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LineEdit, LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.guarded import Guard
from layerdesk.ui.widgets.labels import small
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.cases.note_quickly import note_quickly

_FIELD, _REST = "text", "rest"
"""What the drafts of a half-written note are kept under: its text, and all that may go with it."""


class QuickNote(QWidget):
    """The window. Ctrl+Enter keeps the note and closes; Esc closes and keeps the half-written."""

    kept = Signal(object)
    """The note that was kept."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session = session
        self.setWindowTitle(tr("Quick note"))
        self.text = LongText(
            placeholder=tr("What happened, or what did you learn? Roles, not names."),
            min_lines=5,
            fills=True,
        )
        self._field = Field(tr("Quick note"), self.text)
        self._names = StaffNames(session, self)
        self.guard = Guard(self._field, finder(self._names, today))
        self._names.known.connect(self.guard.check_now)
        self.message = InlineMessage()
        self.more = UnfoldButton(tr("More"), icon="chevron-down", kind=ButtonKind.QUIET)
        self.more.toggled.connect(self._show_more)
        self.keep = Button(
            tr("Keep the note"), icon="check", kind=ButtonKind.PRIMARY, shortcut="Ctrl+Return"
        )
        self.keep.clicked.connect(self.keep_note)
        self._build()
        self._typing = Typing(self._keep_text, self._keep_text, parent=self)
        self._choosing = Typing(self._keep_rest, self._keep_rest, parent=self)
        for each in (self._typing, self._choosing):
            session.leaving.connect(each.flush)
        self.text.typed.connect(self._typing.typed)
        self.text.typed.connect(self._typed)
        for changed in (
            *(each.chosen for each in (self.source, self.trigger, self.importance)),
            self.tags.typed,
            self.deadline.line.typed,
            self.deadline.day_chosen,
        ):
            changed.connect(self._rest_changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.keep_note)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self._restore()
        self.resize(step(70), step(46))

    def begin(self) -> None:
        """Show the window over the one in use, ready to type."""
        below = QApplication.activeWindow()
        if below is not None and not self.isVisible():
            self.move(below.frameGeometry().center() - self.rect().center())
        self.show()
        self._stay_on_screen()
        self.raise_()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def keep_note(self) -> None:
        """Keep what stands there as a note; without words say so."""
        words = self.text.words().strip()
        if not words:
            self._field.show_problem(tr("Write a few words first."), MessageTone.WARN)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.keep.isEnabled():
            return
        self.deadline.read()
        if self._deadline_field.message.words:
            self.more.setChecked(True)
            self.deadline.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._wait(True)
        chosen = self.importance.chosen_id()
        self._session.write(
            note_quickly,
            words,
            source=self.source.chosen_id() or "",
            trigger=self.trigger.chosen_id() or "",
            importance=int(chosen) if chosen else None,
            tags=tuple(self.tags.text().split(",")),
            deadline=self.deadline.day(),
            done=self._note_kept,
            failed=self._not_kept,
        )

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._typing.flush()
        self._choosing.flush()
        super().closeEvent(event)

    def _build(self) -> None:
        declared = self._session.declared
        self.source = Choice(offered(declared, "learning_source"), unset=tr("Not said"))
        self.trigger = Choice(offered(declared, "learning_trigger"), unset=tr("Not said"))
        self.importance = Choice(
            levels(tr("1 Good to know"), tr("2 Important"), tr("3 Very important")),
            unset=tr("Not said"),
        )
        self.tags = LineEdit(placeholder=tr("Such as results, handover"))
        self.deadline = DateField(today)
        self.deadline.line.setPlaceholderText(tr("Such as 3 Dec"))
        self._deadline_field = Field(tr("Come back to it by"), self.deadline)
        self.deadline.not_understood.connect(self._deadline_field.show_problem)
        self.deadline.understood.connect(self._deadline_field.clear_problem)
        self._rest = QWidget()
        grid = QGridLayout(self._rest)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(step(1.5))
        fields = (
            Field(tr("Where it came from"), self.source),
            Field(tr("What set it off"), self.trigger),
            Field(tr("How important"), self.importance),
            self._deadline_field,
            Field(tr("Tags, with commas between"), self.tags),
        )
        for at, field in enumerate(fields):
            last = at == len(fields) - 1
            grid.addWidget(field, at // 2, at % 2, 1, 2 if last else 1)
        self._rest.hide()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(2.5), step(2), step(2.5), step(2.5))
        lay.setSpacing(step(1.5))
        lay.addWidget(self._field, 1)
        lay.addWidget(self._rest)
        lay.addWidget(self.message)
        lay.addWidget(small(tr("Only you see it. It waits in your inbox until you sort it.")))
        lay.addLayout(row(self.more, None, self.keep))

    def _restore(self) -> None:
        draft = self._session.found_draft(self._draft_id(), _FIELD)
        if draft is not None and draft.words.strip():
            self.text.set_words(draft.words)
            self.message.show_words(tr("Your half-written note is still here."), MessageTone.INFO)
        rest = self._session.found_draft(self._draft_id(), _REST)
        if rest is not None:
            self._restore_rest(rest.words)

    def _restore_rest(self, kept: str) -> None:
        """What was chosen beside the text; a draft that another version wrote is passed over."""
        try:
            source, trigger, importance, tags, deadline = map(str, json.loads(kept))
        except (ValueError, TypeError):
            return
        for choice, chosen in (
            (self.source, source),
            (self.trigger, trigger),
            (self.importance, importance),
        ):
            choice.set_chosen(chosen or None)
        self.tags.setText(tags)
        self.deadline.line.setText(deadline)
        self.deadline.read()
        self.more.setChecked(any((source, trigger, importance, tags, deadline)))

    def _draft_id(self) -> RecordId:
        """There is one half-written note for each person."""
        return only_one(self._session.viewer.space(SpaceKind.ME), Note.kind, "half-written")

    @Slot()
    def _rest_changed(self) -> None:
        rest = (
            *(each.chosen_id() or "" for each in (self.source, self.trigger, self.importance)),
            self.tags.text(),
            self.deadline.line.text(),
        )
        self._choosing.typed(json.dumps(rest))

    def _keep_text(self, words: str) -> None:
        self._keep_draft(_FIELD, words)

    def _keep_rest(self, words: str) -> None:
        self._keep_draft(_REST, words)

    def _keep_draft(self, field: str, words: str) -> None:
        self._session.keep_draft(
            Draft(
                kind=Note.kind,
                record=self._draft_id(),
                field=field,
                words=words,
                base=Text(),
                kept_at=datetime.now(UTC),
            )
        )

    @Slot(str)
    def _typed(self, _words: str) -> None:
        self._field.clear_problem()

    @Slot(bool)
    def _show_more(self, shown: bool) -> None:
        self.more.set_words(tr("Less") if shown else tr("More"))
        self.more.set_icon("chevron-up" if shown else "chevron-down")
        self._rest.setVisible(shown)
        if shown:
            self.resize(self.width(), max(self.height(), self.sizeHint().height()))
            self._stay_on_screen()
            self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay_on_screen(self) -> None:
        """Stand wholly on one screen, with the frame, whatever has unfolded."""
        room = self.screen().availableGeometry()
        edges = self.frameGeometry().size() - self.size()
        self.resize(self.size().boundedTo(room.size() - edges))
        frame = self.frameGeometry()
        left = min(frame.left(), room.right() + 1 - frame.width())
        top = min(frame.top(), room.bottom() + 1 - frame.height())
        self.move(max(left, room.left()), max(top, room.top()))

    @Slot(object)
    def _note_kept(self, note: Note) -> None:
        for typing, field in ((self._typing, _FIELD), (self._choosing, _REST)):
            typing.forget()
            self._session.drop_draft(self._draft_id(), field)
        self._empty()
        self._session.say(tr("Kept. The note waits in your inbox; only you see it."), "ok")
        self.kept.emit(note)
        self.close()

    @Slot(object)
    def _not_kept(self, error: LayerDeskError) -> None:
        self._wait(False)
        self.message.say(sentence(error), MessageTone.DANGER)

    def _wait(self, waiting: bool) -> None:
        """While the note is on its way nothing more can be typed: it would go with the window."""
        self.keep.setEnabled(not waiting)
        self.text.setReadOnly(waiting)
        self._rest.setEnabled(not waiting)

    def _empty(self) -> None:
        self.text.set_words("")
        self.message.show_words("", MessageTone.INFO)
        for choice in (self.source, self.trigger, self.importance):
            choice.set_chosen(None)
        self.tags.clear()
        self.deadline.set_day(None)
        self.more.setChecked(False)
        self._deadline_field.clear_problem()
        self._wait(False)
