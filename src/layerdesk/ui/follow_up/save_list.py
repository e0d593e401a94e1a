"""This is where one's own list of actions is saved as a file, to print it or take it along."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from layerdesk.domain.document import Document
from layerdesk.domain.language import tr
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button
from layerdesk.usecases.follow_up.list_actions import my_list_document

FOLDER_SETTING = "export.folder"

Ask = Callable[[QWidget, str, str], Path | None]
"""Asks for a path: the widget, the path that is offered, and the filter in the system's form."""


def ask_for_path(parent: QWidget, offered: str, kinds: str) -> Path | None:
    """Let the person choose a file to write, with the system's own dialogue."""
    found, _ = QFileDialog.getSaveFileName(parent, tr("Save the list as"), offered, kinds)
    return Path(found) if found else None


class SaveListButton(Button):
    """Offers the formats, asks where to, and writes the viewer's list."""

    def __init__(self, session: Session, ask: Ask = ask_for_path) -> None:
        super().__init__(tr("Save as …"), icon="file-down")
        self._session = session
        self._ask = ask
        self._format = ("", "", "")
        self.formats = QMenu(self)
        for each in session.exporter.formats():
            entry = self.formats.addAction(each[1])
            entry.setData(each)
        self.formats.triggered.connect(self._format_chosen)
        self.setMenu(self.formats)

    @Slot(QAction)
    def _format_chosen(self, entry: QAction) -> None:
        self._format = entry.data()
        self._session.read(my_list_document, done=self._made)

    @Slot(object)
    def _made(self, document: Document) -> None:
        format_id, label, suffix = self._format
        name = self._session.exporter.file_name(document.title, document.dated, None, suffix)
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        folder = Path(self._session.setting(FOLDER_SETTING) or documents)
        path = self._ask(self, str(folder / name), f"{label} (*.{suffix.lstrip('.')})")
        if path is None:
            return
        self._session.keep_setting(FOLDER_SETTING, str(path.parent))
        self._session.export(document, format_id, path, done=self._saved)

    @Slot(object)
    def _saved(self, path: Path) -> None:
        self._session.say(tr("Your list is saved as {name}.", name=path.name), "ok")
