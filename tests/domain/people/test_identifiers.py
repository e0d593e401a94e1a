"""This is where the identifier guard is held to clear hits, clear misses and its laws."""

import time
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.gb import nhs

from layerdesk.domain.people.identifiers import (
    Finding,
    IdentifierKind,
    Level,
    explain,
    find_identifiers,
)
from layerdesk.domain.people.identifiers.check_digits import check_digit

TODAY = date(2026, 11, 22)
STAFF = (
    "Dr Sarah Patel",
    "Józef Wiśniewski",
    "Anne O'Neill",
    "Tom Young",
    "Ian May",
    "Li Wu",
    "Ffion Rhys-Jones",
    "Priya",
    "",
    "Dr",
)

HITS = [
    ("NHS 943 476 5919", "nhs_number", "block", "943 476 5919"),
    ("9434765919", "nhs_number", "block", "9434765919"),
    ("NHSNo9434765919", "nhs_number", "block", "9434765919"),
    ("patient_9434765919.pdf", "nhs_number", "block", "9434765919"),
    ("999-000-0018 rang", "nhs_number", "block", "999-000-0018"),
    ("999.000.0026", "nhs_number", "block", "999.000.0026"),
    ("999\u00a0000\u00a00034", "nhs_number", "block", "999\u00a0000\u00a00034"),
    ("999\u2011000\u20110042", "nhs_number", "block", "999\u2011000\u20110042"),
    ("99\u200b90000018", "nhs_number", "block", "99\u200b90000018"),
    ("９９９ ０００ ００１８", "nhs_number", "block", "９９９ ０００ ００１８"),
    ("٩٩٩٠٠٠٠٠١٨", "nhs_number", "block", "٩٩٩٠٠٠٠٠١٨"),
    ("999 000\n0018", "nhs_number", "block", "999 000\n0018"),
    ("999 000 0018 12 May 2026", "nhs_number", "block", "999 000 0018"),
    ("NHS number: 9 9 9 0 0 0 0 0 1 8", "nhs_number", "block", "9 9 9 0 0 0 0 0 1 8"),
    ("+44 9990000018", "nhs_number", "block", "9990000018"),
    ("987 654 4321", "nhs_like", "warn", "987 654 4321"),
    ("NHS no 9876544321", "nhs_like", "warn", "9876544321"),
    ("NHS no: ABCD 123", "old_nhs_number", "warn", "ABCD 123"),
    ("NHS number ABCDEF7", "old_nhs_number", "warn", "ABCDEF7"),
    ("ABCD/123/4", "old_nhs_number", "warn", "ABCD/123/4"),
    ("DOB 12/05/1950", "date_of_birth", "block", "12/05/1950"),
    ("d.o.b. 12.5.50", "date_of_birth", "block", "12.5.50"),
    ("Date of birth: 3rd of May 1950", "date_of_birth", "block", "3rd of May 1950"),
    ("born on Monday 3 May 2025", "date_of_birth", "block", "3 May 2025"),
    ("DOB 12051950", "date_of_birth", "block", "12051950"),
    ("12/05/1950 (DOB)", "date_of_birth", "block", "12/05/1950"),
    ("seen, 12/05/1950, at home", "date_of_birth", "warn", "12/05/1950"),
    ("1950-05-12", "date_of_birth", "warn", "1950-05-12"),
    ("May 12, 1950", "date_of_birth", "warn", "May 12, 1950"),
    ("12/05/48", "date_of_birth", "warn", "12/05/48"),
    ("SW1A 1AA", "postcode", "block", "SW1A 1AA"),
    ("at ls12ab now", "postcode", "block", "ls12ab"),
    ("GIR 0AA", "postcode", "block", "GIR 0AA"),
    ("lives in LS6 with family", "postcode_area", "warn", "LS6"),
    ("07700 900123", "phone", "warn", "07700 900123"),
    ("(0161) 496 0000", "phone", "warn", "0161) 496 0000"),
    ("+44 (0)161 496 0000", "phone", "warn", "+44 (0)161 496 0000"),
    ("+ 44 7700 900123", "phone", "warn", "+ 44 7700 900123"),
    ("00447700900123", "phone", "warn", "00447700900123"),
    ("jo.bloggs@example.com", "email", "warn", "jo.bloggs@example.com"),
    ("jo.bloggs2@nhs.net", "email", "warn", "jo.bloggs2@nhs.net"),
    ("Mrs O’Neill", "title_and_name", "warn", "Mrs O’Neill"),
    ("Mr. J. Smith-Jones rang", "title_and_name", "warn", "Mr. J. Smith-Jones"),
    ("Dr Łukasz Wójcik", "title_and_name", "warn", "Dr Łukasz Wójcik"),
    ("Ms Ŵyn's notes", "title_and_name", "warn", "Ms Ŵyn"),
    ("Prof van der Berg", "title_and_name", "warn", "Prof van der Berg"),
    ("Mr Smith 12 times", "title_and_name", "warn", "Mr Smith"),
    ("MR SMITH", "title_and_name", "warn", "MR SMITH"),
    ("asked SARAH PATEL", "staff_name", "warn", "SARAH PATEL"),
    ("jozef wisniewski", "staff_name", "warn", "jozef wisniewski"),
    ("Patel saw her", "staff_name", "warn", "Patel"),
    ("then O'Neill rang", "staff_name", "warn", "O'Neill"),
    ("then Young rang", "staff_name", "warn", "Young"),
    ("Rhys-Jones rang", "staff_name", "warn", "Rhys-Jones"),
    ("ask li wu", "staff_name", "warn", "li wu"),
    ("12 Acacia Avenue", "address", "warn", "12 Acacia Avenue"),
    ("at 4a St John's Rd", "address", "warn", "4a St John's Rd"),
    ("NI QQ 12 34 56 C or AB 12 34 56 C", "other_id", "warn", "AB 12 34 56 C"),
    ("passport no. 123456789", "other_id", "warn", "123456789"),
    ("hospital number K123456", "other_id", "warn", "K123456"),
    ("EMIS: 12345", "other_id", "warn", "12345"),
    ("car AB12 CDE", "other_id", "warn", "AB12 CDE"),
    ("aged 97", "age", "advise", "aged 97"),
    ("a 97-year-old man", "age", "advise", "97-year-old"),
    ("10 days old", "age", "advise", "10 days old"),
    ("a one-week-old baby", "age", "advise", "one-week-old"),
]

