"""This is where a place with nothing in it yet teaches what belongs there."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.messages import Icon


class EmptyPlace(QWidget):
    """An icon, a sentence, and perhaps the button that puts the first thing there."""

    chosen = Signal()
    """The button was pressed."""

    def __init__(
        self,
        icon: str,
        words: str,
        *,
        button: str = "",
        shortcut: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label = Label(words, LabelRole.MUTED)
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = Button(button, kind=ButtonKind.PLAIN, shortcut=shortcut)
        if not button:
            self.button.hide()
        self.button.clicked.connect(self._choose)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(3), step(3), step(3), step(3))
        lay.setSpacing(step(1.5))
        lay.addStretch(1)
        lay.addWidget(Icon(icon, "muted", times=1.6), 0, Qt.AlignmentFlag.AlignHCenter)
        lay.addWidget(self._label)
        lay.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        lay.addStretch(1)

    def set_words(self, words: str) -> None:
        """Teach something else."""
        self._label.setText(words)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit()
