"""This is where the fields of one record are written one after another, each from the newest state.

A person may choose two things faster than the first is stored. Each edit waits for the one before,
so that it knows what it replaces and nobody seems to have contradicted themselves.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.record import Record, Text
from layerdesk.ui.session import Session

Edit = Callable[..., Any]
"""A use case ``edit(work, before, after)`` that gives back the record."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    fields: Mapping[str, Any]
    done: Callable[..., object] | None
    failed: Callable[..., object] | None


class RecordWriter(QObject):
    """Writes one record through one use case. ``record`` is what the screen shows.

    It outlives ``screen`` until every edit that was made there is written.
    """

    written = Signal(object)
    """The record as it stands after an edit."""

    refused = Signal(object)
    """A LayerDeskError: the edit was not kept, the screen shows again what is stored."""

    def __init__(
        self, session: Session, record: Record, edit: Edit, screen: QObject | None = None
    ) -> None:
        super().__init__(session)
        self.record: Any = record
        self._session = session
        self._edit = edit
        self._waiting: deque[_Wanted] = deque()
        self._under_way: _Wanted | None = None
        self._left = False
        if screen is not None:
            screen.destroyed.connect(self._leave)

    @property
    def busy(self) -> bool:
        """Whether an edit is on its way."""
        return self._under_way is not None

    def take(self, record: Record) -> None:
        """Go on from the record as it was read again, unless an edit is on its way."""
        if not self.busy:
            self.record = record

    def change(
        self,
        fields: Mapping[str, Any],
        *,
        done: Callable[..., object] | None = None,
        failed: Callable[..., object] | None = None,
    ) -> None:
        """Write these fields; a Text carries the state that typing started from."""
        self._waiting.append(_Wanted(fields, done, failed))
        if not self.busy:
            self._next()

    def enter(self, field: str) -> Callable[..., object]:
        """What a ``TiedEditor`` enters its words with."""

        def enter(text: Text, done: Callable[..., object], failed: Callable[..., object]) -> None:
            self.change({field: self._value(field, text)}, done=done, failed=failed)

        return enter

    def _value(self, field: str, text: Text) -> object:
        now = getattr(self.record, field)
        if isinstance(now, Text):
            return text
        if isinstance(now, frozenset):
            return frozenset(name for each in text.plain.split(",") if (name := each.strip()))
        return text.plain.strip()

    def _next(self) -> None:
        if not self._waiting:
            if self._left:
                self.deleteLater()
            return
        wanted = self._under_way = self._waiting.popleft()
        before = replace(
            self.record,
            **{
                name: Text(getattr(self.record, name).plain, value.state)
                for name, value in wanted.fields.items()
                if isinstance(value, Text)
            },
        )
        after = replace(before, **wanted.fields)
        self._session.write(self._edit, before, after, done=self._done, failed=self._failed)

    @Slot(object)
    def _done(self, record: Record) -> None:
        wanted, self._under_way = self._under_way, None
        self.record = record
        if wanted is not None and _lives(wanted.done):
            wanted.done(record)
        self.written.emit(record)
        self._next()

    @Slot(object)
    def _failed(self, error: LayerDeskError) -> None:
        wanted, self._under_way = self._under_way, None
        if wanted is not None and _lives(wanted.failed):
            wanted.failed(error)
        if self._left:
            self._session.show_failure(error)
        self.refused.emit(error)
        self._next()

    @Slot()
    def _leave(self) -> None:
        self._left = True
        if not self.busy:
            self.deleteLater()


def _lives(slot: Callable[..., object] | None) -> TypeGuard[Callable[..., object]]:
    """Whether there is a slot, and whom it belongs to was not taken away with its screen."""
    owner = getattr(slot, "__self__", None)
    return slot is not None and not (isinstance(owner, QObject) and not isValid(owner))
