"""This is where it is worked out which edits stand: the same set gives the same, in any order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from layerdesk.domain.people.log import EDITS_SCOPE, RECORD_SCOPE, StampedEdit, Verb, Wire
from layerdesk.domain.record import EditId

DELETED = "deleted"
"""The field that ``delete`` and ``restore`` edit."""

_ONE_VALUE = frozenset({Verb.SET, Verb.MOVE})


@dataclass(slots=True)
class Standing:
    """What a record's edits come to."""

    created: StampedEdit | None = None
    """The earliest creation, or None where none has arrived yet."""
    latest: StampedEdit | None = None
    erased: bool = False
    """Erased as a whole: nothing of it is shown, whatever arrives later."""
    heads: dict[str, list[StampedEdit]] = field(default_factory=dict)
    """For each field the edits that no other replaces, latest last; elements: ``field/element``."""
    texts: dict[str, list[StampedEdit]] = field(default_factory=dict)
    """For each mergeable text all updates, oldest first; erased documents come first of all."""
    text_bases: dict[str, list[bytes]] = field(default_factory=dict)
    """For each mergeable text the documents that erasing carried."""


def standing(edits: Iterable[StampedEdit]) -> Standing:
    """What these edits of one record come to.

    A field's heads are its edits which no other edit's ``replaces`` names; its value is the head
    with the latest stamp. An element is in a set while it has an ``add`` that no ``remove``
    replaces. A blanked edit still replaces, but has no value: where it is the only head, the field
    is empty.
    """
    found = Standing()
    ordered = sorted(edits, key=lambda each: (each.stamp, each.id))
    replaced = {gone for each in ordered for gone in each.edit.replaces}
    for each in ordered:
        _take(found, each, replaced)
    return found


def element_key(name: str, element: str) -> str:
    """The key under which the heads of one element of a set are kept."""
    return f"{name}/{element}"


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an ``erase`` edit says."""

    scope: str = RECORD_SCOPE
    edits: tuple[EditId, ...] = ()
    """Those to blank, with all of the parts they stand in."""
    fields: tuple[str, ...] = ()
    """The fields that somebody wanted erased; other words of the same parts are said again."""
    documents: tuple[tuple[str, bytes], ...] = ()
    """For each text whose updates are blanked what it comes to: field and compacted document."""


def erasure(erase: Wire) -> Erasure:
    """What an ``erase`` edit's value says; all of the record is to go where it can't be read."""
    if not isinstance(erase, tuple) or len(erase) != 4 or erase[0] != EDITS_SCOPE:
        return Erasure()
    _, edits, fields, documents = erase
    gone = tuple(
        EditId(command, place)
        for command, place in _pairs(edits)
        if isinstance(command, str) and isinstance(place, int)
    )
    bases = tuple(
        (name, state)
        for name, state in _pairs(documents)
        if isinstance(name, str) and isinstance(state, bytes)
    )
    wanted = fields if isinstance(fields, tuple) else ()
    return Erasure(
        scope=EDITS_SCOPE,
        edits=gone,
        fields=tuple(each for each in wanted if isinstance(each, str)),
        documents=bases,
    )


def _pairs(value: Wire) -> tuple[tuple[Wire, Wire], ...]:
    rows = value if isinstance(value, tuple) else ()
    return tuple((row[0], row[1]) for row in rows if isinstance(row, tuple) and len(row) == 2)


def _take(found: Standing, each: StampedEdit, replaced: set[EditId]) -> None:
    found.latest = each
    edit = each.edit
    stands = each.id not in replaced
    if edit.verb == Verb.CREATE:
        found.created = found.created or each
    elif edit.verb == Verb.ERASE:
        erase = erasure(edit.value)
        found.erased = found.erased or erase.scope != EDITS_SCOPE
        # What stands in a blanked part is covered by no commitment: anybody may have put it there.
        for name, state in () if each.blanked else erase.documents:
            found.text_bases.setdefault(name, []).append(state)
    elif edit.verb in (Verb.DELETE, Verb.RESTORE):
        if stands:
            found.heads.setdefault(DELETED, []).append(each)
    elif edit.verb in _ONE_VALUE:
        if stands:
            found.heads.setdefault(edit.field, []).append(each)
    elif edit.verb == Verb.TEXT:
        found.texts.setdefault(edit.field, []).append(each)
        if stands:
            found.heads.setdefault(edit.field, []).append(each)
    elif edit.verb == Verb.ADD and stands and not each.blanked:
        found.heads.setdefault(element_key(edit.field, str(edit.value)), []).append(each)
