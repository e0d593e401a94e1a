"""This is where work leaves the main thread, and where its results come back to it.

Each lane has one worker, so its jobs never overlap and keep their order. Workers only put outcomes
into a deque and emit; this one object stays on the main thread for as long as the program runs.
A QObject for each job lost signals and crashed on PySide6 6.11 and 6.12.
"""

import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any, Literal, TypeVar, get_args

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from layerdesk.domain.errors import LayerDeskError
from layerdesk.ui.tidying import Tidying

Lane = Literal["write", "read", "network", "listening", "documents"]

LANES: tuple[Lane, ...] = get_args(Lane)

T = TypeVar("T")


class Cancelled(Exception):
    """Work noticed that nobody wants its result any more. Nothing is told to anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a job has come: ``at`` of ``of`` (0: not known how many), and what it does now."""

    at: int
    of: int
    words: str = ""


class Progress:
    """What a long job tells with, and is stopped with. Safe to use from any thread."""

    def __init__(self, tell: Callable[[Step], None] | None = None) -> None:
        self._tell = tell
        self._stop = Event()

    def report(self, at: int, of: int, words: str = "") -> None:
        """Called by the work: how far it is. Raises Cancelled if it was stopped."""
        self.check()
        if self._tell is not None:
            self._tell(Step(at=at, of=of, words=words))

    def check(self) -> None:
        """Called by the work now and then. Raises Cancelled if it was stopped."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Called by a screen: stop at the next chance."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was stopped."""
        return self._stop.is_set()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    lane: Lane
    work: Callable[[], object]
    done: Callable[[Any], object] | None
    failed: Callable[[Any], object] | None
    owner: QObject | None
    key: str | None
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    job: _Job
    value: object = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    slot: Callable[[Step], object]
    owner: QObject | None
    step: Step


