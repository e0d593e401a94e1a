"""This is where the current item gets its sheets: which ones it needs, and what they write."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.cases.records import Answer
from layerdesk.domain.cases.risk import Band, band, band_words
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import (
    Decision,
    ItemKind,
    LastMinutes,
    MeetingState,
    MinuteNote,
)
from layerdesk.domain.meetings.states import WRITING
from layerdesk.domain.record import RecordId
from layerdesk.ui.commands import command
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.declared_words import guides, options, room_prompts
from layerdesk.ui.meetings.room.arrivals import ArrivalsCard
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
from layerdesk.usecases.meetings.agree import read_back
from layerdesk.usecases.meetings.attend import (
    acknowledge_ground_rules,
    agree_last_minutes,
    everybody_is_here,
)
from layerdesk.usecases.meetings.finish import close_meeting
from layerdesk.usecases.meetings.read_room import RoomTopic, RoomView
from layerdesk.usecases.meetings.run import finish_item, share_item
from layerdesk.usecases.meetings.write import (
    add_decision,
    add_learning_point,
    take_back,
    went_well,
)

_BAND_TONES = {
    Band.LOW: Tone.OK,
    Band.MODERATE: Tone.WARN,
    Band.HIGH: Tone.WARN,
    Band.EXTREME: Tone.DANGER,
}

_TOPICS = frozenset({ItemKind.CASE, ItemKind.NOTE, ItemKind.GUIDELINE, ItemKind.OTHER})


class ItemSheets(QWidget):
    """The sheets of the item that the room looks at, one below the other."""

    minutes_asked_for = Signal(str)
    """The id of a meeting whose minutes somebody wants to see."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: RoomView | None = None
        self._topic: RoomTopic | None = None
        declared = session.declared
        self.hidden = EmptyPlace(
            "lock", tr("This item is restricted. Only the people named in it can see it.")
        )
        self.arrivals = ArrivalsCard()
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
        self.closing = ClosingCard()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(2))
        for sheet in self._all():
            lay.addWidget(sheet)
            sheet.hide()
        self._say_keys()
        self._connect()

    @property
    def is_typing(self) -> bool:
        """Whether somebody is in the middle of writing here."""
        entries = (self.well.entry, self.learning.entry, self.decisions.entry)
        half_written = any(each.hasFocus() and each.words() for each in entries)
        return self.prompts.notes.is_typing or half_written

    def first_work(self) -> QWidget | None:
        """Where one writes under this item; None where there is nothing to write."""
        view = self._view
        if view is not None and not view.present and self.arrivals.everybody.isVisible():
            return self.arrivals.everybody
        if self.read_back.yes.isVisible():
            return self.read_back.yes
        editor = self.prompts.notes.editor
        if editor is None or not editor.isVisible() or editor.isReadOnly():
            return None
        return editor

    @Slot()
    def flush(self) -> None:
        """Keep now what was typed."""
        self.prompts.notes.flush()

    def show_room(self, view: RoomView) -> None:
        """Show the topic of the room."""
        self._view, self._topic = view, view.topic
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
            view.agreed_actions,
            apart=view.agreed_apart,
            unanswered=view.unanswered,
            is_read_back=view.meeting.read_back,
            editable=writable,
        )
        is_open = view.meeting.state is MeetingState.OPEN
        self.closing.show_missing(view.missing, view.may_run and is_open)

    def _all(self) -> tuple[QWidget, ...]:
        return (
            self.hidden,
            self.arrivals,
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
            self.closing,
        )

    def _choose_sheets(self, topic: RoomTopic) -> None:
        kind = topic.item.item_kind
        is_topic = kind in _TOPICS
        shown = {
            self.hidden: topic.is_closed_to_viewer,
            self.arrivals: self._asks_who_is_here(kind),
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
            self.closing: kind is ItemKind.CLOSE,
        }
        for sheet, is_shown in shown.items():
            allowed = is_shown and (not topic.is_closed_to_viewer or sheet is self.hidden)
            sheet.setVisible(allowed)

    def _asks_who_is_here(self, kind: ItemKind) -> bool:
        """At the welcome, and wherever the meeting is while nobody is marked as here."""
        view = self._view
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
        if self._view is not None and case is None:
            asks = guides(self._session.declared, self._view.meeting, topic.item)[1:]
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

    def _connect(self) -> None:
        self.arrivals.everybody_here.connect(self._everybody)
        self.rules.acknowledged.connect(self._acknowledge)
        self.last_minutes.agreed.connect(self._agree_minutes)
        self.last_minutes.opened.connect(self._open_minutes)
        self.old_actions.opened.connect(self._open_action)
        self.well.added.connect(self._add_well)
        self.learning.added.connect(self._add_learning)
        self.decisions.added.connect(self._add_decision)
        for each in (self.well, self.learning, self.decisions):
            each.taken_back.connect(self._take_back)
        self.outcome.finished.connect(self._finish)
        self.outcome.shared.connect(self._share)
        self.read_back.read.connect(self._read_back)
        self.closing.closing.connect(self._close)

    @property
    def _item(self) -> RecordId:
        return self._topic.item.id if self._topic is not None else RecordId("")

    @property
    def _meeting(self) -> RecordId:
        return self._view.meeting.id if self._view is not None else RecordId("")

    @Slot()
    def _everybody(self) -> None:
        self._session.write(everybody_is_here, self._meeting)

    @Slot(bool)
    def _acknowledge(self, yes: bool) -> None:
        self._session.write(acknowledge_ground_rules, self._meeting, yes)

    @Slot(object)
    def _agree_minutes(self, verdict: LastMinutes) -> None:
        self._session.write(agree_last_minutes, self._meeting, verdict)

    @Slot()
    def _open_minutes(self) -> None:
        if self._view is not None:
            self._session.go("minutes", self._view.meeting.previous)

    @Slot(str)
    def _open_action(self, action: str) -> None:
        self._session.go("action", RecordId(action))

    @Slot(str)
    def _add_well(self, words: str) -> None:
        self._session.write(went_well, self._item, words, done=self._well_added)

    @Slot(str)
    def _add_learning(self, words: str) -> None:
        self._session.write(add_learning_point, self._item, words, done=self._learning_added)

    @Slot(str)
    def _add_decision(self, words: str) -> None:
        self._session.write(
            add_decision,
            self._item,
            words,
            dissent=self.decisions.besides,
            done=self._decision_added,
        )

    @Slot(object)
    def _well_added(self, note: MinuteNote) -> None:
        if note.item == self._item:
            self.well.is_added()

    @Slot(object)
    def _learning_added(self, point: LearningPoint) -> None:
        if point.item == self._item:
            self.learning.is_added()

    @Slot(object)
    def _decision_added(self, decision: Decision) -> None:
        if decision.item == self._item:
            self.decisions.is_added()

    @Slot(object)
    def _take_back(self, record: MinuteNote | LearningPoint | Decision) -> None:
        self._session.write(take_back, record)

    @Slot(str)
    def _finish(self, outcome: str) -> None:
        self._session.write(finish_item, self._item, outcome)

    @Slot(tuple)
    def _share(self, share_with: tuple[str, ...]) -> None:
        self._session.write(share_item, self._item, frozenset(share_with))

    @Slot()
    def _read_back(self) -> None:
        self._session.write(read_back, self._meeting)

    @Slot(str)
    def _close(self, despite: str) -> None:
        self.flush()
        self._session.write(close_meeting, self._meeting, despite=despite, done=self._closed)

    @Slot(object)
    def _closed(self, _meeting: object) -> None:
        self._session.say(tr("The meeting is closed. Its minutes can be drafted."), "ok")
        self._session.go("minutes", self._meeting)


def _decision_words(decision: Decision) -> str:
    if not decision.dissent:
        return decision.text
    return tr("{decision} (noted: {dissent})", decision=decision.text, dissent=decision.dissent)
