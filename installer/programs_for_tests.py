"""This is where the programs are provided that tests meet real files and services with.

They are other people's programs that LayerDesk has to get on with; it needs none of them to run.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import system_libraries

PROGRAMS = (
    ("soffice", "libreoffice-writer-nogui"),
    ("pdftotext", "poppler-utils"),
    ("qpdf", "qpdf"),
    ("dbus-run-session", "dbus"),
    ("gnome-keyring-daemon", "gnome-keyring"),
    ("initdb", "postgresql"),
    ("openssl", "openssl"),
    ("Xvfb", "xvfb"),
    ("xdotool", "xdotool"),
    ("/usr/libexec/at-spi-bus-launcher", "at-spi2-core"),
    ("/usr/lib/python3/dist-packages/pyatspi/__init__.py", "python3-pyatspi"),
)
"""The program (or a file of it), and the package of Debian and Ubuntu that has it."""

EVERY_PROGRAM = "LAYERDESK_EVERY_PROGRAM"
"""Set to 1 where a test whose program is missing must fail instead of being left out."""


def find(program: str) -> str | None:
    """The path of a program or file; PostgreSQL's own lie beside the path on Debian and Ubuntu."""
    found = shutil.which(program, os.F_OK)
    if found is None:
        own = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
        found = str(own[-1]) if own else None
    return found


def provide() -> bool:
    """Install what is missing where that is possible; whether every program is there now."""
    absent = [package for program, package in PROGRAMS if not find(program)]
    if absent and system_libraries.can_install():
        system_libraries.install(absent)
    still = sorted({package for program, package in PROGRAMS if not find(program)})
    if still:
        print(f"Tests that need these packages are left out: {', '.join(still)}", flush=True)
    return not still
