"""This is where values become PDF syntax and objects become one file.

The form is PDF 1.7 with object streams, so that the structure tree is compressed like the pages.
Source: ISO 32000-1:2008, 7.3 (objects), 7.5 (file structure).
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

_PER_STREAM = 200


class Name(str):
    """A PDF name, without its slash; holds letters, digits and hyphens only."""

    __slots__ = ()


class Hexadecimal(bytes):
    """A byte string, written in hexadecimal digits."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to the object with this number."""

    number: int


Value = (
    Name
    | Hexadecimal
    | Ref
    | str
    | bool
    | int
    | float
    | None
    | Sequence["Value"]
    | Mapping[str, "Value"]
)


def number_text(value: float) -> str:
    """A number as PDF writes it, to a thousandth."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def syntax(value: Value) -> str:
    """The value as it stands in a file; a ``str`` becomes a text string."""
    match value:
        case Name():
            return f"/{value}"
        case Hexadecimal():
            return f"<{value.hex()}>"
        case Ref():
            return f"{value.number} 0 R"
        case str():
            return _text_string(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return number_text(value)
        case Mapping():
            return f"<<{' '.join(f'/{key} {syntax(each)}' for key, each in value.items())}>>"
        case Sequence():
            return f"[{' '.join(map(syntax, value))}]"
        case _:
            assert_never(value)


class PdfFile:
    """Objects on their way into one file."""

    def __init__(self) -> None:
        self._values: dict[int, Value] = {}
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self) -> Ref:
        """A reference to an object that ``put`` fills later."""
        self._count += 1
        return Ref(self._count)

    def put(self, ref: Ref, value: Value) -> None:
        """Give the reserved object its value."""
        self._values[ref.number] = value

    def add(self, value: Value) -> Ref:
        """A reference to a new object with this value."""
        ref = self.reserve()
        self.put(ref, value)
        return ref

    def add_stream(
        self, data: bytes, entries: Mapping[str, Value] | None = None, *, plain: bool = False
    ) -> Ref:
        """A reference to a new stream, compressed unless it shall be ``plain``."""
        ref = self.reserve()
        self._streams[ref.number] = _stream(data, entries or {}, plain=plain)
        return ref

    def finished(self, root: Ref, info: Ref) -> bytes:
        """The whole file. Equal objects in equal order give equal bytes."""
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        numbers = sorted(self._values)
        for start in range(0, len(numbers), _PER_STREAM):
            holder = self.reserve().number
            held = numbers[start : start + _PER_STREAM]
            self._streams[holder] = self._object_stream(held)
            places.update({number: (2, holder, index) for index, number in enumerate(held)})
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        length = len(parts[0])
        for number, stream in sorted(self._streams.items()):
            part = b"%d 0 obj\n%s\nendobj\n" % (number, stream)
            places[number] = (1, length, 0)
            parts.append(part)
            length += len(part)
        table = self.reserve().number
        places[table] = (1, length, 0)
        digest = hashlib.sha256(b"".join(parts)).digest()[:16]
        rows = b"".join(
            kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
            for _, (kind, first, second) in sorted(places.items())
        )
        entries: dict[str, Value] = {
            "Type": Name("XRef"),
            "Size": table + 1,
            "W": [1, 4, 2],
            "Root": root,
            "Info": info,
            "ID": [Hexadecimal(digest), Hexadecimal(digest)],
        }
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (table, _stream(rows, entries)))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % length)
        return b"".join(parts)

    def _object_stream(self, numbers: Sequence[int]) -> bytes:
        offsets: list[str] = []
        bodies: list[str] = []
        length = 0
        for number in numbers:
            body = syntax(self._values[number])
            offsets.append(f"{number} {length}")
            bodies.append(body)
            length += len(body) + 1
        first = " ".join(offsets) + "\n"
        entries: dict[str, Value] = {
            "Type": Name("ObjStm"),
            "N": len(numbers),
            "First": len(first),
        }
        return _stream((first + "\n".join(bodies)).encode("latin-1"), entries)


def _stream(data: bytes, entries: Mapping[str, Value], *, plain: bool = False) -> bytes:
    all_entries = dict(entries)
    if not plain:
        data = zlib.compress(data, 6)
        all_entries["Filter"] = Name("FlateDecode")
    all_entries["Length"] = len(data)
    return syntax(all_entries).encode("latin-1") + b"\nstream\n" + data + b"\nendstream"


def _text_string(text: str) -> str:
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"
