"""This is where the commands that only look are: list, show, history."""

import argparse
from collections.abc import Mapping
from typing import Any

from layerdesk.app.commands.finding import find_record
from layerdesk.app.commands.telling import Teller, record_plain
from layerdesk.app.surroundings import surroundings
from layerdesk.domain.cases.records import Case
from layerdesk.domain.follow_up.due import days_overdue
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import Meeting, MeetingState
from layerdesk.domain.people.records import AccessKind, Person
from layerdesk.host.unlocking import Ask
from layerdesk.usecases.cases.list_cases import CaseFilter, list_cases
from layerdesk.usecases.cases.list_inbox import InboxKind, list_inbox
from layerdesk.usecases.people.note_access import note_access
from layerdesk.usecases.people.tell_history import tell_history
from layerdesk.usecases.ports import Reading

_SETTLED = frozenset({ActionState.DONE_EVIDENCED, ActionState.STOPPED, ActionState.TRANSFERRED})
_OVER = frozenset({MeetingState.ARCHIVED, MeetingState.CANCELLED, MeetingState.APPROVED})


def list_records(
    chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None
) -> int:
    """List notes, cases, meetings or actions."""
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    readers = {"notes": _notes, "cases": _cases, "meetings": _meetings, "actions": _actions}
    with around.reading() as desk:
        rows = desk.store.read(readers[chosen.what], open_only=chosen.open, overdue=chosen.overdue)
    teller.table(rows, tr("Nothing to list."))
    return 0


def _notes(reading: Reading, *, open_only: bool, overdue: bool) -> list[dict[str, Any]]:
    del open_only  # every note in the inbox is open
    return [
        {"id": row.id, "since": row.since.astimezone(reading.zone).date(), "text": row.text}
        for row in list_inbox(reading)
        if row.kind is InboxKind.NOTE and (row.late or not overdue)
    ]


def _cases(reading: Reading, *, open_only: bool, overdue: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "ref": row.ref,
            "state": row.state,
            "date_of_event": row.date_of_event,
            "title": row.title,
        }
        for row in list_cases(reading, CaseFilter(open_only=open_only, late_only=overdue))
    ]


def _meetings(reading: Reading, *, open_only: bool, overdue: bool) -> list[dict[str, Any]]:
    found = sorted(reading.find(Meeting), key=lambda each: (each.starts_at is None, each.starts_at))
    return [
        {
            "id": each.id,
            "ref": each.ref,
            "state": each.state,
            "starts_at": each.starts_at.astimezone(reading.zone) if each.starts_at else None,
            "title": each.title,
        }
        for each in found
        if not (open_only and each.state in _OVER) and not (overdue and not _is_late(each, reading))
    ]


def _is_late(meeting: Meeting, reading: Reading) -> bool:
    planned = meeting.state in (MeetingState.PLANNED, MeetingState.AGENDA_SENT)
    return planned and meeting.starts_at is not None and meeting.starts_at < reading.now


def _actions(reading: Reading, *, open_only: bool, overdue: bool) -> list[dict[str, Any]]:
    people = {each.id: each.name for each in reading.find(Person)}
    return [
        {
            "id": each.id,
            "ref": each.ref,
            "state": each.state,
            "due": each.due,
            "overdue": days_overdue(each.state, each.due, reading.today) > 0,
            "owner": people.get(each.owner, "") if each.owner else "",
            "text": each.text,
        }
        for each in sorted(reading.find(Action), key=lambda each: (each.due is None, each.due or 0))
        if not (open_only and each.state in _SETTLED)
        and not (overdue and days_overdue(each.state, each.due, reading.today) <= 0)
    ]


def show(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Show one record; opening a restricted one leaves a trace."""
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    with around.reading() as desk:
        record = desk.store.read(find_record, chosen.record)
        if isinstance(record, Case) and record.restricted:
            desk.store.write(
                note_access,
                AccessKind.OPENED_RESTRICTED,
                record_kind=record.kind,
                record=record.id,
                space=record.space,
            )
    answer = record_plain(record)
    teller.tell(answer, (f"{name}: {value}" for name, value in answer.items() if value))
    return 0


def history(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Tell what happened to a record, and why."""
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    declared = around.declared()
    with around.reading() as desk:
        record = desk.store.read(find_record, chosen.record)
        told = desk.store.read(tell_history, record.kind, record.id, declared.label)
        zone = desk.store.read(lambda reading: reading.zone)
    rows = [{"when": each.when.astimezone(zone), "sentence": each.words} for each in told]
    teller.tell(rows, (f"{row['when']:%d %b %Y %H:%M}  {row['sentence']}" for row in rows))
    return 0