MISSES = [
    "4929123456789012",
    "4929 1234 5678 9012",
    "0.9990000018",
    "A9990000018",
    "9990000018-44",
    "2026-05-12 10.30",
    "Dr on call",
    "Dr On Call",
    "Mr X",
    "Dr A",
    "metformin MR tablets",
    "MR SCAN",
    "MR Tablets",
    "Mr de",
    "Mr -",
    "reception.elm@nhs.net",
    "admin.y12345@elm.nhs.uk",
    "Young people waited.",
    "In May we met.",
    "B12 3rd injection",
    "b12 1st dose",
    "ZZ1 1AA",
    "aged 85",
    "aged over 90",
    "aged 90+",
    "14 days old",
    "0300 123 4567",
    "on 12 May 2026",
    "99/99/1950",
    "patel field",
    "wu",
    "@",
    "x@",
    "lives in QQ1",
    "12 May 1850",
    "Sarah; Patterson",
    "NICE123",
    "lives alone in a flat. LS6 is near",
    "postcode\n\nLS6",
    "nhs\n\n9990000019",
    "12\n34\n567890",
    "01-12-2026 14:30",
    "30/02/1950",
    "1/5/08",
]

EVERYDAY = [
    "Seen on 12 May 2026 and again on 14/05/2026.",
    "Amoxicillin 500 mg three times a day for 7 days.",
    "BP 140/90, pulse 72, sats 97 % on air.",
    "Sent as a 2WW referral within 24 hours.",
    "See LD-2026-A014 and LD-2026-C003.",
    "Version 2.1.10 of the template is in use.",
    "We held a 1-2-1 at 14:30.",
    "The reception team answered in 3 minutes, 95 % of the time.",
    "Ring extension 4521 or bleep 0123.",
    "HbA1c rose from 48 to 53 mmol/mol.",
    "eGFR 45 mL/min/1.73 m² on repeat.",
    "Vitamin B12 1 mg injection every 12 weeks.",
    "Patient A rang at 08:05 and was triaged at 09:10.",
    "INR 4.5, warfarin held for 2 days.",
    "Potassium 6.1 mmol/L was phoned through at 18:20.",
    "The duty doctor was on a home visit.",
    "Dr on call was told by the receptionist.",
    "MRI of L4 and L5 was requested.",
    "A woman aged 40 to 64 with chest pain.",
    "Aged 85 or over, lives alone with carers.",
    "We audited 120 records and 14 had no code.",
    "Target: 90 % by 31/03/2027.",
    "The fax number on the form was wrong.",
    "NICE NG12 says refer within two weeks.",
    "Methotrexate 2.5 mg tablets, four once a week.",
    "The fridge read 9.4 °C from 22:00 to 06:00.",
    "Item 3: actions from the meeting of 4 November 2026.",
    "PHQ-9 was 14 and GAD-7 was 11.",
    "Peak flow 320, 340 and 380 L/min.",
    "Call 111 or 999 if worse; the helpline is 0300 123 4567.",
    "The master copy is in the shared folder.",
    "We may miss results that arrive on Friday.",
    "Room 12, Monday 2-4 pm.",
    "Batch AB1234 expires 05/2027.",
    "Cost was £1,250.50 for 10 x 50 packs.",
    "Follow-up in 2/52, then 6/12.",
    "Weight 72.5 kg, BMI 27.4.",
    "Metformin MR 500 mg tablets, 2 with breakfast.",
    "Mail reception.elm@nhs.net for the rota.",
    "Policy published 3 March 2019 and read again this year.",
    "Visual acuity 6/9 right, 6/12 left.",
    "The PCN met in Q3 2026/27.",
]


