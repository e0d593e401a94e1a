"""This is where the line of every key of a TOML text is found, so that a fault can be pointed at.

``tomllib`` reads values but forgets where they stood. This walks over a text that it has already
accepted, so it needs to tell keys, strings and brackets apart, but not to judge them.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Keys and places in lists (0 and up) that lead to a value: ("section", 0, "title")."""

_DEEPEST = 12
"""Levels below which lines are not told apart; no data file goes as deep."""

_IDLE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'|""")
_LONG_TEXTS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|', re.DOTALL),
    re.compile(r"'''.*?'{3,5}|", re.DOTALL),
)
_PLAIN = re.compile(r"[^,\]}#\n]*")


def lines_of_keys(text: str) -> Mapping[KeyPath, int]:
    """The line (1 and up) on which each key, table and element of a list begins.

    ``text`` is TOML that ``tomllib`` has read, with line feeds as its only line ends.
    """
    return _Walk(text).run()


class _Walk:
    """A way through the text, from its first character to its last."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.lines: dict[KeyPath, int] = {(): 1}
        self.counts: dict[KeyPath, int] = {}

    def run(self) -> Mapping[KeyPath, int]:
        table: KeyPath = ()
        self.skip(_IDLE)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_IDLE)
        return self.lines

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Pass over what the pattern matches here, and give it."""
        match = pattern.match(self.text, self.at)
        if match is None:
            raise AssertionError("each pattern matches nothing at the least")
        self.at = match.end()
        return match.group()

    def note(self, path: KeyPath, at: int) -> None:
        self.lines.setdefault(path[:_DEEPEST], bisect_right(self.starts, at))

    def header(self) -> KeyPath:
        """A table's name in brackets, or a list's name in double ones."""
        began = self.at
        is_list = self.text.startswith("[[", began)
        self.at += 2 if is_list else 1
        parts = self.key()
        self.at += 2 if is_list else 1
        path: KeyPath = ()
        for number, part in enumerate(parts, 1):
            path = (*path, part)
            self.note(path, began)
            if is_list and number == len(parts):
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
                self.note(path, began)
        return path

    def key(self) -> tuple[str, ...]:
        """A key with its dots, up to and without what follows it."""
        parts: list[str] = []
        while True:
            self.skip(_SPACES)
            raw = self.skip(_KEY)
            parts.append(tomllib.loads(f"key = {raw}")["key"] if raw[:1] in "\"'" and raw else raw)
            self.skip(_SPACES)
            if not self.text.startswith(".", self.at):
                return tuple(parts[:_DEEPEST])
            self.at += 1

    def pair(self, table: KeyPath) -> None:
        """A key, the equals sign and the value."""
        began = self.at
        path = table
        for part in self.key():
            path = (*path, part)[:_DEEPEST]
            self.note(path, began)
        self.at += 1
        self.skip(_SPACES)
        self.value(path)

    def value(self, path: KeyPath) -> None:
        """A value, with what is inside it where it is a list or a table in braces."""
        opening = self.text[self.at : self.at + 1]
        if opening not in ("[", "{"):
            self.leaf()
            return
        self.at += 1
        self.skip(_IDLE)
        place = 0
        while self.text[self.at : self.at + 1] not in ("]", "}", ""):
            if opening == "{":
                self.pair(path)
            else:
                inner = (*path, place)[:_DEEPEST]
                self.note(inner, self.at)
                self.value(inner)
            self.skip(_IDLE)
            if self.text.startswith(",", self.at):
                self.at += 1
                self.skip(_IDLE)
            place += 1
        self.at += 1

    def leaf(self) -> None:
        """A text, number, date or yes and no."""
        for start, pattern in zip(('"""', "'''"), _LONG_TEXTS, strict=True):
            if self.text.startswith(start, self.at):
                self.skip(pattern)
                return
        self.skip(_KEY if self.text[self.at : self.at + 1] in ('"', "'") else _PLAIN)
