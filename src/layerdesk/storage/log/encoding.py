"""This is where the log's bytes are made: canonical CBOR of arrays, integers, text and bytes only.

Golden bytes of every format are kept in the tests for ever; an old format goes through an upcaster
here before anything else sees it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

import cbor2

from layerdesk.domain.errors import Refused
from layerdesk.domain.people.log import (
    FORMAT,
    NONE,
    About,
    Edit,
    Operation,
    Part,
    Verb,
    Wire,
)
from layerdesk.domain.record import EditId

START = bytes(32)
"""Hash 0 of every chain."""

WHOLE = 1 << 63
"""Whole numbers are less than this, and not less than its negative: they fit a column."""

CHAIN_TAG = b"layerdesk-op-1"
"""What every hash of a chain begins with."""

_BARE_TAG = b"layerdesk-bare-1"
_ID_SIZE, _HASH_SIZE = 16, 32
_SALT_SIZE, _REMAINS_SIZE = 32, 64


class BadBytes(Refused):
    """Bytes of an operation that cannot be read. Values: ``reason`` (a sentence)."""


def canonical(value: Wire) -> bytes:
    """The one encoding of a value. Raises BadBytes for a lone surrogate, which is no text."""
    try:
        return cbor2.dumps(value, canonical=True)
    except (UnicodeEncodeError, cbor2.CBOREncodeError) as reason:
        raise BadBytes(reason=str(reason)) from reason


def read(data: bytes) -> Wire:
    """The value in these bytes. Raises BadBytes for all but arrays, integers, text and bytes."""
    try:
        return _checked(cbor2.loads(data))
    except BadBytes:
        raise
    except Exception as reason:  # whatever a damaged stream makes the decoder raise
        raise BadBytes(reason=str(reason)) from reason


def part_body(part: Part) -> bytes:
    """The bytes of a part, as it is: with its values, or blanked without them."""
    return _part_bytes(part, [each.value for each in part.edits])


def about_body(about: About) -> bytes:
    """The bytes of an operation's "who, with what command and why"."""
    return _about_bytes(about, about.reason)


def remains(salt: bytes, body: bytes) -> bytes:
    """What is kept of a part once it is blanked: a salt for what stays, and a hash of it all.

    The salt itself is thrown away then, so that nothing can be guessed from the hash.
    """
    return hashlib.sha256(_BARE_TAG + salt).digest() + hashlib.sha256(salt + body).digest()


def commitment(remaining: bytes, bare: bytes) -> bytes:
    """SHA-256 over the hash of what stays (``bare``, a body without values) and that of it all.

    It is the same before blanking and after, so neither values nor what stays can be changed.
    """
    bare_salt, whole = remaining[:_HASH_SIZE], remaining[_HASH_SIZE:]
    return hashlib.sha256(hashlib.sha256(bare_salt + bare).digest() + whole).digest()


def part_fits(part: Part) -> bool:
    """Whether the part is the one that was committed to, blanked or not."""
    bare = _bare_body(part)
    if part.blanked:
        return part == blanked(part) and commitment(part.remains, bare) == part.commitment
    return commitment(remains(part.salt, part_body(part)), bare) == part.commitment


def about_fits(about: About) -> bool:
    """Whether who, command and reason are those that were committed to, blanked or not."""
    bare = _about_bytes(about, "")
    if about.blanked:
        return not about.reason and commitment(about.remains, bare) == about.commitment
    return commitment(remains(about.salt, about_body(about)), bare) == about.commitment


def header(operation: Operation) -> bytes:
    """The bytes that the chain covers: where the operation stands, and all commitments."""
    return canonical(
        (
            operation.format,
            id_bytes(operation.space),
            operation.desk,
            operation.number,
            operation.clock,
            (operation.about.commitment, *(each.commitment for each in operation.parts)),
        )
    )


def stands_at(head: bytes) -> tuple[str, bytes, int, int] | None:
    """Space, desk, number and clock of a header; None where it is none."""
    try:
        _, space, desk, number, clock, _ = _row(head)
        return (
            id_text(space),
            _sized(desk, _ID_SIZE),
            _whole(number, least=1),
            _whole(clock, least=0),
        )
    except (BadBytes, ValueError):
        return None


def chain(before: bytes, operation: Operation) -> bytes:
    """The operation's hash, from the hash of the one before it on the same desk and space."""
    return hashlib.sha256(CHAIN_TAG + before + header(operation)).digest()


def committed(operation: Operation, salts: Sequence[bytes]) -> Operation:
    """The operation with these salts (one for "about", then one for each part) and commitments."""
    about_salt, *part_salts = salts
    return replace(
        operation,
        about=_about_committed(operation.about, about_salt),
        parts=tuple(
            _part_committed(each, salt)
            for each, salt in zip(operation.parts, part_salts, strict=True)
        ),
    )


def bodies(operation: Operation) -> bytes:
    """The bytes of everything in the operation but its header, for one row of the log."""
    return canonical(
        (
            (operation.about.salt or operation.about.remains, about_body(operation.about)),
            *((each.salt or each.remains, part_body(each)) for each in operation.parts),
        )
    )


def operation_from(head: bytes, body: bytes, own_hash: bytes) -> Operation:
    """The operation from its header and bodies. Raises BadBytes where they do not fit together."""
    try:
        return _operation_from(head, body, own_hash)
    except (TypeError, ValueError, IndexError, AttributeError) as reason:
        raise BadBytes(reason=str(reason)) from reason


def blanked(part: Part) -> Part:
    """The part without values and salt: what it replaced stays replaced, nothing can be guessed."""
    left = part.remains if part.blanked else remains(part.salt, part_body(part))
    edits = tuple(replace(each, value=_blank_value(each)) for each in part.edits)
    return replace(part, salt=b"", remains=left, edits=edits)


