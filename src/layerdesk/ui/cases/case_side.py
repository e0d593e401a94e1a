"""This is where a case says what it still needs, and where its buttons lead it on."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.cases.methods import Prompt
from layerdesk.domain.cases.records import CaseState
from layerdesk.domain.cases.reporters import stays_unnamed
from layerdesk.domain.cases.states import ENDED, SIDE_STATES, may_move
from layerdesk.domain.language import plural, tr
from layerdesk.ui.cases.offering import (
    before_words,
    days_words,
    move_words,
    seen_by_words,
    state_name,
)
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button, ButtonKind, pressed_by_enter
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.date_words import day_words
from layerdesk.ui.widgets.labels import Label, LabelRole, muted, small
from layerdesk.ui.widgets.messages import Icon
from layerdesk.usecases.cases.read_case import CaseView, Way

PARK, DROP, TRANSFER, MERGE, RESTRICT, REOPEN, SHARE, OVERRIDE, HISTORY = (
    "park",
    "drop",
    "transfer",
    "merge",
    "restrict",
    "reopen",
    "share",
    "override",
    "history",
)


PROMPT = "prompt:"
"""Begins a missing step that leads to a prompt of the method; its id follows."""


class CaseSide(QWidget):
    """What is missing before the next state, the button that leads there, and other ways."""

    step_wanted = Signal(str)
    """A missing step was pressed: the field or part where it can be put right."""

    move_wanted = Signal(object)
    """The CaseState to go to."""

    next_wanted = Signal()
    """A button of this column was pressed and has gone; the way on from here is to be seen."""

    other_wanted = Signal(str)
    """Something else to be done with the case: one of the names above."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: object = None
        self.next = Card()
        self.steps: list[StepButton] = []
        self.main = Button("", kind=ButtonKind.PRIMARY, icon="arrow-right", icon_after=True)
        self._main_state: CaseState | None = None
        self.facts = Card(tr("In short"))
        self._facts_lay = QVBoxLayout()
        self._facts_lay.setSpacing(step(0.75))
        self.facts.add_layout(self._facts_lay)
        self.more = Card(tr("Something else"))
        self._more_lay = QVBoxLayout()
        self._more_lay.setSpacing(step(1))
        self.more.add_layout(self._more_lay)
        lay = _column(self)
        lay.setSpacing(step(2))
        self._next_place = QWidget()
        self._next_lay = _column(self._next_place)
        for part in (self._next_place, self.facts, self.more):
            lay.addWidget(part)
        lay.addStretch(1)

    def show_view(self, view: CaseView, unanswered: Sequence[Prompt] = ()) -> None:
        """Show what the case needs now; ``unanswered`` prompts are named before the close."""
        seen = (
            *(view.case, view.main, view.others, view.may_move, view.may_close, view.waiting),
            view.progress,
            tuple(unanswered),
        )
        if seen == self._seen:
            return
        self._seen = seen
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._show_next(view, unanswered)
        self._show_facts(view)
        self._show_more(view)
        if had_focus:
            # The button that was pressed has gone, and Qt gives the focus to anything at all.
            self.next_wanted.emit()

    def first_to_press(self) -> QWidget | None:
        """What leads on from here: the first thing that is missing, or the button."""
        if self.steps:
            return self.steps[0]
        return self.main if self._main_state is not None and self.main.isEnabled() else None

    def _show_next(self, view: CaseView, unanswered: Sequence[Prompt]) -> None:
        _clear(self._next_lay)
        self.steps = []
        main = view.main
        card = Card(before_words(main.state) if main else tr("This case has ended"))
        self.next = card
        self._main_state = main.state if main else None
        if view.gone_on:
            card.heading.setText(tr("This case went on"))
            card.add(muted(tr("You reported it. The review team works on its own copy of it.")))
            for past in view.progress:
                day, state = day_words(past.when.astimezone().date()), state_name(past.state)
                card.add(Label(tr("{day}: {state}", day=day, state=state), LabelRole.BODY))
        elif main is None:
            card.add(muted(_ended_words(view)))
        for each in main.steps if main else ():
            button = StepButton(each.where, each.words)
            button.wanted.connect(self.step_wanted)
            self.steps.append(button)
            card.add(button)
        if main is not None and main.state is CaseState.CLOSED and unanswered:
            card.add(muted(tr("The review leaves open, and it can be closed without:")))
            for prompt in unanswered:
                button = StepButton(PROMPT + prompt.id, prompt.words)
                button.wanted.connect(self.step_wanted)
                self.steps.append(button)
                card.add(button)
        if main is not None:
            self._add_main(view, card)
        self._next_lay.addWidget(card)

    def _add_main(self, view: CaseView, card: Card) -> None:
        main = view.main
        if main is None:
            return
        self.main = Button(
            move_words(main.state), kind=ButtonKind.PRIMARY, icon="arrow-right", icon_after=True
        )
        self.main.clicked.connect(self._move_on)
        self.main.setEnabled(view.may_move and not main.steps)
        if not view.may_move:
            card.add(muted(tr("Somebody who triages or closes cases takes this step.")))
        elif main.steps:
            card.add(
                small(
                    plural(
                        "{n} thing is missing. Press it to get there.",
                        "{n} things are missing. Press one to get there.",
                        len(main.steps),
                    )
                )
            )
        else:
            card.add(muted(tr("Nothing is missing for this step.")))
        card.add(self.main)
        if main.state is CaseState.CLOSED and main.steps and view.may_close:
            self._add_other(card, OVERRIDE, tr("Close it all the same …"))
        if view.may_move:
            for way in view.others:
                button = WayButton(_way_words(view.case.state, way.state), way.state, way.missing)
                button.wanted.connect(self.move_wanted)
                card.add(button)
                if way.steps:
                    card.add(small(_first_words(way)))

    def _show_facts(self, view: CaseView) -> None:
        _clear(self._facts_lay)
        case, lines = view.case, [view.case.ref, seen_by_words(view.lies_in)]
        reported = _reported_words(view)
        if reported:
            lines.append(reported)
        if case.date_reported:
            lines.append(tr("Reported on {day}", day=day_words(case.date_reported)))
        if view.waiting.due is not None and case.state not in ENDED:
            due = day_words(view.waiting.due)
            late = tr("Next step was due on {day}", day=due)
            lines.append(late if view.waiting.late else tr("Next step due by {day}", day=due))
        if case.state not in ENDED | {CaseState.DRAFT}:
            lines.append(tr("Priority: {reason}", reason=view.priority.reason))
            lines.append(tr("Open for: {days}", days=days_words(view.waiting.days)))
        if case.state_reason:
            lines.append(tr("Because: {reason}", reason=case.state_reason))
        lines += [tr("Linked: {ref} {title}", ref=ref, title=name) for _, ref, name in view.links]
        for line in lines:
            self._facts_lay.addWidget(Label(line, LabelRole.BODY))

    def _show_more(self, view: CaseView) -> None:
        _clear(self._more_lay)
        case = view.case
        found: list[tuple[str, str]] = []
        if view.may_share:
            found.append((SHARE, tr("Share with the whole practice")))
        if view.may_triage:
            ways = (
                (CaseState.PARKED, PARK, tr("Park it")),
                (CaseState.MERGED, MERGE, tr("It is the same as another case")),
                (CaseState.TRANSFERRED, TRANSFER, tr("Hand it over")),
                (CaseState.NOT_A_CASE, DROP, tr("It is not a case")),
            )
            found += [(name, words) for state, name, words in ways if may_move(case, state)]
        if view.may_close and may_move(case, CaseState.REOPENED):
            found.append((REOPEN, tr("Take it up again")))
        restricts = view.may_triage or view.may_report
        if restricts and not case.restricted and case.state not in ENDED:
            found.append((RESTRICT, tr("Restrict it to a few people")))
        found.append((HISTORY, tr("Show its history")))
        for name, words in found:
            self._add_other_to(self._more_lay, name, words)

    def _add_other(self, card: Card, name: str, words: str) -> None:
        button = OtherButton(name, words)
        button.wanted.connect(self.other_wanted)
        card.add(button)

    def _add_other_to(self, lay: QVBoxLayout, name: str, words: str) -> None:
        button = OtherButton(name, words)
        button.wanted.connect(self.other_wanted)
        lay.addWidget(button)

    @Slot()
    def _move_on(self) -> None:
        if self._main_state is not None:
            self.move_wanted.emit(self._main_state)


