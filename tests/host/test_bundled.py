"""This is where it is shown that shipped files are found in all three places."""

import sys
from pathlib import Path

import pytest

from layerdesk.host import bundled


def _folder(root: Path, *parts: str) -> Path:
    folder = root.joinpath(*parts)
    folder.mkdir(parents=True)
    return folder


def test_a_frozen_bundle_is_looked_in_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = _folder(tmp_path, "bundle", "layerdesk", "_resources", "fonts")
    _folder(tmp_path, "src", "layerdesk", "_resources", "fonts")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "bundle"), raising=False)

    found = bundled._found("resources", "fonts", tmp_path / "src" / "layerdesk")

    assert found == wanted


def test_an_installed_package_is_looked_in_before_the_source_code(tmp_path: Path) -> None:
    wanted = _folder(tmp_path, "src", "layerdesk", "_migrations")
    _folder(tmp_path, "migrations")

    assert bundled._found("migrations", ".", tmp_path / "src" / "layerdesk") == wanted


def test_the_source_code_is_looked_in_when_the_package_carries_nothing(tmp_path: Path) -> None:
    wanted = _folder(tmp_path, "resources", "fonts")

    assert bundled._found("resources", "fonts", tmp_path / "src" / "layerdesk") == wanted


def test_the_fonts_of_this_checkout_are_found() -> None:
    assert list(bundled.resource_folder("fonts").glob("*.ttf"))


def test_the_migrations_are_asked_for_by_their_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = _folder(tmp_path, "layerdesk", "_migrations")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert bundled.migrations_folder() == wanted


def test_a_folder_that_ships_nowhere_is_named_with_the_places_looked_in() -> None:
    with pytest.raises(FileNotFoundError, match=r"no_such_room is in none of: .*resources"):
        bundled.resource_folder("no_such_room")
