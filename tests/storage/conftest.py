"""This is where tests of storage find a desk that is closed again afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from layerdesk.storage.store import Store
from tests.storage.desks import Clock, fresh_desk


@pytest.fixture
def clock() -> Clock:
    """A wall clock that stands."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A desk alone on which a practice was just set up; its folder is ``tmp_path``."""
    store = fresh_desk(tmp_path, clock)
    yield store
    store.close()
