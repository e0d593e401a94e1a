"""This is where it is shown which PySide6 is refused."""

import pytest

from layerdesk.domain.errors import BrokenQt
from layerdesk.host.qt_version import refuse_broken_qt


@pytest.mark.parametrize("python", [(3, 10, 13), (3, 11, 7)])
def test_the_pyside_that_aborts_is_refused_on_old_python(python: tuple[int, ...]) -> None:
    with pytest.raises(BrokenQt) as refused:
        refuse_broken_qt(python, "6.12.0")

    assert refused.value.values["pyside"] == "6.12.0"
    assert refused.value.values["python"] == ".".join(map(str, python))


@pytest.mark.parametrize(
    ("python", "pyside"),
    [
        ((3, 11, 7), "6.11.3"),
        ((3, 12, 1), "6.12.0"),
        ((3, 13, 0), "6.12.0"),
        ((3, 11, 7), "6.12.1"),
    ],
)
def test_every_other_pair_is_let_through(python: tuple[int, ...], pyside: str) -> None:
    refuse_broken_qt(python, pyside)
