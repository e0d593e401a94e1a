"""This is where a seed is shown to do the same again: here, and in another process."""

import os
import subprocess
import sys

from tests.sync.fuzz import run_seed
from tests.sync.server import Server


def test_the_same_seed_does_the_same_twice(server: Server) -> None:
    first, again = (run_seed(server, 7, 40, 3) for _ in range(2))
    assert first.transcript == again.transcript
    assert first.operations == again.operations > 20


def test_another_seed_does_something_else(server: Server) -> None:
    assert run_seed(server, 1, 5, 2).transcript != run_seed(server, 2, 5, 2).transcript


def test_the_same_seed_does_the_same_in_another_process(server: Server) -> None:
    here = run_seed(server, 5, 25, 3)
    told = subprocess.run(
        [sys.executable, "-m", "tests.sync.fuzz", "--first=5", "--seeds=1", "--steps=25"],
        env={**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert f"transcript {here.transcript}" in told