def about_blanked(about: About) -> About:
    """Who and with what command, without the reason and the salt."""
    left = about.remains if about.blanked else remains(about.salt, about_body(about))
    return replace(about, reason="", salt=b"", remains=left)


def _part_committed(part: Part, salt: bytes) -> Part:
    proof = commitment(remains(salt, part_body(part)), _bare_body(part))
    return replace(part, salt=salt, commitment=proof)


def _about_committed(about: About, salt: bytes) -> About:
    proof = commitment(remains(salt, about_body(about)), _about_bytes(about, ""))
    return replace(about, salt=salt, commitment=proof)


def _bare_body(part: Part) -> bytes:
    """The bytes of a part once it is blanked."""
    return _part_bytes(part, [_blank_value(each) for each in part.edits])


def _part_bytes(part: Part, values: Iterable[Wire]) -> bytes:
    edits = tuple(_edit_out(each, value) for each, value in zip(part.edits, values, strict=True))
    return canonical((part.kind, id_bytes(part.record), part.first_place, edits))


def _about_bytes(about: About, reason: str) -> bytes:
    author, command_id, undoes = map(id_bytes, (about.author, about.command_id, about.undoes))
    return canonical((author, about.command, command_id, reason, undoes))


def _blank_value(edit: Edit) -> Wire:
    """What is left of an edit's value once it is blanked."""
    if edit.verb != Verb.ERASE:
        return NONE
    # What it erased stays erased; only the documents that it carried go.
    if isinstance(edit.value, tuple) and len(edit.value) == 4:
        return (*edit.value[:3], ())
    return edit.value


def id_bytes(text: str) -> bytes:
    """The 16 bytes of an id, or none for an empty one."""
    return bytes.fromhex(text.replace("-", ""))


def id_text(data: bytes) -> str:
    """The id of these 16 bytes, or an empty text for none. Raises BadBytes for anything else."""
    if not _sized(data, 0, _ID_SIZE):
        return ""
    digits = data.hex()  # a third of the time that uuid.UUID takes, and this runs for every edit
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _operation_from(head: bytes, body: bytes, own_hash: bytes) -> Operation:
    number_format, *standing = _row(head)
    if number_format != FORMAT:
        raise BadBytes(reason=f"format {number_format!r}")
    space, desk, number, clock, commitments = standing
    about, *parts = _row(body)
    about_salt, about_data = about
    author, command, command_id, reason, undoes = _row(about_data)
    return Operation(
        space=id_text(space),
        desk=_sized(desk, _ID_SIZE),
        number=_whole(number, least=1),
        clock=_whole(clock, least=0),
        about=About(
            author=id_text(author),
            command=_words(command),
            command_id=id_text(command_id),
            reason=_words(reason),
            undoes=id_text(undoes),
            salt=_salt(about_salt),
            remains=_remains(about_salt),
            commitment=_sized(commitments[0], _HASH_SIZE),
        ),
        parts=tuple(
            _part_from(salt, data, proof)
            for (salt, data), proof in zip(parts, commitments[1:], strict=True)
        ),
        hash=own_hash,
        format=number_format,
    )


def _part_from(salt: bytes, data: bytes, proof: bytes) -> Part:
    kind, record, first_place, edits = _row(data)
    return Part(
        kind=_words(kind),
        record=id_text(record),
        first_place=_whole(first_place, least=0),
        edits=tuple(_edit_in(each) for each in edits),
        salt=_salt(salt),
        remains=_remains(salt),
        commitment=_sized(proof, _HASH_SIZE),
    )


def _salt(data: object) -> bytes:
    found = _sized(data, _SALT_SIZE, _REMAINS_SIZE)
    return found if len(found) == _SALT_SIZE else b""


def _remains(data: object) -> bytes:
    found = _sized(data, _SALT_SIZE, _REMAINS_SIZE)
    return found if len(found) == _REMAINS_SIZE else b""


def _edit_out(edit: Edit, value: Wire) -> Wire:
    replaces = tuple((id_bytes(each.command), each.place) for each in edit.replaces)
    return (edit.field, str(edit.verb), value, replaces)


def _edit_in(data: tuple[str, str, Wire, tuple[tuple[bytes, int], ...]]) -> Edit:
    name, verb, value, replaces = data
    return Edit(
        _words(name),
        _words(verb),
        value,
        tuple(EditId(id_text(command), _whole(place, least=0)) for command, place in replaces),
    )


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise BadBytes(reason="not a text")
    return value


def _whole(value: object, *, least: int) -> int:
    if not isinstance(value, int) or not least <= value < WHOLE:
        raise BadBytes(reason="not a number of 63 bits")
    return value


def _sized(value: object, *sizes: int) -> bytes:
    if not isinstance(value, bytes) or len(value) not in sizes:
        raise BadBytes(reason="not bytes of the right length")
    return value


def _row(data: bytes) -> tuple[Any, ...]:
    # What is in it is unknown until it is unpacked; whatever does not fit raises there.
    found = read(data)
    if not isinstance(found, tuple):
        raise BadBytes(reason="not an array")
    return found


def _checked(value: Any) -> Wire:
    # Types are compared exactly, which keeps out bool and every other subclass, and is quick.
    kind = type(value)
    if kind is str or kind is bytes:
        return cast("Wire", value)
    if kind is list or kind is tuple:
        return tuple([_checked(each) for each in value])
    if kind is int and -WHOLE <= value < WHOLE:
        return cast("Wire", value)
    raise BadBytes(reason=f"a {type(value).__name__} has no place in the log")