class StepButton(QPushButton):
    """One missing step, its words wrapped; pressing it leads to where it is put right."""

    wanted = Signal(str)

    def __init__(self, where: str, words: str) -> None:
        super().__init__()
        self.words = words
        self.where = where
        self.setAutoDefault(False)
        self.setProperty("kind", ButtonKind.QUIET.value)
        self.setAccessibleName(words)
        self._label = Label(words, LabelRole.BODY)
        mark = Icon("circle", "accent")
        for part in (mark, self._label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(step(0.5), step(0.75), step(0.5), step(0.75))
        lay.setSpacing(step(1.25))
        lay.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        lay.addWidget(self._label, 1)
        self.clicked.connect(self._press)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        lay = self.layout()
        return lay.sizeHint() if lay is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        lay = self.layout()
        return lay.minimumSize() if lay is not None else super().minimumSizeHint()

    @Slot()
    def _press(self) -> None:
        self.wanted.emit(self.where)


class WayButton(Button):
    """Another state to go to; where steps are missing the tooltip names them."""

    wanted = Signal(object)

    def __init__(self, words: str, state: CaseState, missing: tuple[str, ...]) -> None:
        super().__init__(words, kind=ButtonKind.QUIET)
        self.state = state
        self.setToolTip("\n".join(missing))
        self.setAccessibleDescription(" ".join(missing))
        self.clicked.connect(self._press)

    @Slot()
    def _press(self) -> None:
        self.wanted.emit(self.state)


class OtherButton(Button):
    """Something else to be done."""

    wanted = Signal(str)

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.name = name
        self.clicked.connect(self._press)

    @Slot()
    def _press(self) -> None:
        self.wanted.emit(self.name)


def _way_words(here: CaseState, there: CaseState) -> str:
    """The words for another way; one that leads back says so."""
    order = tuple(CaseState)
    if here in SIDE_STATES | {CaseState.REOPENED} or order.index(there) < order.index(here):
        return tr("Back to: {state}", state=state_name(there).lower())
    return move_words(there)


def _first_words(way: Way) -> str:
    """How much is missing before another way, so that nobody presses it in vain."""
    return plural(
        "{n} thing is missing before that. Press it to read which.",
        "{n} things are missing before that. Press it to read which.",
        len(way.steps),
    )


def _reported_words(view: CaseView) -> str:
    """Who reported the case, as far as this copy of it may say so; empty where nobody is known."""
    name = view.people.get(view.case.reporter, "") if view.case.reporter else ""
    if not stays_unnamed(view.case):
        return tr("Reported by {name}", name=name) if name else ""
    if not name:
        return tr("Reported by somebody who stays unnamed")
    return tr("Reported by {name}, unnamed outside the people who see this copy", name=name)


def _ended_words(view: CaseView) -> str:
    case = view.case
    if case.state is CaseState.CLOSED and case.closure_date:
        return tr("Closed on {day}.", day=day_words(case.closure_date))
    if case.state is CaseState.MERGED:
        return tr("It goes on in another case.")
    return tr("It can be taken up again.")


def _column(parent: QWidget) -> QVBoxLayout:
    lay = QVBoxLayout(parent)
    lay.setContentsMargins(0, 0, 0, 0)
    lay.setSpacing(step(1))
    return lay


def _clear(lay: QVBoxLayout) -> None:
    while (item := lay.takeAt(0)) is not None:
        gone = item.widget()
        if gone is not None:
            gone.hide()
            gone.deleteLater()
