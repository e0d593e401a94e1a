"""This is where the job runner is shown to lose nothing and to mix nothing up."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from pytestqt.qtbot import QtBot

from layerdesk.domain.errors import LayerDeskError, Missing
from layerdesk.ui.jobs import LANES, Jobs, Progress, Step


class Listener(QObject):
    """Keeps what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.failures: list[object] = []
        self.bugs: list[BaseException] = []
        self.steps: list[Step] = []
        self.threads: set[int] = set()

    @Slot(object)
    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    @Slot(object)
    def failed(self, error: object) -> None:
        self.failures.append(error)
        self.threads.add(threading.get_ident())

    @Slot(object)
    def bug(self, error: BaseException) -> None:
        self.bugs.append(error)

    @Slot(object)
    def progress(self, step: Step) -> None:
        self.steps.append(step)


@pytest.fixture
def default(qapp: QCoreApplication) -> Listener:
    return Listener()


@pytest.fixture
def jobs(default: Listener) -> Iterator[Jobs]:
    made = Jobs(failed=default.failed, bug=default.bug)
    yield made
    assert made.close(5) == {}


def _raise(error: BaseException) -> None:
    raise error


def test_two_thousand_jobs_all_come_back_in_order_and_on_the_main_thread(
    qtbot: QtBot, jobs: Jobs
) -> None:
    listeners = {lane: Listener() for lane in LANES}
    for number in range(500):
        for lane in LANES:
            jobs.start(lane, lambda n=number: n, done=listeners[lane].done)
    qtbot.waitUntil(
        lambda: all(len(each.results) == 500 for each in listeners.values()), timeout=20000
    )
    for listener in listeners.values():
        assert listener.results == list(range(500))
        assert listener.threads == {threading.get_ident()}


