"""This is where staying in step is measured: ``python -m tests.benchmarks.syncing``.

It needs a PostgreSQL of its own, so it is not among the others. Each desk makes its round in a
process of its own, whose greatest memory is told. The server does not wait for its disk.
"""

import argparse
import json
import random
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from layerdesk.domain.cases.records import Case
from layerdesk.storage.connection import open_raw
from layerdesk.storage.statements import all_rows, insert_into
from layerdesk.storage.tables.desk import OPERATION
from layerdesk.usecases.ports import Work
from tests.benchmarks.desks import add_cases, words
from tests.benchmarks.table import HEAD, Figure, Measured, measured
from tests.sync.desks import Desk, Practice
from tests.sync.server import Server, running

CHANGES = 30
OPERATION_COLUMNS = "space, desk, number, clock, key_id, header, sealed, hash, signature, erased"


def figures(server: Server, folder: Path, operations: int) -> Iterator[Figure]:
    """What it costs to bring this many operations from a desk to a fresh one.

    One in ten is a new case with all it says, the others change one field of it.
    """
    practice = Practice(server, folder, "benchmark")
    sam, ann = practice.first, practice.join("Ann")
    practice.in_step()
    chance = random.Random(7)
    for number in range(operations):
        if number % 10 == 0:
            sam.store.write(add_cases, 1, chance)
            case = sam.store.read(lambda reading: reading.find(Case)[-1])
        else:
            case, _ = sam.store.write(_retitle, case, words(chance, 5))
    sam.close()
    ann.close()
    pushed, pulled = round_of(sam), round_of(ann)
    sam.open()
    ann.open()
    assert sam.log.digest(sam.home()) == ann.log.digest(ann.home())
    many = f"{operations:,} operations"
    yield Figure(
        what=f"push {many}, sealed",
        measured=single(pushed["seconds"]),
        unit="s",
        beside="binary COPY of the same rows",
        base=single(copied(server, practice.database)),
        goal="≤ 5 ×",
    )
    yield Figure(
        what=f"pull and fold {many} on a fresh desk",
        measured=single(pulled["seconds"]),
        unit="s",
        beside="the same operations inserted bare into SQLCipher",
        base=single(inserted(sam, folder)),
        goal="≤ 5 ×",
    )
    for what, told in (("pushing", pushed), ("pulling", pulled)):
        yield Figure(
            what=f"greatest memory while {what}",
            measured=single(told["memory"]),
            unit="MB",
            goal="< 200 MB",
        )

    def change() -> None:
        nonlocal case
        case, _ = sam.store.write(_retitle, case, words(chance, 5))
        sam.round()
        ann.round()

    yield Figure(
        what="one change, both ends, each with a new connection (TLS, SCRAM)",
        measured=measured(CHANGES, change),
        unit="ms",
        beside="two connections that ask nothing",
        base=measured(CHANGES, lambda: [server.admin("benchmark").close() for _ in range(2)]),
    )
    practice.close()


def _retitle(work: Work, before: Case, title: str) -> Case:
    return work.save(before, replace(before, title=title))


def single(value: float) -> Measured:
    """One measurement; the work is too long to be repeated."""
    return Measured(value, value, value)


def timed(work: Callable[[], object]) -> float:
    """How many seconds it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def copied(server: Server, database: str) -> float:
    """The hub's rows, copied in binary into a table of the same shape; in seconds."""
    with server.admin(database) as connection:
        rows = connection.execute(f"SELECT {OPERATION_COLUMNS} FROM hub.op").fetchall()  # type: ignore[arg-type]  # noqa: S608
        connection.execute(
            "CREATE TABLE public.bare (LIKE hub.op, PRIMARY KEY (space, desk, number))"
        )
        types = (
            "uuid",
            "uuid",
            "int8",
            "int8",
            "bytea",
            "bytea",
            "bytea",
            "bytea",
            "bytea",
            "int4",
        )

        def copy() -> None:
            into = f"COPY public.bare ({OPERATION_COLUMNS}) FROM STDIN (FORMAT BINARY)"
            with connection.cursor().copy(into) as copying:  # type: ignore[arg-type]
                copying.set_types(types)
                for row in rows:
                    copying.write_row(row)

        return timed(copy)


def inserted(desk: Desk, folder: Path) -> float:
    """The desk's operations, inserted into a table of their shape in a bare file; in seconds."""
    rows = [tuple(each.values()) for each in all_rows(desk.store.writing.connection, OPERATION)]
    (made,) = desk.store.writing.connection.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'operation'"
    ).fetchone()
    bare = open_raw(folder / "bare.db", secrets.token_bytes(32), writing=True)
    bare.execute(made)

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(insert_into(OPERATION), rows)
        bare.execute("COMMIT")

    taken = timed(insert)
    bare.close()
    return taken


def round_of(desk: Desk) -> dict[str, float]:
    """One round of a closed desk in a process of its own: seconds, and greatest memory in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.syncing", "--desk", str(desk.folder)],
        input=desk.key.hex(),
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def make_one_round(folder: Path, key: bytes) -> None:
    """What the process of ``round_of`` does."""
    desk = Desk.of(folder, folder.name, key)
    taken = timed(desk.round)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": taken, "memory": memory}))
    desk.close()


def main() -> None:
    """Print the figures, or make one round."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.syncing")
    asked.add_argument("--operations", type=int, default=10_000)
    asked.add_argument("--desk", type=Path, help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.desk:
        make_one_round(chosen.desk, bytes.fromhex(sys.stdin.read()))
        return
    with tempfile.TemporaryDirectory(prefix="layerdesk-benchmark-") as folder:
        Path(folder).chmod(0o755)
        print(HEAD)
        with running(Path(folder) / "server") as server:
            for figure in figures(server, Path(folder) / "desks", chosen.operations):
                print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
