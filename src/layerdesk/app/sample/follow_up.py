"""This is where the actions and quick notes of the sample practice become records."""

from collections.abc import Sequence

from layerdesk.app.sample.words import Days, Keys, Row
from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Text
from layerdesk.usecases.ports import Work


def add_notes(work: Work, rows: Sequence[Row], days: Days, keys: Keys) -> None:
    """Put the quick notes into the inbox."""
    for row in rows:
        note = Note(
            id=work.new_id(),
            space=work.viewer.space(SpaceKind.ME),
            text=Text(row["text"]),
            source=row.get("source", ""),
            trigger=row.get("trigger", ""),
            importance=row.get("importance"),
            tags=frozenset(row.get("tags", ())),
            deadline=days.day(row, "deadline_day"),
        )
        keys.notes[row["key"]] = note.id
        work.save(None, note)


def add_actions(work: Work, rows: Sequence[Row], days: Days, keys: Keys) -> None:
    """Make each action, with what was noted of its progress."""
    home = work.viewer.space(SpaceKind.PRACTICE)
    for number, row in enumerate(rows, 1):
        case = keys.cases.get(row.get("case", ""))
        restricted = work.maybe(Case, case)
        first_due = days.day(row, "first_due_day")
        action = Action(
            id=work.new_id(),
            space=restricted.space if restricted and restricted.restricted else home,
            ref=work.next_ref("AC"),
            text=row["text"],
            state=ActionState(row["state"]),
            owner=keys.people[row["owner"]],
            due=days.day(row, "due_day"),
            first_due=first_due or days.day(row, "due_day"),
            strength=row["strength"],
            how_we_will_know=row["how_we_will_know"],
            case=case,
            meeting=keys.meetings.get(row.get("meeting", "")),
            item=keys.items.get(row["key"]),
            owner_said_yes="meeting" in row,
            done_on=days.day(row, "done_day"),
            stop_reason=row.get("stop_reason", row.get("transferred_to", "")),
            replanned=1 if first_due else 0,
            order=number.to_bytes(2, "big") + bytes(3),
        )
        work.save(None, action)
        _add_updates(work, row, action, days)


def _add_updates(work: Work, row: Row, action: Action, days: Days) -> None:
    told = [(UpdateKind.PROGRESS, each["text"], each["day"]) for each in row.get("progress", ())]
    if "evidence" in row:
        told.append((UpdateKind.EVIDENCE, row["evidence"], row.get("evidence_day", 0)))
    if "postponed_reason" in row:
        told.append((UpdateKind.POSTPONED, row["postponed_reason"], row.get("due_day", 0) - 30))
    for kind, words, day in told:
        work.save(
            None,
            ActionUpdate(
                id=work.new_id(),
                space=action.space,
                action=action.id,
                update_kind=kind,
                text=Text(words),
                day=days.day({"day": day}, "day"),
            ),
        )
