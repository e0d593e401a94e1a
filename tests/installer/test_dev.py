"""This is where it is shown which computers are refused, and what is done without a screen."""

import subprocess
import sys
from pathlib import Path

import pytest

import dev

_GOOD = ((3, 11, 0), 64, "linux", ("glibc", "2.36"))


def test_a_fitting_computer_is_let_through() -> None:
    assert dev.wrong_computer(*_GOOD) == ""
    assert dev.wrong_computer((3, 13, 1), 64, "win32", ("", "")) == ""
    assert dev.wrong_computer((3, 11, 0), 64, "linux", ("glibc", "2.34")) == ""


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (0, (3, 10, 13), "This is 3.10.13"),
        (1, 32, "64-bit"),
        (3, ("", ""), "glibc; this one"),
        (3, ("glibc", "2.31"), "This is 2.31"),
    ],
)
def test_a_computer_that_does_not_fit_is_told_why(place: int, value: object, told: str) -> None:
    computer: list[object] = list(_GOOD)
    computer[place] = value

    assert told in dev.wrong_computer(*computer)


@pytest.mark.parametrize(
    ("system", "environ", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_screen_is_looked_for_where_it_may_be_missing(
    system: str, environ: dict[str, str], screen: bool
) -> None:
    assert dev.has_screen(system, environ) is screen


@pytest.mark.parametrize(
    ("window", "words", "platform"),
    [
        (True, ["-m", "layerdesk", "sample", "-v"], None),
        (
            False,
            ["-m", "layerdesk", "sample", "--offscreen", "--out", "layerdesk-sample", "-v"],
            "offscreen",
        ),
    ],
)
def test_the_sample_practice_is_started_with_or_without_a_window(
    monkeypatch: pytest.MonkeyPatch, window: bool, words: list[str], platform: str | None
) -> None:
    started: list[tuple[list[str], str | None]] = []

    def start(command: list[str], env: dict[str, str]) -> int:
        started.append((command[1:], env.get("QT_QPA_PLATFORM")))
        return 7

    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setattr(dev.subprocess, "call", start)

    assert dev.run(Path("python"), ["-v"], window=window) == 7
    assert started == [(words, platform)]


@pytest.mark.parametrize("arguments", [[], ["install"]])
def test_without_one_of_its_two_commands_it_says_what_they_are(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    assert "installer/dev.py run" in capsys.readouterr().out


def test_what_stands_in_the_way_is_told_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.struct, "calcsize", lambda _: 4)

    assert dev.main(["test"]) == 1
    assert "LayerDesk cannot start yet." in capsys.readouterr().err


def test_it_starts_with_nothing_but_the_standard_library() -> None:
    script = Path(dev.__file__)
    command = [sys.executable, "-I", "-S", "-c", _ALONE, str(script.parent)]
    alone = subprocess.run(command, capture_output=True, text=True)

    assert alone.stderr == ""


_ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
import dev
outside = [name for name, module in sys.modules.items() if "site-packages" in str(module)]
assert not outside, outside
"""
