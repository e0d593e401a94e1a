"""This is where it is shown how missing libraries of the system are named and installed."""

import pytest

import environment
import system_libraries

_CURSOR = ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor")
_SHAPE = ("libxcb-shape.so.0", "libxcb-shape0", "libxcb")
_XKB = ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb")
_NOWHERE = ("liblayerdesk-nowhere.so.9", "nowhere", "nowhere")


def test_a_library_that_cannot_be_loaded_is_missing() -> None:
    assert system_libraries.missing([_NOWHERE]) == [_NOWHERE]
    assert system_libraries.missing([]) == []


def test_one_command_installs_all_that_is_missing() -> None:
    told = system_libraries.how_to_install([_CURSOR, _SHAPE], ["apt-get", "dnf"])

    assert "libxcb-cursor.so.0, libxcb-shape.so.0" in told
    assert told.endswith("sudo apt-get install -y libxcb-cursor0 libxcb-shape0")


def test_a_package_that_holds_two_libraries_is_named_once() -> None:
    told = system_libraries.how_to_install([_SHAPE, _XKB], ["dnf"])

    assert told.endswith("sudo dnf install -y libxcb")


def test_where_the_tool_is_not_known_the_libraries_are_named() -> None:
    told = system_libraries.how_to_install([_CURSOR], [])

    assert told == "These libraries of the system are missing: libxcb-cursor.so.0"


def test_an_administrator_is_spared_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = [_CURSOR]
    installed: list[str] = []

    def install(packages: list[str]) -> None:
        installed.extend(packages)
        absent.clear()

    monkeypatch.setattr(system_libraries, "missing", lambda _: list(absent))
    monkeypatch.setattr(system_libraries, "can_install", lambda: True)
    monkeypatch.setattr(system_libraries, "install", install)
    system_libraries.provide(window=True)

    assert installed == ["libxcb-cursor0"]


def test_anybody_else_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "missing", lambda _: [_CURSOR])
    monkeypatch.setattr(system_libraries, "can_install", lambda: False)

    with pytest.raises(environment.CannotSetUp, match="libxcb-cursor"):
        system_libraries.provide(window=True)


def test_a_window_needs_more_than_working_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted: list[int] = []

    def missing(libraries: list[object]) -> list[object]:
        wanted.append(len(libraries))
        return []

    monkeypatch.setattr(system_libraries, "missing", missing)
    system_libraries.provide(window=False)
    system_libraries.provide(window=True)

    assert wanted == [9, 19]