def kinds(text: str) -> list[tuple[str, str, str]]:
    found = find_identifiers(text, staff_names=STAFF, today=TODAY)
    return [(str(one.kind), str(one.level), one.text) for one in found]


@pytest.mark.parametrize(("text", "kind", "level", "part"), HITS)
def test_a_clear_identifier_is_found_and_nothing_else(
    text: str, kind: str, level: str, part: str
) -> None:
    assert kinds(text) == [(kind, level, part)]


@pytest.mark.parametrize("text", MISSES)
def test_what_is_clearly_no_identifier_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_everyday_sentences_never_block_and_hardly_ever_warn() -> None:
    alarms = [(text, hit) for text in EVERYDAY for hit in kinds(text)]
    # The one false alarm is the full, old date of a policy, which can't be told from a birth date.
    assert [hit[:2] for _, hit in alarms] == [("date_of_birth", "warn")]


def test_without_today_only_dates_before_2015_look_like_birth_dates() -> None:
    assert find_identifiers("12/05/2015") == find_identifiers("12/05/20") == ()
    assert [one.text for one in find_identifiers("31 Dec 2014, 12/05/48")] == [
        "31 Dec 2014",
        "12/05/48",
    ]


def _numbered(nine: str) -> str:
    digit = check_digit(nine)
    assume(digit is not None)
    return f"{nine}{digit}"


@given(st.from_regex(r"[0-9]{9}", fullmatch=True), st.integers(0, 9))
def test_the_check_digit_agrees_with_an_independent_library(nine: str, last: int) -> None:
    assert (check_digit(nine) == last) == nhs.is_valid(f"{nine}{last}")


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_every_number_that_an_independent_library_accepts_blocks(nine: str) -> None:
    number = _numbered(nine)
    assert nhs.is_valid(number)
    for written in (number, f"{number[:3]} {number[3:6]} {number[6:]}"):
        (found,) = find_identifiers(written, today=TODAY)
        assert (found.level, found.text) == (Level.BLOCK, written)


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_a_birth_date_and_check_digit_make_a_chi_number_even_with_a_leading_nought(
    born: date, serial: str
) -> None:
    number = _numbered(f"{born:%d%m%y}{serial}")
    for written in (number, f"{number[:6]} {number[6:]}", f"{born:%d %m %y} {number[6:]}"):
        (found,) = find_identifiers(written, today=TODAY)
        assert (found.kind, found.text) == (IdentifierKind.CHI_NUMBER, written)


