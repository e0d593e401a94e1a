"""This is where the heads of each field are packed into a row, and unpacked when asked for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import cbor2

from layerdesk.domain.record import EditId
from layerdesk.storage.log.encoding import id_bytes, id_text

Head = Sequence[Any]
"""An edit's id as it is packed: the bytes of its command's id, and its place."""


def head(edit: EditId) -> Head:
    """The edit's id, to be packed."""
    return (id_bytes(edit.command), edit.place)


def pack(heads: Mapping[str, Sequence[Head]]) -> bytes:
    """The heads as the column keeps them; this is local and never leaves the desk."""
    return cbor2.dumps(sorted(heads.items()))


def unpack(data: bytes) -> dict[str, list[Head]]:
    """The heads in a column, still packed one by one: of many, few are ever looked at."""
    return dict(cbor2.loads(data))


class Seen(Mapping[str, tuple[EditId, ...]]):
    """The heads of a record that was read, unpacked when somebody first asks: lists never do."""

    __slots__ = ("_data", "_heads")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._heads: dict[str, list[Head]] | None = None

    def __getitem__(self, key: str) -> tuple[EditId, ...]:
        return tuple(EditId(id_text(command), place) for command, place in self._all()[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, list[Head]]:
        if self._heads is None:
            self._heads = unpack(self._data)
        return self._heads
