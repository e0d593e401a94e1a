"""This is where the values that a field offers are a set: data with an id and a version."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from layerdesk.domain.declaring import read_table

_KNOWN = ("id", "version", "title", "value")
_VALUE = ("id", "label", "help", "retired", "attributes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that a field may have."""

    id: str
    label: str
    help: str = ""
    retired: bool = False
    """No longer offered; records that have it still show its label."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Whatever rules need of it, such as the strength of a kind of action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSet:
    """The values of one kind, in the order they are offered."""

    id: str
    version: int
    title: str
    values: tuple[Value, ...]

    def get(self, value: str) -> Value | None:
        """The value with this id, or None."""
        return next((each for each in self.values if each.id == value), None)

    def offered(self) -> tuple[Value, ...]:
        """The values that may be chosen now."""
        return tuple(each for each in self.values if not each.retired)


def read_value_set(text: str, *, name: str) -> ValueSet:
    """The value set in the text of a file. Raises FileBroken with the line and the reason."""
    table = read_table(text, name)
    table.only(*_KNOWN)
    rows = table.tables("value", needed=True)
    table.unlike(rows)
    values = []
    for row in rows:
        row.only(*_VALUE)
        attributes = row.tables("attributes")
        values.append(
            Value(
                id=row.id(),
                label=row.words("label", longest=200),
                help=row.words("help", needed=False),
                retired=row.yes("retired"),
                attributes={key: each.words(key) for each in attributes for key in each.rows},
            )
        )
    return ValueSet(
        id=table.id(),
        version=table.number("version", least=1, most=9999),
        title=table.words("title", longest=200),
        values=tuple(values),
    )
