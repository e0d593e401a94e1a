"""This is where a desk's own folder on this computer is chosen, made and checked."""

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from layerdesk.domain.errors import FolderNotWritable, FolderOnNetwork
from layerdesk.host.network_disk import is_network_disk


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFolder:
    """One desk's folder (an absolute path) and what lies where in it."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "desk.db"

    @property
    def keys(self) -> Path:
        """The database's key, wrapped; its copy lies beside it."""
        return self.root / "desk.keys"

    @property
    def failed_tries(self) -> Path:
        """When somebody failed to unlock, until the desk opens the next time."""
        return self.root / "failed"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """The folder of log files."""
        return self.root / "logs"

    @property
    def resources(self) -> Path:
        """The practice's own review methods, meeting plans, value sets and so on."""
        return self.root / "resources"

    @property
    def lock(self) -> Path:
        """The file that whoever has the desk open holds locked."""
        return self.root / "lock"


def desk_folder(explicit: Path | None = None) -> DeskFolder:
    """The desk at a folder that was asked for, else at this account's usual place for data."""
    chosen = explicit or platformdirs.user_data_path("LayerDesk", appauthor=False)
    return DeskFolder(root=chosen.expanduser().absolute())


def prepare(folder: DeskFolder) -> None:
    """Make the folder and those in it, open to this account only, and try out writing.

    Folders that are there already keep their permissions.
    Raises FolderOnNetwork or FolderNotWritable.
    """
    if is_network_disk(folder.root):
        raise FolderOnNetwork(path=str(folder.root))
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for room in (folder.backups, folder.logs, folder.resources):
            room.mkdir(mode=0o700, exist_ok=True)
        _try_writing(folder.root)
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise FolderNotWritable(path=str(folder.root), reason=reason) from problem


def _try_writing(folder: Path) -> None:
    with contextlib.closing(tempfile.TemporaryFile(dir=folder, prefix="try-")) as file:
        file.write(b"LayerDesk")
        file.flush()