class Jobs(QObject):
    """The one job runner. Make it on the main thread, keep it, and close it at the end.

    ``failed`` hears of each LayerDeskError that no job's own slot takes, ``bug`` of every other
    exception; both on the main thread.
    """

    _arrived = Signal()

    def __init__(
        self,
        *,
        failed: Callable[[LayerDeskError], object],
        bug: Callable[[BaseException], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._failed = failed
        self._bug = bug
        self._outcomes: deque[_Outcome | _Told] = deque()
        self._lock = Lock()
        self._pending: dict[Future[None], _Job] = {}
        self._stops: dict[int, Progress] = {}
        self._newest: dict[tuple[Lane, str], int] = {}
        self._number = 0
        self._closed = False
        # Connected before any work starts: started first, results were lost at random.
        self._arrived.connect(self._deliver)
        self._tidying = Tidying(self)
        self._lanes = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"layerdesk-{lane}")
            for lane in LANES
        }

    def start(
        self,
        lane: Lane,
        work: Callable[[], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Any], object] | None = None,
        owner: QObject | None = None,
        latest_key: str | None = None,
    ) -> None:
        """Run ``work`` on a lane, and give ``done`` what it returns, on the main thread.

        ``done`` and ``failed`` are bound methods marked ``@Slot``. Once ``owner`` was destroyed,
        results are dropped and failures go to the default handler. With a ``latest_key`` only the
        job started last under it gives a result; outside the writing lane, older ones that have
        not begun are not run at all. Raises RuntimeError after ``close``.
        """
        self._submit(lane, work, done, failed, owner, latest_key, None)

    def start_long(
        self,
        lane: Lane,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Any], object] | None = None,
        progress: Callable[[Step], object] | None = None,
        owner: QObject | None = None,
        latest_key: str | None = None,
    ) -> Progress:
        """The same for work that tells how far it is and can be cancelled by what is returned.

        ``progress`` is a slot for each ``Step``. After ``cancel`` nothing more is told.
        """
        handle = Progress(self._teller(progress, owner) if progress is not None else None)
        self._submit(lane, lambda: work(handle), done, failed, owner, latest_key, handle)
        return handle

    @property
    def closed(self) -> bool:
        """Whether no more work is taken."""
        return self._closed

    def is_alive(self, owner: QObject | None) -> bool:
        """Whether a result can still be given to this owner; None always can."""
        return owner is None or isValid(owner)

    def waiting(self) -> Mapping[Lane, int]:
        """How many jobs of each lane are not finished; lanes without any are left out."""
        counts: dict[Lane, int] = {}
        with self._lock:
            for job in self._pending.values():
                counts[job.lane] = counts.get(job.lane, 0) + 1
        return counts

    def settle(self, lane: Lane, timeout: float) -> bool:
        """Wait until nothing is left to do on a lane, also nothing that its results brought on.

        Waits at most ``timeout`` seconds; False where that was not enough. Results are delivered.
        """
        end = time.monotonic() + timeout
        while True:
            with self._lock:
                pending = tuple(each for each, job in self._pending.items() if job.lane == lane)
            if not pending and not self._outcomes:
                return True
            wait(pending, timeout=max(end - time.monotonic(), 0))
            while self._outcomes:
                self._deliver()
            if time.monotonic() > end:
                return False

    def close(self, timeout: float) -> Mapping[Lane, int]:
        """Take no more work, cancel what can be, and wait up to ``timeout`` seconds for the rest.

        Results that came are delivered. Returns how many jobs of which lane are still not finished;
        empty if all is well.
        """
        self._closed = True
        with self._lock:
            stops = tuple(self._stops.values())
            pending = tuple(self._pending)
        for stop in stops:
            stop.cancel()
        end = time.monotonic() + timeout
        wait(pending, timeout=timeout)
        for lane in self._lanes.values():
            lane.shutdown(wait=False)
        self._tidying.stop()
        # A future is finished a moment before its callback has taken it off the list.
        while all(future.done() for future in pending) and self.waiting():
            if time.monotonic() > end + 1:
                break
            time.sleep(0)
        while self._outcomes:
            self._deliver()
        return self.waiting()

    def _submit(
        self,
        lane: Lane,
        work: Callable[[], object],
        done: Callable[[Any], object] | None,
        failed: Callable[[Any], object] | None,
        owner: QObject | None,
        key: str | None,
        stop: Progress | None,
    ) -> None:
        if self._closed:
            raise RuntimeError("the job runner is closed")
        self._number += 1
        number = self._number
        if key is not None:
            self._newest[(lane, key)] = number
        job = _Job(
            lane=lane, work=work, done=done, failed=failed, owner=owner, key=key, number=number
        )
        with self._lock:
            if stop is not None:
                self._stops[number] = stop
            future = self._lanes[lane].submit(self._run, job)
            self._pending[future] = job
        future.add_done_callback(self._finished)

    def _run(self, job: _Job) -> None:
        """On the worker: work, put the outcome down, and say so."""
        if job.lane != "write" and self._is_old(job):
            return
        try:
            outcome = _Outcome(job=job, value=job.work())
        except Cancelled:
            return
        except BaseException as error:  # told on the main thread, never lost
            outcome = _Outcome(job=job, error=error)
        self._outcomes.append(outcome)
        self._arrived.emit()

    def _finished(self, future: Future[None]) -> None:
        with self._lock:
            job = self._pending.pop(future, None)
            if job is not None:
                self._stops.pop(job.number, None)

    def _is_old(self, job: _Job) -> bool:
        return job.key is not None and self._newest.get((job.lane, job.key)) != job.number

    def _teller(
        self, slot: Callable[[Step], object], owner: QObject | None
    ) -> Callable[[Step], None]:
        def tell(step: Step) -> None:
            self._outcomes.append(_Told(slot=slot, owner=owner, step=step))
            self._arrived.emit()

        return tell

    @Slot()
    def _deliver(self) -> None:
        """On the main thread: give the oldest outcome to whom it belongs.

        One for each signal, so that an exception in a slot keeps no other outcome back.
        """
        if not self._outcomes:
            return
        outcome = self._outcomes.popleft()
        if isinstance(outcome, _Told):
            if self.is_alive(outcome.owner):
                outcome.slot(outcome.step)
            return
        job, error = outcome.job, outcome.error
        alive = self.is_alive(job.owner)
        if error is None:
            if alive and job.done is not None and not self._is_old(job):
                job.done(outcome.value)
        elif isinstance(error, LayerDeskError):
            if not self._is_old(job):
                (job.failed if alive and job.failed is not None else self._failed)(error)
        else:
            self._bug(error)
