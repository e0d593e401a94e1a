"""This is where the window's start is measured beside a bare one, in processes of their own."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from layerdesk.app.opening import begin_alone, open_desk
from layerdesk.host.folders import desk_folder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.keys import DeskKeys, new_key
from layerdesk.host.secret import Secret
from tests.benchmarks.desks import add_cases
from tests.benchmarks.table import Figure, Measured
from tests.benchmarks.window_start import KEY

CASES = 5_000
BATCH = 250
STARTS = 7


def figures() -> Iterator[Figure]:
    """First paint, first data and memory, on a desk of 5,000 cases."""
    with tempfile.TemporaryDirectory(prefix="layerdesk-benchmark-") as root:
        key = _make_desk(Path(root))
        bare, whole = [], []
        for _ in range(STARTS):
            bare.append(_start("bare", key))
            whole.append(_start(root, key))
    beside = "a bare QMainWindow painted"
    base = Measured.of(each["paint"] for each in bare)
    for what, name, goal in (
        ("first window painted", "paint", "≤ 2 ×"),
        (f"first list of {CASES:,} cases painted, key from a keychain at once", "data", "≤ 6 ×"),
    ):
        measured = Measured.of(each[name] for each in whole)
        yield Figure(what=what, measured=measured, unit="ms", beside=beside, base=base, goal=goal)
    yield Figure(
        what="resident memory with that list",
        measured=Measured.of(each["data memory"] for each in whole),
        unit="MB",
        beside="a bare QMainWindow",
        base=Measured.of(each["paint memory"] for each in bare),
        goal="≤ 150 MB",
    )


def _make_desk(root: Path) -> Secret:
    folder = desk_folder(root)
    prepare(folder)
    key = new_key()
    DeskKeys(folder.keys).add_passphrase(key, "correct horse battery staple")
    desk = open_desk(folder, key, NoKeychain())
    begin_alone(desk, practice="Big practice", person="Me")
    chance = random.Random(7)
    for _ in range(CASES // BATCH):
        desk.store.write(add_cases, BATCH, chance)
    desk.store.keep_setting("place", "cases")
    desk.store.close()
    return key


def _start(what: str, key: Secret) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window_start", what],
        env={
            **os.environ,
            KEY: key.reveal().hex(),
            "LAYERDESK_BENCHMARK_STARTED": str(time.time()),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "QT_QPA_PLATFORM": "offscreen",
        },
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    noted: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return noted


def main() -> None:
    """Print these figures alone."""
    for figure in figures():
        print(figure.line())


if __name__ == "__main__":
    main()
