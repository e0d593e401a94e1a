"""This is where postcodes, street addresses and e-mail addresses are found."""

import re
from collections.abc import Iterator, Sequence

from layerdesk.domain.people.identifiers.digit_groups import Group
from layerdesk.domain.people.identifiers.findings import Hit, IdentifierKind, Level
from layerdesk.domain.people.identifiers.reading import Reading, has_blank_line

_AREAS_TEXT = """
    AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN
    DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L
    LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA
    SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS
    WV YO ZE
"""
_AREAS = frozenset(_AREAS_TEXT.split())
"""Source: Royal Mail postcode areas, with Jersey, Guernsey, Isle of Man and the forces (BF)."""
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?P<area>[A-Za-z]{1,2})\d(?:[A-Za-z]|\d)?(?: {0,2}|-)"
    r"\d(?P<unit>[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})(?![A-Za-z0-9])"
)
_GIRO = re.compile(r"(?<![A-Za-z0-9])(?:GIR ?0AA|gir ?0aa)(?![A-Za-z0-9])")
_NOT_UNITS = frozenset(("st", "nd", "rd", "th", "ug", "ng", "hr", "yr", "pt"))
_OUTWARD = re.compile(r"(?<![A-Za-z0-9\-])(?P<area>[A-Z]{1,2})\d[A-Z\d]?(?![A-Za-z0-9])")
_LIVING = re.compile(
    r"(?:\bpost ?code|(?<!\bto )\baddress|\bliv(?:es?|ed|ing) (?:in|at|near|around|by)"
    r"|\bresid(?:es?|ed|ing|ent) (?:in|at|of|near)|\bmoved (?:in|to|from|into))\b",
    re.IGNORECASE,
)
_LIVING_REACH = 25
_SENTENCE_END = re.compile(r"[.!?]")
_STREET = re.compile(
    r"(?<![\w.£$/])\d{1,4}[A-Za-z]?(?:-\d{1,4})?,? {1,2}(?:[A-Z][A-Za-z'.]{0,24}[ \-]{1,2}){1,4}"
    r"(?i:street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|crescent|cres|way|court|ct|place|pl"
    r"|terrace|gardens|gdns|grove|hill|mews|square|sq|row|walk|rise|view|park|green|parade|mount"
    r"|croft|heights|boulevard|wharf|quay|vale|meadows?|house)(?![A-Za-z])"
)
_MAILBOX = re.compile(r"[A-Za-z0-9._%+'\-]{1,64}")
_MAIL_DOMAIN = re.compile(r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_NHS_DOMAIN = re.compile(r"(?:^|\.)(?:nhs\.(?:net|uk|scot|wales)|hscni\.net)$")
_ROLE_WORDS_TEXT = """
    admin administrator appointments caldicott centre clinic clinical complaints contact dpo
    duty enquiries enquiry feedback generic gp health helpdesk hub icb info labs manager meds
    medical medicines nurses office pals patient pcn pharmacy practice prescribing
    prescription prescriptions reception receptionist records referral referrals results
    safeguarding secretaries secretary surgery team
"""
_ROLE_WORDS = frozenset(_ROLE_WORDS_TEXT.split())


def find_postcodes(reading: Reading, groups: Sequence[Group]) -> Iterator[Hit]:
    """Full postcodes anywhere; the outward half only beside words about where somebody lives."""
    plain = reading.plain
    outward = False
    for group in groups:
        for at in range(group.start - 1, max(-1, group.start - 5), -1):
            if not (plain[at].isalpha() or plain[at] == " "):
                break
            full = _POSTCODE.match(plain, at)
            if (full and _is_postcode(full)) or (full := _GIRO.match(plain, at)):
                yield Hit(IdentifierKind.POSTCODE, Level.BLOCK, full.start(), full.end())
            outward = outward or _OUTWARD.match(plain, at) is not None
    if not outward:
        return
    for living in _LIVING.finditer(plain):
        # One character more than the longest outward half lets its end be seen.
        reach = min(len(plain), living.end() + _LIVING_REACH + 5)
        for found in _OUTWARD.finditer(plain, living.end(), reach):
            between = plain[living.end() : found.start()]
            if _SENTENCE_END.search(between) or has_blank_line(between):
                break
            if found["area"] in _AREAS and found.start() - living.end() <= _LIVING_REACH:
                yield Hit(IdentifierKind.POSTCODE_AREA, Level.WARN, found.start(), found.end())


def find_streets(reading: Reading) -> Iterator[Hit]:
    """A number, capitalised words and a street type."""
    for found in _STREET.finditer(reading.plain):
        yield Hit(IdentifierKind.ADDRESS, Level.WARN, found.start(), found.end())


def find_emails(reading: Reading) -> Iterator[Hit]:
    """E-mail addresses, except NHS mailboxes named after a role."""
    plain = reading.plain
    at = plain.find("@")
    while at >= 0:
        # The mailbox is matched backwards from the sign, so a long word costs nothing.
        mailbox = _MAILBOX.match(plain[max(0, at - 64) : at][::-1])
        domain = _MAIL_DOMAIN.match(plain, at + 1)
        if mailbox and domain and not _is_role(mailbox[0][::-1], domain[0]):
            yield Hit(IdentifierKind.EMAIL, Level.WARN, at - mailbox.end(), domain.end())
        at = plain.find("@", at + 1)


def _is_postcode(found: re.Match[str]) -> bool:
    """Whether the area exists and the whole is in one case: "B12 3rd dose" is no postcode."""
    one_case = found[0].isupper() or found[0].islower()
    return one_case and found["area"].upper() in _AREAS and found["unit"] not in _NOT_UNITS


def _is_role(mailbox: str, domain: str) -> bool:
    """Whether an NHS address names a desk and not a person."""
    words = re.split(r"[._\-]", mailbox.lower())
    return _NHS_DOMAIN.search(domain.lower()) is not None and not _ROLE_WORDS.isdisjoint(words)
