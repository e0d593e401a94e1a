"""This is where words are erased from a record's whole history, and the rest of it is kept."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from layerdesk.domain.people.log import EDITS_SCOPE, Edit, Verb, Wire
from layerdesk.domain.people.standing import element_key
from layerdesk.domain.record import EditId, FieldRule, Merge, Record, Text, fields_of
from layerdesk.storage.log import rows, texts, values


def edits_that_erase(
    connection: Connection, record: Record, fields: Iterable[str]
) -> tuple[Edit, ...]:
    """The edits that empty these fields now and in every earlier operation.

    Parts are blanked whole, so what they said of other fields is said again: values and elements as
    fresh edits, texts as the compacted document that the erase edit carries.
    """
    erased = frozenset(fields)
    gone = frozenset(_parts_with(connection, record, erased))
    kept: list[Edit] = []
    documents: list[Wire] = []
    for rule in fields_of(type(record)):
        if rule.merge is Merge.TEXT:
            document = _document(getattr(record, rule.name), empty=rule.name in erased)
            if document:
                documents.append((rule.name, document))
        else:
            kept.extend(_said_again(record, rule, gone, empty=rule.name in erased))
    named = tuple((each.command, each.place) for each in sorted(gone))
    return (Edit("", Verb.ERASE, (EDITS_SCOPE, named, tuple(documents))), *kept)


def _parts_with(connection: Connection, record: Record, erased: frozenset[str]) -> Iterator[EditId]:
    for operation in rows.touching(connection, record.id):
        for part in operation.parts:
            touched = part.record == record.id and not part.blanked
            if touched and any(_tells(each, erased) for each in part.edits):
                for place in range(part.first_place, part.first_place + len(part.edits)):
                    yield EditId(operation.about.command_id, place)


def _tells(edit: Edit, erased: frozenset[str]) -> bool:
    # An earlier erasing may carry the words in its documents.
    return edit.field in erased or edit.verb == Verb.ERASE


def _document(text: Text, *, empty: bool) -> bytes:
    if not text.state:
        return b""
    return texts.emptied([text.state]) if empty else text.state


def _said_again(
    record: Record, rule: FieldRule, gone: frozenset[EditId], *, empty: bool
) -> Iterator[Edit]:
    if rule.merge is Merge.SET:
        for element in sorted(getattr(record, rule.name)):
            heads = tuple(record.seen.get(element_key(rule.name, element), ()))
            if gone.intersection(heads):
                yield Edit(rule.name, Verb.REMOVE, element if not empty else "", heads)
                if not empty:
                    yield Edit(rule.name, Verb.ADD, element)
        return
    heads = tuple(record.seen.get(rule.name, ()))
    if (empty and heads) or gone.intersection(heads):
        value = rule.empty if empty else getattr(record, rule.name)
        verb = Verb.MOVE if rule.merge is Merge.ORDER else Verb.SET
        yield Edit(rule.name, verb, values.to_wire(value), heads)
