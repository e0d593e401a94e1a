"""This is where the sample meeting is run from the first item to its minutes, without a screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from layerdesk.domain.meetings.minutes_facts import Labels
from layerdesk.domain.meetings.records import (
    AgendaItem,
    Attendance,
    ItemKind,
    LastMinutes,
    Meeting,
    MeetingState,
    Presence,
)
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.storage.store import Store
from layerdesk.usecases.meetings.agree import agree_action, read_back
from layerdesk.usecases.meetings.attend import (
    acknowledge_ground_rules,
    agree_last_minutes,
    set_presence,
)
from layerdesk.usecases.meetings.finish import circulate_minutes, close_meeting, draft_minutes
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.run import finish_item, next_item, open_meeting
from layerdesk.usecases.meetings.write import (
    add_decision,
    add_learning_point,
    edit_note_of_item,
    note_of_item,
)
from layerdesk.usecases.ports import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the room says of one case of the sample meeting."""

    note: str
    learning: str
    decision: str
    action: str
    job_role: str
    """Of the person who takes the action on."""
    how_we_will_know: str
    strength: str
    outcome: str
    days: int


SAID = (
    Said(
        note="The room walked the path together, from the first contact to the moment it was "
        "noticed. Each step made sense with what people could see. Nobody had one place to look.",
        learning="When work passes between two people, one named person watches that it arrives.",
        decision="The duty team keeps one shared list of what is still open at the end of a day.",
        action="Set up one shared list of open tasks that the duty team clears before closing",
        job_role="practice_manager",
        how_we_will_know="Ten days drawn at random show no task left open without a name",
        strength="intermediate",
        outcome="immediate_change",
        days=21,
    ),
    Said(
        note="Reception saw it first and said so at once. The template made the safe way the "
        "longer way, so people under pressure used the short one.",
        learning="If the safe way takes longer than the quick one, change the safe way.",
        decision="We try the shorter template for four weeks before anything is made permanent.",
        action="Shorten the template so that the safety question comes first and cannot be skipped",
        job_role="data_quality",
        how_we_will_know="A search at four weeks shows the question answered in every record",
        strength="strong",
        outcome="change_to_test",
        days=28,
    ),
    Said(
        note="People spoke about what helped: a calm voice at the desk and a minute to think.",
        learning="A minute to think is a safety measure, and anybody may ask for one.",
        decision="We thank the team by name in the staff room, and tell the patient's family.",
        action="Write to the team and the family to say what went well",
        job_role="practice_manager",
        how_we_will_know="Both letters are sent and noted by Friday",
        strength="weak",
        outcome="celebrate_and_share",
        days=7,
    ),
)


def run_sample_meeting(
    store: Store, labels: Labels, looking: Callable[[RecordId], object] = lambda _meeting: None
) -> RecordId:
    """Run the meeting that stands ready, circulate its minutes, and give back its id.

    ``looking`` is called after each case, for whoever wants to see the room.
    """
    meeting = store.read(ready_meeting)
    for expected in store.read(_expected, meeting.id):
        store.write(set_presence, meeting.id, expected, Presence.PRESENT)
    store.write(open_meeting, meeting.id)
    store.write(acknowledge_ground_rules, meeting.id)
    store.write(agree_last_minutes, meeting.id, LastMinutes.AGREED)
    said = iter(SAID)
    for item in store.read(items_of, meeting.id):
        if item.item_kind is ItemKind.CASE:
            words = next(said, None)
            if words is not None:
                _discuss(store, item, words)
                looking(meeting.id)
        store.write(next_item, meeting.id)
    store.write(read_back, meeting.id)
    store.write(close_meeting, meeting.id)
    store.write(draft_minutes, meeting.id)
    store.write(circulate_minutes, meeting.id, labels)
    return meeting.id


def ready_meeting(reading: Reading) -> Meeting:
    """The meeting of the sample that stands ready to run."""
    found = reading.find(Meeting, state=(MeetingState.PLANNED, MeetingState.AGENDA_SENT))
    return found[0]


def _expected(reading: Reading, meeting: RecordId) -> tuple[RecordId, ...]:
    found = reading.find(Attendance, meeting=meeting, presence=Presence.EXPECTED)
    return tuple(each.person for each in found if each.person is not None)


def _discuss(store: Store, item: AgendaItem, said: Said) -> None:
    before = store.read(note_of_item, item)
    store.write(edit_note_of_item, before, before.text.saying(said.note))
    store.write(add_learning_point, item.id, said.learning)
    store.write(add_decision, item.id, said.decision)
    owner = store.read(_holder, said.job_role)
    today = store.read(lambda reading: reading.today)
    store.write(
        agree_action,
        item.id,
        said.action,
        owner.id,
        today + timedelta(days=said.days),
        how_we_will_know=said.how_we_will_know,
        strength=said.strength,
    )
    store.write(finish_item, item.id, said.outcome)


def _holder(reading: Reading, job_role: str) -> Person:
    holders = reading.find(Person, job_role=job_role)
    return next(each for each in holders if each.is_active(reading.today))
