"""This is where LayerDesk is set up from its source code, started, and tested.

    python3 installer/dev.py run [arguments]     start it with the sample practice
    python3 installer/dev.py test [arguments]    run every check; with arguments, only those tests

Nothing but Python 3.11 or newer is needed before: what is missing is put into the folder .venv, or
named with the command that installs it. On Windows, say "py" instead of "python3".
"""

from __future__ import annotations

import os
import platform
import struct
import subprocess
import sys
from pathlib import Path

import checks
import environment
import system_libraries

ROOT = Path(__file__).resolve().parents[1]
OLDEST_PYTHON = (3, 11)
OLDEST_GLIBC = (2, 34)


def main(arguments: list[str]) -> int:
    """Do what the first argument names; the exit code is 0 only if all went well."""
    if not arguments or arguments[0] not in ("run", "test"):
        print(__doc__)
        return 2
    command, rest = arguments[0], arguments[1:]
    window = command == "run" and has_screen(sys.platform, os.environ)
    try:
        problem = wrong_computer(
            sys.version_info[:3], struct.calcsize("P") * 8, sys.platform, platform.libc_ver()
        )
        if problem:
            raise environment.CannotSetUp(problem)
        if sys.platform.startswith("linux"):
            system_libraries.provide(window=window)
        if not environment.can_set_up() and system_libraries.can_install():
            system_libraries.install([f"python3.{sys.version_info.minor}-venv"])
        python = environment.set_up(ROOT)
    except environment.CannotSetUp as reason:
        print(f"\nLayerDesk cannot start yet.\n\n{reason}\n", file=sys.stderr)
        return 1
    if command == "run":
        return run(python, rest, window=window)
    return checks.run_all(ROOT, python, rest)


def run(python: Path, arguments: list[str], *, window: bool) -> int:
    """Start LayerDesk with the sample practice; without a screen, draw its screens into files."""
    environ = dict(os.environ)
    command = [str(python), "-m", "layerdesk", "sample"]
    if not window:
        print(
            "There is no screen here (DISPLAY and WAYLAND_DISPLAY are empty), so LayerDesk works\n"
            "unseen and draws its screens into the folder layerdesk-sample.",
            flush=True,
        )
        environ["QT_QPA_PLATFORM"] = "offscreen"
        command += ["--offscreen", "--out", "layerdesk-sample"]
    return subprocess.call([*command, *arguments], env=environ)


def has_screen(system: str, environ: os._Environ[str] | dict[str, str]) -> bool:
    """Whether a window can be shown: under Linux only where a display is named."""
    if environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    if not system.startswith("linux"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def wrong_computer(version: tuple[int, ...], bits: int, system: str, libc: tuple[str, str]) -> str:
    """Why LayerDesk cannot run on this computer, in a sentence, or nothing."""
    if version[:2] < OLDEST_PYTHON:
        found = ".".join(map(str, version))
        return f"It needs Python 3.11 or newer. This is {found}."
    if bits != 64:
        return f"It needs a 64-bit Python. This one has {bits} bits."
    if system.startswith("linux"):
        name, number = libc
        if name != "glibc":
            return "It needs a Linux with glibc; this one (Alpine, perhaps) has another C library."
        if tuple(int(part) for part in number.split(".")[:2]) < OLDEST_GLIBC:
            return (
                "It needs glibc 2.34 or newer, as in Debian 12, Ubuntu 22.04 or RHEL 9. "
                f"This is {number}."
            )
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
