"""This is where a declared file is read: TOML whose every fault is named with its line."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layerdesk.domain.errors import FileBroken
from layerdesk.domain.language import tr

LONGEST_FILE = 256 * 1024
LONGEST_WORDS = 2_000

_LINE = re.compile(r"at line (\d+)")
_ID = re.compile(r"[a-z0-9<>+_-]{1,60}", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a declared file, with the line it begins in."""

    name: str
    """The file's name, for messages."""
    rows: Mapping[str, Any]
    line: int
    lines: Mapping[str, int]
    """The line of each of its keys."""
    children: Mapping[str, Sequence["Table"]]

    def words(self, key: str, *, needed: bool = True, longest: int = LONGEST_WORDS) -> str:
        """A text; empty only where it is not needed."""
        value = self.rows.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(key, tr("“{key}” must be a text in quotes.", key=key))
        if needed and not value.strip():
            raise self.wrong(key, tr("“{key}” is missing or empty.", key=key))
        if len(value) > longest:
            raise self.wrong(
                key, tr("“{key}” is longer than {limit} characters.", key=key, limit=longest)
            )
        if _CONTROL.search(value):
            raise self.wrong(key, tr("“{key}” holds a control character.", key=key))
        return value.strip()

    def id(self, key: str = "id") -> str:
        """A short id of letters, digits, hyphens and underscores."""
        value = self.words(key, longest=60)
        if not _ID.fullmatch(value):
            raise self.wrong(key, tr("“{key}” may have letters, digits, - and _ only.", key=key))
        return value

    def number(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number within bounds."""
        value = self.rows.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.wrong(
                key,
                tr(
                    "“{key}” must be a whole number from {least} to {most}.",
                    key=key,
                    least=least,
                    most=most,
                ),
            )
        return value

    def yes(self, key: str) -> bool:
        """true or false; false where it is left out."""
        value = self.rows.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, tr("“{key}” must be true or false.", key=key))
        return value

    def one_of(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of these words."""
        value = self.rows.get(key, default)
        if value not in allowed:
            raise self.wrong(
                key,
                tr("“{key}” must be one of: {allowed}.", key=key, allowed=", ".join(allowed)),
            )
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is left out."""
        value = self.rows.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(key, tr("“{key}” must be a list of texts in quotes.", key=key))
        return tuple(each.strip() for each in value)

    def tables(self, key: str, *, needed: bool = False) -> Sequence["Table"]:
        """The tables of this name inside this one, in the order they were written."""
        found = self.children.get(key, ())
        if needed and not found:
            raise self.wrong(key, tr("At least one [[{key}]] is needed.", key=key))
        return found

    def only(self, *known: str) -> None:
        """Raise FileBroken where there is a key besides these: most often a slip of the pen."""
        for key in self.rows:
            if key not in known:
                raise self.wrong(key, tr("“{key}” is not known here.", key=key))

    def unlike(self, others: Sequence["Table"], key: str = "id") -> None:
        """Raise FileBroken where two of these tables have the same id."""
        seen: set[str] = set()
        for each in others:
            value = each.id(key)
            if value in seen:
                raise each.wrong(key, tr("“{value}” is there twice.", value=value))
            seen.add(value)

    def wrong(self, key: str, reason: str) -> FileBroken:
        """The error for a fault at this key, with its line."""
        return FileBroken(path=self.name, line=self.lines.get(key, self.line), reason=reason)


def read_table(text: str, name: str) -> Table:
    """The file's one table. Raises FileBroken with the line of the fault."""
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST_FILE:
        raise FileBroken(path=name, line=0, reason=tr("The file is too large."))
    try:
        data = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as reason:
        line = _LINE.search(str(reason))
        raise FileBroken(
            path=name,
            line=int(line.group(1)) if line else 0,
            reason=tr("It is not written as TOML: {reason}", reason=reason),
        ) from reason
    return _Finder(text, name).table(data, ())


class _Finder:
    """Finds the lines of tables and keys by walking through the text beside the parsed values."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._places: dict[tuple[str, ...], list[tuple[int, dict[str, int]]]] = {(): [(1, {})]}
        here = self._places[()][0]
        for number, line in enumerate(text.splitlines(), 1):
            header = re.match(r"\s*\[\[?\s*([\w.\-]+)\s*\]\]?\s*(#.*)?$", line)
            key = re.match(r"\s*\"?([\w\-<>+]+)\"?\s*=", line)
            if header:
                here = (number, {})
                self._places.setdefault(tuple(header.group(1).split(".")), []).append(here)
            elif key:
                here[1].setdefault(key.group(1), number)
        self._next: dict[tuple[str, ...], int] = {}

    def table(self, data: Mapping[str, Any], path: tuple[str, ...]) -> Table:
        places = self._places.get(path, [])
        at = self._next.get(path, 0)
        self._next[path] = at + 1
        line, lines = places[at] if at < len(places) else (0, {})
        children = {
            key: [self.table(each, (*path, key)) for each in _inner(value)]
            for key, value in data.items()
            if _inner(value)
        }
        return Table(self._name, data, line, lines, children)


def _inner(value: Any) -> Sequence[Mapping[str, Any]]:
    if isinstance(value, dict):
        return [value]
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return value
    return []
