"""This is where it is tested when a desk and its hub are brought in step, and how that is told."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from layerdesk.domain.changed import Changed
from layerdesk.domain.record import RecordId
from layerdesk.sync.errors import HubUnreachable
from layerdesk.ui import in_step
from layerdesk.ui.in_step import News, StayingInStep
from layerdesk.ui.jobs import Jobs
from layerdesk.usecases.hub_ports import InStep
from tests.ui.syncing.hub import FakeHub

PATIENCE = 5_000


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    bugs: list[BaseException] = []
    made = Jobs(failed=bugs.append, bug=bugs.append)
    yield made
    assert made.close(5) == {}
    assert bugs == []


def begun(hub: FakeHub, jobs: Jobs, qtbot: QtBot) -> StayingInStep:
    made = StayingInStep(hub, jobs)
    with qtbot.waitSignal(made.told, timeout=PATIENCE):
        made.begin()
    if hub.is_joined:
        qtbot.waitUntil(lambda: not made.news.working, timeout=PATIENCE)
    return made


def test_a_desk_alone_asks_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    hub = FakeHub(joined=False)
    staying = begun(hub, jobs, qtbot)
    staying.soon()
    staying.now()
    staying.be_live(True)
    assert staying.news == News()
    assert hub.rounds == 0


def test_the_first_round_is_made_at_once_and_tells_what_arrived(jobs: Jobs, qtbot: QtBot) -> None:
    hub = FakeHub()
    arrived = Changed(frozenset({("case", RecordId("c"))}))
    hub.answer = InStep(received=1, waiting=3, changed=arrived)
    staying = StayingInStep(hub, jobs)
    with qtbot.waitSignal(staying.pulled, timeout=PATIENCE) as pulled:
        staying.begin()
    assert pulled.args == [arrived]
    assert staying.news.waiting == 3
    assert staying.news.last is not None


def test_what_is_written_is_sent_soon_and_at_once_in_a_meeting(jobs: Jobs, qtbot: QtBot) -> None:
    staying = begun(FakeHub(), jobs, qtbot)
    assert staying._timer.interval() > in_step.SOON
    staying.soon()
    assert staying._timer.interval() <= in_step.SOON
    staying.be_live(True)
    staying.soon()
    assert staying._timer.interval() <= in_step.AT_ONCE
    staying.be_live(False)


def test_a_wish_during_a_round_is_granted_after_it(jobs: Jobs, qtbot: QtBot) -> None:
    hub = FakeHub()
    staying = begun(hub, jobs, qtbot)
    staying.now()
    staying.now()
    qtbot.waitUntil(lambda: hub.rounds == 3 and not staying.news.working, timeout=PATIENCE)


def test_a_hub_that_does_not_answer_is_asked_ever_more_seldom(jobs: Jobs, qtbot: QtBot) -> None:
    hub = FakeHub()
    staying = begun(hub, jobs, qtbot)
    hub.fails = HubUnreachable(host="h", port=1)
    waits = []
    since = None
    for _ in range(5):
        staying.now()
        qtbot.waitUntil(lambda: not staying.news.working, timeout=PATIENCE)
        assert staying.news.problem is hub.fails
        since = since or staying.news.since
        assert staying.news.since == since
        waits.append(staying._timer.interval())
        staying._timer.stop()
    assert waits == sorted(waits)
    assert waits[0] <= in_step.EVERY < waits[-1] <= in_step.LATEST
    hub.fails = None
    staying.now()
    qtbot.waitUntil(lambda: not staying.news.working, timeout=PATIENCE)
    assert (staying.news.problem, staying.news.since) == (None, None)


def test_in_a_meeting_a_hub_that_is_back_is_heard_of_soon(jobs: Jobs, qtbot: QtBot) -> None:
    hub = FakeHub()
    staying = begun(hub, jobs, qtbot)
    hub.fails = HubUnreachable(host="h", port=1)
    staying.be_live(True)
    for _ in range(4):
        staying.now()
        qtbot.waitUntil(lambda: not staying.news.working, timeout=PATIENCE)
    assert staying._timer.interval() <= in_step.LIVE_AGAIN
    hub.fails = None
    staying.now()
    qtbot.waitUntil(lambda: "listening" in hub.done, timeout=PATIENCE)
    staying.be_live(False)


def test_a_listener_that_is_woken_makes_a_round(jobs: Jobs, qtbot: QtBot) -> None:
    hub = FakeHub()
    hub.wakes = 1
    staying = begun(hub, jobs, qtbot)
    before = hub.rounds
    staying.be_live(True)
    qtbot.waitUntil(lambda: hub.rounds > before, timeout=PATIENCE)
    staying.be_live(False)
    qtbot.waitUntil(lambda: not jobs.waiting(), timeout=PATIENCE)
    staying.be_live(True)
    qtbot.waitUntil(lambda: hub.done.count("listening") == 2, timeout=PATIENCE)
    staying.be_live(False)
