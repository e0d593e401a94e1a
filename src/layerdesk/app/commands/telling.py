"""This is where a command's answer is printed: as lines for people, or as JSON for programs."""

import json
import sys
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from layerdesk.domain.record import Record, Text, fields_of


class Teller:
    """Prints answers to standard output."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def tell(self, answer: Any, lines: Iterable[str]) -> None:
        """Print the answer as JSON where that was asked for, else these lines."""
        if self._as_json:
            json.dump(plain(answer), sys.stdout, ensure_ascii=False, indent=2)
            print()
        else:
            for line in lines:
                print(line)

    def table(self, rows: Sequence[Mapping[str, Any]], empty: str) -> None:
        """Print rows of the same keys, in columns; ``empty`` where there are none."""
        self.tell(rows, columns(rows) if rows else [empty])


def columns(rows: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """The rows as lines with aligned columns; ids are left to JSON."""
    names = [name for name in rows[0] if name != "id"]
    cells = [
        [str(plain(row[name]) if row[name] is not None else "") for name in names] for row in rows
    ]
    widths = [max(len(line[place]) for line in cells) for place in range(len(names))]
    for line in cells:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


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
