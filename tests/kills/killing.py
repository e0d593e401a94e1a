"""This is where the typing program is killed at a random moment, and what it left is compared."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.kills.scenes import SCENES, Scene, make_scene, open_store
from tests.kills.typist import KEY

SOONEST, LATEST = 0.05, 3.0
"""Seconds from the first key until the kill."""

PROMISED = 0.5
"""Seconds by which what is kept may be behind what was typed."""

FRESH_DESK_AFTER = 250
"""Letters; a summary holds 600, and one run types about 120 at most."""

_START = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """One kill, and what was found when the desk was opened again."""

    scene: str
    acknowledged: int
    """How many times the database had said that it holds the words."""
    lost: int
    """How many of these were not there afterwards."""
    typed: int
    """Letters that stood in the editor."""
    kept: int
    """Letters that were there afterwards."""
    behind: float
    """Seconds from the oldest letter that was not kept to the kill; 0 where none was missing."""
    faults: tuple[str, ...]
    """What else was wrong, in words."""


def kill_times(times: int, seed: int, root: Path) -> Iterator[Killed]:
    """Kill the program so many times, on each kind of desk in turn."""
    chance = random.Random(seed)
    scenes: dict[str, Scene] = {}
    expected: dict[str, str] = {}
    for number in range(times):
        name = SCENES[number % len(SCENES)]
        if name not in scenes or len(expected[name]) > FRESH_DESK_AFTER:
            scenes[name] = make_scene(name, root / f"desk {number}", chance.randrange(1_000_000))
            expected[name] = ""
        scene = scenes[name]
        run = _Run(scene, chance)
        run.kill_after(chance.uniform(SOONEST, LATEST))
        killed, expected[name] = _compare(scene, run, expected[name])
        yield killed


class _Run:
    """One start of the program, until it is killed."""

    def __init__(self, scene: Scene, chance: random.Random) -> None:
        self.said: list[dict[str, Any]] = []
        self.killed_at = 0.0
        self._begun = threading.Event()
        words = (scene.folder.root, scene.name, scene.record, scene.field)
        seeds = (scene.seed, chance.randrange(1_000_000))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kills.typist", *map(str, (*words, *seeds))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={
                **os.environ,
                KEY: scene.key.reveal().hex(),
                "PYTHONPATH": os.pathsep.join(sys.path),
                "QT_QPA_PLATFORM": "offscreen",
            },
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def kill_after(self, seconds: float) -> None:
        """Wait for the first key, then so many seconds, and kill without a warning."""
        if not self._begun.wait(_START) or not self.numbers("typed"):
            self._process.kill()
            problem = self._process.stderr.read() if self._process.stderr is not None else b""
            raise RuntimeError(f"nobody typed: {self.said} {problem.decode()[-2000:]}")
        time.sleep(seconds)
        self._process.kill()
        self.killed_at = time.monotonic()
        self._process.wait()
        self._reader.join()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def numbers(self, what: str) -> list[int]:
        """The letters of each line of this kind."""
        return [each["n"] for each in self.said if each["what"] == what]

    def _read(self) -> None:
        out = self._process.stdout
        if out is None:
            return
        with out:
            for line in out:
                if line.endswith(b"\n"):
                    self.said.append(json.loads(line))
                    if self.said[-1]["what"] == "typed":
                        self._begun.set()
        self._begun.set()


def _compare(scene: Scene, run: _Run, expected: str) -> tuple[Killed, str]:
    faults = []
    found = next(each["words"] for each in run.said if each["what"] == "found")
    if found != expected:
        faults.append(f"the next start offered {len(found)} of {len(expected)} letters")
    store = open_store(scene)
    try:
        record, draft = scene.words_kept(store)
        verdict = store.verify()
    finally:
        store.close()
    if not verdict.sound:
        faults.append(f"the log is not sound: {verdict}")
    for what, words in (("record", record), ("draft", draft)):
        if words != scene.text[: len(words)]:
            faults.append(f"the {what} says something else than was typed")
    kept = max(len(record), len(draft))
    acknowledged = [*run.numbers("kept"), *run.numbers("entered")]
    lost = sum(1 for each in run.numbers("entered") if each > len(record))
    lost += sum(1 for each in run.numbers("kept") if each > kept)
    missing = [each["at"] for each in run.said if each["what"] == "typed" and each["n"] > kept]
    killed = Killed(
        scene=scene.name,
        acknowledged=len(acknowledged),
        lost=lost,
        typed=max(run.numbers("typed"), default=0),
        kept=kept,
        behind=run.killed_at - missing[0] if missing else 0.0,
        faults=tuple(faults),
    )
    return killed, scene.text[:kept]
