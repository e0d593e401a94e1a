"""This is where the system's own libraries that Qt needs under Linux are looked for.

Qt's message about a missing one names the wrong package, so each is tried by name beforehand.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Sequence

from environment import CannotSetUp

# Name to load, package of Debian and Ubuntu, package of Fedora, RHEL and openSUSE.
ALWAYS = (
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    ("libGL.so.1", "libgl1", "libglvnd-glx"),
    ("libEGL.so.1", "libegl1", "libglvnd-egl"),
    ("libX11.so.6", "libx11-6", "libX11"),
    ("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    ("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    ("libfreetype.so.6", "libfreetype6", "freetype"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    ("libgssapi_krb5.so.2", "libgssapi-krb5-2", "krb5-libs"),
)
FOR_A_WINDOW = (
    ("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    ("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    ("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)


def provide(*, window: bool) -> None:
    """See to it that all libraries are there, with a window's or without.

    Where apt-get is there and this is the administrator, missing ones are installed.
    Raises CannotSetUp with the command that installs what is missing.
    """
    wanted = ALWAYS + (FOR_A_WINDOW if window else ())
    absent = missing(wanted)
    if absent and can_install():
        install([library[1] for library in absent])
        absent = missing(wanted)
    if absent:
        tools = [tool for tool in ("apt-get", "dnf", "zypper") if shutil.which(tool)]
        raise CannotSetUp(how_to_install(absent, tools))


def can_install() -> bool:
    """Whether this is the administrator of a Debian or Ubuntu."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def missing(libraries: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Those of the libraries that cannot be loaded, in the same order."""
    absent = []
    for library in libraries:
        try:
            ctypes.CDLL(library[0])
        except OSError:
            absent.append(library)
    return absent


def how_to_install(absent: Sequence[tuple[str, str, str]], tools: Sequence[str]) -> str:
    """What to tell a person: the names, and one command for the first of these tools."""
    names = ", ".join(library[0] for library in absent)
    if not tools:
        return f"These libraries of the system are missing: {names}"
    column = 1 if tools[0] == "apt-get" else 2
    packages = " ".join(dict.fromkeys(library[column] for library in absent))
    return (
        f"These libraries of the system are missing: {names}\n"
        f"Install them with:\n\n    sudo {tools[0]} install -y {packages}"
    )


def install(packages: Sequence[str]) -> None:
    """Install packages of Debian or Ubuntu, as the administrator. What fails shows afterwards."""
    print(f"Installing with apt-get: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
