"""This is where a PySide6 that stops Python dead is refused before a window opens.

PySide6 6.12.0 on Python before 3.12 loses one reference to None at every call of a Qt method that
returns nothing, and Python aborts when none is left: a meeting timer does so within minutes. May go
when no such PySide6 can be installed any more.
"""

from collections.abc import Sequence

from layerdesk.domain.errors import BrokenQt

_BROKEN = (6, 12, 0)
_SAFE_PYTHON = (3, 12)


def refuse_broken_qt(python_version: Sequence[int], pyside_version: str) -> None:
    """Raise BrokenQt if these two do not go together.

    ``python_version`` as in ``sys.version_info[:3]``, ``pyside_version`` as in ``"6.11.3"``.
    """
    numbers = tuple(int(part) for part in pyside_version.split(".")[:3] if part.isdecimal())
    if numbers == _BROKEN and tuple(python_version[:2]) < _SAFE_PYTHON:
        python = ".".join(map(str, python_version[:3]))
        raise BrokenQt(pyside=pyside_version, python=python)
