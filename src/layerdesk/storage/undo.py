"""This is where an operation is taken back by a new one, as far as nobody edited since."""

from collections.abc import Iterable, Iterator

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.errors import CannotUndo, NothingToUndo
from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.language import tr
from layerdesk.domain.people.log import NONE, Edit, Operation, StampedEdit, Verb
from layerdesk.domain.people.standing import DELETED, element_key, standing
from layerdesk.domain.people.undoing import LASTING, Done, Undone, next_to_redo, next_to_undo
from layerdesk.domain.record import EditId, Record, RecordId, rule_of
from layerdesk.storage.gate import TableWork
from layerdesk.storage.log import rows, texts, values


def to_undo(connection: Connection, desk: bytes) -> Done | None:
    """The command that undoing would take back now."""
    return next_to_undo(_done(connection, desk))


def to_redo(connection: Connection, desk: bytes) -> Done | None:
    """The undoing that redoing would take back now."""
    return next_to_redo(_done(connection, desk))


def undo(connection: Connection, work: TableWork, desk: bytes, target: Done | None) -> Undone:
    """Take the command back in this work.

    Raises NothingToUndo, or CannotUndo where it is of a kind that stays, or where everything that
    it edited was edited or erased since.
    """
    if target is None:
        raise NothingToUndo
    if target.command in LASTING:
        raise CannotUndo(
            command=target.command, reason=tr("What was shared, approved or erased stays so.")
        )
    left: list[tuple[str, RecordId, str]] = []
    done = erased = False
    for operation in rows.of_command(connection, desk, target.command_id):
        for part in operation.parts:
            kind = BY_KIND.get(part.kind)
            record = work.maybe(kind, RecordId(part.record)) if kind else None
            found = list(rows.stamped_part(operation, part))
            if record is None:
                left.append((part.kind, RecordId(part.record), ""))
                erased = erased or rows.is_erased(connection, part.record)
                continue
            log = rows.touching(connection, record.id)
            edits, stay = _reversed(log, record, found)
            erased = erased or _needs_erased(log, record, found)
            left.extend((part.kind, record.id, name) for name in stay)
            work.add_edits(record, edits)
            done = done or bool(edits)
    if not done:
        reason = (
            tr("What it would bring back was erased.")
            if erased
            else tr("All of it was edited since, so it stays as it is.")
        )
        raise CannotUndo(command=target.command, reason=reason)
    return Undone(command=_first(connection, desk, target).command, left=tuple(left))


def _first(connection: Connection, desk: bytes, target: Done) -> Done:
    """What a person did that an undoing took back, however often it went to and fro."""
    known = {each.command_id: each for each in _done(connection, desk)}
    while target.undoes in known:
        target = known[target.undoes]
    return target


def _done(connection: Connection, desk: bytes) -> tuple[Done, ...]:
    found: dict[str, Done] = {}
    for operation in rows.newest_of_desk(connection, desk, rows.LOOK_BACK):
        about = operation.about
        found.setdefault(about.command_id, Done(about.command_id, about.command, about.undoes))
    return tuple(found.values())


def _needs_erased(log: Iterable[Operation], record: Record, edits: list[StampedEdit]) -> bool:
    """Whether something that these edits wrote or replaced was erased."""
    replaced = {gone for each in edits for gone in each.edit.replaces}
    ours = {each.id for each in edits} | replaced
    return any(
        each.blanked and each.id in ours for one in log for _, each in rows.stamped(one, record.id)
    )


def _reversed(
    log: Iterable[Operation], record: Record, edits: list[StampedEdit]
) -> tuple[list[Edit], list[str]]:
    """The edits that take these back, and the names of the fields that stay."""
    if edits[0].edit.verb == Verb.CREATE:
        return [Edit(DELETED, Verb.DELETE, "", tuple(record.seen.get(DELETED, ())))], []
    by_id: dict[EditId, StampedEdit] = {}
    brought_back: set[EditId] = set()
    for operation in log:
        for _, each in rows.stamped(operation, record.id):
            by_id[each.id] = each
            if operation.about.undoes:
                brought_back.add(each.id)
    made: list[Edit] = []
    left: list[str] = []
    for each in reversed(edits):
        back = list(_reverse_one(record, each, by_id, brought_back))
        made.extend(back)
        if not back:
            left.append(each.edit.field)
    return made, left


def _reverse_one(
    record: Record,
    each: StampedEdit,
    by_id: dict[EditId, StampedEdit],
    brought_back: set[EditId],
) -> Iterator[Edit]:
    edit = each.edit
    element = element_key(edit.field, str(edit.value))
    key = element if edit.verb == Verb.ADD else edit.field
    heads = tuple(record.seen.get(key, ()))
    if edit.verb == Verb.TEXT:
        yield from _reverse_text(each, by_id, heads)
    elif edit.verb == Verb.REMOVE:
        if not record.seen.get(element):
            yield Edit(edit.field, Verb.ADD, edit.value)
    elif each.blanked or not _stands(each, heads, by_id, brought_back):
        return
    elif edit.verb == Verb.ADD:
        yield Edit(edit.field, Verb.REMOVE, edit.value, heads)
    elif edit.verb in (Verb.DELETE, Verb.RESTORE):
        other = Verb.RESTORE if edit.verb == Verb.DELETE else Verb.DELETE
        yield Edit(DELETED, other, "", heads)
    elif edit.verb in (Verb.SET, Verb.MOVE):
        yield from _reverse_value(record, each, by_id, heads)


def _stands(
    each: StampedEdit,
    heads: tuple[EditId, ...],
    by_id: dict[EditId, StampedEdit],
    brought_back: set[EditId],
) -> bool:
    """Whether what this edit said stands: itself, or brought back by undoing what came after."""
    if len(heads) != 1:
        return False
    (head,) = heads
    if head == each.id:
        return True
    said, edit = by_id[head].edit, each.edit
    return head in brought_back and (said.verb, said.value) == (edit.verb, edit.value)


def _reverse_value(
    record: Record,
    each: StampedEdit,
    by_id: dict[EditId, StampedEdit],
    heads: tuple[EditId, ...],
) -> Iterator[Edit]:
    edit = each.edit
    replaced = [by_id[gone] for gone in edit.replaces if gone in by_id]
    if not replaced:
        rule = rule_of(type(record), edit.field)
        empty = values.to_wire(rule.empty) if rule else NONE
        yield Edit(edit.field, edit.verb, empty, heads)
        return
    shown = max(replaced, key=lambda one: (one.stamp, one.id))
    if not shown.blanked:
        yield Edit(edit.field, edit.verb, shown.edit.value, heads)


def _reverse_text(
    each: StampedEdit, by_id: dict[EditId, StampedEdit], heads: tuple[EditId, ...]
) -> Iterator[Edit]:
    log = sorted(by_id.values(), key=lambda one: (one.stamp, one.id))
    mine = [one for one in log if one.edit.field == each.edit.field and one.edit.verb == Verb.TEXT]
    bases = standing(log).text_bases.get(each.edit.field, [])
    updates = [one.edit.value if isinstance(one.edit.value, bytes) else b"" for one in mine]
    place = len(bases) + [one.id for one in mine].index(each.id)
    back = texts.without([*bases, *updates], place)
    if back:
        yield Edit(each.edit.field, Verb.TEXT, back, heads)
