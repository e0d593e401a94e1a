"""This is where a document's pages are shown as pictures that were drawn from memory."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.columns import ScrollColumn


class Page(QWidget):
    """One page; it is as wide as there is room, and keeps its shape."""

    def __init__(self, picture: QPixmap, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    @override
    def heightForWidth(self, width: int) -> int:
        return round(width * self._picture.height() / max(self._picture.width(), 1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = self.width()
        painter.drawPixmap(0, 0, wide, self.heightForWidth(wide), self._picture)
        painter.end()


class Pages(ScrollColumn):
    """The pages one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Pages of the minutes"))
        self._holder = QWidget()
        self._lay = QVBoxLayout(self._holder)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(step(2))
        self.add(self._holder)
        self._pages: list[Page] = []

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def show_pages(self, pages: Sequence[tuple[int, int, bytes]]) -> None:
        """Show pages: width, height and RGBA bytes of each. The scrolling stays."""
        scrolled = self.verticalScrollBar().value()
        for page in self._pages:
            page.hide()
            page.deleteLater()
        self._pages = []
        for number, (width, height, data) in enumerate(pages, 1):
            image = QImage(data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
            name = tr("Page {n} of {all}", n=number, all=len(pages))
            page = Page(QPixmap.fromImage(image), name, self._holder)
            self._lay.addWidget(page)
            self._pages.append(page)
        self.verticalScrollBar().setValue(scrolled)
