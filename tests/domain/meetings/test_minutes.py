from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.document import (
    Box,
    BulletList,
    Document,
    Heading,
    KeyValue,
    NumberedList,
    Paragraph,
    Table,
    document_hash,
    flat,
    joined_text,
)
from layerdesk.domain.meetings.minutes import minutes_document, minutes_without
from layerdesk.domain.meetings.minutes_cases import event_date_text
from layerdesk.domain.meetings.minutes_facts import (
    Attendee,
    MinutedAction,
    MinutedCase,
    MinutedChange,
    MinutedCorrection,
    MinutedTopic,
    MinutesFacts,
    Told,
)
from layerdesk.domain.meetings.records import LastMinutes, Presence

LONDON = ZoneInfo("Europe/London")


def labels(value_set: str, value: str) -> str:
    return f"<{value}>" if value_set != "job_role" else value.replace("_", " ").capitalize()


EMPTY = MinutesFacts(
    practice="Elm Tree Surgery",
    title="Learning meeting",
    starts_at=datetime(2026, 11, 26, 13, 0, tzinfo=UTC),
    generated_at=datetime(2026, 11, 26, 15, 2, tzinfo=UTC),
    zone=LONDON,
)

TELL = MinutedAction(
    about="a-1",
    ref="AC-1",
    text="Tell the patient",
    owner="Zoe Adams",
    owner_role="gp_partner",
    due=date(2026, 12, 10),
    state="Agreed",
    how_we_will_know="A letter is on file",
)
CHECK = replace(
    TELL, about="a-2", ref="AC-2", text="Check the tray", owner="Ann Bell", owner_role="secretary"
)
LOOSE = MinutedAction(ref="AC-3", text="Find somebody", owner="", owner_role="")

FULL = replace(
    EMPTY,
    ends_at=datetime(2026, 11, 26, 14, 0, tzinfo=UTC),
    meeting_type="sea",
    place="Room 2",
    version=2,
    attendees=(
        Attendee(name="Zoe Adams", role="gp_partner", duties=("chair",)),
        Attendee(
            name="Ann Bell",
            role="secretary",
            presence=Presence.PART,
            arrived_at=datetime(2026, 11, 26, 13, 20, tzinfo=UTC),
            left_at=datetime(2026, 11, 26, 13, 40, tzinfo=UTC),
            note="Home visit",
        ),
        Attendee(name="Dee", role="District nurse", is_guest=True, presence=Presence.PART),
        Attendee(name="Raj", role="", presence=Presence.APOLOGIES),
    ),
    declarations=("The chair saw the patient.",),
    ground_rules_acknowledged=True,
    previous_day=date(2026, 9, 24),
    previous_minutes=LastMinutes.CORRECTED,
    previous_corrections=(Told("The fridge is in room 3.", "c-0"),),
    previous_actions=(replace(CHECK, evidence="Photo", remark="New date"), LOOSE),
    changes=(MinutedChange(title="Results hour"),),
    cases=(
        MinutedCase(
            ref="LD-2026-A001",
            case_type="referral",
            date_of_event=ApproximateDate("2026-05"),
            risk="High risk",
            harm_physical="low",
            what_happened=("A letter lay in the tray.",),
            impact=("Nine days were lost.",),
            why=("Nobody looks in the tray on Fridays.",),
            answers=(("What usually happens?", "Letters go the same day."),),
            candour=True,
            topic=MinutedTopic(
                title="Delayed referral",
                about=("i-1", "case-1"),
                points=("Trays differ between rooms.",),
                questions=("Who looks on Fridays?",),
                went_well=("The secretary asked.",),
                learning=(Told("One tray, one person.", "p-1"),),
                decisions=(("One tray for all.", "One voice was against"), ("Ask again.", "")),
                actions=(TELL, LOOSE),
                outcome="immediate_change",
                share_with=("all_staff",),
            ),
        ),
        MinutedCase(restricted=True),
    ),
    others=(
        MinutedTopic(title="Good care", about=("i-2",), went_well=("Same-day ECG.",)),
        MinutedTopic(title="Rota"),
    ),
    key_messages=(Told("One tray.", "p-1"), Told("One person.", "m-1")),
    new_actions=(TELL, CHECK, LOOSE),
    parked=(Told("Asthma guideline: Late", "i-8"), Told("Rota", "i-9")),
    next_at=datetime(2027, 1, 28, 13, 0, tzinfo=UTC),
    next_facilitator=Attendee(name="Zoe Adams", role="gp_partner"),
    next_agenda=(Told("Fridge", "i-10"),),
    is_approved=True,
    approved_by=Attendee(name="Zoe Adams", role="gp_partner"),
    approved_on=date(2027, 1, 28),
    circulated_on=date(2026, 11, 30),
    read_by={"gp_partner": 2, "secretary": 1},
    corrections=(MinutedCorrection(about="c-1", day=date(2027, 2, 1), text="Room 2, not 3."),),
    document_id="MT-2026-A004",
)


