"""This is where the day begins: what is due, what comes next, and what waits for whom."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.follow_up.due import due_words
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import Acknowledgement, AgendaItem, Meeting, MinutesVersion
from layerdesk.domain.meetings.when import instant_text
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.ui.follow_up.next_meeting import NextMeetingCard
from layerdesk.ui.follow_up.today_rows import ActionLine, GoLine
from layerdesk.ui.follow_up.wording_actions import days_waited, due_tone
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.columns import Columns, ScrollColumn
from layerdesk.ui.widgets.date_words import long_day_words
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.labels import Label, LabelRole, muted, title
from layerdesk.usecases.follow_up.move_action import finish_action
from layerdesk.usecases.follow_up.read_today import TodayView, read_today

_MOST_ACTIONS = 8
_MOST_LINES = 4
_TOUCHED = (
    Action,
    Meeting,
    AgendaItem,
    MinutesVersion,
    Acknowledgement,
    Case,
    Note,
    Person,
)


class Today(QWidget):
    """The first place of the day. Everything in it is one click away from where it is done."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._focus: tuple[RecordId, bool] | None = None
        self.view: TodayView | None = None
        self.day = Label("", LabelRole.MUTED)
        self.summary = Label("", LabelRole.LEAD)
        self.due_card = Card(tr("My actions"))
        self.overdue = Chip("", Tone.DANGER)
        self.all_mine = Button(tr("All my actions"), kind=ButtonKind.QUIET)
        self.due_card.add_to_heading(self.overdue)
        self.due_card.add_to_heading(self.all_mine)
        self.nothing_due = EmptyPlace(
            "circle-check",
            tr(
                "Nothing of yours is due this week. What a meeting gives you to do stands here"
                " when its day comes near."
            ),
        )
        self.due_card.add(self.nothing_due)
        self.meeting = NextMeetingCard(session)
        self.waiting = Card(tr("What waits"))
        self.nothing_waits = muted(
            tr(
                "Nothing waits for you. Press Ctrl+Shift+N to write down something that happened"
                " or that you learned."
            )
        )
        self.waiting.add(self.nothing_waits)
        self._lines: list[QWidget] = []
        self.all_mine.clicked.connect(self._go_to_mine)
        self._lay_out()
        session.changed.connect(self.show_again)
        self.show_again(None)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # The day may be another one since this was read.
        super().showEvent(event)
        self.show_again(None)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read again what is shown, if it may have changed."""
        if changed is None or changed.touches(*_TOUCHED):
            self._session.read(read_today, done=self.show_view, latest_key="today")

    @Slot(object)
    def show_view(self, view: TodayView) -> None:
        """Show this day."""
        self.view = view
        self._note_focus()
        for line in self._lines:
            line.setParent(None)
            line.deleteLater()
        self._lines = []
        self.day.setText(long_day_words(view.today))
        self.summary.setText(_summary(view))
        self.overdue.set_words(plural("{n} overdue", "{n} overdue", view.mine_overdue))
        self.overdue.setVisible(bool(view.mine_overdue))
        self.all_mine.setVisible(bool(view.mine_open))
        self.nothing_due.setVisible(not view.mine)
        for row in view.mine[:_MOST_ACTIONS]:
            self._add_action(view, row.id)
        more = len(view.mine) - _MOST_ACTIONS
        if more > 0:
            words = plural("and {n} more of yours", "and {n} more of yours", more)
            self._add_line(self.due_card, GoLine("my_actions", None, words))
        self.meeting.show_meeting(view.meeting, view.now)
        self._show_waiting(view)
        self._take_focus()

    def lines(self) -> tuple[QWidget, ...]:
        """The lines that are shown now, from top to bottom."""
        return tuple(self._lines)

    def _lay_out(self) -> None:
        right = QWidget()
        lay = QVBoxLayout(right)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(2))
        lay.addWidget(self.meeting)
        lay.addWidget(self.waiting)
        lay.addStretch(1)
        left = QWidget()
        lay = QVBoxLayout(left)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.due_card)
        lay.addStretch(1)
        page = ScrollColumn(wide=True)
        head = QVBoxLayout()
        head.setSpacing(step(0.75))
        for part in (title(tr("Today")), self.day, self.summary):
            head.addWidget(part)
        page.add_layout(head)
        page.add(Columns(left, right, shares=(12, 9)))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(page)

    def _add_action(self, view: TodayView, record: RecordId) -> None:
        row = next(each for each in view.mine if each.id == record)
        line = ActionLine(
            record,
            row.text,
            row.origin.words,
            chip=due_words(row.state, row.due, view.today),
            tone=due_tone(row.band),
        )
        line.opened.connect(self._open_action)
        line.ticked.connect(self._tick)
        self._add_line(self.due_card, line)

    def _add_line(self, card: Card, line: QWidget) -> None:
        if isinstance(line, GoLine):
            line.chosen.connect(self._session.go)
        card.add(line)
        self._lines.append(line)

    def _show_waiting(self, view: TodayView) -> None:
        lines = (*_inbox_lines(view), *_minutes_lines(view), *_leaders_lines(view))
        self.nothing_waits.setVisible(not lines)
        for line in lines:
            self._add_line(self.waiting, line)

    def _note_focus(self) -> None:
        self._focus = None
        for line in self._lines:
            if isinstance(line, ActionLine) and (line.line.hasFocus() or line.tick.hasFocus()):
                self._focus = (line.record, line.tick.hasFocus())

    def _take_focus(self) -> None:
        if self._focus is None:
            return
        record, on_tick = self._focus
        lines = [each for each in self._lines if isinstance(each, ActionLine)]
        same = [each for each in lines if each.record == record] or lines[:1]
        if same:
            target = same[0].tick if on_tick else same[0].line
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.all_mine.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _open_action(self, record: RecordId) -> None:
        self._session.go("my_actions", record)

    @Slot(object)
    def _tick(self, record: RecordId) -> None:
        self._session.write(finish_action, record, done=self._ticked, failed=self._not_ticked)

    @Slot(object)
    def _ticked(self, _action: object) -> None:
        self._session.say(
            tr("Done. Add what shows it when you can; Ctrl+Z takes the tick back."), "ok"
        )

    @Slot(object)
    def _not_ticked(self, error: LayerDeskError) -> None:
        self._session.show_failure(error)
        self.show_again(None)

    @Slot()
    def _go_to_mine(self) -> None:
        self._session.go("my_actions")


def _summary(view: TodayView) -> str:
    if view.mine_overdue:
        return plural(
            "{n} action of yours is overdue.",
            "{n} actions of yours are overdue.",
            view.mine_overdue,
        )
    if view.mine:
        return plural(
            "{n} action of yours is due within a week; none is overdue.",
            "{n} actions of yours are due within a week; none is overdue.",
            len(view.mine),
        )
    return tr("Nothing of yours is overdue.")


def _inbox_lines(view: TodayView) -> tuple[GoLine, ...]:
    found = []
    triage, notes, drafts = view.to_triage, view.notes, view.drafts
    if triage.count:
        late = plural("{n} late", "{n} late", triage.late) if triage.late else ""
        found.append(
            GoLine(
                "inbox",
                triage.first,
                plural("{n} case to triage", "{n} cases to triage", triage.count),
                tr("The oldest has waited {long}", long=days_waited(triage.oldest_days)),
                chip=late,
                tone=Tone.DANGER,
            )
        )
    if notes.count:
        found.append(
            GoLine(
                "inbox",
                notes.first,
                plural("{n} note in your inbox", "{n} notes in your inbox", notes.count),
                tr("The oldest has been there {long}", long=days_waited(notes.oldest_days)),
            )
        )
    if drafts.count:
        found.append(
            GoLine(
                "case",
                drafts.first,
                plural(
                    "{n} case that you began to write",
                    "{n} cases that you began to write",
                    drafts.count,
                ),
                tr("Only you see it until you report it"),
            )
        )
    if view.mine_awaiting_evidence:
        found.append(
            GoLine(
                "my_actions",
                view.mine_awaiting_evidence[0],
                plural(
                    "{n} action of yours awaits evidence",
                    "{n} actions of yours await evidence",
                    len(view.mine_awaiting_evidence),
                ),
            )
        )
    return tuple(found)


def _minutes_lines(view: TodayView) -> tuple[GoLine, ...]:
    found = [
        GoLine(
            "minutes",
            each.meeting,
            tr("Minutes to read: {title}", title=each.title),
            instant_text(each.starts_at, each.zone) if each.starts_at else "",
        )
        for each in view.minutes[:_MOST_LINES]
    ]
    more = len(view.minutes) - _MOST_LINES
    if more > 0:
        words = plural("Minutes of {n} more meeting", "Minutes of {n} more meetings", more)
        found.append(GoLine("meetings", None, words))
    return tuple(found)


def _leaders_lines(view: TodayView) -> tuple[GoLine, ...]:
    found = [
        GoLine(
            "all_actions",
            each.actions[0],
            tr("{name} has left", name=each.name),
            plural(
                "{n} action needs another owner",
                "{n} actions need another owner",
                len(each.actions),
            ),
            chip=tr("hand on"),
            tone=Tone.WARN,
        )
        for each in view.leavers[:_MOST_LINES]
    ]
    if view.others_overdue:
        found.append(
            GoLine(
                "all_actions",
                None,
                plural(
                    "{n} action of others is overdue",
                    "{n} actions of others are overdue",
                    view.others_overdue,
                ),
            )
        )
    return tuple(found)
