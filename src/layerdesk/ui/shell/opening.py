"""This is where the first thing stands that is painted: a name, while the desk opens."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.ui.widgets.labels import muted, title


class Opening(QWidget):
    """A window with two lines; it must cost nothing but Qt itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("LayerDesk")
        self.resize(1280, 800)
        self._words = muted(tr("Opening your desk…"))
        for label in (name := title("LayerDesk"), self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lay = QVBoxLayout(self)
        lay.addStretch(2)
        lay.addWidget(name)
        lay.addWidget(self._words)
        lay.addStretch(3)

    def say(self, words: str) -> None:
        """Say other words than that the desk is being opened."""
        self._words.setText(words)
