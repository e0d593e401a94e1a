"""This is where it is tested how somebody who has joined waits to be let in."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from layerdesk.sync.errors import HubUnreachable
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.syncing.waiting import WaitingToBeLetIn
from tests.ui.syncing.hub import WORDS, FakeHub


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    bugs: list[BaseException] = []
    made = Jobs(failed=bugs.append, bug=bugs.append)
    yield made
    made.close(5)
    assert bugs == []


def test_it_asks_until_it_is_let_in(jobs: Jobs, theme: Theme, qtbot: QtBot) -> None:
    hub = FakeHub()
    hub.is_let_in = False
    window = WaitingToBeLetIn(jobs, WORDS, hub.knock)
    qtbot.addWidget(window)
    window.show()
    assert window.words.text() == " · ".join(WORDS)
    window.ask.click()
    window.knock()
    qtbot.waitUntil(lambda: "Not yet" in window.message.words)
    hub.fails = HubUnreachable(host="hub.example", port=1)
    window.ask.click()
    qtbot.waitUntil(lambda: "hub.example" in window.message.words)
    hub.fails, hub.is_let_in = None, True
    with qtbot.waitSignal(window.let_in):
        window.ask.click()
    jobs.close(5)
    window.knock()
    assert theme
