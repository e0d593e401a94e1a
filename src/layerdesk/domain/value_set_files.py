"""This is where the text of a value set's file becomes a value set."""

import re
from types import MappingProxyType

from layerdesk.domain.data_files import (
    HELP_LENGTH,
    ID_LENGTH,
    LABEL_LENGTH,
    Table,
    check_ids,
    read_data_file,
)
from layerdesk.domain.language import tr
from layerdesk.domain.value_sets import Attribute, Value, ValueSet

MOST_VALUES = 300
MOST_ATTRIBUTES = 20
_VALUE_ID = re.compile(r"[A-Za-z0-9<][A-Za-z0-9_+-]*")


def read_value_set(text: str, *, name: str) -> ValueSet:
    """The value set in the text of a file called ``name``. Raises FileBroken."""
    top = read_data_file(text, name=name)
    top.check_keys("id", "version", "title", "help", "value")
    tables = top.tables("value", MOST_VALUES)
    if not tables:
        raise top.wrong(None, tr("A value set needs at least one [[value]]."))
    made = ValueSet(
        id=top.id(),
        version=top.version(),
        title=top.text("title", LABEL_LENGTH),
        help=top.text("help", HELP_LENGTH, default="", may_break=True),
        values=tuple(_value(each) for each in tables),
    )
    check_ids(tables)
    return made


def _value(table: Table) -> Value:
    table.check_keys("id", "label", "help", "retired", "attributes")
    value_id = table.text("id", ID_LENGTH)
    if not _VALUE_ID.fullmatch(value_id):
        raise table.wrong(
            "id", tr("“id” may hold only unaccented letters, digits, underscores, + and -.")
        )
    return Value(
        id=value_id,
        label=table.text("label", LABEL_LENGTH),
        help=table.text("help", HELP_LENGTH, default="", may_break=True),
        attributes=MappingProxyType(_attributes(table)),
        retired=table.flag("retired"),
    )


def _attributes(table: Table) -> dict[str, Attribute]:
    if not table.has("attributes"):
        return {}
    inner = table.table("attributes")
    if len(inner.values) > MOST_ATTRIBUTES:
        raise table.wrong(
            "attributes", tr("A value has at most {n} attributes.", n=MOST_ATTRIBUTES)
        )
    made: dict[str, Attribute] = {}
    for key, value in inner.values.items():
        if isinstance(value, str):
            made[key] = inner.text(key, HELP_LENGTH)
        elif isinstance(value, int):
            made[key] = value
        else:
            raise inner.wrong(
                key, tr("An attribute must be a text, a whole number, true or false.")
            )
    return made
