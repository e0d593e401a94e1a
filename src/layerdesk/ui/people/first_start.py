"""This is where LayerDesk is started for the first time: a real practice, or the sample one.

The steps are pages of one window. Nothing is written before the last button is pressed.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from layerdesk.domain.errors import CannotUnlock, LayerDeskError, PassphraseTooShort
from layerdesk.domain.language import tr
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.first_pages import (
    CodePage,
    Page,
    PracticePage,
    SafetyPage,
    WelcomePage,
)
from layerdesk.ui.people.join_page import JoinPage
from layerdesk.ui.widgets.spoken import announce


class BeginReal(Protocol):
    """Makes a desk for a real practice; runs on a worker."""

    def __call__(
        self,
        *,
        practice: str,
        person: str,
        job_role: str,
        passphrase: str | None,
        want_recovery_code: bool,
    ) -> str | None:
        """Gives back the recovery code where one was wanted. Raises LayerDeskError."""
        ...


class Join(Protocol):
    """Makes a desk that knocks at a practice's hub; runs on a worker."""

    def __call__(
        self, *, file: Path, words: str, passphrase: str | None, want_recovery_code: bool
    ) -> str | None:
        """Gives back the recovery code where one was wanted. Raises LayerDeskError."""
        ...


BeginSample = Callable[[], object]
"""Makes a desk with the sample practice; runs on a worker. Raises LayerDeskError."""


class FirstStart(QWidget):
    """The window. ``finished`` comes when the desk is there and the code was confirmed."""

    finished = Signal()
    given_up = Signal()

    def __init__(
        self,
        jobs: Jobs,
        *,
        begin_real: BeginReal,
        begin_sample: BeginSample,
        join: Join,
        job_roles: Sequence[tuple[str, str]],
        folder: Path,
        keychain: bool = True,
    ) -> None:
        """``job_roles`` are ids and words; ``keychain``: whether this computer has one."""
        super().__init__()
        self.setObjectName("root")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("Welcome to LayerDesk"))
        self._jobs = jobs
        self._begin_real = begin_real
        self._begin_sample = begin_sample
        self._join = join
        self._joins = False
        self._keychain = keychain
        self._code = ""
        self._waiting = False
        self.pages = QStackedWidget()
        self.welcome = WelcomePage(folder)
        self.practice = PracticePage(job_roles)
        self.joining = JoinPage()
        self.safety = SafetyPage(keychain=keychain)
        self.code = CodePage()
        for page in (self.welcome, self.practice, self.joining, self.safety, self.code):
            self.pages.addWidget(page)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.pages)
        self.welcome.real.clicked.connect(self._to_practice)
        self.welcome.sample.clicked.connect(self._start_sample)
        self.practice.back.clicked.connect(self._to_welcome)
        self.practice.on.clicked.connect(self._to_safety)
        self.welcome.join.clicked.connect(self._to_joining)
        self.joining.back.clicked.connect(self._to_welcome)
        self.joining.on.clicked.connect(self._from_joining)
        self.safety.back.clicked.connect(self._back_from_safety)
        self.safety.on.clicked.connect(self._start_real)
        self.code.on.clicked.connect(self._confirm)
        self.code.typed.returnPressed.connect(self._confirm)
        self.resize(step(105), step(98))

    @Slot()
    def _to_welcome(self) -> None:
        self._turn(self.welcome, self.welcome.real)

    @Slot()
    def _to_practice(self) -> None:
        self._turn(self.practice, self.practice.name)

    @Slot()
    def _to_safety(self) -> None:
        if self.practice.check():
            self._joins = False
            self._turn(self.safety, self.safety.passphrase)

    @Slot()
    def _to_joining(self) -> None:
        self._turn(self.joining, self.joining.choose)

    @Slot()
    def _from_joining(self) -> None:
        if self.joining.check():
            self._joins = True
            self._turn(self.safety, self.safety.passphrase)

    @Slot()
    def _back_from_safety(self) -> None:
        self._to_joining() if self._joins else self._to_practice()

    def _turn(self, page: "Page", focus: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(page, page.words)

    @Slot()
    def _start_sample(self) -> None:
        if self._waiting:
            return
        self._wait(True)
        self._jobs.start(
            "write", self._begin_sample, done=self._sample_made, failed=self._failed, owner=self
        )

    @Slot()
    def _start_real(self) -> None:
        if self._waiting or not self.safety.check():
            return
        self._wait(True)
        work = self._joined() if self._joins else self._real()
        self._jobs.start("write", work, done=self._real_made, failed=self._failed, owner=self)

    def _real(self) -> Callable[[], str | None]:
        practice, person, job = self.practice.written()
        passphrase, wants_code = self.safety.written()
        return lambda: self._begin_real(
            practice=practice,
            person=person,
            job_role=job,
            passphrase=passphrase,
            want_recovery_code=wants_code,
        )

    def _joined(self) -> Callable[[], str | None]:
        file, words = self.joining.written()
        passphrase, wants_code = self.safety.written()
        return lambda: self._join(
            file=file, words=words, passphrase=passphrase, want_recovery_code=wants_code
        )

    def _wait(self, waiting: bool) -> None:
        self._waiting = waiting
        page = self.pages.currentWidget()
        if isinstance(page, Page):
            page.wait(waiting)

    @Slot(object)
    def _sample_made(self, _result: object) -> None:
        self._wait(False)
        self.finished.emit()

    @Slot(object)
    def _real_made(self, code: str | None) -> None:
        self._wait(False)
        self.safety.forget()
        if not code:
            self.finished.emit()
            return
        self._code = code
        self.code.show_code(code)
        self._turn(self.code, self.code.typed)

    @Slot(object)
    def _failed(self, error: LayerDeskError) -> None:
        self._wait(False)
        if self._joins and not isinstance(error, PassphraseTooShort | CannotUnlock):
            self._to_joining()
        page = self.pages.currentWidget()
        if isinstance(page, Page):
            page.show_failure(error)

    @Slot()
    def _confirm(self) -> None:
        if self.code.is_right():
            self._code = ""
            self.code.forget()
            self.finished.emit()
