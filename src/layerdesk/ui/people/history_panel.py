"""This is where the history of one record is read, in sentences, newest first."""

from datetime import datetime
from itertools import groupby

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.language import tr
from layerdesk.domain.people.telling import Told
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.state_words import state_words
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.date_words import long_day_words
from layerdesk.ui.widgets.labels import Label, eyebrow, muted, small
from layerdesk.usecases.people.tell_history import tell_history

AT_FIRST = 40
"""Happenings shown before one asks for more."""


class HistoryPanel(QWidget):
    """What happened to a record: ``show_record`` says to which."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record: tuple[str, RecordId] | None = None
        self._told: tuple[Told, ...] = ()
        self._all = False
        self.more = Button(tr("Show the rest"), icon="chevron-down", kind=ButtonKind.QUIET)
        self.more.clicked.connect(self._show_all)
        self.more.hide()
        self.nothing = muted(tr("Nothing has happened here yet."))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(step(0.75))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addWidget(self.nothing)
        lay.addLayout(self._lines)
        lay.addLayout(row(self.more, None))
        lay.addStretch(1)
        session.changed.connect(self._read_again)

    def show_record(self, kind: str, record: RecordId) -> None:
        """Show what happened to this record."""
        self._record = (kind, record)
        self._all = False
        self._read()

    def sentences(self) -> tuple[str, ...]:
        """What is shown, newest first."""
        return tuple(each.words for each in self._told)

    @Slot(object)
    def _read_again(self, changed: Changed) -> None:
        if self._record in changed.records:
            self._read()

    def _read(self) -> None:
        if self._record is not None:
            self._session.read(
                tell_history,
                *self._record,
                self._label,
                done=self._show,
                latest_key=f"history {id(self)}",
            )

    def _label(self, field: str, value: str) -> str:
        return (
            state_words(value) if field == "state" else self._session.declared.label(field, value)
        )

    @Slot(object)
    def _show(self, told: tuple[Told, ...]) -> None:
        self._told = told
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        shown = told if self._all else told[:AT_FIRST]
        for day, on_day in groupby(shown, key=lambda each: _local(each).date()):
            self._lines.addWidget(eyebrow(long_day_words(day)))
            for each in on_day:
                self._lines.addWidget(Sentence(each))
        self.nothing.setVisible(not told)
        self.more.setVisible(len(told) > len(shown))

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._show(self._told)


class Sentence(QWidget):
    """One happening: the time, and the sentence."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        time = small(f"{_local(told):%H:%M}")
        time.setWordWrap(False)
        words = Label(told.words)
        lay = row(time, spacing=1.5)
        lay.addWidget(words, 1)
        self.setLayout(lay)


def _local(told: Told) -> datetime:
    return told.when.astimezone()
