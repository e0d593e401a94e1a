"""This is where the identifier guard stands at the door: words that are about to be shared."""

from collections.abc import Iterable

from layerdesk.domain.cases.records import (
    Answer,
    Case,
    ContributoryFactor,
    Note,
    TimelineEntry,
)
from layerdesk.domain.errors import IdentifiersFound
from layerdesk.domain.ids import is_id
from layerdesk.domain.people.identifiers import Finding, Level, find_identifiers
from layerdesk.domain.people.records import Person, SpaceKind
from layerdesk.domain.record import Record, Text, fields_of
from layerdesk.usecases.ports import Reading

_NOT_WORDS = frozenset({"identifier_reason", "ref", "date_of_event"})
"""Strings that a person does not read as words of the story."""


def words_of(*records: Record) -> tuple[str, ...]:
    """Every text of the records that somebody typed, without the empty ones."""
    return tuple(
        words
        for record in records
        for rule in fields_of(type(record))
        if (rule.type in (str, Text)) and rule.name not in _NOT_WORDS
        for words in (str(getattr(record, rule.name) or ""),)
        if words.strip() and not is_id(words)
    )


def changed_words(before: Record | None, after: Record) -> tuple[str, ...]:
    """The texts of ``after`` that ``before`` did not have."""
    known = set(words_of(before)) if before is not None else set()
    return tuple(words for words in words_of(after) if words not in known)


def blocking(reading: Reading, words: Iterable[str]) -> tuple[Finding, ...]:
    """The findings in these words that must not be shared as they are."""
    names = tuple(person.name for person in reading.find(Person) if person.name)
    return tuple(
        finding
        for text in words
        for finding in find_identifiers(text, staff_names=names, today=reading.today)
        if finding.level is Level.BLOCK
    )


def keep_identifiers_out(reading: Reading, words: Iterable[str], *, reason: str) -> None:
    """Raise IdentifiersFound where the words hold block-level findings and no reason was given."""
    if reason.strip():
        return
    found = blocking(reading, words)
    if found:
        raise IdentifiersFound(findings=found)


def guard_edit(
    reading: Reading,
    before: Record | None,
    after: Answer | Case | ContributoryFactor | Note | TimelineEntry,
    *,
    reason: str,
) -> None:
    """Check what was newly typed into a record that others already see."""
    if reading.viewer.spaces.get(after.space) is not SpaceKind.ME:
        keep_identifiers_out(reading, changed_words(before, after), reason=reason)
