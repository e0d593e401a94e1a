"""This is where the folder .venv is made and filled with exactly the packages of the lock file."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

STAMP = ".layerdesk-lock"
ADD_SOURCE = """
import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "layerdesk-src.pth").write_text(sys.argv[1])
"""


class CannotSetUp(Exception):
    """Something has to be done by a person first; the words say what."""


def set_up(root: Path) -> Path:
    """The Python of ``root/.venv``, which holds what the lock file names; made if need be.

    Raises CannotSetUp.
    """
    folder = root / ".venv"
    python = python_of(folder, os.name)
    lock = root / "installer" / "dev.lock"
    wanted = stamp_of(lock.read_bytes(), sys.version, root)
    stamp = folder / STAMP
    if python.exists() and stamp.exists() and stamp.read_text("utf-8") == wanted:
        return python
    print("Setting up .venv: once, and for some minutes on a slow line…", flush=True)
    pip = _pip(folder, python)
    installed = subprocess.run(
        [
            *pip,
            "install",
            "--disable-pip-version-check",
            "-qq",
            "--no-warn-script-location",
            "--only-binary=:all:",
            "--require-hashes",
            "--requirement",
            str(lock),
        ],
        env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
        check=False,
    )
    if installed.returncode:
        raise CannotSetUp(
            "The packages could not be installed (see above). Behind a proxy, set HTTPS_PROXY;\n"
            "with an index of your own, set PIP_INDEX_URL; then try again."
        )
    subprocess.run([str(python), "-c", ADD_SOURCE, str(root / "src")], check=True)
    stamp.write_text(wanted, "utf-8")
    return python


def stamp_of(lock: bytes, version: str, root: Path) -> str:
    """Stands for one lock file, one Python and one place: when it differs, set up again."""
    return hashlib.sha256(b"\0".join([lock, version.encode(), str(root).encode()])).hexdigest()


def python_of(folder: Path, system: str) -> Path:
    """The Python inside a folder made by venv; ``system`` as in ``os.name``."""
    return folder / ("Scripts/python.exe" if system == "nt" else "bin/python")


def is_for_this_python(configuration: str, version: Sequence[int]) -> bool:
    """Whether the text of a ``pyvenv.cfg`` is that of this version of Python (3, 11, …)."""
    for line in configuration.splitlines():
        name, _, value = line.partition("=")
        if name.strip() in ("version", "version_info"):
            return value.strip().split(".")[:2] == [str(part) for part in version[:2]]
    return False


def can_set_up() -> bool:
    """Whether this Python can make a virtual environment and has some pip to fill it with."""
    parts = {name for name in ("venv", "ensurepip", "pip") if importlib.util.find_spec(name)}
    return "venv" in parts and len(parts) > 1


def _pip(folder: Path, python: Path) -> list[str]:
    """The command that stands for pip inside the folder, which is made or made anew if need be."""
    configuration = folder / "pyvenv.cfg"
    if folder.exists() and not (
        python.exists()
        and configuration.exists()
        and is_for_this_python(configuration.read_text("utf-8"), sys.version_info[:2])
    ):
        shutil.rmtree(folder)
    if not python.exists():
        if not can_set_up():
            raise CannotSetUp(without_pip(sys.version_info[:2]))
        bare = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
        made = subprocess.run([sys.executable, "-m", "venv", *bare, str(folder)], check=False)
        if made.returncode:
            raise CannotSetUp(without_pip(sys.version_info[:2]))
    inside = subprocess.run(
        [str(python), "-c", "import pip"], stderr=subprocess.DEVNULL, check=False
    )
    if inside.returncode == 0:
        return [str(python), "-m", "pip"]
    # Debian's Python has no ensurepip of its own, but a pip outside can install into the folder.
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(python)]
    raise CannotSetUp(without_pip(sys.version_info[:2]))


def without_pip(version: Sequence[int]) -> str:
    """What to tell a person whose Python can neither make a .venv with pip nor has pip itself."""
    number = ".".join(map(str, version[:2]))
    return (
        "This Python comes without the parts that make a virtual environment.\n"
        "On Debian or Ubuntu, install them with:\n\n"
        f"    sudo apt-get install -y python{number}-venv"
    )