def test_work_runs_on_the_worker_of_its_lane(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()
    for lane in LANES:
        jobs.start(lane, lambda: threading.current_thread().name, done=listener.done)
    qtbot.waitUntil(lambda: len(listener.results) == len(LANES))
    assert sorted(str(name) for name in listener.results) == sorted(
        f"layerdesk-{lane}_0" for lane in LANES
    )


def test_a_result_for_a_screen_that_is_gone_is_dropped(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    gone, stays = Listener(), Listener()
    jobs.start("read", gate.wait, done=gone.done, owner=gone)
    jobs.start("read", lambda: "after", done=stays.done, owner=stays)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    assert not jobs.is_alive(gone)
    gate.set()
    qtbot.waitUntil(lambda: stays.results == ["after"])
    assert gone.results == []


def test_a_failure_for_a_screen_that_is_gone_reaches_the_default_handler(
    qtbot: QtBot, jobs: Jobs, default: Listener
) -> None:
    gate = threading.Event()
    gone = Listener()

    def work() -> None:
        gate.wait()
        raise Missing(what="a case")

    jobs.start("write", work, done=gone.done, failed=gone.failed, owner=gone)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: len(default.failures) == 1)
    assert gone.failures == []


def test_only_the_latest_of_a_key_gives_a_result(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    ran: list[str] = []
    listener = Listener()

    def search(words: str) -> str:
        gate.wait()
        ran.append(words)
        return words

    for words in ("d", "de", "delay"):
        jobs.start("read", lambda w=words: search(w), done=listener.done, latest_key="search")
    jobs.start("read", lambda: "other", done=listener.done, latest_key="list")
    gate.set()
    qtbot.waitUntil(lambda: "other" in listener.results)
    assert listener.results == ["delay", "other"]
    assert "de" not in ran


def test_a_write_is_done_even_if_a_later_one_has_its_key(qtbot: QtBot, jobs: Jobs) -> None:
    ran: list[int] = []
    listener = Listener()
    for number in range(3):
        jobs.start("write", lambda n=number: ran.append(n), done=listener.done, latest_key="field")
    qtbot.waitUntil(lambda: ran == [0, 1, 2] and len(listener.results) == 1)


def test_a_known_error_goes_to_its_own_slot_or_else_to_the_default(
    qtbot: QtBot, jobs: Jobs, default: Listener
) -> None:
    listener = Listener()
    error, other = Missing(what="a"), Missing(what="b")
    jobs.start("read", lambda: _raise(error), failed=listener.failed, owner=listener)
    jobs.start("read", lambda: _raise(other))
    qtbot.waitUntil(lambda: default.failures == [other])
    assert listener.failures == [error]
    assert listener.threads == {threading.get_ident()}


def test_any_other_exception_is_a_bug_and_goes_to_no_screen(
    qtbot: QtBot, jobs: Jobs, default: Listener
) -> None:
    listener = Listener()
    error = ZeroDivisionError()
    jobs.start("read", lambda: _raise(error), failed=listener.failed, owner=listener)
    qtbot.waitUntil(lambda: default.bugs == [error])
    assert listener.failures == []


def test_a_long_job_tells_how_far_it_is(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()

    def work(progress: Progress) -> str:
        for at in range(1, 4):
            progress.report(at, 3, "reading")
        return "all"

    jobs.start_long("documents", work, done=listener.done, progress=listener.progress)
    qtbot.waitUntil(lambda: listener.results == ["all"])
    assert [(step.at, step.of) for step in listener.steps] == [(1, 3), (2, 3), (3, 3)]


def test_a_cancelled_job_ends_and_tells_nobody(qtbot: QtBot, jobs: Jobs, default: Listener) -> None:
    listener = Listener()
    begun, gate = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        begun.set()
        gate.wait()
        progress.check()
        return "never"

    handle = jobs.start_long("network", work, done=listener.done, failed=listener.failed)
    begun.wait()
    handle.cancel()
    assert handle.cancelled
    gate.set()
    jobs.start("network", lambda: "next", done=listener.done)
    qtbot.waitUntil(lambda: listener.results == ["next"])
    assert not listener.failures
    assert not default.failures


def test_an_exception_in_a_slot_keeps_no_other_result_back(qtbot: QtBot, jobs: Jobs) -> None:
    class Breaks(Listener):
        @Slot(object)
        def done(self, result: object) -> None:
            raise ValueError(result)

    breaks, listener = Breaks(), Listener()
    gate = threading.Event()
    jobs.start("read", gate.wait)
    jobs.start("read", lambda: 1, done=breaks.done)
    jobs.start("read", lambda: 2, done=listener.done)
    with qtbot.capture_exceptions() as caught:
        gate.set()
        qtbot.waitUntil(lambda: listener.results == [2])
    assert [kind for kind, *_ in caught] == [ValueError]


def test_closing_waits_for_the_work_and_delivers_it(default: Listener) -> None:
    jobs = Jobs(failed=default.failed, bug=default.bug)
    listener = Listener()
    for number in range(50):
        jobs.start("write", lambda n=number: n, done=listener.done)
    assert jobs.close(5) == {}
    assert listener.results == list(range(50))
    with pytest.raises(RuntimeError):
        jobs.start("read", lambda: 1)


def test_closing_says_what_is_not_finished(default: Listener) -> None:
    jobs = Jobs(failed=default.failed, bug=default.bug)
    begun, gate = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        gate.wait()

    jobs.start("network", work)
    jobs.start("network", lambda: None)
    begun.wait()
    assert jobs.close(0.05) == {"network": 2}
    gate.set()
    assert jobs.close(5) == {}


def test_a_known_error_is_not_a_bug() -> None:
    assert issubclass(Missing, LayerDeskError)


def test_a_lane_settles_with_all_that_its_results_brought_on(qtbot: QtBot) -> None:
    told: list[str] = []
    jobs = Jobs(failed=_unexpected, bug=_unexpected)

    class Chain(QObject):
        @Slot(object)
        def go_on(self, words: str) -> None:
            told.append(words)
            if len(words) < 3:
                jobs.start("write", lambda: words + "a", done=self.go_on, owner=self)

    chain = Chain()
    jobs.start("write", lambda: "a", done=chain.go_on, owner=chain)
    assert jobs.settle("write", 5)
    assert told == ["a", "aa", "aaa"]
    gate = threading.Event()
    jobs.start("write", gate.wait)
    assert not jobs.settle("write", 0)
    gate.set()
    assert not jobs.close(5)


def _unexpected(error: BaseException) -> None:
    raise error
