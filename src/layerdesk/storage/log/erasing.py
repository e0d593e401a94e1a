"""This is where words are erased from a record's whole history, and the rest of it is kept."""

from collections.abc import Iterable, Iterator, Mapping

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.people.log import EDITS_SCOPE, NONE, Edit, Part, StampedEdit, Verb, Wire
from layerdesk.domain.people.standing import Standing, standing
from layerdesk.domain.record import EditId, Merge, Record, Text, rule_of
from layerdesk.storage.log import rows, texts, values


def edits_that_erase(
    connection: Connection,
    record: Record,
    fields: Iterable[str],
    saying: Mapping[str, object],
) -> tuple[Edit, ...]:
    """The edits that empty these fields now and in every earlier operation.

    ``saying`` has new values for some of these fields, or for others, which keep their history. A
    set of elements can't be said anew, nor a text that was never written.

    Parts are blanked whole, so what they said of other fields is said again as the log has it, not
    as a screen showed it: each value that stands (also two concurrent ones, and those of fields
    that only a newer program knows), each element, and texts as the compacted document that the
    erase edit carries.
    """
    erased = frozenset(fields)
    state = standing(
        each
        for operation in rows.touching(connection, record.id)
        for _, each in rows.stamped(operation, record.id)
    )
    gone = frozenset(_parts_with(connection, record, erased))
    named = tuple((each.command, each.place) for each in sorted(gone))
    new = {name: _new_value(record, name, saying) for name in erased | saying.keys()}
    documents = tuple(_documents(state, gone, new))
    said = (*_said_again(state, gone, new), *_said_first(record, state, new))
    wanted = tuple(sorted(erased))
    return (Edit("", Verb.ERASE, (EDITS_SCOPE, named, wanted, documents)), *said)


def _new_value(record: Record, name: str, saying: Mapping[str, object]) -> Wire:
    """What the field says from now on."""
    rule = rule_of(type(record), name)
    if rule is None or (rule.merge is Merge.SET and name not in saying):
        return NONE
    value = saying.get(name, rule.empty)
    return value.plain if isinstance(value, Text) else values.to_wire(value)


def _parts_with(connection: Connection, record: Record, erased: frozenset[str]) -> Iterator[EditId]:
    for operation in rows.touching(connection, record.id):
        for part in operation.parts:
            touched = part.record == record.id and any(
                _tells(part, each, erased) for each in part.edits
            )
            if touched:
                for place in range(part.first_place, part.first_place + len(part.edits)):
                    yield EditId(operation.about.command_id, place)


def _tells(part: Part, edit: Edit, erased: frozenset[str]) -> bool:
    # An earlier erasing may carry the words in its documents. Each is named, blanked already or
    # not: so it can be told which erasings were made without knowing of one another.
    return edit.verb == Verb.ERASE or (edit.field in erased and not part.blanked)


def _documents(state: Standing, gone: frozenset[EditId], new: Mapping[str, Wire]) -> Iterator[Wire]:
    for name in sorted({*state.texts, *state.text_bases}):
        bases, edits = state.text_bases.get(name, []), state.texts.get(name, [])
        updates = [
            *bases,
            *(each.edit.value for each in edits if isinstance(each.edit.value, bytes)),
        ]
        if name in new:
            yield name, texts.reworded(updates, str(new[name]))
        elif bases or any(each.id in gone for each in edits):
            yield name, texts.merged(updates)[1]


def _said_again(
    state: Standing, gone: frozenset[EditId], new: Mapping[str, Wire]
) -> Iterator[Edit]:
    for heads in state.heads.values():
        ids = tuple(each.id for each in heads)
        name = heads[0].edit.field
        if heads[0].edit.verb == Verb.ADD:
            if gone.intersection(ids):
                yield from _element_again(heads, ids, empty=name in new)
        elif heads[0].edit.verb in (Verb.SET, Verb.MOVE):
            if name in new:
                yield Edit(name, heads[0].edit.verb, new[name], ids)
            elif gone.intersection(ids):
                # All of them, so that the one which showed is still the latest.
                for each in heads:
                    if not each.blanked:
                        yield Edit(name, each.edit.verb, each.edit.value, (each.id,))


def _said_first(record: Record, state: Standing, new: Mapping[str, Wire]) -> Iterator[Edit]:
    """The new values of fields that said nothing so far."""
    for name, value in new.items():
        rule = rule_of(type(record), name)
        if rule is None or name in state.heads or rule.merge not in (Merge.VALUE, Merge.ORDER):
            continue
        if value != values.to_wire(rule.empty):
            yield Edit(name, Verb.MOVE if rule.merge is Merge.ORDER else Verb.SET, value)


def _element_again(
    heads: list[StampedEdit], ids: tuple[EditId, ...], *, empty: bool
) -> Iterator[Edit]:
    name, element = heads[0].edit.field, heads[0].edit.value
    yield Edit(name, Verb.REMOVE, "" if empty else element, ids)
    if not empty:
        yield Edit(name, Verb.ADD, element)
