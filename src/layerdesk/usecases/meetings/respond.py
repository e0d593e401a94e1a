"""This is where staff answer to minutes: they have read them, or see something to correct."""

from dataclasses import replace

from layerdesk.domain.errors import FieldWrong, WrongState
from layerdesk.domain.ids import only_one
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.minutes_facts import ATTENDED, Labels
from layerdesk.domain.meetings.records import (
    Acknowledgement,
    Attendance,
    Correction,
    Meeting,
    MeetingState,
    MinutesVersion,
    Presence,
)
from layerdesk.domain.meetings.states import LOCKED, MINUTED, check_state, state_word
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.identifiers import changed_words, keep_identifiers_out
from layerdesk.usecases.meetings.finish import keep_version
from layerdesk.usecases.meetings.minute import versions_of
from layerdesk.usecases.meetings.rights import check_approve
from layerdesk.usecases.ports import Reading, Work

CORRECTION_LENGTH = 1000


def mark_read(work: Work, meeting: RecordId, *, comment: str = "") -> Acknowledgement:
    """Say that the viewer has read the latest minutes that were sent round.

    Marking twice keeps the first time. Raises WrongState before they are circulated.
    """
    version = _latest(work, meeting)
    person = work.viewer.person
    record_id = only_one(version.space, Acknowledgement.kind, person, version.id)
    known = work.maybe(Acknowledgement, record_id)
    if known is not None:
        return work.save(known, replace(known, comment=comment.strip() or known.comment))
    read = Acknowledgement(
        id=record_id,
        space=version.space,
        person=person,
        record_kind=MinutesVersion.kind,
        record=version.id,
        read_at=work.now,
        comment=comment.strip(),
    )
    return work.save(None, read)


def propose_correction(work: Work, meeting: RecordId, text: str) -> Correction:
    """Propose a correction, 1 to 1,000 characters; anybody who can read the minutes may.

    Raises FieldWrong, WrongState before circulation, and IdentifiersFound.
    """
    held = work.get(Meeting, meeting)
    check_state(held.state, MINUTED)
    if not text.strip() or len(text.strip()) > CORRECTION_LENGTH:
        raise FieldWrong(
            field=tr("Correction"),
            reason=tr("Say what should stand there, in up to {n} characters.", n=CORRECTION_LENGTH),
        )
    correction = Correction(
        id=work.new_id(),
        space=held.space,
        meeting=meeting,
        text=text.strip(),
        proposer=work.viewer.person,
        proposed_on=work.today,
    )
    keep_identifiers_out(work, changed_words(None, correction), reason="")
    return work.save(None, correction)


def settle_correction(work: Work, correction: RecordId, accept: bool, labels: Labels) -> Correction:
    """Accept a correction or not.

    To minutes that are approved already an accepted one is added as a dated correction, in a new
    version; to others it is added when they are circulated again or approved. Raises NotAllowed,
    and WrongState for one that is settled.
    """
    before = work.get(Correction, correction)
    held = work.get(Meeting, before.meeting)
    check_approve(work.viewer, held)
    if before.accepted is not None:
        raise WrongState(state=tr("Settled"), wanted=tr("Proposed"))
    after = work.save(before, replace(before, accepted=accept, settled_on=work.today))
    if accept and held.state in LOCKED:
        keep_version(work, held, labels)
    return after


def sent_to(reading: Reading, meeting: Meeting, person: Person) -> bool:
    """Whether the person is among those to whom the minutes went."""
    if meeting.circulated_to.plain != ATTENDED:
        return True
    attendance = reading.maybe(
        Attendance, only_one(meeting.space, Attendance.kind, meeting.id, person.id)
    )
    missed = (Presence.EXPECTED, Presence.ABSENT)
    return attendance is not None and attendance.presence not in missed


def unread_minutes(reading: Reading) -> tuple[Meeting, ...]:
    """Meetings whose latest minutes the viewer has not marked as read, latest first."""
    found = []
    me = reading.maybe(Person, reading.viewer.person)
    for held in reading.find(Meeting, state=(MeetingState.CIRCULATED, MeetingState.APPROVED)):
        versions = versions_of(reading, held.id)
        read = only_one(
            held.space,
            Acknowledgement.kind,
            reading.viewer.person,
            versions[-1].id if versions else "",
        )
        if me is not None and not sent_to(reading, held, me):
            continue
        if versions and reading.maybe(Acknowledgement, read) is None:
            found.append(held)
    return tuple(sorted(found, key=lambda each: each.starts_at or reading.now, reverse=True))


def _latest(work: Work, meeting: RecordId) -> MinutesVersion:
    held = work.get(Meeting, meeting)
    versions = versions_of(work, meeting)
    if held.state not in MINUTED or not versions:
        raise WrongState(state=state_word(held.state), wanted=state_word(MeetingState.CIRCULATED))
    return versions[-1]
