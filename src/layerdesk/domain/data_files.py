"""This is where a data file in TOML is read strictly, and what is wrong with it is named by line.

A reader asks a ``Table`` for its keys by type and limits. Whatever is missing, unknown, too long or
of another type raises ``FileBroken`` with the line on which it stands.
"""

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from layerdesk.domain.data_file_lines import KeyPath, lines_of_keys
from layerdesk.domain.errors import FileBroken
from layerdesk.domain.language import plural, tr

LARGEST = 256 * 1024
"""Bytes in UTF-8."""
MOST_DOTS = 200
"""In one key or the name of one table."""
ID_LENGTH = 40
LABEL_LENGTH = 120
WORDS_LENGTH = 300
HELP_LENGTH = 1_000
HIGHEST_VERSION = 1_000_000

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing, and so can make words look like others."""

_Chosen = TypeVar("_Chosen", bound=StrEnum)


def read_data_file(text: str, *, name: str) -> "Table":
    """The top table of a file; ``name`` is what the file is called in a fault.

    A byte-order mark and Windows line ends are taken as they come. Raises FileBroken for a text of
    more than 256 KB and for what is not TOML.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(plain.encode("utf-8", "surrogatepass")) > LARGEST:
        raise FileBroken(path=name, line=0, reason=tr("The file is larger than 256 KB."))
    for number, written in enumerate(plain.split("\n"), start=1):
        # Reading a key of many dots takes longer with the square of them: minutes for one file.
        if written.partition("=")[0].partition("#")[0].count(".") > MOST_DOTS:
            raise FileBroken(path=name, line=number, reason=_too_deep())
    try:
        values = tomllib.loads(plain)
    except RecursionError:
        raise FileBroken(path=name, line=0, reason=_too_deep()) from None
    except ValueError as error:
        line, reason = _syntax_fault(str(error), plain)
        raise FileBroken(path=name, line=line, reason=reason) from None
    return Table(name, plain, values)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a data file: its values, and where in the file it stands."""

    name: str
    text_of_file: str
    values: Mapping[str, Any]
    path: KeyPath = ()

    def line(self, *below: str | int) -> int:
        """The line of a key of this table, or of the table where the key is missing."""
        lines = lines_of_keys(self.text_of_file)
        path = (*self.path, *below)
        while path not in lines:
            path = path[:-1]
        return lines[path]

    def wrong(self, key: str | None, reason: str) -> FileBroken:
        """The fault at this key (None: at the table), to be raised."""
        line = self.line() if key is None else self.line(key)
        return FileBroken(path=self.name, line=line, reason=reason)

    def has(self, key: str) -> bool:
        """Whether the key is there, whatever it holds."""
        return key in self.values

    def check_keys(self, *known: str) -> None:
        """Refuse keys that do not belong here, naming the one that may have been meant."""
        for key in self.values:
            if key in known:
                continue
            shown = _shown(key)
            reason = tr("“{key}” does not belong here.", key=shown)
            for near in difflib.get_close_matches(key, known, n=1):
                reason = tr(
                    "“{key}” does not belong here. Is “{near}” meant?", key=shown, near=near
                )
            raise self.wrong(key, reason)

    def text(
        self, key: str, limit: int, *, default: str | None = None, may_break: bool = False
    ) -> str:
        """Words of 1 to ``limit`` characters, without blanks around them.

        ``default`` stands in for a missing key; ``may_break`` allows several lines.
        """
        if default is not None and key not in self.values:
            return default
        value = self._value(key)
        if not isinstance(value, str):
            raise self.wrong(key, tr("“{key}” must be a text in quotes.", key=key))
        return self._words(key, value, limit, may_break)

    def texts(self, key: str, limit: int, most: int) -> tuple[str, ...]:
        """Up to ``most`` texts on one line each; none where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(key, tr("“{key}” must be a list of texts in quotes.", key=key))
        self._check_count(key, len(value), most)
        return tuple(
            self._words(key, each, limit, False, place) for place, each in enumerate(value)
        )

    def id(self, key: str = "id") -> str:
        """An id: a letter first, then letters, digits and underscores; at most 40."""
        value = self.text(key, ID_LENGTH)
        if not _ID.fullmatch(value):
            raise self.wrong(
                key,
                tr(
                    "“{key}” must begin with a letter and hold only unaccented letters, digits and "
                    "underscores.",
                    key=key,
                ),
            )
        return value

    def whole(self, key: str, least: int, most: int, *, default: int | None = None) -> int:
        """A whole number from ``least`` to ``most``."""
        if default is not None and key not in self.values:
            return default
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, tr("“{key}” must be a whole number.", key=key))
        if not least <= value <= most:
            words = tr("“{key}” must be from {least} to {most}.", key=key, least=least, most=most)
            raise self.wrong(key, words)
        return value

    def version(self) -> int:
        """The file's version, 1 and up."""
        return self.whole("version", 1, HIGHEST_VERSION)

    def flag(self, key: str) -> bool:
        """Yes or no; no where the key is missing."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, tr("“{key}” must be true or false.", key=key))
        return value

    def choice(self, key: str, among: type[_Chosen], *, default: _Chosen | None = None) -> _Chosen:
        """One of the names that an enumeration has."""
        if default is not None and key not in self.values:
            return default
        value = self.text(key, LABEL_LENGTH)
        names = [each.value for each in among]
        if value not in names:
            raise self.wrong(
                key,
                tr(
                    "“{value}” is not known here. It must be one of: {names}.",
                    value=_shown(value),
                    names=", ".join(names),
                ),
            )
        return among(value)

    def table(self, key: str) -> "Table":
        """The table with this name."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise self.wrong(key, tr("“{key}” must be a table: [{key}].", key=key))
        return Table(self.name, self.text_of_file, value, (*self.path, key))

    def tables(self, key: str, most: int) -> tuple["Table", ...]:
        """The tables in the list with this name; none where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(key, tr("“{key}” must be a list of tables: [[{key}]].", key=key))
        self._check_count(key, len(value), most)
        return tuple(
            Table(self.name, self.text_of_file, each, (*self.path, key, place))
            for place, each in enumerate(value)
        )

    def known(self, key: str, among: Collection[str], reason: str) -> str:
        """A text that must be one of those known; ``reason`` is the sentence where it is not."""
        value = self.text(key, LABEL_LENGTH)
        if value not in among:
            raise self.wrong(key, reason)
        return value

    def _value(self, key: str) -> object:
        if key not in self.values:
            raise self.wrong(None, tr("“{key}” is missing.", key=key))
        return self.values[key]

    def _words(self, key: str, value: str, limit: int, may_break: bool, *place: int) -> str:
        words = value.strip()
        shown = _shown(key)
        reason = ""
        if not words:
            reason = tr("“{key}” is empty.", key=shown)
        elif len(words) > limit:
            reason = plural(
                "“{key}” has {n} character; at most {limit} fit.",
                "“{key}” has {n} characters; at most {limit} fit.",
                len(words),
                key=shown,
                limit=limit,
            )
        elif "\n" in words and not may_break:
            reason = tr("“{key}” must be on one line.", key=shown)
        elif any(_is_unseen(each) for each in words):
            reason = tr("“{key}” holds a character that cannot be seen.", key=shown)
        if reason:
            raise FileBroken(path=self.name, line=self.line(key, *place), reason=reason)
        return words

    def _check_count(self, key: str, count: int, most: int) -> None:
        if count > most:
            words = tr(
                "“{key}” has {count} entries; at most {most} fit.", key=key, count=count, most=most
            )
            raise self.wrong(key, words)


def line_of(text: str, key: str) -> int:
    """The line of a key of the top table, in a text that ``read_data_file`` has read."""
    return read_data_file(text, name="").line(key)


def check_ids(tables: Collection[Table], key: str = "id") -> None:
    """Refuse an id that two of the tables have."""
    seen: set[str] = set()
    for table in tables:
        value = table.values.get(key)
        if isinstance(value, str) and value in seen:
            raise table.wrong(key, tr("“{id}” is there twice.", id=_shown(value)))
        seen.add(str(value))


def _is_unseen(character: str) -> bool:
    if character == "\n":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING


def _shown(value: str) -> str:
    """What a file holds, short and harmless enough to stand in a sentence."""
    plain = "".join("�" if _is_unseen(each) else each for each in value)
    return plain.replace("\n", " ")[:ID_LENGTH]


def _too_deep() -> str:
    return tr("Lists or tables lie too deep inside each other.")


def _syntax_fault(message: str, text: str) -> tuple[int, str]:
    """The line and a sentence, from what ``tomllib`` says in English with the place behind it."""
    match = _AT_LINE.search(message)
    said = _shown_sentence(message[: match.start()] if match else message)
    reason = tr("This is not valid TOML: {reason}.", reason=said)
    if match is None:
        return 0, reason
    return int(match[1]) if match[1] else text.count("\n") + 1, reason


def _shown_sentence(message: str) -> str:
    return "".join("�" if _is_unseen(each) else each for each in message)[:200].rstrip(".")
