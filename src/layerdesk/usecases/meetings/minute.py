"""This is where the facts of minutes are gathered from the records, and the minutes built."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from layerdesk.domain.document import Document
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.clock import ends_at
from layerdesk.domain.meetings.minutes import minutes_document
from layerdesk.domain.meetings.minutes_facts import (
    Attendee,
    Labels,
    MinutedAction,
    MinutedCorrection,
    MinutesFacts,
    Told,
)
from layerdesk.domain.meetings.records import (
    Acknowledgement,
    AgendaItem,
    Attendance,
    Correction,
    ItemKind,
    ItemState,
    Meeting,
    MinutesVersion,
)
from layerdesk.domain.meetings.states import LOCKED, MAXIMUM_KEY_MESSAGES
from layerdesk.domain.meetings.when import day_text
from layerdesk.domain.people.records import Person, Practice
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.meetings.minute_topics import minuted_action, minuted_case, minuted_topic
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.plan import following_meeting
from layerdesk.usecases.ports import Reading

_UNFINISHED = frozenset(ActionState) - {
    ActionState.DONE_EVIDENCED,
    ActionState.STOPPED,
    ActionState.TRANSFERRED,
}


def build_minutes(reading: Reading, meeting: RecordId, labels: Labels) -> Document:
    """The minutes as they stand now, under the number of the version they would become."""
    return minutes_document(read_minutes_facts(reading, meeting, labels), labels)


def read_minutes_facts(reading: Reading, meeting: RecordId, labels: Labels) -> MinutesFacts:
    """Everything that the meeting's minutes are made from. Raises Missing.

    What belongs to a restricted item is left out, whoever builds them.
    """
    held = reading.get(Meeting, meeting)
    practice = next(iter(reading.find(Practice)), None)
    people = {person.id: person for person in reading.find(Person)}
    items = items_of(reading, meeting)
    discussed = [each for each in items if _was_discussed(each)]
    previous = reading.maybe(Meeting, held.previous)
    following = following_meeting(reading, meeting)
    versions = versions_of(reading, meeting)
    starts_at = held.started_at or held.starts_at or reading.now
    topics = [
        (each, minuted_topic(reading, each, people))
        for each in discussed
        if each.item_kind is not ItemKind.CASE and not each.restricted
    ]
    return MinutesFacts(
        practice=practice.name if practice else "",
        title=held.title,
        starts_at=starts_at,
        ends_at=ends_at(held),
        generated_at=reading.now,
        zone=ZoneInfo(held.time_zone),
        meeting_type=held.meeting_type,
        place=held.place,
        version=(versions[-1].version if versions else 0) + 1,
        shows_names=practice.names_in_minutes if practice else True,
        attendees=_attendees(reading, held, people),
        declarations=lines(held.declarations),
        ground_rules_acknowledged=held.ground_rules_acknowledged,
        previous_day=_day_of(previous),
        previous_minutes=held.previous_minutes,
        previous_corrections=tuple(
            Told(each.text, each.id) for each in accepted(reading, held.previous)
        ),
        previous_actions=previous_actions(reading, held, people),
        cases=tuple(
            minuted_case(reading, each, people, labels)
            for each in discussed
            if each.item_kind is ItemKind.CASE or each.restricted
        ),
        others=tuple(
            topic
            for item, topic in topics
            if topic.points
            or topic.questions
            or topic.went_well
            or topic.learning
            or topic.decisions
            or topic.actions
            or item.outcome
        ),
        key_messages=_key_messages(reading, held),
        new_actions=tuple(
            minuted_action(each, people)
            for each in reading.find(Action, meeting=meeting, space=held.space)
        ),
        parked=tuple(
            Told(_with_reason(each), each.id) for each in items if each.state is ItemState.PARKED
        ),
        next_at=(following.starts_at if following else None) or held.next_at,
        next_facilitator=_attendee_of(following.facilitator, people) if following else None,
        next_agenda=tuple(Told(each.title, each.id) for each in items_of(reading, following.id))
        if following
        else (),
        is_approved=held.state in LOCKED,
        approved_by=_attendee_of(held.approved_by, people),
        approved_on=held.approved_on,
        circulated_on=held.circulated_on,
        circulated_to=held.circulated_to.plain,
        read_by=readers_by_role(reading, versions, people),
        corrections=tuple(
            MinutedCorrection(about=each.id, day=each.settled_on or reading.today, text=each.text)
            for each in accepted(reading, meeting)
        ),
        document_id=held.ref or held.id,
    )


def versions_of(reading: Reading, meeting: RecordId) -> tuple[MinutesVersion, ...]:
    """The versions that were circulated or approved, oldest first."""
    found = reading.find(MinutesVersion, meeting=meeting)
    return tuple(sorted(found, key=lambda each: (each.version, each.id)))


def accepted(reading: Reading, meeting: RecordId | None) -> tuple[Correction, ...]:
    """The accepted corrections of a meeting's minutes, oldest first."""
    return reading.find(Correction, meeting=meeting, accepted=True) if meeting else ()


