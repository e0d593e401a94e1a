"""This is where two versions of a text are compared, so that the caret stays where a person is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """``words`` stand where ``old[start:end]`` stood."""

    start: int
    end: int
    words: str


def replacements(old: str, new: str) -> tuple[Replacement, ...]:
    """What turns ``old`` into ``new``, from the start to the end of the text; may be empty."""
    ahead = _common(old, new)
    behind = _common(old[ahead:][::-1], new[ahead:][::-1])
    old_middle, new_middle = old[ahead : len(old) - behind], new[ahead : len(new) - behind]
    if not old_middle or not new_middle:
        if old_middle == new_middle:
            return ()
        return (Replacement(start=ahead, end=ahead + len(old_middle), words=new_middle),)
    was, now = _PIECES.findall(old_middle), _PIECES.findall(new_middle)
    starts = [ahead]
    for piece in was:
        starts.append(starts[-1] + len(piece))
    return tuple(
        Replacement(start=starts[i1], end=starts[i2], words="".join(now[j1:j2]))
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
        if tag != "equal"
    )


def moved(position: int, edits: Sequence[Replacement]) -> int:
    """Where a caret at this position of the old text belongs in the new one.

    Words put in exactly at the caret come after it; in words that were replaced it keeps its
    distance from their start as far as the new ones reach.
    """
    shift = 0
    for edit in edits:
        if edit.start >= position:
            break
        if position >= edit.end:
            shift += len(edit.words) - (edit.end - edit.start)
        else:
            shift += min(position - edit.start, len(edit.words)) - (position - edit.start)
            break
    return position + shift


def rebased(base: str, mine: str, theirs: str) -> str:
    """My words with what others did to the base since: both versions survive."""
    if mine == base or theirs == base:
        return theirs if mine == base else mine
    own = replacements(base, mine)
    words = mine
    for edit in reversed(replacements(base, theirs)):
        start, end = moved(edit.start, own), moved(edit.end, own)
        words = words[:start] + edit.words + words[end:]
    return words


def to_qt(text: str, position: int) -> int:
    """A position in a Python text as Qt counts it: characters beyond 0xFFFF count twice."""
    if text.isascii():
        return position
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def from_qt(text: str, position: int) -> int:
    """A position as Qt counts it as one in a Python text."""
    counted = 0
    for at, letter in enumerate(text):
        if counted >= position:
            return at
        counted += 2 if ord(letter) > 0xFFFF else 1
    return len(text)


def _common(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    for at in range(shorter):
        if one[at] != other[at]:
            return at
    return shorter
