"""This is where learning and actions are drawn from a case, and where it comes to its close."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.cases.records import Embedded
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.record import RecordId
from layerdesk.ui.cases.case_fields import RecordFields
from layerdesk.ui.cases.offering import embedded, offered, people_offered, today
from layerdesk.ui.cases.pairs import Pairs
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.state_words import state_words
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import Choice
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.date_words import day_words
from layerdesk.ui.widgets.editors import LineEdit, LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole, muted, small
from layerdesk.ui.wording import sentence
from layerdesk.usecases.cases.draw_from_case import add_action_to_case, add_learning_to_case
from layerdesk.usecases.cases.read_case import CaseView

_FINISHED = (ActionState.DONE_EVIDENCED, ActionState.DONE_AWAITING_EVIDENCE)


class CaseOutcome(ScrollColumn):
    """Learning points and actions, each with a line to add one."""

    def __init__(self, session: Session, case: RecordId) -> None:
        super().__init__()
        self._session, self._case = session, case
        self._points = Listed(tr("Nothing yet. What would you tell a colleague in one sentence?"))
        self._actions = Listed(tr("Nothing yet. What will be different from now on?"))
        self.point = LongText(min_lines=1, max_lines=4)
        self.point_field = Field(tr("What did we learn?"), self.point)
        self.add_point = Button(tr("Add the learning point"), icon="lightbulb")
        self.add_point.clicked.connect(self._add_point)
        learning = Card(tr("Learning"))
        learning.add(self._points)
        self._point_form = _together(self.point_field, self.add_point)
        learning.add(self._point_form)
        self.what = LineEdit()
        self.what_field = Field(
            tr("What will be done?"), self.what, hint=tr("Begin with a verb: ask, move, remove …")
        )
        self.owner = Choice((), unset=tr("Nobody yet"))
        self.due = DateField(today)
        self.how = LineEdit()
        self.add_action = Button(tr("Add the action"), icon="square-check")
        self.add_action.clicked.connect(self._add_action)
        self.what.returnPressed.connect(self._add_action)
        actions = Card(tr("Actions"))
        actions.add(self._actions)
        self._action_form = _together(
            self.what_field,
            Field(tr("Who will see to it"), self.owner),
            Field(tr("By when"), self.due),
            Field(tr("How will we know that it worked?"), self.how),
            self.add_action,
        )
        actions.add(self._action_form)
        self.add(learning)
        self.add(actions)

    def show_view(self, view: CaseView) -> None:
        """Show learning and actions as they stand."""
        self._points.show_rows([_point(each) for each in view.learning])
        self._actions.show_rows([_action(each, view) for each in view.actions])
        self._point_form.setVisible(view.may_edit)
        self._action_form.setVisible(view.may_edit)
        self.owner.set_options(people_offered(tuple(view.people.items())), self.owner.chosen_id())

    def focus_on(self, where: str) -> None:
        """Put the focus where learning or actions are added."""
        editor: QWidget = self.point if where == "learning" else self.what
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _add_point(self) -> None:
        self.point_field.clear_problem()
        self._session.write(
            add_learning_to_case,
            self._case,
            self.point.words(),
            done=self._point_added,
            failed=self._point_refused,
        )

    @Slot()
    def _add_action(self) -> None:
        self.what_field.clear_problem()
        self.due.read()
        owner = self.owner.chosen_id()
        self._session.write(
            add_action_to_case,
            self._case,
            self.what.words(),
            owner=RecordId(owner) if owner else None,
            due=self.due.day(),
            how_we_will_know=self.how.words(),
            done=self._action_added,
            failed=self._action_refused,
        )

    @Slot(object)
    def _point_added(self, _point: LearningPoint) -> None:
        self.point.set_words("")
        self.point.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _action_added(self, _action: Action) -> None:
        self.what.clear()
        self.how.clear()
        self.due.set_day(None)
        self.owner.set_chosen(None)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _point_refused(self, error: LayerDeskError) -> None:
        self.point_field.show_problem(sentence(error))

    @Slot(object)
    def _action_refused(self, error: LayerDeskError) -> None:
        self.what_field.show_problem(sentence(error))


class CaseClosing(ScrollColumn):
    """What came of the discussion, what the reporter was told, and the closing statement."""

    def __init__(self, session: Session, fields: RecordFields) -> None:
        super().__init__()
        declared = session.declared
        talk = Card(tr("The discussion"))
        talk.add(
            Pairs(
                fields.day("discussed_on", tr("When it was discussed")),
                fields.choice("outcome", tr("What came of it"), offered(declared, "outcome")),
            )
        )
        back = Card(tr("Word to the person who reported it"))
        back.add(
            fields.long(
                "feedback",
                tr("What we told them"),
                hint=tr("Also when nothing was changed, and why."),
            )
        )
        back.add(fields.day("feedback_date", tr("When they were told")))
        close = Card(tr("The close"))
        close.add(
            fields.long(
                "closure_statement",
                tr("Closing statement"),
                hint=tr("What is different now, and how we know."),
            )
        )
        close.add(
            fields.choice(
                "lessons_embedded",
                tr("Are the lessons in daily use?"),
                embedded(),
                value=_as_embedded,
            )
        )
        self.override = muted("")
        close.add(self.override)
        for card in (talk, back, close):
            self.add(card)

    def show_view(self, view: CaseView) -> None:
        """Show how the case was closed, where it was closed with steps missing."""
        why = view.case.closure_override
        self.override.setText(tr("Closed with steps missing, because: {reason}", reason=why))
        self.override.setVisible(bool(why))


class Listed(QWidget):
    """A few lines with a chip each, or words that say what belongs here."""

    def __init__(self, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self._shown: list[tuple[str, str, str, Tone]] | None = None
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(step(1))

    def show_rows(self, rows: list[tuple[str, str, str, Tone]]) -> None:
        """Show rows of words, small print, chip and tone."""
        if rows == self._shown:
            return
        self._shown = rows
        while (item := self._lay.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for words, below, chip, tone in rows:
            line = Card(quiet=True)
            line.add(Label(words, LabelRole.BODY))
            line.add_layout(row(Chip(chip, tone), small(below), None))
            self._lay.addWidget(line)
        if not rows:
            self._lay.addWidget(muted(self._empty))


def _point(point: LearningPoint) -> tuple[str, str, str, Tone]:
    words = state_words(point.maturity)
    return point.statement, "", words[:1].upper() + words[1:], Tone.NEUTRAL


def _action(action: Action, view: CaseView) -> tuple[str, str, str, Tone]:
    owner = view.people.get(action.owner, "") if action.owner else ""
    below = " · ".join(
        (
            action.ref,
            owner or tr("nobody owns it yet"),
            tr("by {day}", day=day_words(action.due)) if action.due else tr("no date yet"),
        )
    )
    overdue = action.due is not None and action.due < today()
    if action.state in _FINISHED:
        tone = Tone.OK
    elif action.state is ActionState.STOPPED:
        tone = Tone.NEUTRAL
    else:
        tone = Tone.DANGER if overdue else Tone.ACCENT
    words = tr("overdue") if tone is Tone.DANGER else state_words(action.state)
    return action.text, below, words[:1].upper() + words[1:], tone


def _together(*parts: QWidget) -> QWidget:
    whole = QWidget()
    lay = QVBoxLayout(whole)
    lay.setContentsMargins(0, step(1), 0, 0)
    lay.setSpacing(step(1.5))
    for part in parts:
        at = Qt.AlignmentFlag.AlignLeft if isinstance(part, Button) else Qt.AlignmentFlag(0)
        lay.addWidget(part, 0, at)
    return whole


def _as_embedded(chosen: str | None) -> Embedded | None:
    return Embedded(chosen) if chosen else None
