"""This is where one thing in the inbox is looked at and sorted, and the sorting taken back."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from layerdesk.domain.cases.checks import TITLE_LENGTH
from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.errors import FieldWrong, IdentifiersFound, LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import Record, RecordId
from layerdesk.ui.cases.asking import AskPanel
from layerdesk.ui.cases.offering import people_offered, today
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.choices import Choice
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole, muted
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.cases.list_inbox import InboxKind, InboxRow
from layerdesk.usecases.cases.sort_note import (
    ACTION_LENGTH,
    STATEMENT_LENGTH,
    discard_note,
    file_note,
    make_action,
    make_case,
    make_learning_point,
    put_note_back,
)
from layerdesk.usecases.ports import Reading

_ACTION, _LEARNING = "action", "learning"


class InboxPanel(QWidget):
    """The one that is looked at, what can become of it, and what just became of the last."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row: InboxRow | None = None
        self._sorted: RecordId | None = None
        self._again: Callable[[str], None] | None = None
        self._becoming = ""
        self.news = InlineMessage()
        """For the foot of the inbox, where it moves neither rows nor buttons."""
        self.news.acted.connect(self.take_back)
        self.ask = AskPanel()
        self.ask.answered.connect(self._said_why)
        self.card = Card()
        self._eyebrow = Label("", LabelRole.EYEBROW)
        self._heading = Label("", LabelRole.HEADING)
        self._text = Label("", LabelRole.BODY)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.case = Button(tr("Make a case of it"), icon="clipboard-list", kind=ButtonKind.PRIMARY)
        self.action = Button(tr("An action"), icon="square-check")
        self.learning = Button(tr("A learning point"), icon="lightbulb")
        self.file = Button(tr("File it"), icon="archive")
        self.discard = Button(tr("Not needed"), icon="trash-2")
        self.open = Button("", icon="arrow-right", kind=ButtonKind.PRIMARY, icon_after=True)
        self.case.clicked.connect(self._make_case)
        self.action.clicked.connect(self._begin_action)
        self.learning.clicked.connect(self._begin_learning)
        self.file.clicked.connect(self._file)
        self.discard.clicked.connect(self._discard)
        self.open.clicked.connect(self._open)
        self._buttons = QWidget()
        grid = QGridLayout(self._buttons)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(step(1))
        grid.addWidget(self.case, 0, 0, 1, 2)
        grid.addWidget(self.action, 1, 0)
        grid.addWidget(self.learning, 1, 1)
        grid.addWidget(self.file, 2, 0)
        grid.addWidget(self.discard, 2, 1)
        self.words = LongText(min_lines=2, max_lines=6)
        self._words_field = Field("", self.words)
        self.owner = Choice(())
        self.due = DateField(today)
        self._owner_field = Field(tr("Who will see to it"), self.owner)
        self._due_field = Field(tr("By when"), self.due)
        self.make = Button("", kind=ButtonKind.PRIMARY)
        self.leave = Button(tr("Leave it as it is"))
        self.make.clicked.connect(self._make)
        self.leave.clicked.connect(self._end_form)
        self._form = Card(quiet=True)
        self._form.add(self._words_field)
        self._form.add(self._owner_field)
        self._form.add(self._due_field)
        self._form.add_layout(row(self.make, self.leave, None))
        self._form.hide()
        for part in (self._eyebrow, self._heading, self._text, self._buttons, self.open):
            self.card.add(part)
        self.card.add(self._form)
        lay = QGridLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1.5))
        for at, part in enumerate((self.ask, self.card)):
            lay.addWidget(part, at, 0)
        lay.setRowStretch(2, 1)
        self._hint = muted("")
        self.card.add(self._hint)
        self.show_row(None)

    def read_people(self) -> None:
        """Read who may own an action."""
        self._session.read(_people, done=self._show_people, latest_key="inbox_people")

    def first_button(self) -> Button:
        """The button that does the usual thing."""
        return self.case if self._row and self._row.kind is InboxKind.NOTE else self.open

    def show_row(self, shown: InboxRow | None) -> None:
        """Show one thing that waits, or nothing."""
        other = (self._row and self._row.id) != (shown and shown.id)
        self._row = shown
        self.card.setVisible(shown is not None)
        if other:
            self._end_form()
            self.ask.hide()
        if shown is None:
            return
        note = shown.kind is InboxKind.NOTE
        waited = (
            tr("since today")
            if shown.days < 1
            else plural("for {n} day", "for {n} days", shown.days)
        )
        self._eyebrow.setText(
            {
                InboxKind.NOTE: tr("Your note · waiting {waited}", waited=waited),
                InboxKind.DRAFT: tr(
                    "Your draft {ref} · waiting {waited}", ref=shown.ref, waited=waited
                ),
                InboxKind.REPORT: tr(
                    "Report {ref} · waiting {waited}", ref=shown.ref, waited=waited
                ),
            }[shown.kind]
        )
        self._heading.setText(shown.title or tr("Without a title"))
        self._heading.setVisible(not note)
        self._text.setText(shown.text)
        self._text.setVisible(bool(shown.text))
        self._buttons.setVisible(note and self._form.isHidden())
        self.open.setVisible(not note)
        self.open.set_words(
            tr("Go on writing") if shown.kind is InboxKind.DRAFT else tr("Triage this report")
        )
        self._hint.setText(
            {
                InboxKind.NOTE: tr("Only you see this note."),
                InboxKind.DRAFT: tr("Only you see this draft until you report it."),
                InboxKind.REPORT: tr("Late: it should have been triaged by now.")
                if shown.late
                else tr(
                    "Look at what kind of event it was, its risk, whether the patient has to be"
                    " told (duty of candour), and whether it is recorded nationally (LFPSE)."
                ),
            }[shown.kind]
        )

    @Slot()
    def take_back(self) -> None:
        """Put the note that was sorted last back into the inbox."""
        if self._sorted is not None:
            self._session.write(put_note_back, self._sorted, done=self._put_back)
            self._sorted = None

    @Slot(object)
    def _show_people(self, people: tuple[tuple[RecordId, str], ...]) -> None:
        chosen = self.owner.chosen_id() or self._session.viewer.person
        self.owner.set_options(people_offered(people), chosen)

    @Slot()
    def _make_case(self) -> None:
        if self._row is not None:
            self._sort(make_case, self._row.id)

    @Slot()
    def _file(self) -> None:
        if self._row is not None:
            self._sort(file_note, self._row.id)

    @Slot()
    def _discard(self) -> None:
        if self._row is not None:
            self._sort(discard_note, self._row.id)

    @Slot()
    def _begin_action(self) -> None:
        self._begin_form(_ACTION)

    @Slot()
    def _begin_learning(self) -> None:
        self._begin_form(_LEARNING)

    @Slot()
    def _open(self) -> None:
        if self._row is not None:
            self._session.go("case", self._row.id)

    def _begin_form(self, becoming: str) -> None:
        if self._row is None:
            return
        self._becoming = becoming
        action = becoming == _ACTION
        most = ACTION_LENGTH if action else STATEMENT_LENGTH
        label = tr("What will be done") if action else tr("What was learned")
        self._words_field.label.setText(label)
        self.words.setAccessibleName(label)
        self._words_field.set_hint(
            tr("At most {most} characters. The practice sees it.", most=most)
        )
        self._words_field.clear_problem()
        self.words.set_words(self._row.text)
        self._owner_field.setVisible(action)
        self._due_field.setVisible(action)
        self.make.set_words(tr("Make the action") if action else tr("Make the learning point"))
        self._buttons.hide()
        self._form.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _end_form(self) -> None:
        self._form.hide()
        self._buttons.setVisible(self._row is not None and self._row.kind is InboxKind.NOTE)

    @Slot()
    def _make(self) -> None:
        if self._row is None:
            return
        words = self.words.words().strip()
        if self._becoming == _LEARNING:
            self._sort(make_learning_point, self._row.id, statement=words)
            return
        self.due.read()
        owner = self.owner.chosen_id()
        self._sort(
            make_action,
            self._row.id,
            text=words,
            owner=RecordId(owner) if owner else None,
            due=self.due.day(),
        )

    def _sort(self, function: Callable[..., Any], note: RecordId, **values: Any) -> None:
        def again(reason: str) -> None:
            self._write(function, note, {**values, "identifier_reason": reason})

        self._again = again
        self._write(function, note, values)

    def _write(
        self, function: Callable[..., Any], note: RecordId, values: Mapping[str, Any]
    ) -> None:
        self._sorted = note
        self._session.write(
            function, note, **values, done=self._was_sorted, failed=self._was_not_sorted
        )

    @Slot(object)
    def _was_sorted(self, made: Record) -> None:
        self._end_form()
        if isinstance(made, Case):
            self._session.go("case", made.id)
            words = tr("It is a case now: {title}", title=made.title[:TITLE_LENGTH])
        elif isinstance(made, Note):
            words = tr("The note is out of the inbox. Search still finds it.")
        else:
            words = {
                "action": tr("It is an action now, under All actions."),
                "learning_point": tr("It is a learning point now; the practice sees it."),
            }[made.kind]
        self.news.say(words, MessageTone.OK, action=tr("Take it back"))

    @Slot(object)
    def _was_not_sorted(self, error: LayerDeskError) -> None:
        self._sorted = None
        if isinstance(error, IdentifiersFound):
            self.ask.ask(
                "identifiers",
                tr("This may identify somebody"),
                sentence(error),
                yes=tr("Pass it on as it is"),
                label=tr("Why it identifies nobody"),
            )
        elif isinstance(error, FieldWrong) and not self._form.isHidden():
            self._words_field.show_problem(sentence(error))
        else:
            self.news.say(sentence(error), MessageTone.DANGER)

    @Slot(str, str)
    def _said_why(self, _about: str, reason: str) -> None:
        if self._again is not None:
            self._again(reason)

    @Slot(object)
    def _put_back(self, _note: Note) -> None:
        self.news.say(tr("The note is back in the inbox."), MessageTone.INFO)


def _people(reading: Reading) -> tuple[tuple[RecordId, str], ...]:
    today_there = reading.today
    return tuple(
        (person.id, person.name)
        for person in reading.find(Person)
        if person.is_active(today_there) and person.name
    )
