"""This is where chance and time of a run come from its seed, so that the same seed does the same.

Keys, passwords and nonces stay as they are: no content and no order follows from them.
"""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from layerdesk.domain.ids import random_uuid
from layerdesk.storage.log import texts

_START = datetime(2026, 3, 2, 9, tzinfo=UTC)
_HUB_CLOCK = (
    "CREATE OR REPLACE FUNCTION hub.clock() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT {}'"
)


@dataclass
class World:
    """Chance and time of one run."""

    chance: random.Random
    now: datetime = field(default=_START)

    def wall(self) -> datetime:
        """What a clock on the wall shows."""
        return self.now

    def bytes(self, count: int) -> bytes:
        """So many bytes by chance."""
        return self.chance.randbytes(count)

    def pass_time(self, hub: psycopg.Connection[Any]) -> None:
        """Some seconds later, for desks and for the hub of this administrator's connection."""
        self.now += timedelta(milliseconds=self.chance.randrange(1, 60_000))
        self.set_hub(hub)

    def set_hub(self, hub: psycopg.Connection[Any]) -> None:
        """Let the hub's clock stand where the desks' stand."""
        hub.execute(_HUB_CLOCK.format(int(self.now.timestamp() * 1000)).encode())


@contextmanager
def determined(seed: int) -> Iterator[World]:
    """Ids of desks and of writers of texts come from the seed too, as long as this lasts."""
    world = World(random.Random(f"world {seed}"))
    real_uuid4, real_document = uuid.uuid4, texts._document

    def document(updates: Any, client: int | None) -> Any:
        return real_document(updates, world.chance.getrandbits(53) if client is None else client)

    uuid.uuid4 = lambda: random_uuid(world.bytes)
    texts._document = document
    try:
        yield world
    finally:
        uuid.uuid4, texts._document = real_uuid4, real_document
