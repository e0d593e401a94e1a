"""This is where the room asks, as it begins, who has an interest in what it will talk about."""

from datetime import date

from PySide6.QtWidgets import QWidget

from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import Meeting
from layerdesk.ui.meetings.meeting_text import MeetingText, Said
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.labels import small


class DeclarationsCard(Card):
    """Declarations of interest, one on each line; they stand in the minutes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Declarations of interest"), parent=parent)
        self.text = MeetingText(
            session,
            Said.DECLARATIONS,
            tr("Declarations of interest"),
            placeholder=tr("Who was involved in a case, or has another interest in it"),
            max_lines=6,
        )
        self._hint = small(tr("One on each line. Nothing to declare? Leave it empty."))
        self.add(self._hint)
        self.add(self.text)

    def show_meeting(self, meeting: Meeting, today: date, editable: bool) -> None:
        """Show what was declared so far."""
        self.text.show_meeting(meeting, today, editable=editable)
        self._hint.setVisible(editable)
