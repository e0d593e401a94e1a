"""This is where the items that every meeting has get their sheets: rules, minutes, actions, end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.language import plural, tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import LastMinutes, Meeting
from layerdesk.domain.meetings.when import day_text
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import Choice, MultiChoice, Option
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.labels import Label, LabelRole, lead, muted, separator, subheading
from layerdesk.ui.widgets.messages import Icon
from layerdesk.usecases.meetings.read_room import RoomAction
from layerdesk.usecases.meetings.unanswered import Unanswered


class GroundRulesCard(Card):
    """The ground rules, and that the room keeps to them."""

    acknowledged = Signal(bool)
    """Somebody ticked, or unticked, that the rules were read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Ground rules"), parent=parent)
        self._rules = lead("")
        self._yes = QCheckBox(tr("Read out, and everybody keeps to them"))
        self._yes.clicked.connect(self.acknowledged)
        self.add(self._rules)
        self.add(self._yes)

    def show_meeting(self, meeting: Meeting, editable: bool) -> None:
        """Show the rules as they were copied into the meeting."""
        self._rules.setText(
            meeting.ground_rules.plain
            or tr("We look at how work is done here, not at who is to blame.")
        )
        self._yes.setChecked(meeting.ground_rules_acknowledged)
        self._yes.setEnabled(editable)


class LastMinutesCard(Card):
    """What the room says of the minutes of last time."""

    agreed = Signal(object)
    """A LastMinutes."""

    opened = Signal()
    """Somebody wants to see them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Minutes of the last meeting"), parent=parent)
        self._verdict = Choice(
            (
                Option(id=LastMinutes.NOT_YET.value, words=tr("Still to be agreed")),
                Option(id=LastMinutes.AGREED.value, words=tr("Agreed")),
                Option(id=LastMinutes.CORRECTED.value, words=tr("Agreed with corrections")),
                Option(id=LastMinutes.NONE.value, words=tr("There were none")),
            ),
            unset=None,
        )
        self._verdict.setAccessibleName(tr("Minutes of the last meeting"))
        self._verdict.chosen.connect(self._choose)
        self._look = Button(tr("Look at them"), icon="file-text")
        self._look.clicked.connect(self.opened)
        self.add_layout(row(self._verdict, self._look))

    def show_meeting(self, meeting: Meeting, editable: bool) -> None:
        """Show what was said so far."""
        self._verdict.set_chosen(meeting.previous_minutes.value)
        self._verdict.setEnabled(editable)
        self._look.setVisible(meeting.previous is not None)

    @Slot(object)
    def _choose(self, verdict: str) -> None:
        self.agreed.emit(LastMinutes(verdict))


class OldActionsCard(Card):
    """Actions of earlier meetings that the room should ask about, overdue first, and why."""

    opened = Signal(str)
    """The id of an action that somebody wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Actions to ask about"), parent=parent)
        self._count = Chip("", Tone.ACCENT)
        self.add_to_heading(self._count)
        self._empty = muted(tr("Nothing is overdue or waits to be settled."))
        self.add(self._empty)
        self._rows: list[_OldAction] = []

    def show_actions(self, actions: Sequence[RoomAction]) -> None:
        """Show the actions."""
        while len(self._rows) < len(actions):
            made = _OldAction()
            made.opened.connect(self.opened)
            self._rows.append(made)
            self.add(made)
        for number, each in enumerate(self._rows):
            each.setVisible(number < len(actions))
            if number < len(actions):
                each.show_action(actions[number])
        self._empty.setVisible(not actions)
        self._count.set_words(str(len(actions)))
        self._count.setVisible(bool(actions))


class _OldAction(QWidget):
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._words = Label("")
        self._owner = Chip("", Tone.ACCENT)
        self._reason = Chip("", Tone.WARN)
        self._open = Button(tr("Open"), icon="external-link", kind=ButtonKind.QUIET)
        self._open.clicked.connect(self._asked)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.75))
        above = QHBoxLayout()
        above.setSpacing(step(1))
        above.addWidget(self._words, 1)
        above.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        lay.addLayout(above)
        lay.addLayout(row(self._owner, self._reason, None))
        lay.addWidget(separator())

    def show_action(self, view: RoomAction) -> None:
        self._id = view.action.id
        self._words.setText(view.action.text)
        self._owner.set_words(view.owner or tr("nobody"))
        self._reason.set_words(view.reason, Tone.DANGER if view.overdue_days else Tone.WARN)
        self._open.setAccessibleName(tr("Open: {words}", words=view.action.text))

    @Slot()
    def _asked(self) -> None:
        self.opened.emit(self._id)


