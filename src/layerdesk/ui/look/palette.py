"""This is where Qt's palette is filled from the tokens, for all that the stylesheet leaves out."""

from PySide6.QtGui import QColor, QPalette

from layerdesk.ui.look.tokens import Colours

_ROLES = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "rail"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.BrightText, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Midlight, "line"),
    (QPalette.ColorRole.Dark, "field_line"),
)

_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette(colours: Colours) -> QPalette:
    """The palette of a set of colours. Disabled text keeps a readable contrast."""
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, QColor(getattr(colours, name)))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made
