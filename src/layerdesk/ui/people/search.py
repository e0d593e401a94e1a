"""This is where everything is searched, with the words that were found marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.field_labels import kind_label
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.fonts import app_font
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.whereabouts import place_of_kind
from layerdesk.ui.widgets.choices import MultiChoice, Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.labels import muted, title
from layerdesk.ui.widgets.spoken import announce
from layerdesk.usecases.people.search_everything import Found, search_everything

SEARCH_AFTER = 120
"""Milliseconds without a keystroke until the search begins."""

MOST = 100

START, END = "\x02", "\x03"

FOUND_ROLE = int(Qt.ItemDataRole.UserRole)

START_PAGE, LIST_PAGE, NOTHING_PAGE = range(3)


class Search(QWidget):
    """A line to type in, chips to narrow it to kinds, and what was found."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.words = LineEdit(placeholder=tr("Words from a case, a meeting, an action, a note …"))
        self.words.setAccessibleName(tr("Search everything"))
        self.words.typed.connect(self._typed)
        self.words.returnPressed.connect(self._open_first)
        self.kinds = MultiChoice(
            (
                Option(id="case", words=tr("Cases")),
                Option(id="meeting", words=tr("Meetings")),
                Option(id="action", words=tr("Actions")),
                Option(id="learning_point", words=tr("Learning points")),
                Option(id="note", words=tr("Notes")),
                Option(id="person", words=tr("People")),
            )
        )
        self.kinds.setAccessibleName(tr("Only these kinds"))
        self.kinds.chosen.connect(self.show_again)
        self.count = muted("")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What was found"))
        self.list.setItemDelegate(FoundDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(step(24))
        self.list.setSpacing(step(0.25))
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        self.pages = QStackedWidget()
        self.pages.addWidget(
            EmptyPlace(
                "search",
                tr(
                    "Type a few letters. Everything that you may see is searched: cases, meetings,"
                    " actions, learning, notes and people."
                ),
            )
        )
        self.pages.addWidget(self.list)
        self.pages.addWidget(
            EmptyPlace(
                "search",
                tr("Nothing holds these words. Try fewer letters, or take away a kind above."),
            )
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER)
        self._timer.timeout.connect(self._search)
        column = ScrollColumn(wide=True)
        for part in (title(tr("Search")), self.words, self.kinds, self.count):
            column.add(part)
        column.add(self.pages, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(column)
        session.changed.connect(self.show_again)
        app_theme().theme_changed.connect(self.list.doItemsLayout)

    def find_here(self) -> None:
        """Put the focus where one types what to find."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def search_for(self, words: str) -> None:
        """Search for these words."""
        self.words.set_words(words)
        self._search()

    def show_record(self, record: RecordId) -> None:
        """Choose what was found of this record, if it is in the list."""
        for at in range(self.list.count()):
            found = self.list.item(at).data(FOUND_ROLE)
            if isinstance(found, Found) and found.id == record:
                self.list.setCurrentRow(at)

    def kept_place(self) -> str:
        """What was searched for."""
        return self.words.words()

    def take_place(self, kept: str) -> None:
        """Search for it again."""
        self.search_for(kept)

    @Slot(object)
    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show what was found."""
        self.list.clear()
        for each in found:
            item = QListWidgetItem()
            item.setData(FOUND_ROLE, each)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(each))
            self.list.addItem(item)
        asked = bool(self.words.words().strip())
        self.pages.setCurrentIndex(LIST_PAGE if found else NOTHING_PAGE if asked else START_PAGE)
        if found:
            self.list.setCurrentRow(0)
        words = plural("{n} thing found", "{n} things found", len(found)) if found else ""
        if len(found) == MOST:
            words = tr("The first {count} of what was found", count=MOST)
        if asked and words != self.count.text():
            announce(self.list, words or tr("Nothing found"))
        self.count.setText(words)

    @Slot(str)
    def _typed(self, _words: str) -> None:
        self._timer.start()

    @Slot(object)
    def show_again(self, _changed: object) -> None:
        """Search again, where something was searched for."""
        if self.words.words().strip():
            self._search()

    @Slot()
    def _search(self) -> None:
        self._session.read(
            search_everything,
            self.words.words(),
            kinds=self.kinds.chosen_ids(),
            limit=MOST,
            done=self.show_found,
            latest_key="search",
        )

    @Slot()
    def _open_first(self) -> None:
        if self.list.currentItem() is not None:
            self._open(self.list.currentItem())

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        found = item.data(FOUND_ROLE)
        if isinstance(found, Found):
            place = place_of_kind(found.opens_kind)
            self._session.go(place, found.opens)


class FoundDelegate(QStyledItemDelegate):
    """Draws what was found: title, where it is, and a line with the found words marked."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        sizes = app_theme().tokens.sizes
        return QSize(200, round(sizes.body * 1.5) + round(sizes.small * 1.5) + step(2))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        found = index.data(FOUND_ROLE)
        if not isinstance(found, Found):
            return
        look = app_theme().tokens
        colours, sizes = look.colours, look.sizes
        area: QRect = option.rect.adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft if chosen else colours.surface))
        painter.drawRoundedRect(area, sizes.radius, sizes.radius)
        inner = area.adjusted(step(1.5), step(0.75), -step(1.5), -step(0.75))
        where = _where(found)
        words, _ = marked(found.snippet)
        same = words.rstrip(". …") in found.title.replace("\n", " ")
        ink = QColor(colours.on_accent_soft if chosen else colours.text)
        pale = QColor(colours.on_accent_soft if chosen else colours.muted)
        line = QRect(inner.topLeft(), QSize(inner.width(), round(sizes.body * 1.5)))
        below = QRect(line.left(), line.bottom() + 1, inner.width(), round(sizes.small * 1.5))
        small_font = app_font(sizes.small)
        painter.setPen(ink)
        title_words = found.snippet if same else found.title or tr("Without a title")
        _draw_words(painter, line, title_words, app_font(sizes.body, QFont.Weight.Medium))
        painter.setPen(pale)
        beneath = where if same else tr("{where}: {snippet}", where=where, snippet=found.snippet)
        _draw_words(painter, below, beneath, small_font)
        painter.restore()


def marked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The plain words of a snippet on one line, and where hits stand in it: start and length."""
    words, spans, start = "", [], 0
    for letter in " ".join(snippet.split(" ")).replace("\n", " "):
        if letter == START:
            start = len(words)
        elif letter == END:
            spans.append((start, len(words) - start))
        else:
            words += letter
    return words, tuple(spans)


def _draw_words(painter: QPainter, area: QRect, snippet: str, font: QFont) -> None:
    """One line with what was found bold and underlined; what has no room is cut off with dots."""
    words, spans = marked(snippet)
    words = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width() - 8)
    formats = []
    for start, length in spans:
        if start >= len(words):
            break
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        bold.setFontUnderline(True)
        each = QTextLayout.FormatRange()
        each.start, each.length, each.format = start, length, bold
        formats.append(each)
    layout = QTextLayout(words, font)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(100_000)
    layout.endLayout()
    layout.draw(painter, area.topLeft())


def _where(found: Found) -> str:
    if found.opens_title:
        return tr("{kind} in “{whole}”", kind=kind_label(found.kind), whole=found.opens_title)
    return kind_label(found.kind)


def _spoken(found: Found) -> str:
    return tr("{title}, {where}", title=found.title, where=_where(found))
