"""This is where it is decided when this desk and its hub are brought in step, and how that went."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.people.exchange import Aside
from layerdesk.ui.jobs import Jobs, Progress, Step
from layerdesk.usecases.hub_ports import HubOfDesk, InStep

SOON = 1_500
"""Milliseconds from something written here until it is sent."""
AT_ONCE = 100
"""The same while a meeting is open."""
EVERY = 45_000
"""Milliseconds until the hub is asked again though nothing was written here."""
LIVE_AGAIN = 5_000
"""Milliseconds after a failure while a meeting is open: a room wants to know at once."""
LATEST = 300_000
"""The longest wait after one failure and another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """How desk and hub stand to each other."""

    joined: bool = False
    working: bool = False
    last: datetime | None = None
    """When they were last in step, in this run of the program."""
    waiting: int = 0
    """Operations that are still only here."""
    problem: LayerDeskError | None = None
    """Why the last attempt failed; None once one succeeded."""
    since: datetime | None = None
    """When it first failed."""
    aside: tuple[Aside, ...] = ()
    differing: tuple[bytes, ...] = ()
    """Desks that have the same operations and other records."""
    hub_lacks: int = 0
    """Operations of other desks that are here and no longer at the hub, which was set back."""


class StayingInStep(QObject):
    """Brings desk and hub in step: after each writing, now and then, and when somebody wakes it.

    Lives on the main thread; the rounds are made on a lane. A hub that does not answer is asked
    ever more seldom, up to each five minutes.
    """

    told = Signal(object)
    """News: it stands otherwise now."""
    pulled = Signal(object)
    """Changed: what others wrote has arrived."""

    def __init__(self, hub: HubOfDesk, jobs: Jobs) -> None:
        super().__init__()
        self.hub = hub
        self.news = News()
        self._jobs = jobs
        self._live = False
        self._again = False
        self._failures = 0
        self._listening: Progress | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.now)

    @Slot()
    def begin(self) -> None:
        """Find out whether there is a hub, and if so, make the first round."""
        self._jobs.start("network", self.hub.joined, done=self._begun, owner=self)

    @Slot()
    def soon(self) -> None:
        """Something was written here."""
        if not self.news.joined:
            return
        wait = AT_ONCE if self._live else SOON
        if not self._timer.isActive() or self._timer.remainingTime() > wait:
            self._timer.start(wait)

    @Slot()
    def now(self) -> None:
        """Make a round at once; while one is made, another one after it."""
        if not self.news.joined or self._jobs.closed:
            return
        self._timer.stop()
        if self.news.working:
            self._again = True
            return
        self._tell(working=True)
        self._jobs.start(
            "network",
            self.hub.bring_in_step,
            done=self._in_step,
            failed=self._failed,
            owner=self,
        )

    def be_live(self, live: bool) -> None:
        """While a meeting is open, hear at once what others write, and send without waiting."""
        self._live = live
        if live and self._listening is None and self.news.joined:
            self._listen()
        elif not live and self._listening is not None:
            self._listening.cancel()
            self._listening = None

    @Slot(object)
    def _begun(self, joined: bool) -> None:
        self._tell(joined=joined)
        if joined:
            self.now()
            self.be_live(self._live)

    @Slot(object)
    def _in_step(self, done: InStep) -> None:
        self._failures = 0
        self._tell(
            working=False,
            last=datetime.now(UTC),
            waiting=done.waiting,
            problem=None,
            since=None,
            aside=done.aside,
            differing=done.differing,
            hub_lacks=done.hub_lacks,
        )
        if done.changed:
            self.pulled.emit(done.changed)
        if self._live and self._listening is None:
            self._listen()
        self._go_on(EVERY)

    @Slot(object)
    def _failed(self, problem: LayerDeskError) -> None:
        self._failures += 1
        self._tell(working=False, problem=problem, since=self.news.since or datetime.now(UTC))
        later = min(EVERY * 2 ** min(self._failures - 1, 8), LATEST)
        self._go_on(LIVE_AGAIN if self._live else later)

    def _go_on(self, wait: int) -> None:
        if self._again and not self.news.problem:
            self._again = False
            self.now()
            return
        self._again = False
        if not self._timer.isActive():
            self._timer.start(wait)

    def _listen(self) -> None:
        if self._jobs.closed:
            return

        def listen(handle: Progress) -> None:
            self.hub.listen(lambda: handle.report(0, 0), lambda: handle.cancelled)

        self._listening = self._jobs.start_long(
            "listening",
            listen,
            done=self._deaf,
            failed=self._line_broke,
            progress=self._woken,
            owner=self,
        )

    @Slot(object)
    def _woken(self, _step: Step) -> None:
        self.now()

    @Slot(object)
    def _deaf(self, _result: object) -> None:
        self._listening = None

    @Slot(object)
    def _line_broke(self, _problem: LayerDeskError) -> None:
        # The next round that succeeds listens again; until then it is asked now and then.
        self._listening = None

    def _tell(self, **changes: object) -> None:
        self.news = replace(self.news, **changes)  # type: ignore[arg-type]  # replace has no better
        self.told.emit(self.news)
