"""This is where the current item gets its sheets: which ones it needs, and what they show."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.cases.records import Answer
from layerdesk.domain.cases.risk import Band, band, band_words
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import (
    Decision,
    ItemKind,
    MeetingState,
    MinuteNote,
)
from layerdesk.domain.meetings.states import WRITING
from layerdesk.ui.commands import command
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.declared_words import guides, options, room_prompts
from layerdesk.ui.meetings.next_meeting import NextMeetingCard
from layerdesk.ui.meetings.room.arrivals import ArrivalsCard
from layerdesk.ui.meetings.room.declarations import DeclarationsCard
from layerdesk.ui.meetings.room.lines import Line, LineList
from layerdesk.ui.meetings.room.prompts import PromptsCard
from layerdesk.ui.meetings.room.steps import (
    ClosingCard,
    GroundRulesCard,
    LastMinutesCard,
    OldActionsCard,
    OutcomeCard,
    ReadBackCard,
    StoryCard,
)
from layerdesk.ui.meetings.room_prompt import RoomPrompt
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import with_shortcut
from layerdesk.ui.widgets.chip import Tone
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.usecases.cases.following import answer_id
from layerdesk.usecases.meetings.read_room import RoomTopic, RoomView

_BAND_TONES = {
    Band.LOW: Tone.OK,
    Band.MODERATE: Tone.WARN,
    Band.HIGH: Tone.WARN,
    Band.EXTREME: Tone.DANGER,
}

_TOPICS = frozenset({ItemKind.CASE, ItemKind.NOTE, ItemKind.GUIDELINE, ItemKind.OTHER})


class ItemSheets(QWidget):
    """The sheets of the item that the room looks at, one below the other."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.view: RoomView | None = None
        """What the room shows; None before it was read."""
        self.topic: RoomTopic | None = None
        """The item that the room looks at."""
        declared = session.declared
        self.hidden = EmptyPlace(
            "lock", tr("This item is restricted. Only the people named in it can see it.")
        )
        self.arrivals = ArrivalsCard()
        self.declarations = DeclarationsCard(session)
        self.rules = GroundRulesCard()
        self.last_minutes = LastMinutesCard()
        self.old_actions = OldActionsCard()
        self.story = StoryCard()
        self.prompts = PromptsCard(session)
        self.well = LineList(
            session,
            tr("What went well"),
            icon="heart-handshake",
            placeholder=tr("What went well here?"),
            draft="new_well",
        )
        self.learning = LineList(
            session,
            tr("What we learned"),
            icon="lightbulb",
            placeholder=tr("One thing we learned, in a sentence"),
            draft="new_learning",
        )
        self.decisions = LineList(
            session,
            tr("Decisions"),
            icon="check-check",
            placeholder=tr("What did we decide?"),
            draft="new_decision",
            besides=tr("Does anybody see it differently? (optional, without a name)"),
        )
        self.outcome = OutcomeCard(options(declared, "outcome"), options(declared, "share"))
        self.read_back = ReadBackCard()
        self.next_meeting = NextMeetingCard(session)
        self.closing = ClosingCard()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(2))
        for sheet in self._all():
            lay.addWidget(sheet)
            sheet.hide()
        self._say_keys()

    @property
    def is_typing(self) -> bool:
        """Whether somebody is in the middle of writing here."""
        entries = (self.well.entry, self.learning.entry, self.decisions.entry)
        half_written = any(each.hasFocus() and each.words() for each in entries)
        parts = (self.prompts.notes, self.declarations.text, self.next_meeting.date)
        return half_written or any(part.is_typing for part in parts)

    def first_work(self) -> QWidget | None:
        """Where one writes under this item; None where there is nothing to write."""
        view = self.view
        if view is not None and not view.present and self.arrivals.everybody.isVisible():
            return self.arrivals.everybody
        if self.read_back.yes.isVisible():
            return self.read_back.yes
        declared = self.declarations.text.editor
        are_read = view is not None and view.meeting.ground_rules_acknowledged
        if declared is not None and declared.isVisible() and not are_read:
            # Interests are declared before the rules are read; the notes come after both.
            return declared
        editor = self.prompts.notes.editor
        if editor is None or not editor.isVisible() or editor.isReadOnly():
            return None
        return editor

    @Slot()
    def flush(self) -> None:
        """Keep now what was typed."""
        self.prompts.notes.flush()
        self.declarations.text.flush()

    def show_room(self, view: RoomView) -> None:
        """Show the topic of the room."""
        self.view, self.topic = view, view.topic
        notes = self.prompts.notes
        notes.staff_names = tuple(each.name for each in view.people)
        notes.today = view.now.date()
        topic = view.topic
        if topic is None:
            for sheet in self._all():
                sheet.hide()
            return
        writable = view.may_write and view.meeting.state in WRITING
        self._choose_sheets(topic)
        if topic.is_closed_to_viewer:
            return
        self.arrivals.show_people(view.attendees, view.may_write or view.may_run)
        self.declarations.show_meeting(view.meeting, view.today, writable)
        self.rules.show_meeting(view.meeting, writable)
        self.last_minutes.show_meeting(view.meeting, writable)
        self.old_actions.show_actions(topic.to_review)
        self._show_case(topic)
        self._show_prompts(topic, writable)
        item = topic.item
        self.well.show_lines(
            item.id, [Line(each, each.text.plain) for each in topic.went_well], editable=writable
        )
        self.learning.show_lines(
            item.id, [Line(each, each.statement) for each in topic.learning], editable=writable
        )
        self.decisions.show_lines(
            item.id,
            [Line(each, _decision_words(each)) for each in topic.decisions],
            editable=writable,
        )
        self.outcome.show_outcome(item.outcome, item.share_with, writable)
        self.read_back.show_agreed(
            view.agreed_learning,
            [_decision_words(each) for each in view.agreed_decisions],
            view.agreed_actions,
            apart=view.agreed_apart,
            unanswered=view.unanswered,
            is_read_back=view.meeting.read_back,
            editable=writable,
        )
        self.next_meeting.show_meeting(view.meeting, view.following, view.today, editable=writable)
        is_open = view.meeting.state is MeetingState.OPEN
        self.closing.show_missing(view.missing, view.may_run and is_open)

    def _all(self) -> tuple[QWidget, ...]:
        return (
            self.hidden,
            self.arrivals,
            self.declarations,
            self.rules,
            self.last_minutes,
            self.old_actions,
            self.story,
            self.read_back,
            self.prompts,
            self.well,
            self.learning,
            self.decisions,
            self.outcome,
            self.next_meeting,
            self.closing,
        )

    def _choose_sheets(self, topic: RoomTopic) -> None:
        kind = topic.item.item_kind
        is_topic = kind in _TOPICS
        shown = {
            self.hidden: topic.is_closed_to_viewer,
            self.arrivals: self._asks_who_is_here(kind),
            self.declarations: kind is ItemKind.WELCOME,
            self.rules: kind is ItemKind.WELCOME,
            self.last_minutes: kind is ItemKind.MINUTES,
            self.old_actions: kind is ItemKind.ACTIONS,
            self.story: kind is ItemKind.CASE and topic.case is not None,
            self.read_back: kind in (ItemKind.READ_BACK, ItemKind.CLOSE),
            self.prompts: True,
            self.well: is_topic,
            self.learning: is_topic,
            self.decisions: is_topic or bool(topic.decisions),
            self.outcome: is_topic,
            self.next_meeting: kind is ItemKind.CLOSE,
            self.closing: kind is ItemKind.CLOSE,
        }
        for sheet, is_shown in shown.items():
            allowed = is_shown and (not topic.is_closed_to_viewer or sheet is self.hidden)
            sheet.setVisible(allowed)

    def _asks_who_is_here(self, kind: ItemKind) -> bool:
        """At the welcome, and wherever the meeting is while nobody is marked as here."""
        view = self.view
        if view is None or view.meeting.state is not MeetingState.OPEN:
            return False
        return kind is ItemKind.WELCOME or not view.present

    def _show_case(self, topic: RoomTopic) -> None:
        if topic.case is None:
            return
        found = band(topic.case.risk_consequence, topic.case.risk_likelihood)
        self.story.show_story(
            topic.case.summary.plain,
            band_words(found) if found else "",
            _BAND_TONES[found] if found else Tone.NEUTRAL,
        )

    def _show_prompts(self, topic: RoomTopic, writable: bool) -> None:
        prompts: tuple[RoomPrompt, ...] = ()
        answers: Mapping[str, MinuteNote | Answer] = {}
        case = topic.case
        if case is not None:
            prompts = room_prompts(self._session.declared, case)
            answers = {
                each.id: topic.answers.get(each.id)
                or Answer(
                    id=answer_id(case, each.id), space=case.space, case=case.id, prompt=each.id
                )
                for each in prompts
            }
        asks: tuple[str, ...] = ()
        if self.view is not None and case is None:
            asks = guides(self._session.declared, self.view.meeting, topic.item)[1:]
        self.prompts.show_prompts(
            topic.item, prompts, answers, topic.note, asks=asks, editable=writable
        )

    def _say_keys(self) -> None:
        for entry, known in (
            (self.learning.entry, "room_learning"),
            (self.decisions.entry, "room_decision"),
        ):
            found = command(known)
            entry.setToolTip(with_shortcut(found.words(), found.shortcut))


def _decision_words(decision: Decision) -> str:
    if not decision.dissent:
        return decision.text
    return tr("{decision} (noted: {dissent})", decision=decision.text, dissent=decision.dissent)
