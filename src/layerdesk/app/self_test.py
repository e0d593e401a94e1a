"""This is where every part that can be missing on a computer is tried out once."""

import platform
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6

from layerdesk.app.opening import writing_desk
from layerdesk.app.sample.practice import load_sample
from layerdesk.app.sample.secret import SAMPLE_PASSPHRASE
from layerdesk.app.sample.words import read_sample_words
from layerdesk.app.surroundings import Surroundings
from layerdesk.domain.document import Document, Heading
from layerdesk.domain.language import tr
from layerdesk.export import FORMATS
from layerdesk.host.bundled import resource_folder
from layerdesk.host.folders import desk_folder
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.qt_version import refuse_broken_qt
from layerdesk.host.unlocking import PASSPHRASE_VARIABLE
from layerdesk.storage.connection import cipher_version


@dataclass(frozen=True, slots=True)
class Check:
    """One part that was tried."""

    name: str
    ok: bool
    said: str


def run_self_test(around: Surroundings) -> Iterator[Check]:
    """Try each part, in a folder of its own that is removed again; no desk is touched."""
    tries: tuple[tuple[str, Callable[[Surroundings], str]], ...] = (
        (tr("Python and Qt"), _qt),
        (tr("Encrypted database"), _cipher),
        (tr("Files that ship"), _files),
        (tr("Sample practice and log"), _sample),
        (tr("Documents"), _documents),
        (tr("Keychain"), _keychain),
    )
    for name, check in tries:
        try:
            yield Check(name, True, check(around))
        except Exception as reason:  # whatever is wrong is what the test is there to tell
            yield Check(name, False, f"{type(reason).__name__}: {reason}")


def _qt(_around: Surroundings) -> str:
    refuse_broken_qt(tuple(map(int, platform.python_version_tuple()[:2])), PySide6.__version__)
    return f"Python {platform.python_version()}, PySide6 {PySide6.__version__}"


def _cipher(_around: Surroundings) -> str:
    return f"SQLCipher {cipher_version()}"


def _files(around: Surroundings) -> str:
    declared = around.declared()
    if declared.broken:
        first = declared.broken[0]
        raise ValueError(f"{first.path}, {first.line}: {first.reason}")
    return tr(
        "{methods} review methods, {plans} meeting plans, {sets} value sets",
        methods=len(declared.methods),
        plans=len(declared.plans),
        sets=len(declared.value_sets),
    )


def _sample(around: Surroundings) -> str:
    with tempfile.TemporaryDirectory(prefix="layerdesk-") as folder:
        environment = {PASSPHRASE_VARIABLE: SAMPLE_PASSPHRASE}
        place = desk_folder(Path(folder) / "desk")
        with writing_desk(place, NoKeychain(), environment, None, what="self-test") as desk:
            words = read_sample_words(resource_folder("sample_practice"))
            desk.store.write(load_sample, words, around.declared().label)
            verdict = desk.store.verify()
    if not verdict.sound:
        raise ValueError("the tables differ from the log")
    return tr("{count} records, and the tables equal the log", count=verdict.records)


def _documents(_around: Surroundings) -> str:
    document = Document(title="Test", blocks=(Heading(level=1, text="Siân, Łukasz"),))
    sizes = [f"{each.id} {len(each.write(document))}" for each in FORMATS]
    return ", ".join(sizes)


def _keychain(around: Surroundings) -> str:
    around.keychain.get(around.folder.root)
    return type(around.keychain).__name__
