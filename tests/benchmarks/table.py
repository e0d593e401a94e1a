"""This is where figures of one run are gathered and printed as a table of ratios."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured thing, beside what it is measured against in the same run."""

    what: str
    measured: float
    unit: str
    beside: str = ""
    base: float = 0.0
    goal: str = ""

    def line(self) -> str:
        """The figure as a row of a Markdown table."""
        ratio = f"{self.measured / self.base:.2f} ×" if self.base else ""
        base = f"{self.beside} {self.base:.2f} {self.unit}" if self.base else self.beside
        return f"| {self.what} | {self.measured:.2f} {self.unit} | {base} | {ratio} | {self.goal} |"


HEAD = "| what | measured | beside it | ratio | goal |\n|---|---|---|---|---|"


def best_of(times: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in milliseconds."""
    return min(_once(work) for _ in range(times))


def median_of(times: int, work: Callable[[], object]) -> float:
    """The middle one of several runs, in milliseconds."""
    return sorted(_once(work) for _ in range(times))[times // 2]


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
