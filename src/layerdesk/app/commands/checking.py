"""This is where the commands that check are: verify, check-text, self-test."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from layerdesk.app.commands.telling import Teller
from layerdesk.app.self_test import Check, run_self_test
from layerdesk.app.surroundings import Surroundings
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr
from layerdesk.domain.people.identifiers import Level, explain, find_identifiers


def add_commands(commands: Any, everywhere: argparse.ArgumentParser) -> None:
    """Add the checking commands to the parser."""
    verify = commands.add_parser(
        "verify",
        parents=[everywhere],
        help=tr("check the log's chains, and the tables against the log"),
    )
    verify.set_defaults(run=_verify)
    check = commands.add_parser(
        "check-text", parents=[everywhere], help=tr("look for what would identify somebody")
    )
    check.add_argument("file", nargs="?", default="-", help=tr("a text file, or - for the input"))
    check.set_defaults(run=_check_text)
    test = commands.add_parser(
        "self-test", parents=[everywhere], help=tr("try out every part on this computer")
    )
    test.set_defaults(run=_self_test)


def _verify(_chosen: argparse.Namespace, around: Surroundings, teller: Teller) -> int:
    with around.reading() as desk:
        verdict = desk.store.verify()
    faults = (*verdict.broken_chain, *verdict.broken_parts, *verdict.differing)
    sound = tr(
        "Sound: {operations} operations, {records} records.",
        operations=verdict.operations,
        records=verdict.records,
    )
    teller.tell({**asdict(verdict), "sound": verdict.sound}, faults or [sound])
    return 0 if verdict.sound else 1


def _check_text(chosen: argparse.Namespace, _around: Surroundings, teller: Teller) -> int:
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


def _self_test(_chosen: argparse.Namespace, around: Surroundings, teller: Teller) -> int:
    checks: list[Check] = list(run_self_test(around))
    teller.tell(
        [asdict(each) for each in checks],
        (f"{tr('ok') if each.ok else tr('FAILED')}  {each.name}: {each.said}" for each in checks),
    )
    return 0 if all(each.ok for each in checks) else 3
