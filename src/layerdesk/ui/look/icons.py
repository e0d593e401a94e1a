"""This is where Lucide's icons are drawn in the colour of a token, each only once."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from layerdesk.host.bundled import resource_folder

_RATIOS = (1.0, 2.0)


def icon_names() -> tuple[str, ...]:
    """The names of all bundled icons, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource_folder("icons").glob("*.svg")))


@cache
def svg(name: str, colour: str, width: float = 2.0) -> str:
    """An icon as SVG, its lines in this colour (``#RRGGBB``) and width (of 24).

    Raises FileNotFoundError for a name that is not bundled.
    """
    words = (resource_folder("icons") / f"{name}.svg").read_text(encoding="utf-8")
    words = words.replace("currentColor", colour)
    return words.replace('stroke-width="2"', f'stroke-width="{width:g}"')


@lru_cache(maxsize=1024)
def pixmap(name: str, colour: str, size: int, ratio: float = 2.0) -> QPixmap:
    """An icon ``size`` pixels high, for a screen with ``ratio`` dots to a pixel."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer = QSvgRenderer(QByteArray(svg(name, colour).encode()))
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=1024)
def icon(name: str, colour: str, size: int) -> QIcon:
    """An icon as a QIcon that is the same in every state of a button."""
    made = QIcon()
    for ratio in _RATIOS:
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled, QIcon.Mode.Selected):
            made.addPixmap(pixmap(name, colour, size, ratio), mode)
    return made
