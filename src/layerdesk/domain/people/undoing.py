"""This is where it is decided which command is undone next, and which can't be undone at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from layerdesk.domain.record import RecordId

UNDO, REDO = "undo", "redo"
"""The names under which undoing, and undoing an undoing, stand in the log."""

LASTING = frozenset(
    {
        "approve_minutes",
        "circulate_minutes",
        "report_case",
        "share_case_with_practice",
        "restrict_case",
        "erase_record",
        "erase_words",
        "set_up_practice",
        "raise_case",
        "welcome_person",
        "begin_own_space",
    }
)
"""Approval, sharing and erasure stay; whoever has seen it has seen it.

Undoing stops at such a command and says so, rather than silently taking back something older.
"""

SILENT = frozenset({"sign_in", "note_access", "mark_read", "report_unnamed"})
"""Commands that a person does not think of as something done, and the report of somebody unnamed:
who presses Ctrl+Z at that desk afterwards must not learn that there was one."""


@dataclass(frozen=True, slots=True)
class Done:
    """One command of this desk, as far as undoing needs to know it."""

    command_id: str
    command: str
    undoes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What came of undoing (or redoing) a command."""

    command: str
    left: tuple[tuple[str, RecordId, str], ...] = ()
    """Kind, record and field of what was edited since, and so stayed as it is."""


def next_to_undo(newest_first: Iterable[Done]) -> Done | None:
    """The command that undoing would take back now, or None; one that lasts is refused then."""
    return _stacks(newest_first)[0]


def next_to_redo(newest_first: Iterable[Done]) -> Done | None:
    """The undoing that redoing takes back now, or None where something was done since."""
    return _stacks(newest_first)[1]


def _stacks(newest_first: Iterable[Done]) -> tuple[Done | None, Done | None]:
    standing: dict[str, Done] = {}
    taken_back: dict[str, Done] = {}
    for each in reversed(tuple(newest_first)):
        if each.command == REDO:
            taken_back.pop(each.undoes, None)
            standing[each.command_id] = each
        elif each.undoes:
            standing.pop(each.undoes, None)
            taken_back[each.command_id] = each
        elif each.command not in SILENT:
            taken_back.clear()
            standing[each.command_id] = each
    return _last(standing), _last(taken_back)


def _last(found: dict[str, Done]) -> Done | None:
    return next(reversed(found.values()), None)
