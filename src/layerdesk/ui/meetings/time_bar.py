"""This is where one sees at a glance whether the agenda fits into the time there is."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import AgendaItem
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.labels import muted


class TimeBar(QWidget):
    """Minutes asked for against minutes there are, in words and as a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = muted("")
        self._chip = Chip("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Minutes on the agenda"))
        self._advice = muted("")
        line = QHBoxLayout()
        line.setSpacing(step(1))
        line.addWidget(self._words, 1)
        line.addWidget(self._chip)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.75))
        lay.addLayout(line)
        lay.addWidget(self._bar)
        lay.addWidget(self._advice)

    @property
    def words(self) -> str:
        """What it says now: over, under or just right."""
        return self._chip.words

    def show_time(self, asked: int, there: int, to_park: AgendaItem | None) -> None:
        """Show both in minutes, and what to park where it is too much."""
        self._words.setText(tr("{asked} of {there} minutes", asked=asked, there=there))
        self._bar.setRange(0, max(there, 1))
        self._bar.setValue(min(asked, there))
        if asked > there:
            self._chip.set_words(
                plural("{n} minute over", "{n} minutes over", asked - there), Tone.DANGER
            )
        elif asked == there:
            self._chip.set_words(tr("Just right"), Tone.OK)
        else:
            self._chip.set_words(
                plural("{n} minute to spare", "{n} minutes to spare", there - asked), Tone.OK
            )
        self._advice.setVisible(to_park is not None)
        if to_park is not None:
            self._advice.setText(
                tr("To fit, take off “{title}”, the lowest priority.", title=to_park.title)
            )
