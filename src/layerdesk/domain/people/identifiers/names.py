"""This is where people's names are found: after a title, or from the staff directory."""

import re
from collections.abc import Container, Iterator, Sequence

from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.reading import Reading, fold

_TITLE = re.compile(
    r"(?<![\w'])(?:M(?:r|rs|s|iss|x|aster)|Dr|Prof(?:essor)?|MRS?|MS|MISS|MX|DR|PROF|mrs?|ms|mx|dr"
    r"|prof|Sister|Nurse|Matron|Doctor|Rev(?:erend)?|Canon|Father|Sir|Dame|Lady|Lord)"
    r"(?:\. {0,2}| {1,2})(?=[^\W\d_])"
)
_NAME_WORD = re.compile(r"([^\W\d_]{1,40}(?:['\-][^\W\d_]{1,40}){0,4})(\.? {1,2})?")
_PARTICLES_TEXT = """
    ab al ap bin da de del den der di du el la le van von
"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_NOT_NAMES_TEXT = """
    access and angiogram appointment appointments are at call class clinic copy excel google had has
    imaging in is led list location nurse of office on or outlook plan relapse report request said
    scan scans society specialist surgery tablet tablets team teams the to trust was were who will
    windows word
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
"""Words after what looks like a title: an MR scan, an MS nurse, a Dr On Call, Ms Word."""
_NOT_AFTER_A_ROLE_TEXT = """
    advice adviser advisor associate bank bell care clinics co-ordinator consultant coordinator day
    desk director first home hotline lead leads line manager managers needs notes partner
    practitioner practitioners prescriber prescribers rota shift station student time training
    triage visit visits ward wards
"""
_NOT_AFTER_A_ROLE = _NOT_NAMES | frozenset(_NOT_AFTER_A_ROLE_TEXT.split())
"""What else stands with a capital after a title that is a role too: a Nurse Associate."""
_ROLES = frozenset(("sister", "nurse", "matron", "doctor"))
_HURRIED = frozenset(("mr", "mrs"))
"""Titles that stand before hardly anything but a name, also where nobody reached for Shift."""
_MOST_NAME_WORDS = 6
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = frozenset((" ", "  ", "-", "'", ". ", ".", "\n"))
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "master", "prof", "professor"))
_LEAST_SURNAME = 3
_CALENDAR_TEXT = """
    april august december february friday january july june march may monday november october
    saturday september sunday thursday tuesday wednesday
"""
_CALENDAR = frozenset(_CALENDAR_TEXT.split())
"""Surnames that say nothing alone even with their capital; after a title or first name they do."""
_COMMON_WORDS_TEXT = """
    archer baker banks barber bell best bird bishop black blood bond brook brown burns bush
    butcher butler carpenter case cash chance church close cook cooper cross day dean early
    east english field fields fish fisher fox french friend frost gale gold good grace grant
    gray green grey hand hands hardy head heart high hill holiday holly hope house hunt hunter
    ivy joy just keys king knight lake lamb lane law little long love low major mark marks
    marsh mason miles mill miller moody moon moore neal new noble north nurse old page pain
    park parks parsons patient penny pike place pool pope potter power price prior rain read
    reader rice rich rivers rose sage sands savage self shaw shepherd short silver singer
    skinner small smart south sparks spring steel stone street strong summer summers swift
    tanner taylor temple turner underwood wade walker walls ward waters way weaver webb well
    wells west wheeler white will wills winter winters wise wood woods young
"""
_COMMON_WORDS = frozenset(_COMMON_WORDS_TEXT.split())
"""Surnames that are also words: a capital at the start of a sentence says nothing about them."""
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n])[ \"'()\[\]*•\-]*$")
_SENTENCE_LOOK_BACK = 12


