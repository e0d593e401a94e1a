"""This is where the files that ship with the program are found, however it was installed.

There are three places: a frozen bundle (PyInstaller), the installed package, and the folder of the
source code, where ``resources`` and ``migrations`` lie beside ``src``. A wheel carries them as
``layerdesk/_resources`` and ``layerdesk/_migrations``; an editable install does not.
"""

import sys
from pathlib import Path

import layerdesk

_PACKAGE = Path(layerdesk.__file__).resolve().parent


def resource_folder(name: str) -> Path:
    """The folder below ``resources`` with this name, for instance ``"fonts"``.

    Raises FileNotFoundError if none of the three places has it: a fault in the release.
    """
    return _found("resources", name)


def migrations_folder() -> Path:
    """The folder with ``alembic.ini`` and the migrations below it.

    Raises FileNotFoundError if none of the three places has it: a fault in the release.
    """
    return _found("migrations", ".")


def _found(kind: str, name: str, package: Path = _PACKAGE) -> Path:
    """The first place that has it: the bundle, then the package, then the source code."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    roots = [Path(bundle) / package.name / f"_{kind}"] if bundle else []
    roots += [package / f"_{kind}", package.parent.parent / kind]
    for root in roots:
        folder = root / name
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{kind}/{name} is in none of: {', '.join(map(str, roots))}")
