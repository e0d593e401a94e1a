"""This is where one case is opened, read again and left."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError, Missing
from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.cases.case_sheet import CaseSheet
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.wording import sentence
from layerdesk.usecases.cases.read_case import CaseView, read_case
from layerdesk.usecases.cases.restrict_case import open_case


class CasePlace(QWidget):
    """The place of one case. Opening a restricted one leaves a trace."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._reading: RecordId | None = None
        self.sheet: CaseSheet | None = None
        self.empty = EmptyPlace(
            "clipboard-list",
            tr("No case is open. Choose one from the list of cases."),
            button=tr("Go to Cases"),
            shortcut="Ctrl+3",
        )
        self.empty.chosen.connect(self._to_cases)
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.addWidget(self.empty)
        session.changed.connect(self.show_again)

    def show_record(self, record: RecordId) -> None:
        """Open this case."""
        if self.sheet is not None:
            self.sheet.flush()
        self._session.write(open_case, record, done=self._opened, failed=self._not_opened)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read the case again; anything that changed may matter to what it still needs."""
        if self.sheet is not None and (changed is None or changed):
            self._reading = case = self.sheet.view.case.id
            self._session.read(
                read_case, case, done=self._read, failed=self._gone, latest_key="case"
            )

    def kept_place(self) -> str:
        """The case that is open."""
        return str(self.sheet.view.case.id) if self.sheet is not None else ""

    def take_place(self, kept: str) -> None:
        """Open that case again."""
        if kept:
            self.show_record(RecordId(kept))

    @Slot(object)
    def _opened(self, view: CaseView) -> None:
        self._show(view)

    @Slot(object)
    def _read(self, view: CaseView) -> None:
        if not self._is_left(self._reading):
            self._show(view)

    @Slot(object)
    def _not_opened(self, error: LayerDeskError) -> None:
        self._close_sheet()
        self.empty.set_words(sentence(error))

    @Slot(object)
    def _gone(self, error: LayerDeskError) -> None:
        if self._is_left(self._reading):
            return
        if isinstance(error, Missing):
            self._not_opened(error)
        else:
            self._session.show_failure(error)

    def _is_left(self, case: RecordId | None) -> bool:
        """Whether another case was opened while this one was read again."""
        return self.sheet is None or self.sheet.view.case.id != case

    @Slot()
    def _to_cases(self) -> None:
        self._session.go("cases")

    def _show(self, view: CaseView) -> None:
        case = view.case
        if self.sheet is not None:
            shown = self.sheet.view.case
            if (shown.id, shown.method) == (case.id, case.method):
                self.sheet.show_view(view)
                return
        page = self.sheet.tabs.currentIndex() if self.sheet is not None else 0
        same = self.sheet is not None and self.sheet.view.case.id == case.id
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        self._close_sheet()
        self.empty.hide()
        self.sheet = CaseSheet(self._session, view)
        self.sheet.tabs.setCurrentIndex(page if same else 0)
        self._lay.addWidget(self.sheet)
        if was_here:
            self.sheet.take_focus()

    def _close_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.flush()
            self._lay.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
        self.empty.show()
