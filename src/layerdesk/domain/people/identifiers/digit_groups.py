"""This is where the digits of a text are seen as groups that may belong to one number."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DIGITS = re.compile(r"\d+")
_JOIN = re.compile(r"[ .\-()]{1,3}| ?\n ?")
"""Between two groups of one number; a number may be wrapped over two lines, never over three."""
_LONGEST_JOIN = 3


class Group(NamedTuple):
    """Digits that stand together, and where."""

    digits: str
    start: int
    end: int
    lines: int | None
    """How many lines lie between it and the group before; None if they can't be one number."""


class Window(NamedTuple):
    """Neighbouring groups that together could be one number; ``first`` is the first's index."""

    first: int
    groups: Sequence[Group]

    @property
    def digits(self) -> str:
        """All digits, without what stands between them."""
        return "".join(group.digits for group in self.groups)

    @property
    def shape(self) -> tuple[int, ...]:
        """The groups' lengths, such as (3, 3, 4)."""
        return tuple(len(group.digits) for group in self.groups)

    @property
    def start(self) -> int:
        """Where the first digit stands."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """Just after the last digit."""
        return self.groups[-1].end


def digit_groups(plain: str) -> tuple[Group, ...]:
    """All digits of the text in groups, in the order in which they stand."""
    groups: list[Group] = []
    last = 0
    for found in _DIGITS.finditer(plain):
        between = plain[last : found.start()] if found.start() - last <= _LONGEST_JOIN else ""
        lines = between.count("\n") if _JOIN.fullmatch(between) else None
        groups.append(Group(found[0], found.start(), found.end(), lines))
        last = found.end()
    return tuple(groups)


def windows(groups: Sequence[Group], first: int, least: int, most: int) -> Iterator[Window]:
    """Ever longer windows from one group on, of ``least`` to ``most`` digits altogether."""
    total = len(groups[first].digits)
    lines = 0
    following = first + 1
    while total <= most:
        if total >= least:
            yield Window(first, groups[first:following])
        if following == len(groups):
            return
        joined = groups[following].lines
        if joined is None or lines + joined > 1:
            return
        lines += joined
        total += len(groups[following].digits)
        following += 1


def is_part_of_more(plain: str, groups: Sequence[Group], window: Window) -> bool:
    """Whether a stop or dash ties the window to more digits, as in a decimal or a long code."""
    after = window.first + len(window.groups)
    before_it = plain[groups[window.first - 1].end : window.start] if window.first else ""
    after_it = plain[window.end : groups[after].start] if after < len(groups) else ""
    return before_it in (".", "-") or after_it in (".", "-")
