"""This is where the commands that write or take out are: note, minutes, export."""

import argparse
import json
from collections.abc import Mapping
from typing import Any

from layerdesk import __version__
from layerdesk.app.commands.finding import find_record
from layerdesk.app.commands.telling import Teller, record_plain
from layerdesk.app.opening import OpenDesk
from layerdesk.app.surroundings import surroundings
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.kinds import KINDS
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.records import AccessKind, Practice
from layerdesk.domain.record import Record
from layerdesk.export import FORMATS
from layerdesk.export.saving import save_bytes
from layerdesk.host.unlocking import Ask
from layerdesk.usecases.cases.note_quickly import note_quickly
from layerdesk.usecases.meetings.minute import build_minutes
from layerdesk.usecases.people.note_access import note_access
from layerdesk.usecases.ports import Reading

EVERYTHING_FORMAT = 1


def note(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Keep a quick note."""
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    with around.writing("note") as desk:
        note, _ = desk.store.write(note_quickly, chosen.text)
    teller.tell({"id": note.id}, [tr("Kept. It waits in your inbox.")])
    return 0


def minutes(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Write a meeting's minutes to a file; leaves a trace."""
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    suffix = chosen.out.suffix.lower()
    form = next((each for each in FORMATS if each.suffix == suffix), None)
    if form is None:
        known = ", ".join(each.suffix for each in FORMATS)
        raise FieldWrong(
            field=tr("File"), reason=tr("The file's name must end in one of {known}.", known=known)
        )
    declared = around.declared()
    with around.reading() as desk:
        meeting = desk.store.read(find_record, chosen.meeting)
        if not isinstance(meeting, Meeting):
            raise FieldWrong(field=tr("Meeting"), reason=tr("That is not a meeting."))
        document = desk.store.read(build_minutes, meeting.id, declared.label)
        save_bytes(chosen.out, form.write(document))
        _note_export(desk, meeting, form.id)
    teller.tell({"file": str(chosen.out)}, [tr("Written: {file}", file=chosen.out)])
    return 0


def export(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Write everything that this desk may see to a JSON file; leaves a trace."""
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    if chosen.out.suffix.lower() != ".json":
        raise FieldWrong(field=tr("File"), reason=tr("The file’s name must end in .json."))
    with around.reading() as desk:
        everything = desk.store.read(_everything)
        data = json.dumps(everything, ensure_ascii=False, indent=1).encode()
        save_bytes(chosen.out, data)
        (practice,) = desk.store.read(lambda reading: reading.find(Practice))
        _note_export(desk, practice, chosen.what)
    count = sum(len(each) for each in everything["records"].values())
    teller.tell(
        {"file": str(chosen.out), "records": count},
        [tr("Written: {file} ({count} records)", file=chosen.out, count=count)],
    )
    return 0


def _note_export(desk: OpenDesk, record: Record, detail: str) -> None:
    desk.store.write(
        note_access,
        AccessKind.EXPORTED,
        record_kind=record.kind,
        record=record.id,
        space=record.space,
        detail=detail,
    )


def _everything(reading: Reading) -> dict[str, Any]:
    return {
        "layerdesk": __version__,
        "format": EVERYTHING_FORMAT,
        "records": {
            kind.kind: [
                record_plain(each)
                for each in (*reading.find(kind), *reading.find(kind, in_bin=True))
            ]
            for kind in KINDS
        },
    }
