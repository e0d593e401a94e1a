"""This is where the tests of the program as a whole get a desk in a folder of their own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from layerdesk.app.command_line import main
from layerdesk.app.opening import writing_desk
from layerdesk.app.sample.practice import load_sample
from layerdesk.app.sample.words import read_sample_words
from layerdesk.host.bundled import resource_folder
from layerdesk.host.declared import read_declared
from layerdesk.host.folders import desk_folder
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.unlocking import PASSPHRASE_VARIABLE

PASSPHRASE = "correct horse battery staple"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer of a command with ``--json``."""
        return json.loads(self.out)


Command = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _no_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERDESK_NO_KEYCHAIN", "1")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    monkeypatch.setattr("sys.stdin", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new folder for a desk."""
    return tmp_path / "desk"


@pytest.fixture
def sample(folder: Path) -> Path:
    """A folder with the sample practice, closed."""
    environment = {PASSPHRASE_VARIABLE: PASSPHRASE}
    with writing_desk(desk_folder(folder), NoKeychain(), environment, None, what="test") as desk:
        words = read_sample_words(resource_folder("sample_practice"))
        desk.store.write(load_sample, words, read_declared().label)
    return folder


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on the folder."""

    def run(*words: str) -> Answer:
        try:
            code = main(["--folder", str(folder), *words])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run
