"""This is where a scrolled column gets the margins of the room instead of those of a place."""

from layerdesk.ui.widgets.columns import ScrollColumn


def set_margins(column: ScrollColumn, left: int, top: int, right: int, bottom: int) -> None:
    """Give the inside of the column these margins, in pixels."""
    whole = column.widget()
    inside = whole.layout() if whole is not None else None
    if inside is not None:
        inside.setContentsMargins(left, top, right, bottom)
