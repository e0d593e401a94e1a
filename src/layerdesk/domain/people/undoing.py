"""This is where it is decided which command is undone next, and which can't be undone at all."""

from collections.abc import Iterable
from dataclasses import dataclass

from layerdesk.domain.record import RecordId

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
    }
)
"""Approval, sharing and erasure stay; whoever has seen it has seen it."""

SILENT = frozenset({"sign_in", "note_access", "mark_read"})
"""Commands that a person does not think of as something done."""


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
    """The command that undoing takes back now, or None."""
    return _walk(tuple(newest_first))[0]


def next_to_redo(newest_first: Iterable[Done]) -> Done | None:
    """The undoing that redoing takes back now, or None where something was done since."""
    return _walk(tuple(newest_first))[1]


def _walk(commands: tuple[Done, ...]) -> tuple[Done | None, Done | None]:
    by_id = {each.command_id: each for each in commands}
    taken_back: set[str] = set()
    redo: Done | None = None
    for each in commands:
        if each.command_id in taken_back or each.command in SILENT:
            continue
        if not _takes_back(each, by_id):
            return each, redo
        redo = redo or each
        taken_back.add(each.undoes)
    return None, redo


def _takes_back(each: Done, by_id: dict[str, Done]) -> bool:
    """Whether it is an undoing; redoing is undoing an undoing, and stands as something done."""
    depth = 0
    while each.undoes:
        depth += 1
        target = by_id.get(each.undoes)
        if target is None:
            break
        each = target
    return depth % 2 == 1
