"""This is where the window gets its title, which never shows words of a record."""

from layerdesk.domain.language import tr


def window_title(place: str, *, locked: bool, sample: bool) -> str:
    """The place (or that it is locked), the program, and whether it is the sample practice."""
    first = tr("Locked") if locked else place
    words = " – ".join(part for part in (first, tr("LayerDesk")) if part)
    return tr("{title} (sample)", title=words) if sample else words
