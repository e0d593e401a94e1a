"""This is where it is shown how a desk's folder is chosen, made and refused."""

import os
import stat
from pathlib import Path

import pytest

from layerdesk.domain.errors import FolderNotWritable, FolderOnNetwork
from layerdesk.host import folders
from layerdesk.host.folders import desk_folder, prepare


def test_a_folder_that_was_asked_for_wins(tmp_path: Path) -> None:
    assert desk_folder(tmp_path / "desk").root == tmp_path / "desk"


def test_a_folder_asked_for_by_a_short_name_is_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert desk_folder(Path("desk")).root == tmp_path / "desk"


def test_without_one_the_usual_place_of_the_account_is_taken() -> None:
    root = desk_folder().root

    assert root.is_absolute()
    assert "LayerDesk" in root.parts


def test_everything_of_a_desk_lies_inside_its_folder(tmp_path: Path) -> None:
    desk = desk_folder(tmp_path)
    places = (desk.database, desk.keys, desk.backups, desk.logs, desk.resources, desk.lock)

    assert [place.name for place in places] == [
        "desk.db",
        "desk.keys",
        "backups",
        "logs",
        "resources",
        "lock",
    ]
    assert {place.parent for place in places} == {tmp_path}


def test_a_prepared_folder_is_open_to_this_account_only_and_empty_of_trials(tmp_path: Path) -> None:
    desk = desk_folder(tmp_path / "deep" / "desk")

    prepare(desk)
    prepare(desk)

    made = sorted(desk.root.iterdir())
    assert made == [desk.backups, desk.logs, desk.resources]
    if os.name == "posix":
        modes = {stat.S_IMODE(place.stat().st_mode) for place in (desk.root, *made)}
        assert modes == {0o700}


def test_a_network_drive_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "is_network_disk", lambda _: True)
    desk = desk_folder(tmp_path / "desk")

    with pytest.raises(FolderOnNetwork) as refused:
        prepare(desk)

    assert refused.value.values["path"] == str(desk.root)
    assert not desk.root.exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("not a folder")

    with pytest.raises(FolderNotWritable) as refused:
        prepare(desk_folder(tmp_path / "desk"))

    assert refused.value.values == {"path": str(tmp_path / "desk"), "reason": "File exists"}


def test_a_folder_that_can_be_read_only_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk's answer is put in its mouth: an administrator may write anywhere."""

    def read_only(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(folders.tempfile, "TemporaryFile", read_only)

    with pytest.raises(FolderNotWritable) as refused:
        prepare(desk_folder(tmp_path))

    assert refused.value.values["reason"] == "Read-only file system"
