"""This is where every kind of record is named once."""

from layerdesk.domain.cases.records import Answer, Case, ContributoryFactor, Note, TimelineEntry
from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.domain.learning.records import LearningPoint
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
from layerdesk.domain.people.records import Access, Membership, Person, Practice, Space
from layerdesk.domain.record import Record

KINDS: tuple[type[Record], ...] = (
    Practice,
    Person,
    Space,
    Membership,
    Access,
    Note,
    Case,
    TimelineEntry,
    ContributoryFactor,
    Answer,
    Meeting,
    Attendance,
    AgendaItem,
    MinuteNote,
    Decision,
    MinutesVersion,
    Correction,
    Acknowledgement,
    Action,
    ActionUpdate,
    LearningPoint,
)

BY_KIND: dict[str, type[Record]] = {each.kind: each for each in KINDS}
