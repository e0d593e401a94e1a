"""This is where the programs are provided that tests meet real files and services with.

They are other people's programs that LayerDesk has to get on with; it needs none of them to run.
"""

from __future__ import annotations

import shutil

import system_libraries

PROGRAMS = (
    ("soffice", "libreoffice-writer-nogui"),
    ("pdftotext", "poppler-utils"),
    ("qpdf", "qpdf"),
    ("dbus-run-session", "dbus"),
    ("gnome-keyring-daemon", "gnome-keyring"),
)
"""The program, and the package of Debian and Ubuntu that has it."""

EVERY_PROGRAM = "LAYERDESK_EVERY_PROGRAM"
"""Set to 1 where a test whose program is missing must fail instead of being left out."""


def provide() -> bool:
    """Install what is missing where that is possible; whether every program is there now."""
    absent = [package for program, package in PROGRAMS if not shutil.which(program)]
    if absent and system_libraries.can_install():
        system_libraries.install(absent)
    still = sorted({package for program, package in PROGRAMS if not shutil.which(program)})
    if still:
        print(f"Tests that need these packages are left out: {', '.join(still)}", flush=True)
    return not still
