"""This is where the tables of the meetings room are."""

from layerdesk.domain.meetings.records import (
    Acknowledgement,
    AgendaItem,
    Attendance,
    Correction,
    Decision,
    Meeting,
    MinuteNote,
    MinutesVersion,
)
from layerdesk.storage.tables.shape import record_table

TABLES = (
    record_table(Meeting, "state"),
    record_table(Attendance, "meeting"),
    record_table(AgendaItem, "meeting", "subject"),
    record_table(MinuteNote, "meeting"),
    record_table(Decision, "meeting"),
    record_table(MinutesVersion, "meeting"),
    record_table(Correction, "meeting"),
    record_table(Acknowledgement, "record"),
)
