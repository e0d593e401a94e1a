"""This is where Today shows the next meeting, and the way into it."""

from datetime import datetime, timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.when import day_text, time_text
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import Label, LabelRole, muted, subheading
from layerdesk.usecases.follow_up.read_today import NextMeeting

_OPENS_BEFORE = timedelta(hours=2)
"""From then on, and on its whole day, the main button leads to the room; before, to the plan."""


class NextMeetingCard(Card):
    """When, where, how many items, and one button."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("Next meeting"))
        self._session = session
        self._meeting: NextMeeting | None = None
        self._goes_to = "meetings"
        self.running = Chip(tr("Running now"), Tone.ACCENT)
        self.add_to_heading(self.running)
        self.name = subheading("")
        self.when = Label("", LabelRole.BODY)
        self.about = muted("")
        self.main = Button("", kind=ButtonKind.PRIMARY, icon="arrow-right", icon_after=True)
        self.plan = Button(tr("Look at the agenda"), kind=ButtonKind.QUIET)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.main)
        flow.addWidget(self.plan)
        for part in (self.name, self.when, self.about, buttons):
            self.add(part)
        self.main.clicked.connect(self._go)
        self.plan.clicked.connect(self._go_to_plan)

    def show_meeting(self, meeting: NextMeeting | None, now: datetime) -> None:
        """Show this meeting, or how to plan one."""
        self._meeting = meeting
        self.running.setVisible(meeting is not None and meeting.running)
        for part in (self.name, self.when):
            part.setVisible(meeting is not None)
        if meeting is None:
            self.about.setText(
                tr("No meeting is planned. A good one takes an hour once a month, with all roles.")
            )
            self._lead(tr("Plan a meeting"), "meetings", primary=False)
            self.plan.hide()
            return
        self.name.setText(meeting.title)
        self.when.setText(_when(meeting, now))
        self.when.setVisible(bool(self.when.text()))
        parts = [
            meeting.place,
            plural("{n} minute", "{n} minutes", meeting.minutes),
            plural("{n} item", "{n} items", meeting.items)
            if meeting.items
            else tr("the agenda is empty yet"),
        ]
        self.about.setText(" · ".join(part for part in parts if part))
        if meeting.running:
            self._lead(tr("Go into the meeting"), "room", primary=True)
        elif _is_near(meeting, now):
            self._lead(tr("Go to the meeting room"), "room", primary=True)
        elif meeting.is_sent:
            self._lead(tr("Look at the agenda"), "plan", primary=False)
        else:
            self._lead(tr("Prepare the agenda"), "plan", primary=False)
        self.plan.setVisible(self._goes_to == "room")

    def _lead(self, words: str, place: str, *, primary: bool) -> None:
        self._goes_to = place
        self.main.set_words(words)
        self.main.set_kind(ButtonKind.PRIMARY if primary else ButtonKind.PLAIN)

    @Slot()
    def _go(self) -> None:
        self._session.go(self._goes_to, self._meeting.id if self._meeting else None)

    @Slot()
    def _go_to_plan(self) -> None:
        if self._meeting is not None:
            self._session.go("plan", self._meeting.id)


def _is_near(meeting: NextMeeting, now: datetime) -> bool:
    if meeting.starts_at is None:
        return True
    here = meeting.starts_at.astimezone(meeting.zone).date()
    is_its_day = here <= now.astimezone(meeting.zone).date()
    return is_its_day or meeting.starts_at - now <= _OPENS_BEFORE


def _when(meeting: NextMeeting, now: datetime) -> str:
    if meeting.starts_at is None:
        return ""
    starts = meeting.starts_at.astimezone(meeting.zone)
    days = (starts.date() - now.astimezone(meeting.zone).date()).days
    clock = time_text(meeting.starts_at, meeting.zone)
    if days == 0:
        return tr("Today at {time}", time=clock)
    if days == 1:
        return tr("Tomorrow at {time}", time=clock)
    return tr("{day} at {time}", day=day_text(starts.date()), time=clock)
