"""This is where a folder on a network drive is recognised: databases and locks break there."""

import ctypes
import re
import subprocess
import sys
from pathlib import Path

_NETWORK = re.compile(
    r"afpfs|afs|beegfs|ceph|cifs|davfs|glusterfs|lustre|ncpfs|nfs4?|smb3|smbfs|webdav"
    r"|fuse\.(ceph|davfs2|glusterfs|gvfsd-fuse|rclone|s3fs|smbnetfs|sshfs)"
)
_MAC_MOUNT = re.compile(r"^.* on (?P<place>/.*) \((?P<kind>\w+)[,)]")


def is_network_disk(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that exists, lies on a network drive.

    Where the system does not tell, the answer is no.
    """
    place = _existing(folder)
    if sys.platform == "win32":
        remote = 4  # DRIVE_REMOTE
        kind = ctypes.windll.kernel32.GetDriveTypeW(place.anchor)
        found = place.anchor.startswith("\\\\") or kind == remote
    else:
        try:
            found = is_network_file_system(file_system(_mounts(), place))
        except (OSError, subprocess.SubprocessError):
            found = False
    return found


def is_network_file_system(kind: str) -> bool:
    """Whether the files of this kind of file system, such as ``nfs4``, lie on another computer."""
    return _NETWORK.fullmatch(kind) is not None


def linux_mounts(mountinfo: str) -> dict[str, str]:
    """Mount point to kind of file system, from the text of ``/proc/self/mountinfo``."""
    mounts = {}
    for line in mountinfo.splitlines():
        before, dash, after = line.partition(" - ")
        if dash:
            # Spaces in a name are written as \040, and the like.
            place = re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), before.split()[4])
            mounts[place] = after.split()[0]
    return mounts


def mac_mounts(listed: str) -> dict[str, str]:
    """Mount point to kind of file system, from what ``/sbin/mount`` prints."""
    found = (_MAC_MOUNT.match(line) for line in listed.splitlines())
    return {match["place"]: match["kind"] for match in found if match}


def file_system(mounts: dict[str, str], place: Path) -> str:
    """The kind of file system that a place (absolute, links resolved) lies on, or nothing."""
    for folder in (place, *place.parents):
        if str(folder) in mounts:
            return mounts[str(folder)]
    return ""


def _existing(folder: Path) -> Path:
    resolved = folder.resolve()
    return next((place for place in (resolved, *resolved.parents) if place.exists()), resolved)


def _mounts() -> dict[str, str]:
    if sys.platform == "darwin":
        mount = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5
        )
        mounts = mac_mounts(mount.stdout)
    else:
        mounts = linux_mounts(Path("/proc/self/mountinfo").read_text("utf-8", "replace"))
    return mounts
