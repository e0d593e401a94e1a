"""This is where the date of the next meeting is settled, or the one that is planned is shown."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.meetings.when import instant_text
from layerdesk.domain.record import RecordId
from layerdesk.ui.meetings.day_and_time import DayAndTime
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.labels import lead, muted
from layerdesk.ui.wording import sentence
from layerdesk.usecases.meetings.plan import settle_next_meeting


class NextMeetingCard(Card):
    """When the next meeting is. It stands in the minutes; kept when one leaves a field."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Next meeting"), parent=parent)
        self._session = session
        self._meeting: RecordId | None = None
        self._following: RecordId | None = None
        self._today = date.min
        self._when = lead("")
        self.open_button = Button(tr("Open its plan"), icon="calendar-check")
        self.open_button.clicked.connect(self._open)
        self.date = DayAndTime(self._this_day)
        self.date.settled.connect(self._settle)
        self._hint = muted(tr("No date yet? Leave it empty, and the minutes say so."))
        for part in (self._when, self.date, self._hint):
            self.add(part)
        self.add_layout(row(self.open_button, None))

    def show_meeting(
        self, meeting: Meeting, following: Meeting | None, today: date, *, editable: bool
    ) -> None:
        """Show what was settled; where the next meeting is planned, what its plan says."""
        if meeting.id != self._meeting:
            self.date.forget()
        self._meeting, self._today = meeting.id, today
        self._following = following.id if following else None
        zone = ZoneInfo(meeting.time_zone)
        starts = meeting.starts_at or meeting.started_at
        at = (following.starts_at if following else None) or meeting.next_at
        if editable and following is None and starts is not None:
            self.date.show_instant(at, zone, usual=starts.astimezone(zone).time())
        elif editable and following is None:
            self.date.show_instant(at, zone)
        self._when.setText(_words(following, at, zone))
        is_open = editable and following is None
        self._when.setVisible(not is_open)
        self.date.setVisible(is_open)
        self._hint.setVisible(is_open and at is None)
        self.open_button.setVisible(following is not None)

    def _this_day(self) -> date:
        return self._today

    @Slot(object)
    def _settle(self, at: datetime | None) -> None:
        self._session.write(settle_next_meeting, self._meeting, at, failed=self._refused)

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.date.show_problem(sentence(error))

    @Slot()
    def _open(self) -> None:
        self._session.go("plan", self._following)


def _words(following: Meeting | None, at: datetime | None, zone: ZoneInfo) -> str:
    when = instant_text(at, zone) if at else tr("No date yet")
    return tr("{title}, {when}", title=following.title, when=when) if following else when
