"""This is where the bundled fonts are loaded; a bare computer may have none of its own."""

from PySide6.QtGui import QFont, QFontDatabase

from layerdesk.host.bundled import resource_folder

FAMILIES = ("Atkinson Hyperlegible Next", "Inter", "Noto Naskh Arabic")
"""The family for everything, then those for the scripts that it lacks."""

_loaded: list[str] = []


def load_fonts() -> tuple[str, ...]:
    """Load each bundled font once; returns the families that are there now.

    A QApplication must exist. Raises FileNotFoundError if a font cannot be read.
    """
    if not _loaded:
        for path in sorted(resource_folder("fonts").glob("*.ttf")):
            number = QFontDatabase.addApplicationFont(str(path))
            if number < 0:
                raise FileNotFoundError(path.name)
            _loaded.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(_loaded))


def app_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of the program in this size."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def number_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The same with figures of one width, so that a running clock does not jump."""
    font = app_font(pixels, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
