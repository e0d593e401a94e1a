"""This is where one action is shown beside its list: how it stands, and what one can do."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.errors import LayerDeskError, Missing
from layerdesk.domain.follow_up.due import due_words, full_day
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.follow_up.states import OPEN
from layerdesk.domain.follow_up.strength import WEAK, nudge
from layerdesk.domain.language import plural, tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.follow_up.asking import AskInPlace, Question
from layerdesk.ui.follow_up.questions import QUESTIONS, run_answer
from layerdesk.ui.follow_up.wording_actions import (
    due_tone,
    origin_words,
    state_name,
    state_tone,
    strength_kinds,
    strength_tone,
    strength_words,
    update_words,
)
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.foldable_history import FoldableHistory
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind, UnfoldButton
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip
from layerdesk.ui.widgets.choices import Option
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import Label, LabelRole, muted, separator, small, subheading
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.follow_up.read_action import ActionView, UpdateView, read_action

_PLACES = {"meeting": "minutes", "case": "case"}
_MOST_UPDATES = 30
_RARE = ("block", "stop", "edit", "know", "strength")
"""What is seldom done stands behind "More"."""


class ActionPanel(Card):
    """One action. ``session`` is asked for it by id; hidden while there is none."""

    shown = Signal(object)
    """The id of the action that is shown now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._wanted: RecordId | None = None
        self._stands_back = False
        self.view: ActionView | None = None
        self._kinds = strength_kinds(session.declared)
        self.setAccessibleName(tr("Action"))
        self.ref = Label("", LabelRole.EYEBROW)
        self.text = Label("", LabelRole.HEADING)
        self.state, self.due, self.strength = Chip(""), Chip(""), Chip("")
        self.owner, self.know = Label(""), Label("", LabelRole.MUTED)
        self.origin = Button("", kind=ButtonKind.QUIET, icon="arrow-right", icon_after=True)
        self.origin_label = muted("")
        self.more = UnfoldButton(tr("More"), kind=ButtonKind.QUIET, icon="ellipsis")
        self.problem = InlineMessage(closable=False)
        self.advice = InlineMessage(closable=False)
        self.ask = AskInPlace(session, self._today)
        self.buttons = {about: Button(words) for about, words in _button_words().items()}
        self.buttons["finish"].set_kind(ButtonKind.PRIMARY)
        self.buttons["finish"].set_icon("check")
        self._column = QVBoxLayout()
        self.history = FoldableHistory(session)
        self._lay_out()
        self.ask.answered.connect(self._answered)
        self.ask.left.connect(self._question_left)
        self.origin.clicked.connect(self._go_to_origin)
        for about, button in self.buttons.items():
            button.setProperty("about", about)
            button.clicked.connect(self._pressed)
        self.more.toggled.connect(self._more_wanted)
        session.changed.connect(self._changed)
        self.hide()

    @property
    def stands_back(self) -> bool:
        """Whether something else is shown in its place."""
        return self._stands_back

    @stands_back.setter
    def stands_back(self, back: bool) -> None:
        self._stands_back = back
        self.setVisible(self.view is not None and not back)

    @Slot(object)
    def show_action(self, record: RecordId | None) -> None:
        """Show this action, or nothing."""
        if record != self._wanted and self.ask.question is not None:
            self.ask.close_question()
        self._wanted = record
        if record is None:
            self.view = None
            self.hide()
            return
        self._read()

    @Slot(object)
    def show_view(self, view: ActionView) -> None:
        """Show the action as it was read."""
        action = view.action
        self.view = view
        self.ref.setText(action.ref)
        self.ref.setVisible(bool(action.ref))
        self.text.setText(action.text)
        self.history.show_record(action.kind, action.id)
        self.state.set_words(state_name(action.state), state_tone(action.state))
        self.due.set_words(due_words(action.state, action.due, view.today), due_tone(view.band))
        self.due.setToolTip(full_day(action.due) if action.due else "")
        words = strength_words(action.strength)
        self.strength.set_words(words, strength_tone(action.strength))
        self.strength.setVisible(bool(words))
        self.owner.setText(_owner_words(view))
        self.know.setText(tr("How we will know: {how}", how=action.how_we_will_know))
        self.know.setVisible(bool(action.how_we_will_know))
        self._show_origin(view)
        lacks = [each.words for each in view.lacking] if action.state in OPEN else []
        self.problem.show_words(" ".join(lacks), MessageTone.WARN)
        self.advice.show_words(self._advice(view), MessageTone.INFO)
        self._show_buttons(self.ask.question is None)
        self._show_updates(view.updates)
        self.setVisible(not self.stands_back)
        self.shown.emit(action.id)

    @Slot(str)
    def press(self, about: str) -> None:
        """Ask what the button of this name asks."""
        view = self.view
        if view is None or not _may(view, about):
            return
        self.ask.ask(
            view.action.id,
            QUESTIONS[about](view),
            options=self._options(view, about),
            day=_day_offered(view) if about == "postpone" else None,
        )
        self._show_buttons(False)

    def _options(self, view: ActionView, about: str) -> tuple[Option, ...]:
        if about == "strength":
            return tuple(
                Option(id=each.id, words=each.label, help=each.example) for each in self._kinds
            )
        return tuple(
            Option(id=person, words=name)
            for person, name in view.people
            if person != view.action.owner
        )

    def _lay_out(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in (self.due, self.state, self.strength):
            flow.addWidget(chip)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (*self.buttons.values(), self.more):
            flow.addWidget(button)
        leading = QWidget()
        lay = QHBoxLayout(leading)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.origin)
        lay.addStretch(1)
        self._leading = leading
        self._log = QWidget()
        self._log.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(step(1.25))
        head = QVBoxLayout()
        head.setSpacing(step(0.5))
        head.addWidget(self.ref)
        head.addWidget(self.text)
        self.add_layout(head)
        for part in (
            chips,
            self.owner,
            self.problem,
            buttons,
            self.ask,
            self.advice,
            self.know,
            self.origin_label,
            leading,
            self._log,
            self.history,
        ):
            self.add(part)
        self._buttons = buttons

    def _show_origin(self, view: ActionView) -> None:
        words = origin_words(view.origin)
        leads = bool(words) and view.origin.kind in _PLACES
        self._leading.setVisible(leads)
        if leads:
            self.origin.set_words(
                tr("Open the case") if view.origin.kind == "case" else tr("Open the minutes")
            )
        self.origin_label.setText(words)
        self.origin_label.setVisible(bool(words))

    def _advice(self, view: ActionView) -> str:
        weak = view.action.strength == WEAK and view.action.state in OPEN
        found = nudge([view.action.strength], self._kinds) if weak and view.may_update else None
        if found is None:
            return ""
        examples = [each.example for each in found.examples if each.example]
        tail = tr("For instance: {examples}.", examples="; ".join(examples)) if examples else ""
        words = tr("This relies on people remembering. Could something change the system instead?")
        return f"{words} {tail}".strip()

    def _show_updates(self, updates: tuple[UpdateView, ...]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._log.setVisible(bool(updates))
        if not updates:
            return
        self._column.addWidget(separator())
        self._column.addWidget(subheading(tr("What happened so far")))
        for each in updates[:_MOST_UPDATES]:
            self._column.addWidget(_entry(each))
        more = len(updates) - _MOST_UPDATES
        if more > 0:
            self._column.addWidget(
                small(plural("and {n} earlier entry", "and {n} earlier entries", more))
            )

    def _show_buttons(self, visible: bool) -> None:
        self._buttons.setVisible(visible)
        if not visible or self.view is None:
            return
        possible = [about for about in self.buttons if _may(self.view, about)]
        rare = [about for about in possible if about in _RARE]
        for about, button in self.buttons.items():
            button.setVisible(about in possible and (about not in rare or self.more.isChecked()))
        self.more.setVisible(bool(rare))
        self.more.set_words(tr("Less") if self.more.isChecked() else tr("More"))

    def _today(self) -> date:
        return self.view.today if self.view is not None else date.today()  # noqa: DTZ011  # a view is there before anybody can ask

    def _read(self) -> None:
        self._session.read(
            read_action, self._wanted, done=self._take, failed=self._gone, latest_key="action"
        )

    @Slot(object)
    def _take(self, view: ActionView) -> None:
        if view.action.id == self._wanted:
            self.show_view(view)

    @Slot(object)
    def _gone(self, error: LayerDeskError) -> None:
        self.hide()
        if not isinstance(error, Missing):
            self._session.show_failure(error)

    @Slot(object)
    def _changed(self, _changed: object) -> None:
        if self._wanted is not None:
            self._read()

    @Slot()
    def _pressed(self) -> None:
        self.press(str(self.sender().property("about")))

    @Slot(bool)
    def _more_wanted(self, _more: bool) -> None:
        self._show_buttons(self.ask.question is None)

    @Slot(object)
    def _answered(self, question: Question) -> None:
        if self.view is not None:
            run_answer(
                self._session,
                self.view,
                question,
                self.ask,
                self._kinds,
                done=self._done,
                failed=self._refused,
            )

    @Slot(object)
    def _done(self, _record: object) -> None:
        self.ask.finished()
        self._show_buttons(True)
        first = next((each for each in self.buttons.values() if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        # Said where the person is writing; the words stay.
        self.ask.text_field.show_problem(sentence(error))
        if self.ask.text_field.isHidden():
            self._session.show_failure(error)

    @Slot()
    def _question_left(self) -> None:
        self._show_buttons(True)

    @Slot()
    def _go_to_origin(self) -> None:
        if self.view is not None and self.view.origin.kind in _PLACES:
            self._session.go(_PLACES[self.view.origin.kind], self.view.origin.record)


def _entry(each: UpdateView) -> QWidget:
    entry = QWidget()
    lay = QVBoxLayout(entry)
    lay.setContentsMargins(0, 0, 0, 0)
    lay.setSpacing(step(0.25))
    day = full_day(each.day) if each.day else ""
    parts = (update_words(each.update_kind), day, each.by)
    lay.addWidget(small(" · ".join(part for part in parts if part)))
    if each.words:
        lay.addWidget(Label(each.words))
    return entry


def _owner_words(view: ActionView) -> str:
    if not view.owner_name:
        return tr("Nobody sees to it yet.")
    if view.owner_left:
        words = tr("{name}, who has left, owns it.", name=view.owner_name)
    elif view.mine:
        words = tr("You see to it.")
    else:
        words = tr("{name} sees to it.", name=view.owner_name)
    if view.helpers:
        words += " " + tr("Helped by {names}.", names=", ".join(view.helpers))
    if view.action.replanned:
        words += " " + plural(
            "Its date was moved once.", "Its date was moved {n} times.", view.action.replanned
        )
    return words


def _day_offered(view: ActionView) -> date | None:
    """The date that it has, to be changed a little, unless it has passed."""
    due = view.action.due
    return due if due is not None and due >= view.today else None


def _button_words() -> dict[str, str]:
    return {
        "finish": tr("Done …"),
        "progress": tr("Note progress …"),
        "evidence": tr("Add evidence …"),
        "postpone": tr("New date …"),
        "reassign": tr("Hand on …"),
        "block": tr("Blocked …"),
        "stop": tr("Not doing it …"),
        "reopen": tr("Take up again …"),
        "edit": tr("Change the words …"),
        "know": tr("How we will know …"),
        "strength": tr("Strength …"),
    }


_WHEN: dict[str, Callable[[ActionState], bool]] = {
    "finish": lambda state: state in OPEN,
    "progress": lambda state: state in OPEN,
    "evidence": lambda state: (
        state in (ActionState.DONE_AWAITING_EVIDENCE, ActionState.DONE_EVIDENCED)
    ),
    "postpone": lambda state: state in OPEN,
    "reassign": lambda state: state in OPEN,
    "block": lambda state: state in OPEN - {ActionState.BLOCKED},
    "stop": lambda state: state in OPEN,
    "reopen": lambda state: state not in OPEN,
    "edit": lambda state: state in OPEN,
    "know": lambda state: state in OPEN,
    "strength": lambda state: state in OPEN,
}


def _may(view: ActionView, about: str) -> bool:
    right = view.may_tell if about in ("progress", "evidence") else view.may_update
    return right and _WHEN[about](view.action.state)
