"""This is where tests of screens get a hub that does and says what they want."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.people.exchange import Aside
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.usecases.hub_ports import DeskAtHub, HubSight, InStep, Invited, Knocking
from layerdesk.usecases.people.settle import Version, WrittenByTwo

WORDS = ("harbour", "violin", "maple", "copper", "lantern", "Thursday")
AT = datetime(2026, 11, 26, 13, 4, tzinfo=UTC)

HELEN = DeskAtHub(desk=b"\1" * 16, person="Helen Sutcliffe", is_admin=True, is_this=True)
NADIA = DeskAtHub(desk=b"\2" * 16, person="Nadia Hussain", is_admin=False, is_this=False)
JO = Knocking(desk=b"\3" * 16, person="Jo Bell", words=WORDS)

SEEN = HubSight(
    host="hub.airebank.example",
    approved=True,
    waiting=0,
    desks=(HELEN, NADIA),
    knocking=(JO,),
    is_admin=True,
)
ASIDE = Aside(SpaceId("s"), b"\2" * 16, 17, "damaged")
TITLES = WrittenByTwo(
    kind="action",
    record=RecordId("a"),
    title="Empty the tray together at noon every day",
    field="due",
    label="due date",
    shown="2026-12-10",
    is_text=False,
    versions=(
        Version(value="2026-12-03", words="3 December 2026", who="Nadia Hussain", when=AT),
        Version(value="2026-12-10", words="10 December 2026", who="Helen Sutcliffe", when=AT),
    ),
)
SUMMARY = WrittenByTwo(
    kind="case",
    record=RecordId("c"),
    title="Urgent referral stayed among the drafts for nine days",
    field="summary",
    label="summary",
    shown="The letter lay among the drafts. It was found by chance on a Friday.",
    is_text=True,
    versions=(),
)


class FakeHub:
    """Joined or not, and with whatever a test wants to go wrong."""

    def __init__(self, *, joined: bool = True) -> None:
        self.is_joined = joined
        self.rounds = 0
        self.done: list[object] = []
        self.answer = InStep(sent=1, received=2)
        self.sight = SEEN
        self.fails: LayerDeskError | None = None
        self.is_let_in = True
        self.wakes = 0
        """How often a listener hears something before it is stopped."""

    def joined(self) -> bool:
        return self.is_joined

    def begin(self, url: str, ca: str, password: str | None) -> InStep:
        self._fail()
        self.done.append(("begin", url, ca, password))
        self.is_joined = True
        return self.answer

    def bring_in_step(self) -> InStep:
        self.rounds += 1
        self._fail()
        return self.answer

    def knock(self) -> bool:
        self._fail()
        return self.is_let_in

    def words_to_compare(self) -> tuple[str, ...]:
        return WORDS

    def look(self) -> HubSight:
        self._fail()
        return self.sight

    def invite(self, person: RecordId, out: Path) -> Invited:
        self._fail()
        self.done.append(("invite", person, out))
        return Invited(file=out, words=WORDS, hours=72)

    def let_in(self, desk: bytes) -> Changed:
        self._fail()
        self.done.append(("let in", desk))
        return Changed(frozenset({("membership", RecordId("m"))}))

    def put_out(self, desk: bytes) -> int:
        self._fail()
        self.done.append(("put out", desk))
        return 2

    def new_keys(self) -> int:
        self._fail()
        return 2

    def listen(self, woken: Callable[[], object], stopped: Callable[[], bool]) -> None:
        self._fail()
        self.done.append("listening")
        for _ in range(self.wakes):
            woken()
        while not stopped():
            pass

    def _fail(self) -> None:
        if self.fails is not None:
            raise self.fails
