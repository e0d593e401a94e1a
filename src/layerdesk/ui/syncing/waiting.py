"""This is where somebody who has joined waits until whoever invited them lets the desk in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.labels import Label, LabelRole, lead, muted, title
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence

ASKS_AGAIN = 10_000
"""Milliseconds from one knock to the next."""


class WaitingToBeLetIn(QWidget):
    """The words to compare. ``let_in`` comes once the practice's records are here."""

    let_in = Signal()

    def __init__(self, jobs: Jobs, words: Sequence[str], knock: Callable[[], bool]) -> None:
        """``knock`` asks the hub; it may take seconds and runs on a worker."""
        super().__init__()
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Waiting to be let in – LayerDesk"))
        self._jobs = jobs
        self._knock = knock
        self._knocking = False
        self.words = Label(" · ".join(words), LabelRole.HEADING)
        self.words.setAccessibleName(tr("Words to compare: {words}", words=", ".join(words)))
        self.message = InlineMessage(closable=False)
        self.ask = Button(tr("Ask again now"), icon="refresh-cw", kind=ButtonKind.PRIMARY)
        card = Card(tr("Compare these six words"))
        card.add(self.words)
        card.add(
            muted(
                tr(
                    "Ring whoever invited you, and read them out. They see the same words on their"
                    " screen, in the place Sync, and let you in there. If the words differ,"
                    " somebody is in between: tell them not to."
                )
            )
        )
        column = ScrollColumn()
        column.add(title(tr("Waiting to be let in")))
        column.add(lead(tr("This desk has knocked at your practice’s hub.")))
        column.add(card)
        column.add(self.message)
        column.add_layout(row(self.ask, None))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(4), step(3), step(4), step(3))
        lay.addWidget(column)
        self.resize(step(105), step(66))
        self.ask.clicked.connect(self.knock)
        self._timer = QTimer(self)
        self._timer.setInterval(ASKS_AGAIN)
        self._timer.timeout.connect(self.knock)
        self._timer.start()
        self.message.say(tr("LayerDesk asks by itself every ten seconds."), MessageTone.INFO)
        self.ask.setFocus()

    @Slot()
    def knock(self) -> None:
        """Ask whether this desk was let in."""
        if self._knocking or self._jobs.closed:
            return
        self._knocking = True
        self._jobs.start(
            "network", self._knock, done=self._answered, failed=self._failed, owner=self
        )

    @Slot(object)
    def _answered(self, is_in: bool) -> None:
        self._knocking = False
        if is_in:
            self._timer.stop()
            self.let_in.emit()
        else:
            self.message.say(tr("Not yet. It is asked again in ten seconds."), MessageTone.INFO)

    @Slot(object)
    def _failed(self, error: LayerDeskError) -> None:
        self._knocking = False
        self.message.say(sentence(error), MessageTone.WARN)
