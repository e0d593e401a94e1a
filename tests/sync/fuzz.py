"""This is where several desks and one hub do whatever a seed says, and what must hold is checked.

``python -m tests.sync.fuzz --seeds 200 --steps 60`` runs many and prints the first seed that fails.
The same seed, steps and desks give the same operations and records: ``transcript`` is their digest.
"""

import argparse
import hashlib
import random
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from layerdesk.domain.cases.records import Case, TimelineEntry
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.record import Record, RecordId
from layerdesk.storage.log import rows
from layerdesk.storage.statements import all_rows
from layerdesk.storage.tables import TABLE_OF
from layerdesk.storage.tables.shape import STATE_SUFFIX
from layerdesk.sync.errors import HubUnreachable
from layerdesk.sync.hub import Hub
from layerdesk.usecases.ports import Work
from tests.sync.desks import Desk, Practice
from tests.sync.determined import World, determined
from tests.sync.server import Server, running

NAMES = ("Ann", "Bo", "Cai", "Dee", "Eve", "Flo", "Gus")


@contextmanager
def a_line_that_breaks(chance: random.Random, share: float) -> Iterator[None]:
    """Now and then a question gets lost on its way, or its answer on the way back."""
    real = Hub._run

    def run(self: Hub, statement: Any, values: Any) -> Any:
        if chance.random() < share / 2:
            self.connection.close()
            raise HubUnreachable(host="", port=0)
        found = real(self, statement, values)
        if chance.random() < share / 2:
            self.connection.close()
            raise HubUnreachable(host="", port=0)
        return found

    Hub._run = run  # type: ignore[method-assign]
    try:
        yield
    finally:
        Hub._run = real  # type: ignore[method-assign]


@dataclass
class Run:
    """One seeded run."""

    server: Server
    folder: Path
    seed: int
    desks: int
    world: World
    chance: random.Random = field(init=False)
    practice: Practice = field(init=False)
    hub: psycopg.Connection[Any] = field(init=False)
    """The administrator's connection, by which the hub's clock is set."""
    shown: dict[tuple[int, RecordId], Record] = field(default_factory=dict)
    """What a screen of a desk showed some time ago."""
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        name = f"fuzz_{secrets.token_hex(6)}"
        self.practice = Practice(
            self.server, self.folder, name, wall=self.world.wall, random=self.world.bytes
        )
        self.hub = self.server.admin(name)
        self.world.set_hub(self.hub)
        for name in NAMES[: self.desks - 1]:
            self.practice.join(name)
        self.practice.in_step()

    def steps(self, count: int) -> None:
        """Do so many things, and check in the end what must hold."""
        for _ in range(count):
            self.world.pass_time(self.hub)
            verb = self.chance.choices(
                [verb for verb, _ in _VERBS], [weight for _, weight in _VERBS]
            )[0]
            desk = self.chance.choice(self.practice.desks)
            self.done.append(f"{desk.name} {verb.__name__}")
            verb(self, desk)
        self.settle()

    def settle(self) -> None:
        """All cables are in, all clocks are right: everything must come together."""
        for each in self.practice.desks:
            each.clock.off = timedelta()
        self.practice.in_step(3)
        home = self.practice.first.home()
        digests = {each.name: each.log.digest(home).hex()[:12] for each in self.practice.desks}
        assert len(set(digests.values())) == 1, f"seed {self.seed}: {digests}\n{self.differences()}"
        vectors = [
            {key: number for key, number in each.log.vector().items() if key[0] == home}
            for each in self.practice.desks
        ]
        assert all(each == vectors[0] for each in vectors), f"seed {self.seed}: vectors differ"
        for each in self.practice.desks:
            verdict = each.store.verify()
            assert verdict.sound, f"seed {self.seed}: {each.name} {verdict}"
            assert each.log.waiting().get(home, 0) == 0, f"seed {self.seed}: {each.name} waits"

    def differences(self) -> str:
        """What differs between the desks, and the log that each has of it."""
        home, told = self.practice.first.home(), []
        states = [_rows_of(each, home) for each in self.practice.desks]
        for key in sorted({key for state in states for key in state}):
            found = [state.get(key) for state in states]
            if any(each != found[0] for each in found):
                told.append(f"{key}")
                for desk, row in zip(self.practice.desks, found, strict=True):
                    told.append(f"  {desk.name}: {row}")
                    told.extend(f"    {each}" for each in _log_of(desk, key[1]))
        return "\n".join(told[:120])

    def transcript(self) -> str:
        """A digest of every operation and record at every desk."""
        found = hashlib.sha256()
        for each in self.practice.desks:
            with each.store.transaction(writing=True) as connection:
                found.update(each.name.encode())
                for row in rows.chain_rows(connection):
                    found.update(row.hash)
            found.update(each.log.digest(each.home()))
        return found.hexdigest()[:16]

    def operations(self) -> int:
        """How many operations the first desk holds in the end."""
        return sum(self.practice.first.log.vector().values())

    def close(self) -> None:
        """End all programs, and throw the hub's database away."""
        self.practice.close()
        self.hub.close()
        with self.server.admin("postgres") as connection:
            connection.execute(f'DROP DATABASE "{self.practice.database}" WITH (FORCE)')

    def remember(self, desk: Desk, record: Record) -> None:
        """Somebody looks at it."""
        self.shown[(id(desk), record.id)] = record


def _rows_of(desk: Desk, space: str) -> dict[tuple[str, str], dict[str, Any]]:
    with desk.store.transaction(writing=True) as connection:
        return {
            (kind, row["id"]): {
                name: value for name, value in row.items() if not name.endswith(STATE_SUFFIX)
            }
            for kind, table in TABLE_OF.items()
            for row in all_rows(connection, table)
            if row["space"] == space
        }


