"""This is where a connection between desk and hub is captured and searched for words of records.

Once as a stranger on the network has it, once as one who has broken TLS, or the hub itself.
"""

import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.record import Text
from tests.sync.desks import Practice
from tests.sync.relay import relayed
from tests.sync.server import Server

MARKERS = (b"marmaduke", b"featherstonehaugh", b"aire bank", b"gp_partner", b"ann example")


def tell_everything(practice: Practice) -> list[str]:
    """Let words go from desk to desk; gives the secrets of the two."""
    ann = practice.join("Ann Example")
    case = practice.first.make(Case, title="Marmaduke fell", summary=Text("Featherstonehaugh saw"))
    practice.in_step()
    assert ann.store.read(lambda reading: reading.get(Case, case.id)).title == "Marmaduke fell"
    return [each.state.secrets().password for each in practice.desks]


def found(markers: tuple[bytes, ...], captured: bytes) -> list[bytes]:
    return [each for each in markers if each in captured.lower()]


def test_a_stranger_on_the_network_sees_no_word_of_a_record(server: Server, tmp_path: Path) -> None:
    with relayed(server.port) as relay:
        near = replace(server, port=relay.port)
        practice = Practice(near, tmp_path, f"hub_{uuid.uuid4().hex[:12]}")
        secrets = tell_everything(practice)
        practice.close()
    captured = relay.all_bytes
    assert len(captured) > 50_000
    assert found(MARKERS, captured) == []
    assert found(tuple(each.lower().encode() for each in secrets), captured) == []
    assert found((b"hub.push", b"select"), captured) == []


@pytest.fixture
def trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where PostgreSQL's own library writes down every message of every connection, unsealed."""
    path, real = tmp_path / "trace.txt", psycopg.connect
    with path.open("wb") as file:

        def connect(*values: object, **named: object) -> psycopg.Connection[tuple[object, ...]]:
            connection = real(*values, **named)  # type: ignore[arg-type]
            connection.pgconn.trace(file.fileno())
            return connection

        monkeypatch.setattr(psycopg, "connect", connect)
        yield path


@pytest.mark.skipif(sys.platform != "linux", reason="PostgreSQL's library traces on Linux only")
def test_one_who_has_broken_tls_sees_none_either(
    server: Server, tmp_path: Path, trace: Path
) -> None:
    practice = Practice(server, tmp_path, f"hub_{uuid.uuid4().hex[:12]}")
    secrets = tell_everything(practice)
    practice.close()
    told = trace.read_bytes()
    assert len(told) > 50_000
    assert found((b"hub.push", b"hub.pull"), told) == [b"hub.push", b"hub.pull"]
    assert found(MARKERS, told) == []
    assert found(tuple(each.lower().encode() for each in secrets), told) == []
    with server.admin(practice.database) as connection:
        connection.execute("SELECT 'Marmaduke'")
    assert found(MARKERS, trace.read_bytes()) == [b"marmaduke"]
