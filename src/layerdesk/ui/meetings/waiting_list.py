"""This is where the cases stand that are ready and not on this agenda yet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.agenda import WaitingCase
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.labels import Label, LabelRole, muted


class WaitingList(Card):
    """Ready cases, highest priority first, each with a button that puts it on the agenda."""

    wanted = Signal(object)
    """The id of a case that is to go on the agenda."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Cases that are ready"), parent=parent)
        self._count = Chip("", Tone.NEUTRAL)
        self.add_to_heading(self._count)
        self._empty = muted(
            tr("No other case waits. A case comes here once it is ready for a meeting.")
        )
        self.add(self._empty)
        self._rows: list[_Row] = []

    def show_cases(self, cases: Sequence[WaitingCase], *, editable: bool) -> None:
        """Show the cases."""
        while len(self._rows) < len(cases):
            made = _Row(self)
            made.wanted.connect(self.wanted)
            self._rows.append(made)
            self.add(made)
        for number, each in enumerate(self._rows):
            each.setVisible(number < len(cases))
            if number < len(cases):
                each.show_case(cases[number], editable)
        self._empty.setVisible(not cases)
        self._count.set_words(str(len(cases)))
        self._count.setVisible(bool(cases))


class _Row(QWidget):
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = RecordId("")
        self._title = Label("")
        self._reason = Label("", LabelRole.SMALL)
        self._add = Button(tr("Add"), icon="plus")
        self._add.clicked.connect(self._asked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._reason)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addLayout(words, 1)
        lay.addWidget(self._add)

    def show_case(self, case: WaitingCase, editable: bool) -> None:
        self._case = case.case
        self._title.setText(case.title)
        minutes = plural("{n} min", "{n} min", case.minutes) if case.minutes else ""
        self._reason.setText(" · ".join(part for part in (minutes, case.reason) if part))
        self._add.setVisible(editable)
        self._add.setAccessibleName(tr("Add to the agenda: {title}", title=case.title))

    @Slot()
    def _asked(self) -> None:
        self.wanted.emit(self._case)
