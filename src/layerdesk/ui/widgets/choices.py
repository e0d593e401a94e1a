"""This is where a person chooses one of several things, or several of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.look.focus_ring import RADIUS_PROPERTY
from layerdesk.ui.look.icons import icon
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.buttons import pressed_by_enter
from layerdesk.ui.widgets.flow import FlowLayout


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to choose; ``help`` explains it in a tooltip or a line below."""

    id: str
    words: str
    help: str = ""


class Choice(QComboBox):
    """One of several options. ``unset`` are the words while nothing is chosen; None: always one."""

    chosen = Signal(object)
    """The person chose: the id of the option, or None for the unset state."""

    def __init__(
        self,
        options: Sequence[Option],
        chosen: str | None = None,
        *,
        unset: str | None = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._unset = tr("Choose …") if unset == "" else unset
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(10)
        # Qt's own delegate paints the list in the colours of the closed box, muted while unset.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.activated.connect(self._activated)
        self.currentIndexChanged.connect(self._look)
        self.set_options(options, chosen)

    def set_options(self, options: Sequence[Option], chosen: str | None = None) -> None:
        """Offer other options; nothing is emitted."""
        self.clear()
        if self._unset is not None:
            self.addItem(self._unset, None)
        for option in options:
            self.addItem(option.words, option.id)
            if option.help:
                at = self.count() - 1
                self.setItemData(at, option.help, Qt.ItemDataRole.ToolTipRole)
        self.set_chosen(chosen)

    def chosen_id(self) -> str | None:
        """The id of what is chosen, or None."""
        found = self.currentData()
        return None if found is None else str(found)

    def set_chosen(self, chosen: str | None) -> None:
        """Show what was chosen elsewhere; nothing is emitted. An unknown id shows as unset."""
        self.setCurrentIndex(max(self.findData(chosen), 0) if chosen is not None else 0)
        self._look()

    @override
    def setAccessibleName(self, name: str) -> None:
        # On Linux Qt gives a box's value as its name: what is asked is heard as its description.
        super().setAccessibleName(name)
        self.setAccessibleDescription(name)

    @override
    def showPopup(self) -> None:
        self.view().setAccessibleName(self.accessibleName())
        super().showPopup()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a screen must not change a choice that the pointer happens to pass.
        event.ignore()

    @Slot(int)
    def _activated(self, _index: int) -> None:
        self.chosen.emit(self.chosen_id())

    @Slot()
    def _look(self) -> None:
        unset = self._unset is not None and self.currentIndex() == 0
        if self.property("unset") != unset:
            self.setProperty("unset", unset)
            self.style().unpolish(self)
            self.style().polish(self)


class PickChip(QPushButton):
    """A chip that is picked or not; a tick says so besides the colour."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "pick")
        self.toggled.connect(self._look)
        app_theme().theme_changed.connect(self._look)
        self._look()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    @Slot()
    def _look(self) -> None:
        look = app_theme().tokens
        self.setProperty(RADIUS_PROPERTY, look.sizes.control // 2)
        name, token = ("check", "on_accent_soft") if self.isChecked() else ("plus", "muted")
        size = look.sizes.body
        self.setIconSize(QSize(size, size))
        self.setIcon(icon(name, getattr(look.colours, token), size))


class MultiChoice(QWidget):
    """Several of several options: chips that wrap, or a list of boxes where ``as_list`` is set."""

    chosen = Signal(tuple)
    """The person chose: the ids of all chosen options, in the order of the options."""

    def __init__(
        self,
        options: Sequence[Option],
        chosen: Collection[str] = (),
        *,
        as_list: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._as_list = as_list
        self._boxes: dict[str, QPushButton | QCheckBox] = {}
        if as_list:
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(step(0.75))
        else:
            FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(not as_list)
        self.setSizePolicy(policy)
        self.set_options(options, chosen)

    def set_options(self, options: Sequence[Option], chosen: Collection[str] = ()) -> None:
        """Offer other options; nothing is emitted."""
        for box in self._boxes.values():
            box.setParent(None)
            box.deleteLater()
        self._boxes = {option.id: self._box(option) for option in options}
        self.set_chosen(chosen)

    def chosen_ids(self) -> tuple[str, ...]:
        """The ids of what is chosen, in the order of the options."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())

    def set_chosen(self, chosen: Collection[str]) -> None:
        """Show what was chosen elsewhere; nothing is emitted."""
        for name, box in self._boxes.items():
            box.setChecked(name in chosen)

    def _box(self, option: Option) -> QPushButton | QCheckBox:
        box: QPushButton | QCheckBox
        shown = option.words.replace("&", "&&")
        box = QCheckBox(shown) if self._as_list else PickChip(f" {shown}")
        box.setAccessibleName(option.words)
        box.setToolTip(option.help)
        box.setAccessibleDescription(option.help)
        box.clicked.connect(self._clicked)
        lay = self.layout()
        if lay is not None:
            lay.addWidget(box)
        return box

    @Slot()
    def _clicked(self) -> None:
        self.chosen.emit(self.chosen_ids())
