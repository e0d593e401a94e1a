"""This is where names are found that have no title: after who it is, or by a common first name.

No list knows every name. A first name alone, small letters, and first names that are words as well
("Grace", "Mark", "Will") are let through; the tests' corpus says how much of that remains.
"""

import re
from collections.abc import Iterator

from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.first_names import FIRST_NAMES
from layerdesk.domain.people.identifiers.reading import Reading

_CAPITALISED = r"[A-Z][a-z]+(?:['\-][A-Z]?[a-z]+){0,3}|O'[A-Z][a-z]+|Mac?[A-Z][a-z]+"
_RELATED = re.compile(
    r"\b(?P<who>[Pp]atients?|pt|[Rr]esident|[Cc]lient|[Cc]arer|[Hh]usband|[Ww]ife|[Ss]on|[Dd]aughter"
    r"|[Mm]other|[Ff]ather|[Mm]um|[Dd]ad|[Bb]rother|sister|[Bb]aby|[Tt]win|[Ww]idow(?:er)?"
    r"|[Nn]eighbour|[Bb]oy|[Gg]irl|[Mm]an|[Ww]oman|[Ll]ady)"
    r"(?P<called>,? (?:called|named))?,? "
    rf"(?P<first>{_CAPITALISED})(?:(?= (?P<second>{_CAPITALISED})(?![\w'])))?(?![\w'])"
)
_PAIR = re.compile(
    rf"(?<![\w'\-])(?P<first>[A-Z][a-z]+) (?P<second>{_CAPITALISED})(?![\w'])(?P<after> [a-z]+)?"
)
_NOT_NAMES_TEXT = """
    access advice alert app association back bank board book care case centre chart clinic co
    committee coordinator court curie direction discharge drive easter eliot english episode
    experience first forum foundation friday group guide health help helpline home hospice hospital
    house incident infirmary information journey leaflet liaison line link lodge meeting monday
    network nightingale nurses online opinion participation pathway plan polish portal practice
    public radcliffe record records reference register representative road safety satisfaction
    saturday schein school service services set sex specific street suite summary sunday support
    survey team thursday transport trust tuesday unit urdu view voice ward wednesday welsh
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
"""What stands with a capital after "patient" or a first name and makes it a thing or a place."""
_NAMED_AFTER = frozenset((" clinic", " hospital", " hospice", " nurses", " unit", " ward"))
_BEFORE_PLACES = re.compile(r"\b(?:Queen|King|Royal|Saint|St|Prince|Princess)\.? $")
_BEFORE_LENGTH = 12


def find_untitled_names(reading: Reading) -> Iterator[Hit]:
    """A name after "patient", "husband" and the like, or a first name with a surname after it."""
    plain = reading.plain
    for found in _RELATED.finditer(plain):
        end = _end_of_name(found)
        if end is not None:
            yield Hit(IdentifierKind.TITLE_AND_NAME, Level.WARN, found.start("first"), end)
    for found in _PAIR.finditer(plain):
        if _is_person(plain, found):
            start, end = found.start("first"), found.end("second")
            yield Hit(IdentifierKind.TITLE_AND_NAME, Level.WARN, start, end)


def _end_of_name(found: re.Match[str]) -> int | None:
    """Where the name after a relation ends; None where it is none."""
    first, second = found["first"].lower(), (found["second"] or "").lower()
    if first in _NOT_NAMES or second in _NOT_NAMES:
        return None
    if second and (found["who"].islower() or first in FIRST_NAMES):
        return found.end("second")
    return found.end("first") if found["called"] or first in FIRST_NAMES else None


def _is_person(plain: str, found: re.Match[str]) -> bool:
    """Whether a first name and the word after it name a person, and not a ward or a charity."""
    if found["first"].lower() not in FIRST_NAMES or found["second"].lower() in _NOT_NAMES:
        return False
    before = plain[max(0, found.start() - _BEFORE_LENGTH) : found.start()]
    return found["after"] not in _NAMED_AFTER and not _BEFORE_PLACES.search(before)
