"""This is where it is said what a place may offer to the window; all of it is optional."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from layerdesk.domain.record import RecordId


@runtime_checkable
class ShowsRecords(Protocol):
    """A place that can be asked to show one record."""

    def show_record(self, record: RecordId) -> object:
        """Show this record."""
        ...


@runtime_checkable
class Finds(Protocol):
    """A place in which words can be searched for."""

    def find_here(self) -> object:
        """Put the focus where one types what to find."""
        ...


@runtime_checkable
class DoesCommands(Protocol):
    """A place that has commands of its own, by their ids in ``ui/commands.py``."""

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each command does now; one that can't be done now is left out."""
        ...


@runtime_checkable
class KeepsItsPlace(Protocol):
    """A place that knows what was selected, so that it comes back after a restart."""

    def kept_place(self) -> str:
        """What is selected, as text."""
        ...

    def take_place(self, kept: str) -> object:
        """Select that again; text of an older program is passed over."""
        ...


@runtime_checkable
class HasPanes(Protocol):
    """A place with several parts, between which F6 moves."""

    def panes(self) -> Sequence[QWidget]:
        """Its parts in reading order; hidden ones are passed over."""
        ...


@runtime_checkable
class KnowsItsWork(Protocol):
    """A place in which one begins elsewhere than at its first control."""

    def first_work(self) -> QWidget | None:
        """What takes the focus when one comes; None: the first control."""
        ...


@runtime_checkable
class WantsQuickNote(Protocol):
    """A place with a button for writing a quick note."""

    quick_note_wanted: SignalInstance