def readers_by_role(
    reading: Reading, versions: Sequence[MinutesVersion], people: Mapping[RecordId, Person]
) -> dict[str, int]:
    """How many people of each job role have read any of the versions."""
    if not versions:
        return {}
    found = reading.find(Acknowledgement, record=tuple(each.id for each in versions))
    readers = {each.person for each in found if each.person in people}
    return dict(Counter(people[reader].job_role for reader in readers if reader))


def lines(text: Text) -> tuple[str, ...]:
    """The lines of a text that say something, without list marks before them."""
    stripped = (line.strip().lstrip("-•*").strip() for line in text.plain.splitlines())
    return tuple(line for line in stripped if line)


def key_messages(text: Text) -> tuple[str, ...]:
    """The key messages in a text, at most five."""
    return lines(text)[:MAXIMUM_KEY_MESSAGES]


def _key_messages(reading: Reading, meeting: Meeting) -> tuple[Told, ...]:
    """The key messages; one in the words of a learning point is about that, others the meeting."""
    points = {each.statement: each.id for each in reading.find(LearningPoint, meeting=meeting.id)}
    return tuple(
        Told(each, points.get(each, meeting.id)) for each in key_messages(meeting.key_messages)
    )


def _with_reason(item: AgendaItem) -> str:
    if not item.parked_reason:
        return item.title
    return tr("{title}: {reason}", title=item.title, reason=item.parked_reason)


def previous_actions(
    reading: Reading, meeting: Meeting, people: Mapping[RecordId, Person]
) -> tuple[MinutedAction, ...]:
    """Actions of earlier meetings that were open when this one began, or were settled since."""
    since = _day_of(reading.maybe(Meeting, meeting.previous)) or date.min
    began = meeting.started_at or meeting.starts_at or reading.now
    found = [
        each
        for each in reading.find(Action, space=meeting.space)
        if each.meeting != meeting.id
        and each.meeting is not None
        and (each.created_at is None or each.created_at <= began)
        and (each.state in _UNFINISHED or (each.done_on is not None and each.done_on >= since))
    ]
    return tuple(
        _with_progress(reading, each, minuted_action(each, people))
        for each in sorted(found, key=lambda each: (each.due or date.max, each.ref))
    )


def _with_progress(reading: Reading, action: Action, made: MinutedAction) -> MinutedAction:
    updates = reading.find(ActionUpdate, action=action.id)
    evidence = [each.text.plain for each in updates if each.update_kind is UpdateKind.EVIDENCE]
    postponed = [each.text.plain for each in updates if each.update_kind is UpdateKind.POSTPONED]
    remark = action.stop_reason if action.state is ActionState.STOPPED else ""
    if not remark and action.replanned and action.due:
        remark = tr("New date {day}", day=day_text(action.due))
        remark += f": {postponed[-1]}" if postponed and postponed[-1] else ""
    return replace(made, evidence=evidence[-1] if evidence else "", remark=remark)


def _was_discussed(item: AgendaItem) -> bool:
    return item.state in (ItemState.DONE, ItemState.CURRENT)


def _attendees(
    reading: Reading, meeting: Meeting, people: Mapping[RecordId, Person]
) -> tuple[Attendee, ...]:
    found = []
    for each in reading.find(Attendance, meeting=meeting.id):
        person = people.get(each.person) if each.person else None
        if person is None and each.person is not None:
            continue
        found.append(
            Attendee(
                name=person.name if person else each.guest_name,
                role=person.job_role if person else each.guest_role,
                is_guest=person is None,
                presence=each.presence,
                duties=_duties(meeting, each.person),
                arrived_at=each.arrived_at,
                left_at=each.left_at,
                note=each.note,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.is_guest, each.name.casefold(), each.role)))


def _duties(meeting: Meeting, person: RecordId | None) -> tuple[str, ...]:
    if person is None:
        return ()
    duties = (
        (meeting.chair, tr("chair")),
        (meeting.facilitator, tr("facilitator")),
        (meeting.scribe, tr("minute taker")),
    )
    return tuple(words for who, words in duties if who == person)


def _attendee_of(person: RecordId | None, people: Mapping[RecordId, Person]) -> Attendee | None:
    found = people.get(person) if person else None
    return Attendee(name=found.name, role=found.job_role) if found else None


def _day_of(meeting: Meeting | None) -> date | None:
    if meeting is None:
        return None
    began = meeting.started_at or meeting.starts_at
    return began.astimezone(ZoneInfo(meeting.time_zone)).date() if began else None
