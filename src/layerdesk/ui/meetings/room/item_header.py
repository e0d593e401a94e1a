"""This is where the room sees which item it is at, and how much of its time is left."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.domain.meetings.clock import Clock
from layerdesk.domain.meetings.when import minutes_text
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import ButtonKind, UnfoldButton
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.labels import LabelRole, eyebrow, muted, title
from layerdesk.ui.widgets.spoken import announce
from layerdesk.ui.widgets.timer_ring import TimerRing


class ItemHeader(QWidget):
    """Where we are, what it is about, a guiding sentence, and the clock."""

    agenda_asked_for = Signal()
    """In a narrow room, the button that opens the agenda was pressed."""

    time_is_up = Signal()
    """The clock of the shown item has just run out; told once for each item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._eyebrow = eyebrow("")
        self._title = title("")
        self._guide = muted("")
        self._time = Chip("", Tone.ACCENT)
        self._compact = self._has_clock = self._is_over = False
        self._had_time = False
        """Whether the shown item was seen with time left: only then can it run out."""
        self.ring = TimerRing(tr("Time left for this item"))
        self.agenda_button = UnfoldButton(tr("Agenda"), icon="list", kind=ButtonKind.QUIET)
        self.agenda_button.clicked.connect(self._ask)
        self.agenda_button.hide()
        above = QHBoxLayout()
        above.setSpacing(step(1))
        above.addWidget(self.agenda_button)
        above.addWidget(self._eyebrow, 1)
        above.addWidget(self._time)
        words = QVBoxLayout()
        words.setSpacing(step(0.5))
        words.addLayout(above)
        words.addWidget(self._title)
        words.addWidget(self._guide)
        words.addStretch(1)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(2))
        lay.addLayout(words, 1)
        lay.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)

    def show_item(self, where: str, about: str, guide: str) -> None:
        """Show the item's place, its title and a sentence that guides."""
        self._eyebrow.setText(where)
        if about != self._title.text():
            self._had_time = False
            announce(self, f"{where}. {about}")
        self._title.setText(about)
        self._guide.setText(guide)
        self._dress()

    def show_clock(self, clock: Clock | None, *, paused: bool) -> None:
        """Show the item's clock; overtime counts on, visibly. None: there is no item."""
        self._has_clock = clock is not None
        self._is_over = clock is not None and clock.overtime > 0
        self._dress()
        if clock is None:
            return
        self.ring.show_time(clock.left - clock.overtime, clock.allowed, paused=paused)
        words = (
            tr("{time} over", time=minutes_text(clock.overtime))
            if clock.overtime
            else tr("{time} left", time=minutes_text(clock.left))
        )
        self._time.set_words(words, Tone.DANGER if clock.overtime else Tone.ACCENT)
        if self._had_time and clock.overtime:
            announce(self, tr("The time for this item is up."), urgent=True)
            self.time_is_up.emit()
        self._had_time = not clock.overtime

    def set_compact(self, compact: bool) -> None:
        """In a low room the time stands above the title, and the title is smaller."""
        self._compact = compact
        self._title.set_role(LabelRole.HEADING if compact else LabelRole.TITLE)
        self._dress()

    def _dress(self) -> None:
        self.ring.setVisible(self._has_clock and not self._compact)
        # Overtime is said in words too, beside the ring that counts it.
        self._time.setVisible(self._has_clock and (self._compact or self._is_over))
        self._guide.setVisible(bool(self._guide.text()) and not self._compact)

    @Slot()
    def _ask(self) -> None:
        self.agenda_asked_for.emit()
