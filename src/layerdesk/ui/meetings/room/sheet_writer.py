"""This is where what somebody does on an item's sheets is written into the meeting."""

from PySide6.QtCore import QObject, Slot

from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import Decision, LastMinutes, MinuteNote
from layerdesk.domain.record import RecordId
from layerdesk.ui.meetings.room.item_sheets import ItemSheets
from layerdesk.ui.session import Session
from layerdesk.usecases.meetings.agree import read_back
from layerdesk.usecases.meetings.attend import (
    acknowledge_ground_rules,
    agree_last_minutes,
    everybody_is_here,
)
from layerdesk.usecases.meetings.finish import close_meeting
from layerdesk.usecases.meetings.run import finish_item, share_item
from layerdesk.usecases.meetings.write import (
    add_decision,
    add_learning_point,
    take_back,
    went_well,
)


class SheetWriter(QObject):
    """Writes under the item that the sheets show; a child of the sheets."""

    def __init__(self, session: Session, sheets: ItemSheets) -> None:
        super().__init__(sheets)
        self._session = session
        self._sheets = sheets
        sheets.arrivals.everybody_here.connect(self._everybody)
        sheets.rules.acknowledged.connect(self._acknowledge)
        sheets.last_minutes.agreed.connect(self._agree_minutes)
        sheets.last_minutes.opened.connect(self._open_minutes)
        sheets.old_actions.opened.connect(self._open_action)
        sheets.well.added.connect(self._add_well)
        sheets.learning.added.connect(self._add_learning)
        sheets.decisions.added.connect(self._add_decision)
        for each in (sheets.well, sheets.learning, sheets.decisions):
            each.taken_back.connect(self._take_back)
        sheets.outcome.finished.connect(self._finish)
        sheets.outcome.shared.connect(self._share)
        sheets.read_back.read.connect(self._read_back)
        sheets.closing.closing.connect(self._close)

    @property
    def _item(self) -> RecordId:
        return self._sheets.topic.item.id if self._sheets.topic is not None else RecordId("")

    @property
    def _meeting(self) -> RecordId:
        return self._sheets.view.meeting.id if self._sheets.view is not None else RecordId("")

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
        if self._sheets.view is not None:
            self._session.go("minutes", self._sheets.view.meeting.previous)

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
            dissent=self._sheets.decisions.besides,
            done=self._decision_added,
        )

    @Slot(object)
    def _well_added(self, note: MinuteNote) -> None:
        if note.item == self._item:
            self._sheets.well.is_added()

    @Slot(object)
    def _learning_added(self, point: LearningPoint) -> None:
        if point.item == self._item:
            self._sheets.learning.is_added()

    @Slot(object)
    def _decision_added(self, decision: Decision) -> None:
        if decision.item == self._item:
            self._sheets.decisions.is_added()

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
        self._sheets.flush()
        self._session.write(close_meeting, self._meeting, despite=despite, done=self._closed)

    @Slot(object)
    def _closed(self, _meeting: object) -> None:
        self._session.say(tr("The meeting is closed. Its minutes can be drafted."), "ok")
        self._session.go("minutes", self._meeting)
