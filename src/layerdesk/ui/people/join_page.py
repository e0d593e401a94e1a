"""This is where somebody new gives the joining file and its six words, on the first start."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from layerdesk.domain.language import tr
from layerdesk.ui.people.first_pages import Page
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import muted

COUNT = 6
"""So many words open a joining file."""


class JoinPage(Page):
    """The file, and the words that came by another way."""

    def __init__(self) -> None:
        super().__init__(
            tr("Join your practice"), tr("Nothing is sent before the last button is pressed.")
        )
        self._file: Path | None = None
        self.choose = Button(tr("Choose the joining file…"), icon="folder-open")
        self.name = muted(tr("No file is chosen yet."))
        self.six = LineEdit(placeholder=tr("Six words with spaces between"))
        self.six_field = Field(
            tr("Its six words"),
            self.six,
            hint=tr("You were told them on the telephone or on paper, not with the file."),
        )
        self.back = Button(tr("Back"), icon="arrow-left")
        self.on = Button(tr("Go on"), icon="arrow-right", kind=ButtonKind.PRIMARY)
        card = Card()
        beside = row(self.choose)
        beside.addWidget(self.name, 1)
        card.add_layout(beside)
        card.add(self.six_field)
        self.column.add(card)
        self.end_with(self.back, self.on, None)
        self.choose.clicked.connect(self._choose)
        self.six.returnPressed.connect(self.on.click)

    def take_file(self, file: Path) -> None:
        """Join with this file."""
        self._file = file
        self.name.setText(file.name)

    def written(self) -> tuple[Path, str]:
        """The file and the words. Raises ValueError while no file is chosen."""
        if self._file is None:
            raise ValueError("no joining file is chosen")
        return self._file, " ".join(self.six.words().lower().split())

    def check(self) -> bool:
        """Whether all is there; else it says what is missing."""
        self.six_field.clear_problem()
        if self._file is None:
            self.six_field.show_problem(tr("Choose the joining file first."))
            self.choose.setFocus()
            return False
        if len(self.six.words().split()) != COUNT:
            self.six_field.show_problem(
                tr("These are not {count} words. Write them with spaces between.", count=COUNT)
            )
            self.six.setFocus()
            return False
        return True

    @Slot()
    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Joining file"))
        if chosen:
            self.take_file(Path(chosen))