@given(st.integers(320_000_001, 399_999_999))
def test_a_number_of_northern_ireland_is_named_as_such(nine: int) -> None:
    (found,) = find_identifiers(_numbered(str(nine)), today=TODAY)
    assert (found.kind, found.level) == (IdentifierKind.HC_NUMBER, Level.BLOCK)


@given(st.from_regex(r"01[2-9][2-9][0-9]{5}", fullmatch=True))
def test_ten_digits_of_a_telephone_number_warn_unless_named_as_a_patient_number(nine: str) -> None:
    number = _numbered(nine)
    assert [one.kind for one in find_identifiers(number)] == [IdentifierKind.PHONE]
    assert [one.kind for one in find_identifiers(f"NHS {number}")] == [IdentifierKind.NHS_NUMBER]


def test_a_short_date_and_four_digits_are_no_nhs_number() -> None:
    assert kinds("99 90 00 0018") == []


anything = st.text() | st.lists(
    st.sampled_from(
        [
            "Mr ",
            "dob ",
            "12/05/1950",
            "999 000 0018",
            " ",
            "\n",
            "\r",
            "\u0301",
            "ß",
            "Łu",
            "½",
            "²",
            "\u200d",
            "SW1A 1AA",
            "+44",
            "0",
            "7700 900123",
            "@nhs.net",
            "jo",
            "Sarah",
            "-",
            "Patel",
            "\u2028",
            "\u2212",
            "／",
            "９",
            "Æ",
            "Ⅷ",
            "a",
        ]
    )
).map("".join)


@given(anything)
def test_findings_lie_in_order_and_slice_back_to_their_text(text: str) -> None:
    end = 0
    for found in find_identifiers(text, staff_names=STAFF, today=TODAY):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text
        end = found.end


@given(anything, anything)
def test_text_before_a_blank_line_only_moves_what_follows(before: str, text: str) -> None:
    lead = before + "\n\n"
    alone = find_identifiers(text, staff_names=STAFF, today=TODAY)
    together = find_identifiers(lead + text, staff_names=STAFF, today=TODAY)
    moved = [
        (one.kind, one.level, one.start - len(lead), one.text)
        for one in together
        if one.start >= len(lead)
    ]
    assert moved == [(one.kind, one.level, one.start, one.text) for one in alone]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "0",
        "07 ",
        "a",
        "A",
        "A ",
        "Mr ",
        "@",
        "a.",
        "a@",
        "12 A ",
        "12/",
        "dob ",
        "born on ",
        "SW1",
        "A'",
        "Patel ",
        "\n",
        " ",
        "é",
        "+44 ",
        "day ",
        "address ",
        "nhs number ",
        "aged ",
        "999 000 0018 ",
        "reg no ",
        "passport ",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            find_identifiers(text, staff_names=STAFF, today=TODAY)
            best = min(best, time.process_time() - began)
        return best

    small = seconds(10_000)
    # Eightfold text in quadratic time would take 64 times as long.
    assert seconds(80_000) < 24 * small + 0.05


@pytest.mark.parametrize("kind", IdentifierKind)
@pytest.mark.parametrize("level", Level)
def test_every_finding_is_explained(kind: IdentifierKind, level: Level) -> None:
    finding = Finding(kind=kind, level=level, start=0, end=1, text="x")
    assert explain(finding).endswith(".")
    assert len(explain(finding)) > 40


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("then mrs jones rang", "mrs jones"),
        ("mr. o'neill came back", "mr. o'neill"),
        ("mr and mrs were told", None),
        ("an mr scan for mr x", None),
        ("miss no more calls; the dr surgery", None),
    ],
)
def test_a_name_after_a_hurried_title_needs_no_capital(text: str, name: str | None) -> None:
    assert [each.text for each in find_identifiers(text)] == ([name] if name else [])