def text_of(document: Document) -> str:
    """Every word of the document, a block a line."""
    found: list[str] = []
    for block in flat(document.blocks):
        inner = block.blocks if isinstance(block, Box) else (block,)
        if isinstance(block, Box):
            found.append(block.title)
        for each in inner:
            if isinstance(each, Heading):
                found.append(each.text)
            elif isinstance(each, Paragraph):
                found.append(joined_text(each.runs))
            elif isinstance(each, BulletList | NumberedList):
                found += [joined_text(entry.runs) for entry in each.items]
            elif isinstance(each, KeyValue):
                found += [f"{pair.label}: {joined_text(pair.value)}" for pair in each.rows]
            elif isinstance(each, Table):
                found += [" | ".join(joined_text(cell) for cell in row) for row in each.rows]
    return "\n".join(found)


def headings(document: Document) -> list[str]:
    return [
        block.title if isinstance(block, Box) else block.text
        for block in flat(document.blocks)
        if isinstance(block, Box) or (isinstance(block, Heading) and block.level < 3)
    ]


def test_the_twelve_parts_stand_in_their_order() -> None:
    assert headings(minutes_document(FULL, labels)) == [
        "Learning meeting: minutes",
        "Present",
        "Declarations and ground rules",
        "Minutes of the last meeting",
        "Previous actions",
        "Changes due for review",
        "LD-2026-A001: Delayed referral",
        "Restricted item",
        "Other items",
        "Key messages",
        "New actions",
        "Parked items and next meeting",
        "Sign-off",
    ]


def test_minutes_of_an_empty_meeting_say_so_part_by_part() -> None:
    text = text_of(minutes_document(EMPTY, labels))
    for words in (
        "When: Thu 26 Nov 2026, 13:00",
        "Nobody was recorded.",
        "No declarations of interest were noted.",
        "It was not noted that the ground rules were acknowledged.",
        "There were no earlier minutes.",
        "There were no open actions.",
        "None.",
        "None were chosen.",
        "No actions were agreed.",
        "Nothing was parked.",
        "Next meeting: No date yet",
        "Approved: Not yet",
        "Version: 1, draft",
    ):
        assert words in text


def test_people_stand_with_name_and_role() -> None:
    text = text_of(minutes_document(FULL, labels))
    assert "Present: Zoe Adams (Gp partner), chair" in text
    assert "Part attendance: Ann Bell (Secretary) from 13:20 until 13:40 (Home visit)" in text
    assert "Guests: Dee (District nurse)" in text
    assert "Apologies: Raj (role not recorded)" in text


def test_a_practice_may_have_roles_only() -> None:
    text = text_of(minutes_document(replace(FULL, shows_names=False), labels))
    for name in ("Zoe", "Ann", "Dee", "Raj"):
        assert name not in text
    assert "Present: Gp partner, chair" in text


def test_of_a_restricted_case_minutes_say_only_that_it_was() -> None:
    secret = MinutedCase(
        restricted=True, ref="LD-9", topic=MinutedTopic(title="Secret", points=("Hidden",))
    )
    text = text_of(minutes_document(replace(EMPTY, cases=(secret,)), labels))
    assert "Restricted item, minuted separately." in text
    for words in ("LD-9", "Secret", "Hidden"):
        assert words not in text


def test_a_case_is_told_from_what_happened_to_whom_it_is_shared_with() -> None:
    text = text_of(minutes_document(FULL, labels))
    for words in (
        "Type: <referral>",
        "Date of the event: May 2026",
        "Risk: High risk",
        "Harm: <low>",
        "Duty of candour applies: Yes",
        "Recorded with LFPSE: No",
        "A letter lay in the tray.",
        "What usually happens?\nLetters go the same day.",
        "One tray for all. (noted: One voice was against)",
        "Tell the patient | Zoe Adams (Gp partner) | Thu 10 Dec 2026 | A letter is on file",
        "Find somebody | nobody | – | –",
        "Outcome: <immediate_change>",
        "To be shared with: <all_staff>",
    ):
        assert words in text
    assert text.count("The secretary asked.") == 1


def test_a_case_without_a_reference_stands_under_its_title() -> None:
    plain = MinutedCase(topic=MinutedTopic(title="Fridge"))
    document = minutes_document(replace(EMPTY, cases=(plain,)), labels)
    assert "Fridge" in headings(document)
    assert "No further points were noted." in text_of(document)


def test_new_actions_are_sorted_by_owner_and_then_by_date() -> None:
    later = replace(CHECK, ref="AC-9", due=date(2027, 1, 1))
    facts = replace(EMPTY, new_actions=(later, LOOSE, TELL, CHECK))
    table = minutes_document(facts, labels).blocks
    rows = next(
        block.rows for block in table if isinstance(block, Table) and block.header[0] == "Owner"
    )
    assert [joined_text(row[-1]) for row in rows] == ["AC-2", "AC-9", "AC-3", "AC-1"]


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (LastMinutes.AGREED, "were agreed."),
        (LastMinutes.CORRECTED, "were agreed with corrections."),
        (LastMinutes.NOT_YET, "are still to be agreed."),
    ],
)
def test_minutes_say_what_became_of_the_last_ones(verdict: LastMinutes, words: str) -> None:
    facts = replace(EMPTY, previous_day=date(2026, 9, 24), previous_minutes=verdict)
    assert f"The minutes of Thu 24 Sep 2026 {words}" in text_of(minutes_document(facts, labels))


