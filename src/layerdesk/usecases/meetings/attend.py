"""This is where it is kept who is at a meeting, who does what there, and how it begins."""

from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.ids import only_one
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.clock import whole_second
from layerdesk.domain.meetings.records import (
    AgendaItem,
    Attendance,
    LastMinutes,
    Meeting,
    MeetingState,
    Presence,
)
from layerdesk.domain.meetings.states import MINUTED, WRITING, check_state
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.meetings.rights import check_take_part
from layerdesk.usecases.ports import Work

_BEFORE_CIRCULATION = frozenset(MeetingState) - MINUTED - {MeetingState.CANCELLED}


class Duty(StrEnum):
    """What somebody does in a meeting."""

    CHAIR = "chair"
    FACILITATOR = "facilitator"
    SCRIBE = "scribe"


def set_presence(
    work: Work, meeting: RecordId, person: RecordId, presence: Presence, *, note: str = ""
) -> Attendance:
    """Say whether somebody is there.

    Somebody who comes once the meeting has begun is marked as part attendance with the time, and
    somebody present who is marked as part now has left. Raises NotAllowed and WrongState.
    """
    held = _open_for_names(work, meeting)
    work.get(Person, person)
    record_id = only_one(held.space, Attendance.kind, meeting, person)
    stored = work.maybe(Attendance, record_id)
    before = stored or Attendance(id=record_id, space=held.space, meeting=meeting, person=person)
    after = _arriving(before, held, presence, work)
    return work.save(stored, replace(after, note=note.strip() or before.note))


def everybody_is_here(work: Work, meeting: RecordId) -> int:
    """Mark as present everybody who was expected; apologies and absences stay. Gives how many.

    Raises NotAllowed and WrongState.
    """
    _open_for_names(work, meeting)
    expected = work.find(Attendance, meeting=meeting, presence=Presence.EXPECTED)
    for each in expected:
        presence = Presence.PART if each.guest_item else Presence.PRESENT
        work.save(each, replace(each, presence=presence))
    return len(expected)


def set_guest_presence(work: Work, guest: RecordId, presence: Presence) -> Attendance:
    """Say whether a guest is there; as for staff. Raises NotAllowed, WrongState and FieldWrong."""
    before = work.get(Attendance, guest)
    held = _open_for_names(work, before.meeting)
    if before.person is not None:
        raise FieldWrong(field=tr("Guest"), reason=tr("Mark staff by their name instead."))
    return work.save(before, _arriving(before, held, presence, work))


def add_guest(
    work: Work, meeting: RecordId, name: str, role: str, *, item: RecordId | None = None
) -> Attendance:
    """Somebody from outside, commonly for one item only. A role is needed: minutes always say it.

    ``role`` is a value of the set ``job_role``, or in words. Raises FieldWrong, NotAllowed and
    WrongState.
    """
    held = _open_for_names(work, meeting)
    if not role.strip():
        raise FieldWrong(field=tr("Role"), reason=tr("Say what the guest does, such as midwife."))
    if item is not None and work.get(AgendaItem, item).meeting != meeting:
        raise FieldWrong(field=tr("Item"), reason=tr("Choose an item of this meeting."))
    guest = Attendance(
        id=work.new_id(),
        space=held.space,
        meeting=meeting,
        guest_name=name.strip(),
        guest_role=role.strip(),
        guest_item=item,
        presence=Presence.PART if item else Presence.PRESENT,
    )
    return work.save(None, guest)


def remove_guest(work: Work, guest: RecordId) -> None:
    """Take a guest off the list. Raises NotAllowed, WrongState, and FieldWrong for staff."""
    before = work.get(Attendance, guest)
    _open_for_names(work, before.meeting)
    if before.person is not None:
        raise FieldWrong(field=tr("Guest"), reason=tr("Mark staff as apologies or absent instead."))
    work.delete(before)


def hand_over(work: Work, meeting: RecordId, duty: Duty, person: RecordId | None) -> Meeting:
    """Give a duty to somebody else, also while the meeting runs; no clock stops for it.

    Raises NotAllowed, WrongState, FieldWrong for nobody as facilitator or somebody who left.
    """
    before = _open_for_names(work, meeting)
    if person is None and duty is Duty.FACILITATOR:
        raise FieldWrong(field=tr("Facilitator"), reason=tr("Say who facilitates."))
    if person is not None and not work.get(Person, person).is_active(work.today):
        raise FieldWrong(field=tr("Person"), reason=tr("Choose somebody who works here now."))
    match duty:
        case Duty.CHAIR:
            after = replace(before, chair=person)
        case Duty.FACILITATOR:
            after = replace(before, facilitator=person)
        case Duty.SCRIBE:
            after = replace(before, scribe=person)
        case _:
            assert_never(duty)
    return work.save(before, after)


def hand_over_presenting(work: Work, item: RecordId, person: RecordId | None) -> AgendaItem:
    """Say who presents the item. Raises NotAllowed and WrongState."""
    before = work.get(AgendaItem, item)
    held = work.get(Meeting, before.meeting)
    check_take_part(work.viewer, held)
    check_state(held.state, _BEFORE_CIRCULATION)
    return work.save(before, replace(before, presenter=person))


def acknowledge_ground_rules(work: Work, meeting: RecordId, yes: bool = True) -> Meeting:
    """Say that the ground rules were read and everybody keeps to them.

    Raises NotAllowed and WrongState.
    """
    before = _writable(work, meeting)
    return work.save(before, replace(before, ground_rules_acknowledged=yes))


def agree_last_minutes(work: Work, meeting: RecordId, verdict: LastMinutes) -> Meeting:
    """Say what the meeting says of the minutes of the last one.

    Approving those is a use case of its own. Raises NotAllowed and WrongState.
    """
    before = _writable(work, meeting)
    return work.save(before, replace(before, previous_minutes=verdict))


def _arriving(before: Attendance, meeting: Meeting, presence: Presence, work: Work) -> Attendance:
    is_running = meeting.state is MeetingState.OPEN
    now = whole_second(work.now)
    if (
        presence is Presence.PRESENT
        and is_running
        and before.presence
        in (
            Presence.ABSENT,
            Presence.APOLOGIES,
        )
    ):
        return replace(before, presence=Presence.PART, arrived_at=now, left_at=None)
    if presence is Presence.PART and is_running and before.presence is Presence.PRESENT:
        return replace(before, presence=Presence.PART, left_at=now)
    if presence is Presence.PART and is_running and before.presence is not Presence.PART:
        return replace(before, presence=Presence.PART, arrived_at=now, left_at=None)
    if presence is Presence.PART:
        return replace(before, presence=presence)
    return replace(before, presence=presence, arrived_at=None, left_at=None)


def _open_for_names(work: Work, meeting: RecordId | None) -> Meeting:
    held = work.get(Meeting, meeting)
    check_take_part(work.viewer, held)
    check_state(held.state, _BEFORE_CIRCULATION)
    return held


def _writable(work: Work, meeting: RecordId) -> Meeting:
    held = work.get(Meeting, meeting)
    check_take_part(work.viewer, held)
    check_state(held.state, WRITING)
    return held
