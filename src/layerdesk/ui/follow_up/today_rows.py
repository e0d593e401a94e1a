"""This is where the lines of Today are made: a whole line is one button."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import IconButton
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.messages import Icon


class LineButton(QPushButton):
    """A line of words with a chip that leads somewhere; the words wrap."""

    def __init__(
        self, words: str, below: str = "", *, chip: str = "", tone: Tone = Tone.NEUTRAL
    ) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.setAccessibleName(", ".join(part for part in (words, below, chip) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        texts = QVBoxLayout()
        texts.setSpacing(step(0.25))
        texts.addWidget(Label(words, LabelRole.SUBHEADING))
        if below:
            texts.addWidget(Label(below, LabelRole.SMALL))
        self._lay = QHBoxLayout(self)
        self._lay.setContentsMargins(step(1), step(1), step(0.5), step(1))
        self._lay.setSpacing(step(1.5))
        self._lay.addLayout(texts, 1)
        if chip:
            self._lay.addWidget(Chip(chip, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        self._lay.addWidget(Icon("chevron-right", "muted"), 0, Qt.AlignmentFlag.AlignVCenter)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        return self._lay.totalSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._lay.totalMinimumSize()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._lay.totalHeightForWidth(width)


class GoLine(LineButton):
    """A line that leads to a place, and perhaps to a record there."""

    chosen = Signal(str, object)
    """The place and the record or None."""

    def __init__(
        self,
        place: str,
        record: RecordId | None,
        words: str,
        below: str = "",
        *,
        chip: str = "",
        tone: Tone = Tone.NEUTRAL,
    ) -> None:
        super().__init__(words, below, chip=chip, tone=tone)
        self._goes = (place, record)
        self.clicked.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(*self._goes)


class ActionLine(QWidget):
    """An action that is due: the line opens it, the circle at its left says that it is done."""

    opened = Signal(object)
    ticked = Signal(object)

    def __init__(self, record: RecordId, words: str, below: str, *, chip: str, tone: Tone) -> None:
        super().__init__()
        self.record = record
        self._is_ticked = False
        self.line = LineButton(words, below, chip=chip, tone=tone)
        self.tick = IconButton(
            "circle", tr("Mark as done: {words}", words=words), None, colour="muted"
        )
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.5))
        lay.addWidget(self.tick)
        lay.addWidget(self.line, 1)
        self.line.clicked.connect(self._open)
        self.tick.clicked.connect(self._tick)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.record)

    @Slot()
    def _tick(self) -> None:
        if not self._is_ticked:
            self._is_ticked = True
            self.tick.set_icon("circle-check")
            self.ticked.emit(self.record)
