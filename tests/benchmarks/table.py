"""This is where figures of one run are gathered and printed as a table of ratios."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Self


@dataclass(frozen=True, slots=True)
class Measured:
    """What several measurements of one thing came to: the middle one, and where half of them lie.

    The machine is shared: where the spread is wide, the run says little.
    """

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Self:
        """The median and the quartiles of these values (one or more)."""
        values = list(values)
        low, _, high = quantiles(values, method="inclusive") if len(values) > 1 else values * 3
        return cls(median(values), low, high)

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.low:.2f}–{self.high:.2f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured thing, beside what it is measured against in the same run."""

    what: str
    measured: Measured
    unit: str
    beside: str = ""
    base: Measured | None = None
    goal: str = ""

    def line(self) -> str:
        """The figure as a row of a Markdown table."""
        ratio = f"{self.measured.middle / self.base.middle:.2f} ×" if self.base else ""
        base = f"{self.beside} {self.base} {self.unit}" if self.base else self.beside
        return f"| {self.what} | {self.measured} {self.unit} | {base} | {ratio} | {self.goal} |"


HEAD = "| what | median (quartiles) | beside it | ratio | goal |\n|---|---|---|---|---|"


def alternating(times: int, *works: Callable[[], object]) -> tuple[Measured, ...]:
    """Each of the works so many times, in milliseconds, one measurement of each in turn.

    What else the machine does meets all of them alike, and leaves their ratios as they are.
    """
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, kept in zip(works, taken, strict=True):
            started = time.perf_counter()
            work()
            kept.append((time.perf_counter() - started) * 1000)
    return tuple(map(Measured.of, taken))


def measured(times: int, work: Callable[[], object]) -> Measured:
    """One work so many times, in milliseconds."""
    (alone,) = alternating(times, work)
    return alone
