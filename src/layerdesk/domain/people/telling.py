"""This is where what happened to a record is told in sentences.

"The practice nurse moved the due date from 3 to 10 December 2026, because the audit took longer."
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from layerdesk.domain.calendar_words import months
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.field_labels import field_label, kind_label
from layerdesk.domain.people.history import FieldChange, Happening
from layerdesk.domain.people.log import Verb
from layerdesk.domain.record import RecordId, Text

LONGEST_QUOTE = 80
"""Characters of a value that are quoted; longer ones are only said to have changed."""

QUIET_FIELDS = frozenset(
    {"order", "method_version", "ground_rules_version", "became_kind", "hash", "document"}
)
"""Fields that change along with others and tell a person nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the sentences need to know besides what happened."""

    who: Callable[[RecordId], str]
    """A person as the subject of a sentence: a name, or "the practice nurse"."""
    value: Callable[[str, str], str]
    """The words for a value that a field keeps as an id (field, value); empty: none is known."""
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One happening in words."""

    when: datetime
    who: RecordId
    words: str
    """A whole sentence."""


def tell(kind: str, happenings: Sequence[Happening], telling: Telling) -> tuple[Told, ...]:
    """Each happening of a record of this kind in a sentence, in the order given."""
    return tuple(
        Told(when=each.when, who=each.who, words=_sentence(kind, each, telling))
        for each in happenings
    )


def day_words(day: date) -> str:
    """A day in words: "10 December 2026"."""
    return tr("{day} {month} {year}", day=day.day, month=months()[day.month - 1], year=day.year)


def from_day_to_day(before: date, after: date) -> str:
    """Two days, and what they share said once: "from 3 to 10 December 2026"."""
    if before.year != after.year:
        first = day_words(before)
    elif before.month != after.month:
        first = tr("{day} {month}", day=before.day, month=months()[before.month - 1])
    else:
        first = str(before.day)
    return tr("from {first} to {last}", first=first, last=day_words(after))


def _sentence(kind: str, each: Happening, telling: Telling) -> str:
    done = _joined(_deeds(kind, each, telling))
    if each.undid:
        done = tr("took something back: {done}", done=done)
    who = telling.who(each.who)
    said = tr("{who} {done}", who=who[:1].upper() + who[1:], done=done)
    if each.reason.strip():
        said = tr("{said}, because {reason}", said=said, reason=_as_clause(each.reason))
    return said + "."


def _deeds(kind: str, each: Happening, telling: Telling) -> list[str]:
    made = any(change.verb == Verb.CREATE for change in each.changes)
    changes = [
        change
        for change in each.changes
        if change.verb != Verb.CREATE and change.field not in QUIET_FIELDS
    ]
    if made:
        labels = [field_label(kind, change.field) for change in changes]
        named = list(dict.fromkeys(labels))
        if not named:
            return [tr("made this {kind}", kind=kind_label(kind))]
        return [
            tr("made this {kind} and filled in {labels}", kind=kind_label(kind), labels=_few(named))
        ]
    deeds = [_deed(kind, change, telling) for change in changes]
    return deeds or [tr("moved this {kind} to another place", kind=kind_label(kind))]


def _deed(kind: str, change: FieldChange, telling: Telling) -> str:
    label = field_label(kind, change.field)
    match change.verb:
        case Verb.DELETE:
            return tr("put it into the bin")
        case Verb.RESTORE:
            return tr("took it out of the bin")
        case Verb.ERASE:
            return tr("erased what it said for good")
        case Verb.ADD | Verb.REMOVE if change.erased:
            return tr("changed the {label} (erased since)", label=label)
        case Verb.ADD:
            return tr("added “{value}” to the {label}", value=_added(change, telling), label=label)
        case Verb.REMOVE:
            return tr(
                "took “{value}” out of the {label}", value=_removed(change, telling), label=label
            )
        case _:
            return _set(label, change, telling)


def _set(label: str, change: FieldChange, telling: Telling) -> str:
    before, after = change.before, change.after
    if change.erased:
        return tr("changed the {label} (what it said was erased since)", label=label)
    if change.verb == Verb.TEXT or isinstance(before, Text) or isinstance(after, Text):
        return _wrote(label, str(before or ""), str(after or ""))
    if isinstance(after, bool):
        if after:
            return tr("turned on the {label}", label=label)
        return tr("turned off the {label}", label=label)
    if isinstance(before, date) and type(before) is type(after) is date:
        return tr(
            "moved the {label} {from_to}", label=label, from_to=from_day_to_day(before, after)
        )
    was, now = value_words(change.field, before, telling), value_words(change.field, after, telling)
    if max(len(was), len(now)) > LONGEST_QUOTE:
        return _wrote(label, was, now)
    if not now:
        return tr("took out the {label}, which was “{was}”", label=label, was=was)
    if not was:
        return tr("set the {label} to “{now}”", label=label, now=now)
    return tr("changed the {label} from “{was}” to “{now}”", label=label, was=was, now=now)


def _wrote(label: str, was: str, now: str) -> str:
    if not now.strip():
        return tr("emptied the {label}", label=label)
    if not was.strip():
        return tr("wrote the {label}", label=label)
    return tr("changed the words of the {label}", label=label)


def _added(change: FieldChange, telling: Telling) -> str:
    value = change.after if change.after not in (None, "") else change.before
    return value_words(change.field, value, telling)


def _removed(change: FieldChange, telling: Telling) -> str:
    value = change.before if change.before not in (None, "") else change.after
    return value_words(change.field, value, telling)


def value_words(field: str, value: Any, telling: Telling) -> str:
    """A value as a person reads it; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, datetime):
        local = value.astimezone(telling.zone)
        return tr("{day}, {time}", day=day_words(local.date()), time=f"{local:%H:%M}")
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, frozenset | set | tuple | list):
        return ", ".join(sorted(value_words(field, each, telling) for each in value))
    plain = str(value.value) if isinstance(value, Enum) else str(value)
    return telling.value(field, plain) or (
        plain.replace("_", " ") if isinstance(value, Enum) else plain
    )


def _as_clause(reason: str) -> str:
    """A reason as the end of a sentence: no full stop, a small first letter unless it is a name."""
    plain = " ".join(reason.split()).rstrip(".")
    first, _, _ = plain.partition(" ")
    is_word = first[:1].isupper() and first[1:].islower() and first.lower() in _FIRST_WORDS
    return plain[:1].lower() + plain[1:] if is_word else plain


_FIRST_WORDS = frozenset(
    [
        *("a", "after", "all", "an", "as", "at", "both", "by", "each", "everybody", "for", "he"),
        *("her", "his", "in", "it", "its", "no", "nobody", "not", "nothing", "on", "one", "our"),
        *("she", "some", "that", "the", "their", "there", "these", "they", "this", "those", "two"),
        *("waiting", "we", "when", "with", "you"),
    ]
)
"""Words at the start of a reason that are certainly not names. English only; others stay as is."""


def _joined(deeds: Sequence[str]) -> str:
    if len(deeds) == 1:
        return deeds[0]
    return tr("{first} and {last}", first=", ".join(deeds[:-1]), last=deeds[-1])


def _few(labels: Sequence[str]) -> str:
    shown = 4
    if len(labels) <= shown:
        return _joined(labels)
    rest = len(labels) - shown
    return plural(
        "{labels} and {n} more field",
        "{labels} and {n} more fields",
        rest,
        labels=", ".join(labels[:shown]),
    )
