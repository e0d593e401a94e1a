"""This is where tests of sync get one real PostgreSQL for all of them, and an empty hub each."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.desks import Practice
from tests.sync.server import Server, running
from tests.ui.conftest import theme

__all__ = ["practice", "server", "theme"]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One server for the session, in a folder that PostgreSQL's own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="layerdesk-hub-"))
    folder.chmod(0o755)
    try:
        with running(folder) as found:
            yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def practice(server: Server, tmp_path: Path) -> Iterator[Practice]:
    """A practice with a hub of its own, and its first desk."""
    made = Practice(server, tmp_path, f"hub_{uuid.uuid4().hex[:12]}")
    yield made
    made.close()