def _log_of(desk: Desk, record: str) -> Iterator[str]:
    with desk.store.transaction(writing=True) as connection:
        for each in rows.touching(connection, record):
            edits = [
                (edit.field, edit.verb, edit.replaces) for part in each.parts for edit in part.edits
            ]
            blanked = any(part.blanked for part in each.parts)
            stamp = f"{each.desk.hex()[:4]} {each.number} {each.clock}"
            yield f"{stamp} {each.about.command_id[:4]} {blanked} {edits[:4]}"


def _cases(desk: Desk) -> tuple[Case, ...]:
    found: tuple[Case, ...] = desk.store.read(lambda reading: reading.find(Case))
    return found


def create(run: Run, desk: Desk) -> None:
    run.remember(desk, desk.make(Case, title=f"Case {run.chance.randrange(1000)}"))


def edit(run: Run, desk: Desk) -> None:
    """Edit a field, sometimes from a screen that is long out of date."""
    cases = _cases(desk)
    if not cases:
        return
    now = run.chance.choice(cases)
    before = run.shown.get((id(desk), now.id), now) if run.chance.random() < 0.3 else now
    if not isinstance(before, Case):
        return
    words = f"{run.chance.randrange(1000)}"
    if run.chance.random() < 0.5:
        after = replace(before, title=words)
    elif run.chance.random() < 0.5:
        after = replace(before, tags=frozenset(run.chance.sample("abcd", 2)))
    else:
        plain = before.summary.plain
        place = run.chance.randint(0, len(plain))
        after = replace(
            before, summary=before.summary.saying(plain[:place] + words + plain[place:])
        )
    stored, _ = desk.store.write(_saving(before, after))
    run.remember(desk, stored)


def _saving(before: Record, after: Record) -> Callable[[Work], Record]:
    def saved(work: Work) -> Record:
        return work.save(before, after)

    return saved


def add_child(run: Run, desk: Desk) -> None:
    cases = _cases(desk)
    if cases:
        desk.make(TimelineEntry, case=run.chance.choice(cases).id, gap=run.chance.random() < 0.5)


def bin_or_restore(run: Run, desk: Desk) -> None:
    found = (*_cases(desk), *desk.store.read(lambda reading: reading.find(Case, in_bin=True)))
    if not found:
        return
    one = run.chance.choice(found)
    desk.store.write(lambda work: work.restore(one) if one.deleted else work.delete(one))


def erase_words(run: Run, desk: Desk) -> None:
    cases = _cases(desk)
    if cases:
        one = run.chance.choice(cases)
        fields = tuple(run.chance.sample(["title", "summary", "tags"], 1))
        desk.store.write(lambda work: work.erase_words(one, fields))


def erase_record(run: Run, desk: Desk) -> None:
    cases = _cases(desk)
    if len(cases) > 2:
        one = run.chance.choice(cases)
        desk.store.write(lambda work: work.erase_record(one))


def undo(run: Run, desk: Desk) -> None:
    try:
        desk.store.undo() if run.chance.random() < 0.7 else desk.store.redo()
    except LayerDeskError:
        return


def sync(run: Run, desk: Desk) -> None:
    try:
        with a_line_that_breaks(run.chance, 0.05):
            desk.round()
    except LayerDeskError:
        return


def kill(run: Run, desk: Desk) -> None:
    """End the program in the middle: what was committed is there again."""
    desk.close()
    desk.open()


def move_clock(run: Run, desk: Desk) -> None:
    desk.clock.off = timedelta(seconds=run.chance.choice([0, 3, -3, 3_600, -3_600, 31_536_000]))


def copy(run: Run, desk: Desk) -> None:
    if len(run.practice.desks) < 6 and desk is not run.practice.first:
        run.practice.copied(desk)


_VERBS: tuple[tuple[Callable[[Run, Desk], None], float], ...] = (
    (create, 2),
    (edit, 8),
    (add_child, 2),
    (bin_or_restore, 1.5),
    (erase_words, 0.6),
    (erase_record, 0.3),
    (undo, 1.5),
    (sync, 7),
    (kill, 0.7),
    (move_clock, 0.4),
    (copy, 0.15),
)


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    seconds: float
    operations: int
    transcript: str


def run_seed(server: Server, seed: int, steps: int, desks: int) -> Outcome:
    """Run one seed in folders of its own."""
    folder = Path(tempfile.mkdtemp(prefix="layerdesk-fuzz-"))
    began = time.monotonic()
    try:
        with determined(seed) as world:
            run = Run(server, folder, seed, desks, world)
            try:
                run.steps(steps)
                return Outcome(time.monotonic() - began, run.operations(), run.transcript())
            except BaseException:
                print("\n".join(run.done[-40:]))
                raise
            finally:
                run.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run many seeds; 0 if everything held."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.fuzz", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--desks", type=int, default=3)
    chosen = parser.parse_args(arguments)
    base = Path(tempfile.mkdtemp(prefix="layerdesk-hub-"))
    base.chmod(0o755)
    with running(base) as server:
        for seed in range(chosen.first, chosen.first + chosen.seeds):
            done = run_seed(server, seed, chosen.steps, chosen.desks)
            print(
                f"seed {seed}: {chosen.steps} steps held, {done.operations} operations,"
                f" {done.seconds:.1f} s, transcript {done.transcript}",
                flush=True,
            )
    shutil.rmtree(base, ignore_errors=True)
    print(f"{chosen.seeds * chosen.steps} steps in {chosen.seeds} runs: everything held")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
