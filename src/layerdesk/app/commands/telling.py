"""This is where a command's answer is printed: as lines for people, or as JSON for programs."""

import json
import sys
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from enum import Enum
from typing import Any

from layerdesk.domain.record import Record, Text, fields_of

_UNSEEN = {
    **{each: 0x2400 + each for each in range(0x20) if chr(each) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}
"""What would steer the terminal, or turn the line round, and the sign that is shown for it."""


class Teller:
    """Prints answers to standard output."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def tell(self, answer: Any, lines: Iterable[str]) -> None:
        """Print the answer as JSON where that was asked for, else these lines."""
        if self._as_json:
            _print_json(plain(answer))
        else:
            for line in lines:
                print(_printable(line))

    def table(self, rows: Sequence[Mapping[str, Any]], empty: str) -> None:
        """Print rows of the same keys, in columns; ``empty`` where there are none."""
        self.tell(rows, columns(rows) if rows else [empty])


def columns(rows: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """The rows as lines with aligned columns; ids are left to JSON."""
    names = [name for name in rows[0] if name != "id"]
    cells = [
        [" ".join(str(plain(row[name])).split()) if row[name] is not None else "" for name in names]
        for row in rows
    ]
    widths = [max(len(line[place]) for line in cells) for place in range(len(names))]
    for line in cells:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


def tell_problem(name: str, words: str, *, as_json: bool) -> None:
    """Say on the error output what went wrong; with JSON asked for, also as the answer."""
    with suppress(OSError):
        print(_printable(words), file=sys.stderr)
    if as_json:
        with suppress(OSError):
            _print_json({"error": name, "sentence": words})


def record_plain(record: Record) -> dict[str, Any]:
    """A record as JSON values: its standard fields and its own, days and instants as ISO text."""
    own = {rule.name: plain(getattr(record, rule.name)) for rule in fields_of(type(record))}
    return {
        "kind": record.kind,
        "id": record.id,
        "space": record.space,
        "deleted": record.deleted,
        "created_at": plain(record.created_at),
        "created_by": record.created_by,
        "updated_at": plain(record.updated_at),
        "updated_by": record.updated_by,
        **own,
    }


def plain(value: Any) -> Any:
    """A value as JSON knows it; bytes as base64, sets as sorted lists."""
    match value:
        case Record():
            return record_plain(value)
        case Text():
            return value.plain
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return b64encode(value).decode()
        case frozenset() | set():
            return sorted(plain(each) for each in value)
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
    return value


def _print_json(answer: Any) -> None:
    # An older console, or a file on Windows, may know fewer characters than the answer has.
    every = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    print(json.dumps(answer, ensure_ascii=not every, indent=2))


def _printable(line: str) -> str:
    return line.translate(_UNSEEN)