def find_titled_names(reading: Reading) -> Iterator[Hit]:
    """A title and a capitalised name; after a hurried "mrs" without capitals too.

    Single letters ("Dr A", "Mr X") are disguises, not names.
    """
    for title in _TITLE.finditer(reading.plain):
        end = _name_end(
            reading.plain,
            title.end(),
            shouted=title[0][:2].isupper(),
            hurried=title[0].strip(". ") in _HURRIED,
            none=_NOT_AFTER_A_ROLE if title[0].strip(". ").lower() in _ROLES else _NOT_NAMES,
        )
        if end is not None:
            yield Hit(IdentifierKind.TITLE_AND_NAME, Level.WARN, title.start(), end)


def find_staff_names(reading: Reading, staff_names: Sequence[str]) -> Iterator[Hit]:
    """Names from the directory: full ones in any case, surnames alone with their capital."""
    by_first_word = _directory(staff_names)
    if not by_first_word:
        return
    plain = reading.plain
    words = list(_WORD.finditer(plain))
    lowered = [word[0].lower() for word in words]
    for index, first in enumerate(lowered):
        for name, full in by_first_word.get(first, ()):
            last = index + len(name) - 1
            if tuple(lowered[index : last + 1]) != name or not all(
                plain[left.end() : right.start()] in _BETWEEN
                for left, right in zip(words[index:last], words[index + 1 : last + 1], strict=True)
            ):
                continue
            start, end = words[index].start(), words[last].end()
            if full or _stands_for_somebody(reading, start, name):
                yield Hit(IdentifierKind.STAFF_NAME, Level.WARN, start, end)


def _name_end(
    plain: str, start: int, *, shouted: bool, hurried: bool, none: Container[str]
) -> int | None:
    """Where a name that begins here ends; None if none does.

    ``hurried``: the title has no capital, so the first word of the name may have none either.
    ``none``: small words that are no names here.
    """
    end = None
    at = start
    for _ in range(_MOST_NAME_WORDS):
        found = _NAME_WORD.match(plain, at)
        if found is None:
            break
        word = found[1].removesuffix("'s").removesuffix("'S")
        if word.lower() in none or word.lower() in _TITLES or (shouted and not word.isupper()):
            break
        if len(word) > 1 and _has_capital(word):
            end = at + len(word)
        elif hurried and len(word) > 2 and word not in _PARTICLES:
            return at + len(word)
        elif len(word) > 1 and word not in _PARTICLES:
            break
        if found[2] is None or word != found[1] or (len(word) > 1 and "." in found[2]):
            break
        at = found.end()
    return end


def _has_capital(word: str) -> bool:
    """Whether it begins with a capital, or with a particle and then a capital (al-Hassan)."""
    return word[0].isupper() or any(part[0].isupper() for part in re.split(r"['\-]", word))


def _directory(staff_names: Sequence[str]) -> dict[str, set[tuple[tuple[str, ...], bool]]]:
    """For each first word, the names beginning with it and whether each is a full name."""
    found: dict[str, set[tuple[tuple[str, ...], bool]]] = {}
    for staff_name in staff_names:
        spoken = [part for part in fold(staff_name).split() if part.strip(".") not in _TITLES]
        whole = tuple(_WORD.findall(" ".join(spoken)))
        surname = tuple(_WORD.findall(spoken[-1])) if spoken else ()
        if len(spoken) > 1 and len(whole) > 1:
            found.setdefault(whole[0], set()).add((whole, True))
        if sum(map(len, surname)) >= _LEAST_SURNAME:
            found.setdefault(surname[0], set()).add((surname, False))
    return found


def _stands_for_somebody(reading: Reading, start: int, surname: tuple[str, ...]) -> bool:
    """Whether a surname alone is a name here and not an everyday word."""
    if not reading.plain[start].isupper() or surname[0] in _CALENDAR:
        return False
    if len(surname) > 1 or surname[0] not in _COMMON_WORDS:
        return True
    return not _SENTENCE_START.search(reading.before(start, _SENTENCE_LOOK_BACK))
