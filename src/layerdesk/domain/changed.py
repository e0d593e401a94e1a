"""This is where the one value for refreshing lives: which records changed."""

from dataclasses import dataclass

from layerdesk.domain.record import Record, RecordId


@dataclass(frozen=True, slots=True)
class Changed:
    """Which records of which kind changed; screens read again what they show."""

    records: frozenset[tuple[str, RecordId]] = frozenset()

    def touches(self, *kinds: type[Record]) -> bool:
        """Whether any record of these kinds changed."""
        names = {kind.kind for kind in kinds}
        return any(kind in names for kind, _ in self.records)

    def __bool__(self) -> bool:
        return bool(self.records)

    def __or__(self, other: "Changed") -> "Changed":
        return Changed(self.records | other.records)
