"""This is where tests look at screens as a person does: is it whole, named, legible, reachable?

Every function returns complaints in words; an empty list is good. What is scrolled out of sight is
not looked at, so give the window enough height first.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QToolButton,
    QWidget,
)

from layerdesk.ui.look.focus_ring import RingOverlay
from layerdesk.ui.look.tokens import contrast
from layerdesk.ui.shell.palette import Palette

_RATIO = 2
_MOST_TABS = 400
_MOST_HEIGHT = 64
"""Pixels of a long text, from its top, that are measured: its first lines have its colours."""

_OVERLAYS = (RingOverlay, Palette)
"""These lie over other widgets, and are meant to."""


def settle() -> None:
    """Let layouts and paintings come to rest."""
    for _ in range(4):
        QApplication.processEvents()


def clipped_texts(widget: QWidget) -> list[str]:
    """Texts that are cut off, and widgets that stick out of their parent or lie over another."""
    settle()
    found = []
    for part in _shown(widget):
        found += _cut(part)
        found += _out_of_place(part)
    return found


def unnamed_controls(widget: QWidget) -> list[str]:
    """Controls that Tab reaches but a screen reader has no name for."""
    return [
        f"{_name(part)} has no accessible name"
        for part in _shown(widget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not _spoken_name(part).strip()
    ]


def low_contrast(widget: QWidget) -> list[str]:
    """Texts below 4.5:1, large ones below 3:1, measured on the pixels. Source: WCAG 2.2, 1.4.3."""
    settle()
    window = widget.window()
    pixmap = QPixmap(window.size() * _RATIO)
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(window.palette().window().color())
    window.render(pixmap)
    image = pixmap.toImage()
    found = []
    for part in _shown(widget):
        if not _text_of(part).strip() or part.visibleRegion().boundingRect() != part.rect():
            continue
        if _is_covered(part):
            continue
        corner = part.mapTo(window, QPoint(0, 0))
        area = QRect(corner, part.size()).adjusted(4, 4, -4, -4)
        if isinstance(part, QLabel):
            area = QRect(corner, part.size()).adjusted(2, 2, -2, -2)
        if isinstance(part, QPlainTextEdit):
            area.setHeight(min(area.height(), _MOST_HEIGHT))
        measured = _contrast_in(image, area)
        wanted = 3.0 if _is_large(part) else 4.5
        if measured < wanted:
            found.append(f"{_name(part)}: contrast {measured:.1f}, wanted {wanted}")
    return found


def tab_order(widget: QWidget) -> list[str]:
    """The names of what Tab reaches, in that order, until it comes round."""
    return [_spoken_name(part) or _name(part) for part in _tabbed(widget)]


def trapped_focus(widget: QWidget) -> list[str]:
    """Controls that Tab does not leave."""
    reached = _tabbed(widget)
    wanted = [
        part
        for part in _shown(widget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isEnabled()
        and part.focusProxy() is None
    ]
    missed = [part for part in wanted if part not in reached]
    return [f"{_name(part)} is not reached by Tab" for part in missed]


def hidden_focus(widget: QWidget) -> list[str]:
    """Controls that show nothing, or are out of sight, while they have the focus."""
    found: list[str] = []

    def look(part: QWidget) -> None:
        settle()
        rings = [ring for ring in widget.window().findChildren(RingOverlay) if ring.isVisible()]
        if part.visibleRegion().isEmpty():
            found.append(f"{_name(part)} has the focus out of sight")
        elif not any(not ring.visibleRegion().isEmpty() for ring in rings):
            found.append(f"{_name(part)} has the focus without a ring")

    _tabbed(widget, look)
    return found


def picture(widget: QWidget, path: Path, size: QSize | None = None) -> QImage:
    """Write a picture of the widget to the path, at this size if one is given."""
    if size is not None:
        widget.resize(size)
    settle()
    image = widget.grab().toImage()
    if not image.save(str(path)):
        raise OSError(path)
    return image


def _shown(widget: QWidget) -> Iterator[QWidget]:
    for part in (widget, *widget.findChildren(QWidget)):
        seen = part.isVisible() and part.window() is widget.window()
        if seen and not isinstance(part, RingOverlay):
            yield part


def _cut(part: QWidget) -> list[str]:
    words = _text_of(part)
    needs = part.sizeHint()
    told = words.strip() in part.toolTip() and bool(words.strip())
    if isinstance(part, QLabel) and words:
        if not part.wordWrap():
            cut = needs.width() > part.width() + 1 or needs.height() > part.height() + 1
            return [f"{_name(part)} is cut off"] if cut and not told else []
        widest = max((_width(part, word) for word in words.split()), default=0)
        if part.heightForWidth(part.width()) > part.height() + 1 or widest > part.width():
            return [f"{_name(part)} is cut off"]
    elif isinstance(part, QToolButton):
        if part.iconSize().width() > part.width() or part.iconSize().height() > part.height():
            return [f"{_name(part)} is cut off"]
    elif isinstance(part, QAbstractButton) and words:
        if needs.width() > part.width() + 1 or needs.height() > part.height() + 1:
            return [] if told else [f"{_name(part)} is cut off"]
    elif isinstance(part, QLineEdit) and words == part.placeholderText():
        if _width(part, words) > part.width() - 16:
            return [] if told else [f"{_name(part)} has its placeholder cut off"]
    elif isinstance(part, QComboBox):
        if _width(part, words) > part.width() - 40:
            return [] if told else [f"{_name(part)} is cut off"]
    elif isinstance(part, QTableView):
        return _cut_headings(part)
    return []


def _cut_headings(table: QTableView) -> list[str]:
    header, model = table.horizontalHeader(), table.model()
    found = []
    for number in range(model.columnCount()):
        heading = str(model.headerData(number, Qt.Orientation.Horizontal) or "")
        tip = model.headerData(number, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        cut = _width(header, heading) > header.sectionSize(number) - 16
        if not header.isSectionHidden(number) and cut and heading not in str(tip or ""):
            found.append(f"heading “{heading}” of {_name(table)} is cut off")
    return found


def _out_of_place(part: QWidget) -> list[str]:
    if isinstance(part, QScrollArea):
        inside = part.widget()
        never = part.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if inside is not None and never and inside.width() > part.viewport().width():
            return [f"what {_name(part)} scrolls is too wide for it"]
        return []
    if isinstance(part, QAbstractScrollArea) or part.layout() is None:
        return []
    children = [
        each
        for each in part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if each.isVisible() and not each.isWindow() and not isinstance(each, _OVERLAYS)
    ]
    found = [
        f"{_name(each)} sticks out of {_name(part)}"
        for each in children
        if not part.rect().contains(each.geometry())
    ]
    for number, one in enumerate(children):
        for other in children[number + 1 :]:
            if one.geometry().intersects(other.geometry()):
                found.append(f"{_name(one)} lies over {_name(other)}")
    return found


def _contrast_in(image: QImage, area: QRect) -> float:
    """The greatest contrast of a pixel with the colour that is most frequent there."""
    whole = QRect(area.topLeft() * _RATIO, area.size() * _RATIO).intersected(image.rect())
    if whole.isEmpty():
        return 21.0
    cut = image.copy(whole).convertToFormat(QImage.Format.Format_RGB32)
    return _greatest(bytes(cut.constBits()))


@lru_cache(maxsize=512)
def _greatest(pixels: bytes) -> float:
    """Kept, for most of a window stays the same from screen to screen."""
    counted = Counter(memoryview(pixels).cast("I"))
    ground = _hex(counted.most_common(1)[0][0])
    return max(contrast(ground, _hex(pixel)) for pixel in counted)


def _hex(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"


def _is_covered(part: QWidget) -> bool:
    """Whether something that is no part of it lies over its middle."""
    window = part.window()
    top = window.childAt(part.mapTo(window, part.rect().center()))
    return top is not None and not (top is part or part.isAncestorOf(top) or top.isAncestorOf(part))


def _is_large(part: QWidget) -> bool:
    font = part.fontInfo()
    return font.pixelSize() >= 24 or (font.bold() and font.pixelSize() >= 19)


def _text_of(part: QWidget) -> str:
    if isinstance(part, QLabel | QAbstractButton):
        return part.text()
    if isinstance(part, QComboBox):
        return part.currentText()
    if isinstance(part, QLineEdit):
        return part.text() or part.placeholderText()
    if isinstance(part, QPlainTextEdit):
        return part.toPlainText() or part.placeholderText()
    return ""


def _spoken_name(part: QWidget) -> str:
    if isinstance(part, QComboBox):
        # Qt gives its text as its name; that does not say what is to be chosen.
        buddies = [each for each in part.window().findChildren(QLabel) if each.buddy() is part]
        return part.accessibleName() or (buddies[0].text() if buddies else "")
    interface = QAccessible.queryAccessibleInterface(part)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _tabbed(widget: QWidget, look: Callable[[QWidget], None] | None = None) -> list[QWidget]:
    window = widget.window()
    window.activateWindow()
    settle()
    first = next(
        (
            part
            for part in _chain(window)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and part.isVisible()
            and part.isEnabled()
            and part.window() is window
            and (part is widget or widget.isAncestorOf(part))
        ),
        None,
    )
    if first is None:
        return []
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    for _ in range(_MOST_TABS):
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.append(now)
        if look is not None and (now is widget or widget.isAncestorOf(now)):
            look(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return [part for part in reached if part is widget or widget.isAncestorOf(part)]


def _chain(window: QWidget) -> Iterator[QWidget]:
    part = window.nextInFocusChain()
    while part is not None and part is not window:
        yield part
        part = part.nextInFocusChain()


def _width(part: QWidget, words: str) -> int:
    return part.fontMetrics().horizontalAdvance(words)


def _name(part: QWidget) -> str:
    kind = type(part).__name__
    words = _text_of(part).strip() if not isinstance(part, QPushButton) else part.text().strip()
    words = words or part.accessibleName() or part.objectName()
    return f"{kind} “{words[:40]}”" if words else kind
