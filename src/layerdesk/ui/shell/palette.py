"""This is where one goes to anything and does anything by typing a few letters of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.domain.people.field_labels import kind_label
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.shell.status_line import Elided
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.labels import small
from layerdesk.ui.widgets.messages import Icon
from layerdesk.ui.widgets.spoken import announce
from layerdesk.usecases.people.search_everything import Found, search_everything

SEARCH_AFTER = 120
"""Milliseconds without a keystroke until records are searched."""

MOST_RECORDS = 12
WIDTH = 680
_SHORT_KIND = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that can be gone to or done."""

    words: str
    icon: str
    kind: str
    """What it is, in small words: a place, a command, a case …"""
    run: Callable[[], object]
    shortcut: str = ""


def matches(words: str, typed: str) -> bool:
    """Whether every typed part begins a word of the entry."""
    parts = typed.casefold().split()
    starts = words.casefold().replace("-", " ").split()
    return all(any(word.startswith(part) for word in starts) for part in parts)


class Palette(QFrame):
    """A field and a list over the window. Esc closes it, Enter takes the marked entry."""

    closed = Signal()

    record_chosen = Signal(str, object)
    """The kind and the id of a record to open."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._entries: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._before: QWidget | None = None
        self.setProperty("popup", True)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Go to or do anything"))
        self.line = LineEdit(placeholder=tr("A place, a command, or words of a case or action"))
        self.line.setAccessibleName(tr("Go to or do anything"))
        self.line.typed.connect(self._typed)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What can be gone to or done"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._clicked)
        self.nothing = small(tr("Nothing like this. Try fewer letters."))
        self.nothing.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER)
        self._timer.timeout.connect(self._search)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(1.5), step(1.5), step(1.5), step(1.5))
        lay.setSpacing(step(1))
        lay.addWidget(self.line)
        lay.addWidget(self.list, 1)
        lay.addWidget(self.nothing)
        lay.addWidget(small(tr("Up and Down choose, Enter goes there, Esc closes.")))
        self.hide()

    def open(self, entries: Sequence[Entry]) -> None:
        """Show it with these entries, ready to type."""
        self._before = QApplication.focusWidget()
        self._entries = tuple(entries)
        self.line.clear()
        self._show(self._matching(""))
        self.place_in(self.parentWidget())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_quietly(self) -> None:
        """Close it, and give the focus back."""
        if not self.isVisible():
            return
        self._timer.stop()
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def place_in(self, window: QWidget | None) -> None:
        """Stand in the middle of the upper part of the window."""
        if window is None:
            return
        scale = app_theme().tokens.sizes.scale
        width = min(round(WIDTH * scale), window.width() - step(4))
        height = min(round(440 * scale), window.height() - step(6))
        self.setGeometry((window.width() - width) // 2, step(3), width, height)

    def words(self) -> tuple[str, ...]:
        """The words of what is listed now, from the top."""
        return tuple(each.words for each in self._shown)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event.key())
        elif watched is self.line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self._left)
        return False

    def _pressed(self, key: int) -> bool:
        moves = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -6,
            Qt.Key.Key_PageDown: 6,
        }
        if key in moves:
            last = self.list.count() - 1
            at = min(max(self.list.currentRow() + moves[Qt.Key(key)], 0), max(last, 0))
            self.list.setCurrentRow(at)
            if self._shown:
                announce(self.list, _spoken(self._shown[at]))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentRow())
            return True
        if key == Qt.Key.Key_Escape:
            self.close_quietly()
            return True
        return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)

    @Slot()
    def _left(self) -> None:
        if QApplication.focusWidget() is not self.line and QApplication.activeWindow() is not None:
            self.close_quietly()

    @Slot(str)
    def _typed(self, words: str) -> None:
        self._show(self._matching(words))
        self._timer.start()

    @Slot()
    def _search(self) -> None:
        words = self.line.text().strip()
        if len(words) >= 2:
            self._session.read(
                search_everything,
                words,
                limit=MOST_RECORDS,
                done=self._found,
                latest_key="palette",
            )

    @Slot(object)
    def _found(self, found: tuple[Found, ...]) -> None:
        if not self.isVisible():
            return
        records = [self._entry(each) for each in found]
        self._show([*self._matching(self.line.text()), *records])

    def _entry(self, found: Found) -> Entry:
        kind, record = found.opens_kind, found.opens
        inside = tr("{kind} in {whole}", kind=kind_label(found.kind), whole=found.opens_title)
        return Entry(
            words=found.title or tr("Without a title"),
            icon="file-text",
            kind=inside if found.opens_title else kind_label(found.kind),
            run=lambda: self._open_record(kind, record),
        )

    def _open_record(self, kind: str, record: RecordId) -> None:
        self.record_chosen.emit(kind, record)

    def _matching(self, typed: str) -> list[Entry]:
        return [each for each in self._entries if matches(each.words, typed)]

    def _show(self, entries: list[Entry]) -> None:
        self._shown = entries
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(entry))
            row = EntryRow(entry)
            item.setSizeHint(QSize(0, app_theme().tokens.sizes.control))
            self.list.addItem(item)
            self.list.setItemWidget(item, row)
        if entries:
            self.list.setCurrentRow(0)
        self.nothing.setVisible(not entries)

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        self._run(self.list.row(item))

    def _run(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            entry = self._shown[at]
            self.close_quietly()
            entry.run()


class EntryRow(QWidget):
    """How one entry looks: icon, words, what it is, shortcut."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = Elided(entry.words, cut=Qt.TextElideMode.ElideRight, role="")
        kind = Elided(entry.kind, cut=Qt.TextElideMode.ElideRight)
        kind.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(step(1), 0, step(1), 0)
        lay.setSpacing(step(1.25))
        lay.addWidget(Icon(entry.icon, "muted"))
        lay.addWidget(words, 3)
        lay.addWidget(kind, 2 if len(entry.kind) > _SHORT_KIND else 1)
        if entry.shortcut:
            form = QKeySequence.SequenceFormat.NativeText
            keys = QLabel(QKeySequence(entry.shortcut).toString(form))
            keys.setProperty("role", "eyebrow")
            lay.addWidget(keys)


def _spoken(entry: Entry) -> str:
    keys = QKeySequence(entry.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return ", ".join(part for part in (entry.words, entry.kind, keys) if part)