class ReadBackCard(Card):
    """Everything that was learned, decided and agreed, to be read out; the owners say yes."""

    read = Signal()
    """It was read back, and the owners said yes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Read back"), parent=parent)
        self._state = Chip("", Tone.OK)
        self.add_to_heading(self._state)
        self._learning = subheading(tr("What we learned"))
        self._points = lead("")
        self._decided = subheading(tr("What we decided"))
        self._decisions = lead("")
        self._agreed = subheading(tr("Who does what"))
        self._actions = lead("")
        self._empty = muted(tr("Nothing has been learned, decided or agreed yet."))
        self._apart = muted("")
        self._open = subheading(tr("Not answered yet"))
        self._questions = muted("")
        self.yes = Button(
            tr("Read back, and the owners said yes"), icon="check-check", kind=ButtonKind.PLAIN
        )
        self.yes.clicked.connect(self.read)
        for part in (
            self._learning,
            self._points,
            self._decided,
            self._decisions,
            self._agreed,
            self._actions,
            self._empty,
            self._apart,
            self._open,
            self._questions,
        ):
            self.add(part)
        self.add_layout(row(self.yes, None))

    def show_agreed(
        self,
        points: Sequence[LearningPoint],
        decisions: Sequence[str],
        actions: Sequence[RoomAction],
        *,
        apart: int,
        unanswered: Sequence[Unanswered],
        is_read_back: bool,
        editable: bool,
    ) -> None:
        """Show learning, decisions and actions of the whole meeting, and what is still asked.

        ``apart`` counts what restricted cases agreed, which is not read out to all.
        """
        self._apart.setText(
            plural(
                "{n} more of a restricted case: read it back to those who may see it.",
                "{n} more of restricted cases: read them back to those who may see them.",
                apart,
            )
        )
        self._questions.setText(
            "\n".join(f"• {each.title}: {' '.join(each.questions)}" for each in unanswered)
        )
        self._points.setText("\n".join(f"• {each.statement}" for each in points))
        self._decisions.setText("\n".join(f"• {each}" for each in decisions))
        self._actions.setText("\n".join(f"• {_sentence(each)}" for each in actions))
        something = bool(points or decisions or actions or apart)
        for part, shown in (
            (self._learning, bool(points)),
            (self._points, bool(points)),
            (self._decided, bool(decisions)),
            (self._decisions, bool(decisions)),
            (self._agreed, bool(actions)),
            (self._actions, bool(actions)),
            (self._empty, not something),
            (self._apart, bool(apart)),
            (self._open, bool(unanswered)),
            (self._questions, bool(unanswered)),
        ):
            part.setVisible(shown)
        self._state.set_words(tr("Read back"))
        self._state.setVisible(is_read_back)
        self.yes.setVisible(editable and not is_read_back and something)


class ClosingCard(Card):
    """What is still missing before the meeting can be closed, and the button that closes it."""

    closing = Signal(str)
    """Close the meeting; the reason for doing so although steps are missing, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Close the meeting"), parent=parent)
        self._missing = Label("")
        self._icon = Icon("circle-alert", "warn")
        self._why = LineEdit(placeholder=tr("Why close it all the same?"))
        self._why.setAccessibleName(tr("Why close it all the same?"))
        self._close = Button(tr("Close the meeting"), icon="check", kind=ButtonKind.PLAIN)
        self._close.clicked.connect(self._asked)
        above = QHBoxLayout()
        above.setSpacing(step(1.25))
        above.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        above.addWidget(self._missing, 1)
        self.add_layout(above)
        self.add(self._why)
        self.add_layout(row(self._close, None))

    def show_missing(self, missing: Sequence[str], editable: bool) -> None:
        """Show the steps that are missing."""
        self._missing.setText("\n".join(missing) or tr("Everything is ready for the minutes."))
        if missing:
            self._icon.show_icon("circle-alert", "warn")
        else:
            self._icon.show_icon("circle-check", "ok")
        self._why.setVisible(bool(missing) and editable)
        self._close.setVisible(editable)

    @Slot()
    def _asked(self) -> None:
        self.closing.emit(self._why.words())


def _sentence(view: RoomAction) -> str:
    owner = view.owner or tr("nobody")
    if view.action.due is None:
        return tr("{owner}: {action}", owner=owner, action=view.action.text)
    return tr(
        "{owner}: {action}, by {day}",
        owner=owner,
        action=view.action.text,
        day=day_text(view.action.due),
    )


class OutcomeCard(Card):
    """What the discussion of the case came to, and who else needs to know."""

    finished = Signal(str)
    """The id of the outcome."""

    shared = Signal(tuple)
    """The ids of those with whom it is shared."""

    def __init__(
        self,
        outcomes: Sequence[Option],
        sharing: Sequence[Option],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("What came of it"), parent=parent)
        self._outcome = Choice(outcomes, unset=tr("Choose an outcome …"))
        self._outcome.setAccessibleName(tr("What came of it"))
        self._outcome.chosen.connect(self._choose)
        self._who = subheading(tr("Who else needs this?"))
        self._sharing = MultiChoice(sharing)
        self._sharing.chosen.connect(self.shared)
        self.add(self._outcome)
        self.add(self._who)
        self.add(self._sharing)
        self._who.setVisible(bool(sharing))

    def show_outcome(self, outcome: str, share_with: frozenset[str], editable: bool) -> None:
        """Show what was chosen."""
        self._outcome.set_chosen(outcome or None)
        self._sharing.set_chosen(share_with)
        self._outcome.setEnabled(editable)
        self._sharing.setEnabled(editable)

    @Slot(object)
    def _choose(self, outcome: str | None) -> None:
        self.finished.emit(outcome or "")


class StoryCard(Card):
    """What happened, in the case's own summary, large enough for the back of the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What happened"), parent=parent)
        self._words = lead("")
        self._risk = Chip("", Tone.NEUTRAL)
        self.add_to_heading(self._risk)
        self.add(self._words)

    def show_story(self, words: str, risk: str, tone: Tone) -> None:
        """Show the summary and the band of risk in words."""
        self._words.setText(words or tr("Nobody has written a summary yet."))
        self._words.set_role(LabelRole.LEAD if words else LabelRole.MUTED)
        self._risk.set_words(risk, tone)
        self._risk.setVisible(bool(risk))
