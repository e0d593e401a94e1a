"""This is where corrections of minutes are proposed, and accepted or not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.domain.meetings.when import day_text
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.labels import Label, LabelRole, muted, separator
from layerdesk.usecases.meetings.look import CorrectionView


class Corrections(Card):
    """The corrections, and a line that proposes another."""

    proposed = Signal(str)
    """Somebody proposes a correction."""

    settled = Signal(str, bool)
    """The id of a correction, and whether it is accepted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Corrections"), parent=parent)
        self._session = session
        self._empty = muted(tr("Nobody has proposed a correction."))
        self.entry = LineEdit(placeholder=tr("What should stand there?"))
        self.entry.setAccessibleName(tr("Propose a correction"))
        self.entry.returnPressed.connect(self._propose)
        self._button = Button(tr("Propose"))
        self._button.clicked.connect(self._propose)
        self._list = QVBoxLayout()
        self._list.setSpacing(step(1))
        self._rows: list[_Row] = []
        self.add(self._empty)
        self.add_layout(self._list)
        self.add_layout(row(self.entry, self._button))

    def show_corrections(self, corrections: Sequence[CorrectionView], *, may_settle: bool) -> None:
        """Show the corrections."""
        while len(self._rows) < len(corrections):
            made = _Row(self)
            made.settled.connect(self.settled)
            self._rows.append(made)
            self._list.addWidget(made)
        for number, each in enumerate(self._rows):
            each.setVisible(number < len(corrections))
            if number < len(corrections):
                each.show_correction(corrections[number], may_settle)
        self._empty.setVisible(not corrections)

    @Slot(object)
    def is_proposed(self, _correction: object) -> None:
        """It is kept: empty the line."""
        self.entry.set_words("")

    @Slot()
    def _propose(self) -> None:
        words = self.entry.words().strip()
        if words:
            self.proposed.emit(words)
        else:
            self.entry.setFocus()


class _Row(QWidget):
    settled = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = ""
        self._words = Label("")
        self._who = Label("", LabelRole.SMALL)
        self._state = Chip("")
        self._accept = Button(tr("Accept"), icon="check")
        self._accept.clicked.connect(self._accepted)
        self._decline = Button(tr("Decline"))
        self._decline.clicked.connect(self._declined)
        buttons = QHBoxLayout()
        buttons.setSpacing(step(1))
        buttons.addWidget(self._state)
        buttons.addWidget(self._accept)
        buttons.addWidget(self._decline)
        buttons.addStretch(1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.75))
        lay.addWidget(self._words)
        lay.addWidget(self._who)
        lay.addLayout(buttons)
        lay.addWidget(separator())

    def show_correction(self, view: CorrectionView, may_settle: bool) -> None:
        correction = view.correction
        self._id = correction.id
        self._words.setText(correction.text)
        day = day_text(correction.proposed_on) if correction.proposed_on else ""
        self._who.setText(" · ".join(part for part in (view.proposer, day) if part))
        waits = correction.accepted is None
        words, tone = {
            None: (tr("Proposed"), Tone.WARN),
            True: (tr("Accepted"), Tone.OK),
            False: (tr("Declined"), Tone.NEUTRAL),
        }[correction.accepted]
        self._state.set_words(words, tone)
        self._accept.setVisible(waits and may_settle)
        self._decline.setVisible(waits and may_settle)
        self._accept.setAccessibleName(tr("Accept: {words}", words=correction.text))
        self._decline.setAccessibleName(tr("Decline: {words}", words=correction.text))

    @Slot()
    def _accepted(self) -> None:
        self.settled.emit(self._id, True)

    @Slot()
    def _declined(self) -> None:
        self.settled.emit(self._id, False)
