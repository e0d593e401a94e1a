"""This is where it is shown that the log helps to find a fault and tells nothing about anybody."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from layerdesk.host.log_file import LogFile, level_from, scrubbed

_log = logging.getLogger("layerdesk.test")


@pytest.fixture
def told() -> list[type[BaseException]]:
    return []


@pytest.fixture
def log(tmp_path: Path, told: list[type[BaseException]]) -> Iterator[LogFile]:
    with closing(LogFile(tmp_path, level="INFO", tell=told.append)) as opened:
        yield opened


def _raise_with_words() -> None:
    try:
        raise KeyError("Mrs Smith")
    except KeyError as first:
        raise ValueError("Mrs Smith has a rash") from first


def test_what_is_logged_is_in_the_file(log: LogFile) -> None:
    _log.info("%s cases in %s", 12, "list")
    _log.debug("not this")

    (line,) = log.path.read_text().splitlines()
    assert line.endswith("INFO layerdesk.test MainThread: 12 cases in list")


@pytest.mark.parametrize(
    "private",
    [
        "943 476 5919",
        "9434765919",
        "07700 900123",
        "12/03/1961",
        "ann.smith@example.nhs.uk",
        "SW1A 2AA",
        "M1 1AE",
        "00ff" * 16,
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    ],
)
def test_numbers_addresses_and_keys_are_blanked(private: str) -> None:
    assert scrubbed(f"saw {private} here") == "saw [blanked] here"


@given(some.text(), some.from_regex(r"\A[0-9]{10}\Z"))
def test_no_ten_digits_get_through_whatever_stands_around_them(words: str, number: str) -> None:
    assert number not in scrubbed(f"{words} {number} {words}")


def test_small_numbers_stay() -> None:
    assert scrubbed("folded 500 of 1234 in 34 ms") == "folded 500 of 1234 in 34 ms"


def test_a_message_is_blanked_on_its_way_into_the_file(log: LogFile) -> None:
    _log.warning("cannot send to %s", "ann@example.org")

    assert "ann@" not in log.path.read_text()
    assert "cannot send to [blanked]" in log.path.read_text()


def test_an_exception_leaves_its_places_but_not_its_words(log: LogFile) -> None:
    try:
        _raise_with_words()
    except ValueError:
        _log.exception("it went wrong")

    written = log.path.read_text()
    assert "builtins.ValueError\nwhich came from:\n" in written
    assert "builtins.KeyError" in written
    assert "in _raise_with_words" in written
    assert log.path.read_text().count("Smith has") == 1, "only the line of the program itself"


def test_the_words_of_harmless_exceptions_stay(log: LogFile) -> None:
    for problem in (AttributeError("no such slot"), OSError(28, "No space left", "Smith.pdf")):
        _log.error("it went wrong", exc_info=problem)

    written = log.path.read_text()
    assert "builtins.AttributeError: no such slot" in written
    assert "builtins.OSError: 28 No space left" in written
    assert "Smith" not in written


def test_what_nothing_caught_is_logged_and_told(
    log: LogFile, told: list[type[BaseException]]
) -> None:
    problem = ZeroDivisionError()
    sys.excepthook(ZeroDivisionError, problem, None)

    assert told == [ZeroDivisionError]
    assert "CRITICAL root MainThread: caught nowhere" in log.path.read_text()


def test_what_nothing_caught_on_a_thread_is_logged_and_told(
    log: LogFile, told: list[type[BaseException]]
) -> None:
    thread = threading.Thread(target=_raise_with_words, name="worker")
    thread.start()
    thread.join()

    assert told == [ValueError]
    assert "builtins.ValueError" in log.path.read_text()


def test_a_person_who_stops_the_program_is_no_fault(
    tmp_path: Path, told: list[type[BaseException]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: before.append(kind))
    with closing(LogFile(tmp_path, tell=told.append)) as log:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert told == []
    assert not log.path.exists()
    assert before == [KeyboardInterrupt]


def test_where_nobody_is_told_the_fault_goes_where_it_went_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: before.append(kind))
    with closing(LogFile(tmp_path)):
        sys.excepthook(ZeroDivisionError, ZeroDivisionError(), None)

    assert before == [ZeroDivisionError]


def test_a_closed_log_puts_everything_back(tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, logging.getLogger().level)
    LogFile(tmp_path, level="DEBUG").close()

    assert (sys.excepthook, threading.excepthook, logging.getLogger().level) == before


def test_a_crash_below_python_leaves_its_trace(tmp_path: Path) -> None:
    crash = (
        "import faulthandler, sys; from pathlib import Path;"
        "from layerdesk.host.log_file import LogFile;"
        "log = LogFile(Path(sys.argv[1])); faulthandler._sigabrt()"
    )
    ended = subprocess.run([sys.executable, "-c", crash, str(tmp_path)], capture_output=True)

    assert ended.returncode != 0
    assert "Fatal Python error: Aborted" in (tmp_path / "crash.log").read_text()


@pytest.mark.parametrize(("value", "level"), [("debug", "DEBUG"), ("LOUD", "INFO"), ("", "INFO")])
def test_the_level_comes_from_the_environment(value: str, level: str) -> None:
    assert level_from({"LAYERDESK_LOG": value}) == level
