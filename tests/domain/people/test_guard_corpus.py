"""This is where the identifier guard is measured on sentences as people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from layerdesk.domain.people.identifiers import find_identifiers

CORPUS = Path(__file__).with_name("guard_corpus.txt")
TODAY = date(2026, 11, 22)
STAFF = ("Niamh Murphy", "Dr Sarah Patel", "Tom Young", "Helen Marsh")
RIGHT, MISSES, ALARMS = "right", "misses", "alarms"
_MARKED = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it identifies somebody, and what is known of the guard there."""

    said: str
    text: str
    marks: tuple[tuple[int, int], ...]

    def judged(self) -> str:
        """What the guard makes of it."""
        found = find_identifiers(self.text, staff_names=STAFF, today=TODAY)
        spans = [(each.start, each.end) for each in found]
        if any(not any(_overlap(mark, span) for span in spans) for mark in self.marks):
            return MISSES
        if any(not any(_overlap(mark, span) for mark in self.marks) for span in spans):
            return ALARMS
        return RIGHT


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _sentences() -> Iterator[Sentence]:
    for line in CORPUS.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        said, _, marked = line.partition("|")
        marked = marked.strip().replace("\\n", "\n")
        marks: list[tuple[int, int]] = []
        for found in _MARKED.finditer(marked):
            start = found.start() - 2 * len(marks)
            marks.append((start, start + len(found[1])))
        yield Sentence(said.strip(), _MARKED.sub(r"\1", marked), tuple(marks))


SENTENCES = tuple(_sentences())


@pytest.mark.parametrize("sentence", SENTENCES, ids=[each.text[:40] for each in SENTENCES])
def test_the_guard_is_as_good_and_as_bad_as_the_corpus_says(sentence: Sentence) -> None:
    assert sentence.judged() == sentence.said, sentence.text


def test_what_remains_is_counted() -> None:
    identifying = [each for each in SENTENCES if each.marks]
    harmless = [each for each in SENTENCES if not each.marks]
    missed = [each for each in identifying if each.said == MISSES]
    alarmed = [each for each in harmless if each.said == ALARMS]
    assert len(SENTENCES) >= 190
    # Most that is missed points to somebody by what is told, which no list of signs can find.
    assert (len(missed), len(identifying)) == (27, 112)
    assert (len(alarmed), len(harmless)) == (1, 79)


def test_a_mark_is_found_where_it_stands() -> None:
    (marked,) = [each for each in SENTENCES if "scan_" in each.text]
    assert [marked.text[start:end] for start, end in marked.marks] == ["9990000026"]
