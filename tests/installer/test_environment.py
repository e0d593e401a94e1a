"""This is where it is shown when the folder .venv is made, kept and filled."""

from pathlib import Path

import pytest

import environment


def test_the_stamp_changes_with_lock_python_and_place() -> None:
    stamps = {
        environment.stamp_of(b"a", "3.11", Path("/x")),
        environment.stamp_of(b"b", "3.11", Path("/x")),
        environment.stamp_of(b"a", "3.12", Path("/x")),
        environment.stamp_of(b"a", "3.11", Path("/y")),
    }

    assert len(stamps) == 4
    assert environment.stamp_of(b"a", "3.11", Path("/x")) in stamps


def test_python_lies_elsewhere_on_windows() -> None:
    assert environment.python_of(Path("v"), "posix") == Path("v/bin/python")
    assert environment.python_of(Path("v"), "nt") == Path("v/Scripts/python.exe")


@pytest.mark.parametrize(
    ("configuration", "fits"),
    [
        ("home = /usr/bin\nversion = 3.11.7\n", True),
        ("version_info = 3.11.2.final.0\n", True),
        ("version = 3.12.1\n", False),
        ("home = /usr/bin\n", False),
    ],
)
def test_a_folder_of_another_python_is_known(configuration: str, fits: bool) -> None:
    assert environment.is_for_this_python(configuration, (3, 11)) is fits


def test_a_folder_that_was_filled_from_this_lock_is_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "installer").mkdir()
    (tmp_path / "installer" / "dev.lock").write_bytes(b"lock")
    python = environment.python_of(tmp_path / ".venv", environment.os.name)
    python.parent.mkdir(parents=True)
    python.write_text("not run")
    stamp = environment.stamp_of(b"lock", environment.sys.version, tmp_path)
    (tmp_path / ".venv" / environment.STAMP).write_text(stamp)

    assert environment.set_up(tmp_path) == python


def test_a_python_without_pip_is_told_what_to_install() -> None:
    assert "apt-get install -y python3.12-venv" in environment.without_pip((3, 12, 1))


@pytest.mark.parametrize(
    ("parts", "enough"),
    [
        ({"venv", "ensurepip"}, True),
        ({"venv", "pip"}, True),
        ({"venv"}, False),
        ({"pip", "ensurepip"}, False),
    ],
)
def test_some_pip_is_needed_to_fill_the_folder(
    monkeypatch: pytest.MonkeyPatch, parts: set[str], enough: bool
) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: name in parts)

    assert environment.can_set_up() is enough
