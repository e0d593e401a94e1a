"""This is where the meetings of the sample practice become records, with agenda and minutes."""

from collections.abc import Sequence
from dataclasses import replace

from layerdesk.app.sample.words import Days, Keys, Row
from layerdesk.domain.cases.records import Case
from layerdesk.domain.ids import only_one
from layerdesk.domain.learning.records import LearningPoint, Maturity
from layerdesk.domain.meetings.records import (
    AgendaItem,
    Attendance,
    Decision,
    ItemKind,
    ItemState,
    LastMinutes,
    Meeting,
    MeetingState,
    MinuteNote,
    Presence,
)
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Text
from layerdesk.usecases.ports import Work

NOTES = "notes"
_HELD = frozenset({MeetingState.MINUTES_DRAFT, MeetingState.CIRCULATED, MeetingState.APPROVED})


def add_meetings(work: Work, rows: Sequence[Row], days: Days, keys: Keys) -> None:
    """Make each meeting, oldest first, with attendance, agenda, learning and decisions."""
    before: Meeting | None = None
    for row in rows:
        keys.meetings[row["key"]] = work.new_id()
    starts = {row["key"]: days.instant(row["day"], row["start"]) for row in rows}
    for row in rows:
        meeting = _meeting(work, row, days, keys)
        next_at = starts.get(row.get("next_meeting", ""))
        if next_at is None and "next_day" in row:
            next_at = days.instant(row["next_day"], row["start"])
        meeting = replace(meeting, previous=before.id if before else None, next_at=next_at)
        before = work.save(None, meeting)
        _add_attendance(work, row, meeting, days, keys)
        _add_items(work, row, meeting, keys)


def _meeting(work: Work, row: Row, days: Days, keys: Keys) -> Meeting:
    state = MeetingState(row["state"])
    held = state in _HELD
    return Meeting(
        id=keys.meetings[row["key"]],
        space=work.viewer.space(SpaceKind.PRACTICE),
        ref=work.next_ref("MT"),
        title=row["title"],
        meeting_type=row["meeting_type"],
        state=state,
        starts_at=days.instant(row["day"], row["start"]),
        time_zone=days.zone.key,
        planned_minutes=row["minutes"],
        started_at=days.instant(row["day"], row["start"]) if held else None,
        ended_at=days.instant(row["day"], row["ended"]) if held else None,
        place=row["place"],
        plan=row["plan"],
        chair=keys.people.get(row.get("chair", "")),
        facilitator=keys.people.get(row.get("facilitator", "")),
        scribe=keys.people.get(row.get("scribe", "")),
        ground_rules_acknowledged=row.get("ground_rules_acknowledged", False),
        declarations=Text(row.get("declarations", "")),
        previous_minutes=LastMinutes(row.get("previous_minutes", LastMinutes.NOT_YET.value)),
        key_messages=Text("\n".join(row.get("key_messages", ()))),
        read_back=row.get("read_back", False),
        agenda_sent_on=days.day(row, "agenda_sent_day"),
        circulated_on=days.day(row, "circulated_day"),
        circulated_to=Text(row.get("circulated_to", "")),
        approved_on=days.day(row, "approved_day"),
        approved_by=keys.people.get(row.get("approved_by", "")),
    )


def _add_attendance(work: Work, row: Row, meeting: Meeting, days: Days, keys: Keys) -> None:
    for each in row.get("attendance", ()):
        person = keys.people.get(each.get("person", ""))
        own_id = (
            only_one(meeting.space, Attendance.kind, meeting.id, person)
            if person
            else work.new_id()
        )
        work.save(
            None,
            Attendance(
                id=own_id,
                space=meeting.space,
                meeting=meeting.id,
                person=person,
                guest_name=each.get("guest_name", ""),
                guest_role=each.get("guest_role", ""),
                presence=Presence(each["status"]),
                arrived_at=days.instant(row["day"], each["arrived"]) if "arrived" in each else None,
                left_at=days.instant(row["day"], each["left"]) if "left" in each else None,
                note=each.get("note", ""),
            ),
        )


def _add_items(work: Work, row: Row, meeting: Meeting, keys: Keys) -> None:
    held = meeting.state in _HELD
    for number, each in enumerate(row["items"], 1):
        case_id = keys.cases.get(each.get("case", ""))
        case = work.get(Case, case_id) if case_id else None
        hidden = case is not None and case.restricted
        done = ItemState.PARKED if "parked_reason" in each else ItemState.DONE
        item = AgendaItem(
            id=work.new_id(),
            space=meeting.space,
            meeting=meeting.id,
            item_kind=ItemKind(each["kind"]),
            title="" if hidden else each["title"],
            subject=case_id or keys.notes.get(each.get("note", "")),
            restricted=hidden,
            minutes=each["minutes"],
            extra_minutes=each.get("extra", 0),
            presenter=keys.people.get(each.get("presenter", "")),
            order=number.to_bytes(2, "big") + bytes(3),
            state=done if held else ItemState.TO_COME,
            spent_seconds=60 * each.get("spent", 0),
            outcome=each.get("outcome", ""),
            parked_reason=each.get("parked_reason", ""),
            note=each.get("extra_note", ""),
        )
        work.save(None, item)
        for action in each.get("actions", ()):
            keys.items[action] = item.id
            keys.meeting_of_action[action] = meeting.id
        if case is not None and held:
            work.save(case, replace(case, discussed_at=meeting.id))
        _add_outcomes(work, each, meeting, item, case)


def _add_outcomes(
    work: Work, row: Row, meeting: Meeting, item: AgendaItem, case: Case | None
) -> None:
    space = case.space if case is not None and case.restricted else meeting.space
    if row.get("notes"):
        work.save(
            None,
            MinuteNote(
                id=only_one(space, MinuteNote.kind, item.id, NOTES),
                space=space,
                meeting=meeting.id,
                item=item.id,
                prompt=NOTES,
                text=Text(row["notes"]),
            ),
        )
    for number, words in enumerate(row.get("decisions", ()), 1):
        work.save(
            None,
            Decision(
                id=work.new_id(),
                space=space,
                meeting=meeting.id,
                item=item.id,
                text=words,
                order=number.to_bytes(2, "big") + bytes(3),
            ),
        )
    for number, each in enumerate(row.get("learning", ()), 1):
        work.save(
            None,
            LearningPoint(
                id=work.new_id(),
                space=space,
                statement=each["statement"],
                advice=each.get("advice", ""),
                audience=frozenset(each.get("audience", ())),
                scope="practice",
                maturity=Maturity(each.get("maturity", Maturity.AGREED.value)),
                case=case.id if case else None,
                meeting=meeting.id,
                item=item.id,
                order=number.to_bytes(2, "big") + bytes(3),
            ),
        )
