"""This is where it is promised that a meeting never depends on the network."""

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from layerdesk.app.sample.practice import load_sample
from layerdesk.app.sample.run_meeting import run_sample_meeting
from layerdesk.app.sample.words import read_sample_words
from layerdesk.domain.meetings.records import Meeting, MeetingState
from layerdesk.export import FORMATS
from layerdesk.host.bundled import resource_folder
from layerdesk.usecases.meetings.minute import build_minutes
from tests.storage.desks import fresh_desk


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a socket or asks for an address fails."""

    def refuse(*_args: object, **_values: object) -> NoReturn:
        raise AssertionError("the network was asked for")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.usefixtures("no_network")
def test_the_sample_meeting_is_run_minuted_and_exported_without_a_socket(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("localhost", 9))
    desk = fresh_desk(tmp_path)
    words = read_sample_words(resource_folder("sample_practice"))
    desk.write(load_sample, words, _label)
    meeting = run_sample_meeting(desk, _label)
    document = desk.read(build_minutes, meeting, _label)
    assert all(each.write(document) for each in FORMATS)
    stored = desk.read(lambda reading: reading.get(Meeting, meeting))
    assert stored.state is MeetingState.CIRCULATED
    assert desk.verify().sound
    desk.close()


def _label(_kind: str, value: str) -> str:
    return value
