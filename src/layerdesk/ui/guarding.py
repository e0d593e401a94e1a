"""This is where editors are handed the identifier guard: what it finds, and what to do."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from layerdesk.domain.changed import Changed
from layerdesk.domain.people.identifiers import explain, find_identifiers
from layerdesk.domain.people.records import Person
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.guarded import Find, Finding
from layerdesk.usecases.ports import Reading


class StaffNames(QObject):
    """The names of the practice's people just now, for a window that has not read them anyhow."""

    known = Signal()
    """They were read, for the first time or again."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._names: tuple[str, ...] = ()
        session.changed.connect(self._read)
        self._read(None)

    def __call__(self) -> tuple[str, ...]:
        """The names, in no order; none before they were read."""
        return self._names

    @Slot(object)
    def _read(self, changed: Changed | None) -> None:
        if changed is None or changed.touches(Person):
            self._session.read(_staff_names, done=self._show)

    @Slot(object)
    def _show(self, names: tuple[str, ...]) -> None:
        self._names = names
        self.known.emit()


def finder(names: Callable[[], Sequence[str]], today: Callable[[], date]) -> Find:
    """What a ``Guard`` searches with; ``names`` are those of the practice's people just now."""

    def find(text: str) -> Sequence[Finding]:
        found = find_identifiers(text, staff_names=names(), today=today())
        return [(each.start, each.end, each.level.value, explain(each)) for each in found]

    return find


def _staff_names(reading: Reading) -> tuple[str, ...]:
    return tuple(each.name for each in reading.find(Person) if each.name)
