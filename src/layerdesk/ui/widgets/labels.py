"""This is where words on a screen get their place in its order: title, heading, small print."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from layerdesk.ui.widgets.spoken import teach_screen_readers


class LabelRole(StrEnum):
    """What a label is for; the stylesheet knows these names."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    LEAD = "lead"
    BODY = "body"
    EYEBROW = "eyebrow"
    MUTED = "muted"
    SMALL = "small"
    FIELD = "field"


_HEADINGS = (LabelRole.TITLE, LabelRole.HEADING, LabelRole.SUBHEADING)


class Label(QLabel):
    """Plain words (never read as HTML) that wrap, unless ``wrap`` is False."""

    def __init__(
        self,
        words: str = "",
        role: LabelRole = LabelRole.BODY,
        *,
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        teach_screen_readers()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.role = role
        self.setProperty("role", role.value)
        self.setText(words)

    def set_role(self, role: LabelRole) -> None:
        """Give it another place in the order."""
        self.role = role
        self.setProperty("role", role.value)
        self.style().unpolish(self)
        self.style().polish(self)

    def spoken_role(self) -> QAccessible.Role:
        """A heading for a screen reader too, so that a person can jump from one to the next."""
        headed = self.role in _HEADINGS
        return QAccessible.Role.Heading if headed else QAccessible.Role.StaticText

    def spoken_text(self) -> str:
        """Its words."""
        return self.text()

    def spoken_value(self) -> str:
        """Nothing: its words are its name."""
        return ""


def title(words: str) -> Label:
    """The one title of a screen."""
    return Label(words, LabelRole.TITLE)


def heading(words: str) -> Label:
    """The heading of a card or a part of a screen."""
    return Label(words, LabelRole.HEADING)


def subheading(words: str) -> Label:
    """A heading within a card."""
    return Label(words, LabelRole.SUBHEADING)


def lead(words: str) -> Label:
    """Text that is to be read first, or from the back of the room."""
    return Label(words, LabelRole.LEAD)


def eyebrow(words: str) -> Label:
    """A short line above a title that says where one is."""
    return Label(words, LabelRole.EYEBROW)


def muted(words: str) -> Label:
    """Text that explains."""
    return Label(words, LabelRole.MUTED)


def small(words: str) -> Label:
    """Small print."""
    return Label(words, LabelRole.SMALL)


def separator() -> QFrame:
    """A thin line between two things."""
    line = QFrame()
    line.setProperty("line", True)
    line.setFixedHeight(1)
    return line
