"""This is where the room goes from one section of a review method to another."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.focus_ring import RADIUS_PROPERTY
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.one_tab_stop import OneTabStop


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomSection:
    """A section of a method, and how much of it is noted."""

    title: str
    noted: int
    count: int
    leads_to: str
    """The id of its first open prompt, or of its first."""

    @property
    def words(self) -> str:
        """Its title and how much of it is noted."""
        return tr("{title} · {noted} of {all}", title=self.title, noted=self.noted, all=self.count)


class SectionTab(QPushButton):
    """One section: its title, and how much of it is noted."""

    chosen = Signal(str)
    """The id of the prompt that it leads to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "pick")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._leads_to = ""
        self.clicked.connect(self._choose)
        app_theme().theme_changed.connect(self._look)

    def show_section(self, section: RoomSection) -> None:
        """Show the section."""
        self._leads_to = section.leads_to
        self.setText(section.words.replace("&", "&&"))
        self.setAccessibleName(
            tr(
                "{title}, {noted} of {all} noted",
                title=section.title,
                noted=section.noted,
                all=section.count,
            )
        )
        self._look()

    @override
    def sizeHint(self) -> QSize:
        # As wide as its words in bold, which they are once it is chosen.
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        bold = QFontMetrics(font).horizontalAdvance(self.text())
        plain = self.fontMetrics().horizontalAdvance(self.text())
        hint = super().sizeHint()
        return QSize(hint.width() + max(0, bold - plain) + step(1), hint.height())

    @Slot()
    def _look(self) -> None:
        self.setProperty(RADIUS_PROPERTY, app_theme().tokens.sizes.control // 2)

    @Slot()
    def _choose(self) -> None:
        self.setChecked(True)
        self.chosen.emit(self._leads_to)


class Sections(QWidget):
    """The sections side by side as tabs; where those take more than two lines, a list to open."""

    chosen = Signal(str)
    """The id of the prompt that a section leads to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.tabs: list[SectionTab] = []
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        self._stop = OneTabStop(self._row)
        self.list = Choice((), unset=None)
        self.list.setAccessibleName(tr("Section"))
        self.list.chosen.connect(self._choose)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._row)
        lay.addWidget(self.list)
        self._arrange()
        app_theme().theme_changed.connect(self._arrange)

    def show_sections(self, sections: Sequence[RoomSection], shown: str) -> None:
        """Show these sections; ``shown`` is the title of the one that the room is at."""
        while len(self.tabs) < len(sections):
            tab = SectionTab()
            tab.chosen.connect(self.chosen)
            self.tabs.append(tab)
            self._flow.addWidget(tab)
        now: SectionTab | None = None
        for tab, section in zip(self.tabs, sections, strict=False):
            tab.show_section(section)
            tab.setChecked(section.title == shown)
            now = tab if section.title == shown else now
        for number, tab in enumerate(self.tabs):
            tab.setVisible(number < len(sections))
        self._stop.set_buttons(self.tabs)
        self._stop.mark(now)
        marked = next((each.leads_to for each in sections if each.title == shown), None)
        options = [Option(id=each.leads_to, words=each.words) for each in sections]
        self.list.set_options(options, marked)
        self._arrange()

    @override
    def minimumSizeHint(self) -> QSize:
        # That of the list always, or the tabs would keep the room from becoming narrower.
        return self.list.minimumSizeHint()

    @override
    def heightForWidth(self, width: int) -> int:
        if self._as_tabs(width):
            return self._flow.heightForWidth(width)
        return self.list.sizeHint().height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _as_tabs(self, width: int) -> bool:
        line = max((tab.sizeHint().height() for tab in self.tabs), default=0)
        return self._flow.heightForWidth(width) <= 2 * line + self._flow.gap

    @Slot()
    def _arrange(self) -> None:
        as_tabs = self._as_tabs(self.width())
        focused: QWidget | None = self.focusWidget()
        had_focus = focused is not None and (focused is self.list or focused in self.tabs)
        self._row.setVisible(as_tabs)
        self.list.setVisible(not as_tabs)
        if had_focus and focused is not None and not focused.isVisible():
            now = next((tab for tab in self.tabs if tab.isChecked()), None)
            (now if as_tabs and now is not None else self.list).setFocus()

    @Slot(object)
    def _choose(self, prompt: str) -> None:
        self.chosen.emit(prompt)