def test_the_footer_proves_what_stands_above_it() -> None:
    document = minutes_document(FULL, labels)
    body = replace(document, blocks=document.blocks[:-1])
    text = text_of(document)
    assert f"SHA-256 of the above: {document_hash(body)}" in text
    assert "Document MT-2026-A004" in text
    assert "Generated Thu 26 Nov 2026, 15:02 (UTC+00:00)" in text


def test_changing_one_word_changes_the_hash_in_the_footer() -> None:
    other = replace(FULL, place="Room 3")
    first, second = (text_of(minutes_document(each, labels)) for each in (FULL, other))
    assert first.splitlines()[-2] != second.splitlines()[-2]


def test_sign_off_counts_readers_by_role_and_dates_corrections() -> None:
    text = text_of(minutes_document(FULL, labels))
    assert "Approved: Zoe Adams (Gp partner), Thu 28 Jan 2027" in text
    assert "Circulated: to all staff, Mon 30 Nov 2026" in text
    assert "Read by: 3 people (Gp partner: 2; Secretary: 1)" in text
    assert "Mon 1 Feb 2027: Room 2, not 3." in text


def test_minutes_name_times_in_the_meetings_zone_when_clocks_go_back() -> None:
    facts = replace(
        EMPTY,
        starts_at=datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
        ends_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        generated_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    )
    text = text_of(minutes_document(facts, labels))
    assert "When: Sun 25 Oct 2026, 00:30–01:30" in text
    assert "Generated Sun 25 Oct 2026, 01:30 (UTC+01:00)" in text


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("", "not known"),
        ("2026", "2026"),
        ("2026-05", "May 2026"),
        ("2026-05-12", "Tue 12 May 2026"),
        ("2026-05-01/2026-05-20", "Fri 1 May 2026 to Wed 20 May 2026"),
    ],
)
def test_the_date_of_an_event_is_told_as_exactly_as_it_is_known(when: str, words: str) -> None:
    assert event_date_text(ApproximateDate(when)) == words


ERASED_ON = date(2027, 3, 1)


def test_an_erased_case_leaves_kept_minutes_and_the_rest_stays() -> None:
    document = minutes_document(FULL, labels)
    left = minutes_without(document, {"case-1", "a-1", "p-1", "i-8", "i-10", "c-1"}, ERASED_ON)
    text, before = text_of(left), text_of(document)
    for words in (
        "Delayed referral",
        "A letter lay",
        "Trays differ",
        "One tray, one person.",
        "One tray.",
        "Tell the patient",
        "Asthma guideline",
        "Fridge",
        "Room 2, not 3.",
    ):
        assert words in before
        assert words not in text
    for words in ("Good care", "Check the tray", "One person.", "Restricted item", "Rota"):
        assert words in text
    assert "Erased item\nErased on Mon 1 Mar 2027. That it was discussed is kept" in text
    assert "Erased on Mon 1 Mar 2027 | – | – | – | –" in text
    assert len(headings(left)) == len(headings(document))


def test_minutes_with_parts_taken_out_prove_what_is_left_and_say_so_once_a_day() -> None:
    document = minutes_document(FULL, labels)
    left = minutes_without(minutes_without(document, {"a-1"}, ERASED_ON), {"a-2"}, ERASED_ON)
    body = replace(left, blocks=left.blocks[:-1])
    text = text_of(left)
    assert f"SHA-256 of the above: {document_hash(body)}" in text
    assert document_hash(replace(document, blocks=document.blocks[:-1])) not in text
    assert text.count("Parts were taken out on Mon 1 Mar 2027") == 1
    assert "Generated Thu 26 Nov 2026, 15:02" in text


def test_minutes_that_tell_nothing_of_it_stay_as_they_are() -> None:
    document = minutes_document(FULL, labels)
    assert minutes_without(document, {"case-9"}, ERASED_ON) is document


def test_a_case_that_became_restricted_reads_as_restricted_ones_do() -> None:
    left = minutes_without(
        minutes_document(FULL, labels), {"i-1", "a-1"}, ERASED_ON, restricted=True
    )
    text = text_of(left)
    assert text.count("Restricted item, minuted separately.") == 2
    assert "Restricted | – | – | – | –" in text
    assert "Delayed referral" not in text


@pytest.mark.parametrize(
    ("circulated", "approved", "words"),
    [
        (None, False, "draft"),
        (date(2026, 11, 30), False, "circulated, not yet approved"),
        (date(2026, 11, 30), True, "approved"),
    ],
)
def test_minutes_say_how_far_they_have_come(
    circulated: date | None, approved: bool, words: str
) -> None:
    facts = replace(EMPTY, circulated_on=circulated, is_approved=approved)
    document = minutes_document(facts, labels)
    assert f"Version: 1, {words}\n" in text_of(document)
    assert document.footer[-1] == f"Version 1, {words}"
