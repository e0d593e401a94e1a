"""This is where the heads of each field are packed into a row, and unpacked when asked for."""

from collections.abc import Iterator, Mapping, Sequence

import cbor2

from layerdesk.domain.record import EditId
from layerdesk.storage.log.encoding import id_bytes, id_text


def pack(heads: Mapping[str, Sequence[EditId]]) -> bytes:
    """The heads as the column keeps them; this is local and never leaves the desk."""
    return cbor2.dumps(
        [
            [key, [[id_bytes(each.command), each.place] for each in edits]]
            for key, edits in sorted(heads.items())
        ]
    )


def unpack(data: bytes) -> dict[str, list[EditId]]:
    """The heads in a column."""
    return {
        key: [EditId(id_text(command), place) for command, place in edits]
        for key, edits in cbor2.loads(data)
    }


class Seen(Mapping[str, tuple[EditId, ...]]):
    """The heads of a record that was read, unpacked when somebody first asks: lists never do."""

    __slots__ = ("_data", "_heads")

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._heads: dict[str, tuple[EditId, ...]] | None = None

    def __getitem__(self, key: str) -> tuple[EditId, ...]:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, tuple[EditId, ...]]:
        if self._heads is None:
            self._heads = {key: tuple(edits) for key, edits in unpack(self._data).items()}
        return self._heads
