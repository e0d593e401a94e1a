"""This is where it is shown that network drives are recognised from what each system lists."""

from pathlib import Path, PurePosixPath

import pytest

from layerdesk.host import network_disk

_LINUX = r"""
22 1 0:21 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:50 / /mnt/practice\040share rw shared:9 master:1 - cifs //server/share rw
41 22 0:51 / /mnt rw - btrfs /dev/sda2 rw
""".strip()

_MAC = """
/dev/disk1s1s1 on / (apfs, sealed, local, read-only, journaled)
//ann@server/share on /Volumes/practice share (smbfs, nodev, nosuid, mounted by ann)
"""


def test_a_share_under_linux_is_told_from_the_disk_around_it() -> None:
    mounts = network_disk.linux_mounts(_LINUX)

    assert network_disk.file_system(mounts, Path("/mnt/practice share/desk")) == "cifs"
    assert network_disk.file_system(mounts, Path("/mnt/desk")) == "btrfs"
    assert network_disk.file_system(mounts, Path("/var/lib")) == "ext4"


def test_a_share_under_macos_is_told_from_the_disk_around_it() -> None:
    mounts = network_disk.mac_mounts(_MAC)

    assert mounts == {"/": "apfs", "/Volumes/practice share": "smbfs"}


def test_a_place_below_no_known_mount_has_no_kind() -> None:
    assert network_disk.file_system({}, Path("/anywhere")) == ""


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smbfs", "fuse.sshfs"])
def test_file_systems_of_other_computers_are_known(kind: str) -> None:
    assert network_disk.is_network_file_system(kind)


@pytest.mark.parametrize("kind", ["", "ext4", "btrfs", "apfs", "tmpfs", "overlay", "fuse.ntfs-3g"])
def test_file_systems_of_this_computer_are_not_taken_for_others(kind: str) -> None:
    assert not network_disk.is_network_file_system(kind)


def test_a_folder_that_is_not_there_yet_is_judged_by_the_one_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = {"/": "ext4", PurePosixPath(tmp_path).as_posix(): "nfs4"}
    monkeypatch.setattr(network_disk, "_mounts", lambda: mounts)

    assert network_disk.is_network_disk(tmp_path / "not" / "there")
    assert not network_disk.is_network_disk(tmp_path.parent)


def test_where_the_system_does_not_tell_the_folder_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> dict[str, str]:
        raise PermissionError

    monkeypatch.setattr(network_disk, "_mounts", fail)

    assert not network_disk.is_network_disk(tmp_path)
