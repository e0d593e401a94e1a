"""This is where it is said, to be signed, whose a desk is, what it may do, and where a chain ends.

Canonical CBOR of arrays, whole numbers, texts and bytes. A statement names its kind and version
first, so that a signature under one can never be taken for another.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cbor2

from layerdesk.domain.record import RecordId, SpaceId

_MEMBER, _KEY_BOX, _HEAD = "layerdesk-member-1", "layerdesk-key-box-1", b"layerdesk-head-1"


class Can(StrEnum):
    """What a desk may do in a space."""

    NONE = "none"
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


class NotAStatement(Exception):
    """Bytes that are no statement of the kind that was looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """That a desk is a person's, with these keys, and what it may do in a space from then on."""

    space: SpaceId
    desk: bytes
    person: RecordId
    signing_key: bytes
    box_key: bytes
    can: Can
    since: int
    """The clock value from which on it holds."""

    def to_bytes(self) -> bytes:
        """What is signed."""
        return cbor2.dumps(
            [
                _MEMBER,
                self.space,
                self.desk,
                self.person,
                self.signing_key,
                self.box_key,
                str(self.can),
                self.since,
            ],
            canonical=True,
        )


def member_from(data: bytes) -> Member:
    """The membership in these bytes. Raises NotAStatement."""
    space, desk, person, signing_key, box_key, can, since = _fields(
        data, _MEMBER, (str, bytes, str, bytes, bytes, str, int)
    )
    try:
        return Member(
            space=SpaceId(space),
            desk=desk,
            person=RecordId(person),
            signing_key=signing_key,
            box_key=box_key,
            can=Can(can),
            since=since,
        )
    except ValueError as reason:
        raise NotAStatement from reason


def key_box_bytes(space: SpaceId, key_name: bytes, desk: bytes, sealed: bytes) -> bytes:
    """What is signed when a space's key is given to a desk."""
    return cbor2.dumps([_KEY_BOX, space, key_name, desk, sealed], canonical=True)


def head_bytes(space: bytes, desk: bytes, number: int, own_hash: bytes) -> bytes:
    """What a desk signs at the end of each push: how far its chain has come."""
    return _HEAD + space + desk + number.to_bytes(8, "big") + own_hash


def _fields(data: bytes, kind: str, types: tuple[type, ...]) -> tuple[Any, ...]:
    try:
        found = cbor2.loads(data)
    except Exception as reason:  # whatever a damaged stream makes the decoder raise
        raise NotAStatement from reason
    if (
        not isinstance(found, list)
        or len(found) != len(types) + 1
        or found[0] != kind
        or any(type(each) is not wanted for each, wanted in zip(found[1:], types, strict=True))
    ):
        raise NotAStatement
    return tuple(found[1:])
