"""This is where the commands that check are: verify, check-text, self-test."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from layerdesk.app.commands.telling import Teller
from layerdesk.app.self_test import Check, run_self_test
from layerdesk.app.surroundings import surroundings
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr
from layerdesk.domain.people.identifiers import Level, explain, find_identifiers
from layerdesk.host.unlocking import Ask
from layerdesk.storage.verifying import Verdict


def verify(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Check the log's chains, the tables against the log, and the search index against them.

    With ``--rebuild``, tables and index are made anew of the log where that is whole.
    """
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    if chosen.rebuild:
        with around.writing("verify") as desk:
            verdict = desk.store.verify()
            if verdict.log_sound:
                desk.store.rebuild()
                verdict = desk.store.verify()
    else:
        with around.reading() as desk:
            verdict = desk.store.verify()
    teller.tell({**asdict(verdict), "sound": verdict.sound}, _verdict_lines(verdict))
    return 0 if verdict.sound else 1


def _verdict_lines(verdict: Verdict) -> list[str]:
    lines = [*verdict.broken_chain, *verdict.broken_parts, *verdict.differing]
    if verdict.index:
        lines += [
            tr("The search index differs at {record}.", record=each) for each in verdict.index
        ]
    if not verdict.log_sound:
        lines.append(
            tr(
                "The log itself is damaged, and nothing can be made anew of it. Make a desk of a"
                " backup: layerdesk restore BACKUP --folder NEW_FOLDER"
            )
        )
    elif not verdict.sound:
        lines.append(
            tr("The log is whole. To make tables and index anew of it: layerdesk verify --rebuild")
        )
    sound = tr(
        "Sound: {operations} operations, {records} records.",
        operations=verdict.operations,
        records=verdict.records,
    )
    return lines or [sound]


def check_text(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Print what would identify somebody; 1 where anything is at the level that blocks."""
    teller = Teller(as_json=chosen.json)
    del environment, ask  # no desk is opened
    text = _text(chosen.file)
    found = find_identifiers(text)
    teller.tell(
        [asdict(each) for each in found],
        (f"{each.start}-{each.end} {each.level}: {explain(each)}" for each in found),
    )
    return 1 if any(each.level is Level.BLOCK for each in found) else 0


def _text(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as reason:
        raise FieldWrong(field=tr("File"), reason=reason.strerror or str(reason)) from reason
    except UnicodeDecodeError as reason:
        raise FieldWrong(field=tr("File"), reason=tr("It is not a text file in UTF-8.")) from reason


def self_test(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Try out every part on this computer."""
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    checks: list[Check] = list(run_self_test(around))
    teller.tell(
        [asdict(each) for each in checks],
        (f"{tr('ok') if each.ok else tr('FAILED')}  {each.name}: {each.said}" for each in checks),
    )
    return 0 if all(each.ok for each in checks) else 3
