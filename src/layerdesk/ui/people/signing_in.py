"""This is where a sign-in leaves its trace, and tells of those who failed before it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Slot

from layerdesk.domain.language import plural
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.date_words import day_words
from layerdesk.usecases.people.note_access import sign_in


class SigningIn(QObject):
    """``now`` notes that somebody opened or unlocked the desk."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._failed: Sequence[datetime] = ()

    @Slot()
    def now(self) -> None:
        """Leave the trace; where somebody failed before, another one, and say so."""
        keeper = self._session.keeper
        if keeper is None:
            self._session.write(sign_in)
            return
        self._session.jobs.start(
            "write",
            keeper.failed_tries,
            done=self._known,
            failed=self._session.show_failure,
            owner=self,
        )

    @Slot(object)
    def _known(self, failed: Sequence[datetime]) -> None:
        self._failed = failed
        self._session.write(sign_in, failed, done=self._noted)

    @Slot(object)
    def _noted(self, _access: object) -> None:
        failed, self._failed = self._failed, ()
        keeper = self._session.keeper
        if not failed or keeper is None:
            return
        self._session.jobs.start(
            "write",
            lambda: keeper.forget_failed_tries(failed),
            failed=self._session.show_failure,
            owner=self,
        )
        self._session.say(failed_words(failed), "warn")


def failed_words(failed: Sequence[datetime]) -> str:
    """How often somebody failed, and since when."""
    first = failed[0].astimezone()
    return plural(
        "{n} failed attempt to unlock this desk, on {day} at {time}.",
        "{n} failed attempts to unlock this desk since {day}, {time}.",
        len(failed),
        day=day_words(first.date()),
        time=f"{first:%H:%M}",
    )
