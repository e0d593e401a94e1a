"""This is where the meeting room comes together: agenda, item, clock, notes, actions, commands.

Nothing advances by itself. Where another desk moves the meeting on while somebody types here, the
room stays with the item and says where the others are.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.clock import item_clock
from layerdesk.domain.meetings.records import AgendaItem, MeetingState
from layerdesk.domain.meetings.states import WRITING, state_word
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.declared_words import guides, required_questions, strength_kinds
from layerdesk.ui.meetings.room.actions_panel import ActionsPanel
from layerdesk.ui.meetings.room.ask_reason import AskReason
from layerdesk.ui.meetings.room.attendance import AttendanceDrawer
from layerdesk.ui.meetings.room.command_bar import CommandBar
from layerdesk.ui.meetings.room.item_header import ItemHeader
from layerdesk.ui.meetings.room.item_sheets import ItemSheets
from layerdesk.ui.meetings.room.news import RoomNews
from layerdesk.ui.meetings.room.rail import AgendaRail
from layerdesk.ui.meetings.room.rail_words import time_used, where_words
from layerdesk.ui.meetings.room.room_focus import RoomFocus
from layerdesk.ui.meetings.room.sheet_writer import SheetWriter
from layerdesk.ui.meetings.room.side import Side
from layerdesk.ui.meetings.room.steering import Steering
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.columns import Columns, Narrow, ScrollColumn
from layerdesk.usecases.meetings.agree import take_back_action
from layerdesk.usecases.meetings.read_room import RoomView, read_room
from layerdesk.usecases.meetings.run import explain_time

RAIL_FROM = 1180
"""From this width at a text scale of 1.0 the agenda stands beside the item."""


LOW_UNDER = 620
"""Under this height at a text scale of 1.0 the clock stands in the line above the title."""


class MeetingRoom(QWidget):
    """The room of one meeting. ``clock`` gives this instant, in UTC."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._clock = clock or _wall_clock
        self._meeting: RecordId | None = None
        self._shown: RecordId | None = None
        self._view: RoomView | None = None
        self._looking: RecordId | None = None
        self._rail_open = False
        self.steering = Steering(session, self)
        self.rail = AgendaRail()
        self.rail.item_asked_for.connect(self._go_to)
        self.header = ItemHeader()
        self.header.agenda_asked_for.connect(self._toggle_rail)
        self.header.time_is_up.connect(self._sound)
        self.news = RoomNews()
        self.news.follow_asked.connect(self._follow)
        self.news.back_asked.connect(self._go_to)
        self.sheets = ItemSheets(session)
        SheetWriter(session, self.sheets)
        self.steering.leaving.connect(self.sheets.flush)
        self.agreeing = ActionsPanel(session, strength_kinds(session.declared))
        self.agreeing.taken_back.connect(self._take_back_action)
        self.people = AttendanceDrawer(session)
        self.begin = Button(tr("Begin the meeting"), icon="play", kind=ButtonKind.PRIMARY)
        self.begin.clicked.connect(self.steering.begin)
        self._first = ScrollColumn(wide=True)
        self._first.add_layout(row(self.begin, None))
        self._first.add(self.sheets)
        # The ring of what has the focus at the edge has its room.
        self._first.set_margins(*(step(0.5),) * 4)
        self._focus = RoomFocus(self, self._first, self.first_work)
        self.sheets.arrivals.marked.connect(self.people.mark)
        self._side = Side(self.agreeing, self.people)
        self.sheets.arrivals.list_asked_for.connect(self._side.toggle_people)
        self._side.focus_homeless.connect(self._focus.go_to_work)
        self.columns = Columns(
            self._first, self._side, narrow=Narrow.DRAWER, drawer=tr("Actions and people")
        )
        self._side.take_columns(self.columns)
        self.columns.arranged.connect(self._arranged)
        self.columns.drawer_button.toggled.connect(self._arranged)
        why_parked = tr("Why is it parked? It comes back on the next agenda")
        self.ask = AskReason(why_parked, tr("Park"), "archive")
        self.ask.answered.connect(self._park)
        self.why = AskReason(tr("What is the extra time for? (optional)"), tr("Note it"), "pencil")
        self.why.answered.connect(self._explain_time)
        self.steering.time_added.connect(self.why.offer)
        self.bar = CommandBar()
        self.bar.asked_for.connect(self._do)
        self.bar.take_drawer(self.columns)
        main = QVBoxLayout()
        main.setContentsMargins(step(3), step(2.5), step(2.5), step(2))
        main.setSpacing(step(2))
        main.addWidget(self.header)
        main.addWidget(self.news)
        main.addWidget(self.columns, 1)
        main.addWidget(self.ask)
        main.addWidget(self.why)
        main.addWidget(self.bar)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self.rail)
        lay.addLayout(main, 1)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show_clocks)
        session.changed.connect(self.show_again)
        app_theme().theme_changed.connect(self._fit)
        self._fit()

    def show_record(self, record: RecordId) -> None:
        """Show the room of this meeting."""
        if record != self._meeting:
            self.sheets.flush()
            self._shown, self._view, self._looking = None, None, None
            self.news.forget()
        self._meeting = record
        self._focus.is_due = True
        self._tick.start()
        self._read()

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read again what is shown; anything that changed may be shown here."""
        if self._meeting is not None and (changed is None or changed):
            self._read()

    def panes(self) -> Sequence[QWidget]:
        """Agenda, item, what is agreed, and the commands."""
        return (self.rail, self._first, self._side, self.bar)

    def first_work(self) -> QWidget | None:
        """Where whoever facilitates or writes begins at this item."""
        if self.begin.isVisible():
            return self.begin
        if not self._first.isVisible() and self.agreeing.takes_actions:
            # The drawer lies over the sheets: a scribe who adds one action may add another.
            return self.agreeing.entry
        last = self.bar.next if self.bar.next.isEnabled() else self.bar.people
        return self.sheets.first_work() or last

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each command does now."""
        always: dict[str, Callable[[], object]] = {
            "room_people": self._side.toggle_people,
            "room_agenda": self._toggle_rail,
        }
        view = self._view
        if view is None or view.topic is None:
            return always
        if view.may_write and view.meeting.state in WRITING:
            always |= {
                "room_action": self._new_action,
                "room_learning": self._new_learning,
                "room_decision": self._new_decision,
                "room_notes": self.sheets.prompts.focus_notes,
                "room_next_prompt": self.sheets.prompts.choose_next,
            }
        if view.may_run and view.meeting.state is MeetingState.OPEN:
            always |= self.steering.commands() | {"room_park": self.ask.ask}
        return always

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._side.shows_people:
            self._side.close_people()
            return
        super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._focus.is_due and self._view is not None:
            self._focus.go_to_work()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self._focus.reveal)

    def _read(self, *, follow: bool = False) -> None:
        self._session.read(
            read_room,
            self._meeting,
            item=None if follow or self.steering.is_moving else self._stay_with(),
            required=partial(required_questions, self._session.declared),
            done=self._show,
            latest_key="room",
        )

    def _stay_with(self) -> RecordId | None:
        """The item that somebody looks at or types under; None follows the meeting."""
        if self._looking is not None:
            return self._looking
        return self._shown if self.sheets.is_typing else None

    @Slot(object)
    def _show(self, view: RoomView) -> None:
        if view.meeting.id != self._meeting:
            return
        self._view = self.steering.view = view
        item = view.topic.item if view.topic else None
        self.ask.quiet = self.why.quiet = item is not None and item.restricted
        if item is None and view.items and view.meeting.ended_at is not None:
            # After the end no item is current; the first is looked at, to complete its notes.
            self._looking = view.items[0].item.id
            self._read()
            return
        left = self._shown if item is not None and item.id != self._shown else None
        writing = self._focus.is_in(self.sheets) or self._focus.is_in(self._side)
        if item is not None and item.id != self._shown:
            self.sheets.flush()
            self.ask.hide()
            self.why.hide()
            self._first.verticalScrollBar().setValue(0)
        self._shown = item.id if item else None
        self.news.show_room(view, item, left)
        self.rail.show_room(view, self._shown)
        self._show_header(view, item)
        can_begin = view.meeting.state in (MeetingState.PLANNED, MeetingState.AGENDA_SENT)
        self._focus.leave(self.begin, gone=not can_begin)
        self.begin.setVisible(can_begin and view.may_run)
        self._focus.leave(self.sheets.arrivals.everybody, gone=view.present > 0)
        self.sheets.show_room(view)
        self.sheets.prompts.notes.forget_others()
        writable = view.may_write and view.meeting.state in WRITING
        if view.topic is not None:
            self.agreeing.show_actions(
                view.topic.item.id,
                view.topic.actions,
                view.people,
                view.today,
                editable=writable and not view.topic.is_closed_to_viewer,
            )
        self.agreeing.setVisible(view.topic is not None)
        self.people.show_room(view, view.may_write or view.may_run)
        self._focus.leave(self.bar.next, gone=view.position == len(view.items))
        self.bar.show_state(
            running=view.may_run and view.meeting.state is MeetingState.OPEN,
            paused=view.meeting.paused_at is not None,
            position=view.position,
            count=len(view.items),
        )
        self._show_clocks()
        self._focus.take(anew=writing and left is not None)

    def _show_header(self, view: RoomView, item: AgendaItem | None) -> None:
        if item is None:
            self.header.show_item(state_word(view.meeting.state), view.meeting.title, "")
            return
        words = guides(self._session.declared, view.meeting, item)
        title = next(each.title for each in view.items if each.item.id == item.id)
        self.header.show_item(where_words(view, item), title, words[0] if words else "")

    @Slot()
    def _show_clocks(self) -> None:
        view = self._view
        if view is None:
            return
        now = self._clock()
        shown = next((each.item for each in view.items if each.item.id == self._shown), None)
        is_paused = view.meeting.paused_at is not None
        clock = item_clock(shown, view.meeting, now) if shown is not None else None
        self.header.show_clock(clock, paused=is_paused)
        self.rail.show_foot(time_used(view, now))

    @Slot()
    def _arranged(self) -> None:
        narrow = not self.columns.side_by_side
        opened = self.columns.drawer_button.isChecked()
        self._first.setVisible(not (narrow and opened))

    @Slot()
    def _fit(self) -> None:
        wide = self.width() >= RAIL_FROM * app_theme().tokens.sizes.scale
        self.rail.setVisible(wide or self._rail_open)
        self.header.agenda_button.setVisible(not wide)
        low = self.height() < LOW_UNDER * app_theme().tokens.sizes.scale
        self.header.set_compact(low)
        self.bar.set_low(low)

    @Slot()
    def _sound(self) -> None:
        if self._session.setting("alert_sound") == "yes":
            QApplication.beep()

    @Slot()
    def _toggle_rail(self) -> None:
        self._rail_open = not self.rail.isVisible()
        self.rail.setVisible(self._rail_open)
        self.header.agenda_button.setChecked(self._rail_open)

    @Slot(str)
    def _do(self, command_id: str) -> None:
        found = self.commands().get(command_id)
        if found is not None:
            found()

    @Slot()
    def _follow(self) -> None:
        self.sheets.flush()
        self._looking = None
        self._read(follow=True)

    @Slot(str)
    def _go_to(self, item: str) -> None:
        if self._view is None:
            return
        if self._view.may_run and self._view.meeting.state is MeetingState.OPEN:
            self._looking = None
            self.steering.go_to(RecordId(item))
        else:
            self.sheets.flush()
            self._looking = RecordId(item)
            self._read()

    @Slot(str)
    def _park(self, reason: str) -> None:
        if self._shown is not None:
            self.steering.park(self._shown, reason)

    @Slot(str)
    def _explain_time(self, note: str) -> None:
        if self._shown is not None:
            self._session.write(explain_time, self._shown, note, failed=self._not_explained)
        self._focus.take()

    @Slot(object)
    def _not_explained(self, error: LayerDeskError) -> None:
        self._session.show_failure(error)
        self.why.again()

    @Slot(str)
    def _take_back_action(self, action: str) -> None:
        self._session.write(take_back_action, RecordId(action))

    @Slot()
    def _new_action(self) -> None:
        self._side.show_actions()
        self.agreeing.entry.setFocus()

    @Slot()
    def _new_learning(self) -> None:
        self._focus_in_first(self.sheets.learning.entry)

    @Slot()
    def _new_decision(self) -> None:
        self._focus_in_first(self.sheets.decisions.entry)

    def _focus_in_first(self, entry: QWidget) -> None:
        if not self.columns.side_by_side:
            self.columns.drawer_button.setChecked(False)
        entry.setFocus()
        self._first.ensureWidgetVisible(entry)


def _wall_clock() -> datetime:
    return datetime.now(UTC)
