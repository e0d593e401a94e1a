"""This is where ids are made: from time and chance, or from what makes a thing the only one."""

import uuid
from collections.abc import Callable
from datetime import datetime

from layerdesk.domain.record import RecordId, SpaceId


def new_id(now: datetime, random_bytes: Callable[[int], bytes]) -> RecordId:
    """A UUID of version 7: sorts by the millisecond it was made in.

    ``random_bytes`` gives that many random bytes (``os.urandom`` in the program).
    Source: RFC 9562, 2024, section 5.7.
    """
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    chance = int.from_bytes(random_bytes(10), "big")
    number = (
        milliseconds << 80
        | 7 << 76
        | (chance >> 68 & 0xFFF) << 64
        | 0b10 << 62
        | chance & ((1 << 62) - 1)
    )
    return RecordId(str(uuid.UUID(int=number)))


def random_uuid(random_bytes: Callable[[int], bytes]) -> uuid.UUID:
    """A UUID of version 4: of a desk, or of one command in all spaces that it touches.

    ``random_bytes`` is as for ``new_id``.
    """
    return uuid.UUID(bytes=random_bytes(16), version=4)


def only_one(space: SpaceId, *what: str) -> RecordId:
    """The id of a thing of which a space has only one: the same on every desk that makes it.

    ``what`` is the kind followed by whatever makes it unique, such as the meeting and the person.
    """
    return RecordId(str(uuid.uuid5(uuid.UUID(space), "\x1f".join(what))))


def is_id(text: str) -> bool:
    """Whether the text is the full id of a record."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
