"""This is where help is read, without any network: pages that ship, and the shortcuts."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import (
    QFont,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QListWidget, QTextBrowser, QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.host.bundled import resource_folder
from layerdesk.ui.commands import COMMANDS, EVERYWHERE, Command
from layerdesk.ui.look.fonts import app_font
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.columns import Columns
from layerdesk.ui.widgets.labels import title

SHORTCUTS = "shortcuts"


def pages() -> tuple[tuple[str, str], ...]:
    """The pages of the help: id and words, in reading order."""
    return (
        ("first_meeting", tr("Your first meeting in ten minutes")),
        (SHORTCUTS, tr("Shortcuts")),
        ("words", tr("What the words mean")),
        ("privacy", tr("Privacy, and where your data lies")),
        ("trouble", tr("When something goes wrong")),
    )


class Help(QWidget):
    """The pages at the left, the chosen one at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages of the help"))
        self.list.setMinimumHeight(step(20))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for _, words in pages():
            self.list.addItem(words)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Help"))
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.anchorClicked.connect(self._follow)
        self.text.setMinimumHeight(step(30))
        self.text.setProperty("plain", True)
        self.card = Card()
        self.card.add(self.text, 1)
        self.list.currentRowChanged.connect(self._turn)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(3), step(2.5), step(3), step(2))
        lay.setSpacing(step(1.5))
        lay.addWidget(title(tr("Help")))
        lay.addWidget(Columns(self.list, self.card, shares=(6, 13), breakpoint_at=720), 1)
        app_theme().theme_changed.connect(self._look)
        self.list.setCurrentRow(0)

    def show_page(self, page: str) -> None:
        """Show the page with this id."""
        ids = [each for each, _ in pages()]
        if page in ids:
            self.list.setCurrentRow(ids.index(page))

    def kept_place(self) -> str:
        """The page that is shown."""
        return pages()[max(self.list.currentRow(), 0)][0]

    def take_place(self, kept: str) -> None:
        """Show that page again."""
        self.show_page(kept)

    @Slot(int)
    def _turn(self, at: int) -> None:
        page, words = pages()[max(at, 0)]
        self.text.setAccessibleName(words)
        self._write(page)

    @Slot()
    def _look(self) -> None:
        self._turn(self.list.currentRow())

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        self.show_page(link.path())

    def _write(self, page: str) -> None:
        look = app_theme().tokens
        document = self.text.document()
        font = app_font(look.sizes.body)
        font.setWeight(QFont.Weight.Normal)
        document.setDefaultFont(font)
        document.setDocumentMargin(step(1))
        for at in range(self.list.count()):
            self.list.item(at).setSizeHint(QSize(0, look.sizes.control))
        if page == SHORTCUTS:
            self.text.setHtml(shortcuts_html(COMMANDS))
        else:
            path = resource_folder("help") / f"{page}.md"
            self.text.setMarkdown(path.read_text(encoding="utf-8"))
        _give_air(document)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


def _give_air(document: QTextDocument) -> None:
    """Sizes and gaps of headings and paragraphs; Qt's Markdown leaves none."""
    sizes = app_theme().tokens.sizes
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        style = block.blockFormat()
        style.setTopMargin(step(2) if level > 1 else 0)
        style.setBottomMargin(step(1) if level else step(0.75))
        style.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(style)
        if level:
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            letters = QTextCharFormat()
            size = sizes.heading if level == 1 else sizes.lead
            letters.setFont(app_font(size, QFont.Weight.DemiBold))
            cursor.setCharFormat(letters)
        block = block.next()


def shortcuts_html(commands: Sequence[Command]) -> str:
    """The cheat sheet: a table for everywhere, and one for each place."""
    parts = [f"<h1>{escape(tr('Shortcuts'))}</h1>"]
    places = list(dict.fromkeys(each.place for each in commands))
    for place in places:
        rows = [each for each in commands if each.place == place and each.shortcut]
        if not rows:
            continue
        parts.append(f"<h2>{escape(place_words(place))}</h2><table width='100%' cellpadding='6'>")
        for each in rows:
            keys = QKeySequence(each.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            parts.append(
                f"<tr><td width='70%'>{escape(each.words())}</td>"
                f"<td><b>{escape(keys)}</b></td></tr>"
            )
        parts.append("</table>")
    return "".join(parts)


def place_words(place: str) -> str:
    """What a place is called on the cheat sheet."""
    known = {
        EVERYWHERE: tr("Everywhere"),
        "inbox": tr("Inbox"),
        "cases": tr("Cases"),
        "case": tr("A case"),
        "meetings": tr("Meetings"),
        "plan": tr("Planning a meeting"),
        "room": tr("In the meeting room"),
        "minutes": tr("Minutes"),
        "my_actions": tr("My actions"),
        "all_actions": tr("All actions"),
        "people": tr("People"),
    }
    return known.get(place, place.replace("_", " ").capitalize())
