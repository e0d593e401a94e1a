"""This is where the words of the sample practice are read as a careful colleague would."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from layerdesk.domain.cases.records import CaseState, NoteState
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.meetings.records import ItemKind, MeetingState, Presence
from layerdesk.domain.people.identifiers import Level, find_identifiers
from layerdesk.domain.people.records import Role

FOLDER = Path(__file__).parents[2] / "resources" / "sample_practice"
FILES = ("practice", "cases", "meetings", "actions", "notes")

PROMPTS = {
    "T01": {"what", "impact", "feel", "why", "well", "diff", "reflect"},
    "T02": {"what", "impact", "people", "activity", "environment", "interact", "repeat"},
    "T04": {"purpose", "scope", "q1", "q2", "q3", "q4"},
    "T16": {"what_happened", "what_made_it_good", "effect", "how_usual", "thanks"},
}
DOMAINS = {
    "seips": {
        "persons",
        "tasks",
        "tools_and_technology",
        "organisation",
        "internal_environment",
        "external_environment",
    },
    "pc13": {
        "communication",
        "access",
        "patient_factors",
        "external_policy_context",
        "dignity_and_respect",
        "primary_secondary_interface",
        "continuity",
        "task_performance",
        "task_characteristics",
        "time_in_the_consultation",
        "safety_culture",
        "team_factors",
        "physical_environment",
    },
}
BLAME = (
    "careless",
    "carelessly",
    "sloppy",
    "fault",
    "blame",
    "blamed",
    "negligent",
    "lazy",
    "should have",
    "could have",
    "failed to",
    "ought",
    "obviously",
    "clearly",
    "human error",
    "root cause",
    "must be reminded",
    "improve communication",
    "more vigilant",
    "raise awareness",
)
IDENTIFIERS = (
    r"\b\d(?:[ .-]?\d){5,}\b",
    r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b",
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Master)\.? [A-Z]",
    r"\S@\S",
    r"\b(?:aged|born|dob)\b",
)
WEEKDAYS = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
"""The sample moves with today, so a weekday in a text would be wrong on six days of seven."""

Entry = dict[str, Any]


def _read(name: str) -> Entry:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


PRACTICE = _read("practice")
PEOPLE: dict[str, Entry] = {each["id"]: each for each in PRACTICE["people"]}
CASES: dict[str, Entry] = {each["key"]: each for each in _read("cases")["case"]}
MEETINGS: dict[str, Entry] = {each["key"]: each for each in _read("meetings")["meeting"]}
ACTIONS: dict[str, Entry] = {each["key"]: each for each in _read("actions")["action"]}
NOTES: dict[str, Entry] = {each["key"]: each for each in _read("notes")["note"]}
ITEMS: list[tuple[Entry, Entry]] = [
    (meeting, item) for meeting in MEETINGS.values() for item in meeting["items"]
]
LEARNING: dict[str, Entry] = {
    point["key"]: point for _, item in ITEMS for point in item.get("learning", ())
}
NARRATIVES: dict[str, Entry] = {
    f"{kind} {key}": entry
    for kind, entries in (
        ("case", CASES),
        ("meeting", MEETINGS),
        ("action", ACTIONS),
        ("note", NOTES),
    )
    for key, entry in entries.items()
}


def _texts(value: Any) -> Iterator[str]:
    """Every text that a person reads; single words are ids."""
    match value:
        case str():
            if " " in value:
                yield value
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)


def _sentences(entry: Entry) -> set[str]:
    found: set[str] = set()
    for text in _texts(entry):
        for sentence in re.split(r"(?<=[.!?])['’”]?\s+", text):
            found.add(re.sub(r"[^\w ]", "", sentence.casefold()).strip())
    return {sentence for sentence in found if len(sentence.split()) > 2}


def test_every_file_of_the_sample_is_read_here() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(FILES)


def test_the_practice_says_that_it_is_a_sample() -> None:
    assert "sample" in PRACTICE["name"]
    assert PRACTICE["nation"] == "england"
    assert PRACTICE["time_zone"] == "Europe/London"


def test_fourteen_people_hold_every_job_and_one_of_them_is_me() -> None:
    assert len(PEOPLE) == len(PRACTICE["people"]) == 14
    assert len({person["job_role"] for person in PEOPLE.values()}) == 14
    assert [person["job_role"] for person in PEOPLE.values() if person.get("me")] == [
        "practice_manager"
    ]
    held = {role for person in PEOPLE.values() for role in person["roles"]}
    assert held == {role.value for role in Role}
    for role in ("sea_lead", "follow_up_lead", "ig_lead"):
        assert role in PEOPLE[PRACTICE[role]]["roles"]


def test_one_person_has_left_and_still_owns_an_open_action() -> None:
    leavers = {key for key, person in PEOPLE.items() if person.get("active_to", 0) < 0}
    assert len(leavers) == 1
    assert [a["key"] for a in ACTIONS.values() if a["owner"] in leavers] == ["allergy_search"]
    assert ACTIONS["allergy_search"]["state"] == "in_progress"


def test_the_cases_cover_every_state_that_a_newcomer_meets() -> None:
    assert len(CASES) == 12
    states = [CaseState(case["state"]) for case in CASES.values()]
    assert set(states) == {
        CaseState.DRAFT,
        CaseState.REPORTED,
        CaseState.TRIAGED,
        CaseState.GATHERING_FACTS,
        CaseState.READY,
        CaseState.SCHEDULED,
        CaseState.DISCUSSED,
        CaseState.ACTIONS_AGREED,
        CaseState.IN_FOLLOW_UP,
        CaseState.CLOSED,
        CaseState.PARKED,
    }
    assert sum(case["event_kind"] == "good_care" for case in CASES.values()) == 2
    assert sum(bool(case.get("restricted")) for case in CASES.values()) == 1
    assert {case["method"] for case in CASES.values()} == set(PROMPTS)


@pytest.mark.parametrize("key", CASES)
def test_a_case_keeps_to_its_limits_and_value_sets(key: str) -> None:
    case = CASES[key]
    assert 0 < len(case["title"]) <= 120
    assert 0 < len(case["summary"]) <= 600
    assert 1 <= case["consequence"] <= 5
    assert 1 <= case["likelihood"] <= 5
    assert 1 <= case["learning_value"] <= 3
    assert case["harm_physical"] in {"none", "low", "moderate", "severe", "fatal"}
    assert case["harm_psychological"] in {"none", "low", "moderate", "severe"}
    assert case["age_band"] in {"", "<1", "1-4", "5-17", "18-39", "40-64", "65-79", "80+"}
    assert case["lfpse"] in {"not_needed", "to_do", "done"}
    assert 3 <= len(case["timeline"]) <= 7
    assert 2 <= len(case["factors"]) <= 5
    assert {step["source"] for step in case["timeline"]} <= {"record", "recollection", "system"}
    for factor in case["factors"]:
        assert factor["domain"] in DOMAINS[factor["framework"]]
        assert factor["effect"] in {"helped", "hindered"}
        assert factor["link"] in {"main", "some"}
        assert factor["everyday"] in {"yes", "no", "unknown"}


@pytest.mark.parametrize("key", CASES)
def test_the_days_of_a_case_follow_each_other(key: str) -> None:
    case = CASES[key]
    assert ("event_day" in case) != ("event_month" in case)
    happened = case.get("event_day", 31 * case.get("event_month", 0))
    days = [happened, case["identified_day"], case["reported_day"]]
    days += [case[name] for name in ("discussed_day", "closed_day") if name in case]
    assert days == sorted(days)
    assert days[-1] <= 0
    exact = [step["when"] for step in case["timeline"] if isinstance(step["when"], int)]
    assert exact == sorted(exact)


@pytest.mark.parametrize("key", CASES)
def test_a_case_answers_the_prompts_of_its_method_and_all_once_discussed(key: str) -> None:
    case = CASES[key]
    prompts = PROMPTS[case["method"]]
    assert set(case["answers"]) <= prompts
    if "discussed_day" in case:
        assert set(case["answers"]) == prompts


def test_a_case_is_discussed_in_the_meeting_that_it_names() -> None:
    for meeting, item in ITEMS:
        if item["kind"] == "case":
            case = CASES[item["case"]]
            assert case["meeting"] == meeting["key"]
            assert case["title"] == item["title"]
            assert case.get("discussed_day", meeting["day"]) == meeting["day"]
    named = {case["key"] for case in CASES.values() if "meeting" in case}
    assert named == {item["case"] for _, item in ITEMS if item["kind"] == "case"}


def test_every_key_that_is_named_exists() -> None:
    people = set(PEOPLE)
    assert {case["reported_by"] for case in CASES.values()} <= people
    assert {who for case in CASES.values() for who in case.get("restricted_to", ())} <= people
    assert {action["owner"] for action in ACTIONS.values()} <= people
    assert {note["author"] for note in NOTES.values()} <= people
    for meeting, item in ITEMS:
        assert {meeting["chair"], meeting["facilitator"], meeting["scribe"]} <= people
        assert item.get("presenter", "helen") in people
        assert set(item.get("actions", ())) <= set(ACTIONS)
        assert item.get("note", "gout_question") in NOTES
        assert meeting.get("next_meeting", "today") in MEETINGS
    for meeting in MEETINGS.values():
        for who in meeting["attendance"]:
            assert ("person" in who) != ("guest_role" in who)
            assert who.get("person", "helen") in people
            assert who.get("guest_item", "phone_outage") in CASES
    for case in CASES.values():
        assert set(case.get("actions", ())) <= set(ACTIONS)
        assert set(case.get("learning", ())) <= set(LEARNING)


def test_the_reporter_s_role_is_the_job_of_the_reporter() -> None:
    for case in CASES.values():
        assert case["reported_by_role"] == PEOPLE[case["reported_by"]]["job_role"]


def test_case_item_and_action_agree_on_what_was_agreed() -> None:
    for meeting, item in ITEMS:
        for key in item.get("actions", ()):
            assert ACTIONS[key]["meeting"] == meeting["key"]
            assert ACTIONS[key].get("case") == item.get("case")
        if "case" in item and meeting["day"] < 0:
            case = CASES[item["case"]]
            assert case["actions"] == item["actions"]
            assert case["learning"] == [point["key"] for point in item["learning"]]


def test_the_closed_case_could_be_closed() -> None:
    closed = [case for case in CASES.values() if case["state"] == "closed"]
    assert closed
    for case in closed:
        assert case["closure_statement"]
        assert case["lessons_embedded"] in {"yes", "no", "partly"}
        assert case["feedback"]
        assert case["learning"]
        assert {ACTIONS[key]["state"] for key in case["actions"]} == {"done_evidenced"}


def test_candour_is_judged_once_a_case_is_triaged() -> None:
    for case in CASES.values():
        judged = case["candour"] != "not_assessed"
        assert judged == (case["state"] not in {"draft", "reported"})
        assert bool(case["candour_reason"]) == judged


def test_three_meetings_were_held_and_one_is_ready_to_run_today() -> None:
    states = {key: MeetingState(meeting["state"]) for key, meeting in MEETINGS.items()}
    assert states == {
        "quarter_one": MeetingState.APPROVED,
        "quarter_two": MeetingState.CIRCULATED,
        "huddle": MeetingState.MINUTES_DRAFT,
        "today": MeetingState.AGENDA_SENT,
    }
    today = MEETINGS["today"]
    assert today["day"] == 0
    assert sum(item["minutes"] for item in today["items"]) == today["minutes"] == 60
    waiting = {c["key"] for c in CASES.values() if c["state"] in {"ready", "scheduled"}}
    assert len(waiting) == 3
    assert waiting == {item["case"] for item in today["items"] if item["kind"] == "case"}


@pytest.mark.parametrize("key", MEETINGS)
def test_a_meeting_keeps_to_its_limits_and_value_sets(key: str) -> None:
    meeting = MEETINGS[key]
    assert len(meeting["key_messages"]) <= 5
    assert meeting["plan"] in {"plan_60", "huddle_15"}
    assert sum(item["minutes"] for item in meeting["items"]) <= meeting["minutes"]
    assert {item["kind"] for item in meeting["items"]} <= {kind.value for kind in ItemKind}
    assert {who["status"] for who in meeting["attendance"]} <= {each.value for each in Presence}
    here = {who.get("person") for who in meeting["attendance"]}
    assert {meeting["chair"], meeting["facilitator"], meeting["scribe"]} <= here
    for item in meeting["items"]:
        assert item["title"]
        assert ("spent" in item) == (meeting["day"] < 0)


def test_learning_is_short_enough_to_be_remembered() -> None:
    assert LEARNING
    for point in LEARNING.values():
        assert 0 < len(point["statement"]) <= 280
        assert point["advice"] in {"keep", "start", "stop"}
        assert point["audience"]


def test_the_actions_cover_every_state_and_three_are_overdue() -> None:
    assert len(ACTIONS) == 16
    assert {ActionState(action["state"]) for action in ACTIONS.values()} == set(ActionState)
    open_states = {"proposed", "agreed", "in_progress", "blocked"}
    overdue = {a["key"] for a in ACTIONS.values() if a["due_day"] < 0 and a["state"] in open_states}
    assert overdue == {"allergy_step", "allergy_search", "referral_leaflet"}


@pytest.mark.parametrize("key", ACTIONS)
def test_an_action_says_what_is_needed_in_its_state(key: str) -> None:
    action = ACTIONS[key]
    assert 0 < len(action["text"]) <= 300
    assert action["how_we_will_know"]
    assert action["strength"] in {"strong", "intermediate", "weak"}
    assert ("stop_reason" in action) == (action["state"] == "stopped")
    assert ("transferred_to" in action) == (action["state"] == "transferred")
    assert ("evidence" in action) == (action["state"] == "done_evidenced")
    assert ("postponed_reason" in action) == ("first_due_day" in action)
    days = [step["day"] for step in action.get("progress", ())]
    assert days == sorted(days)


def test_eight_notes_wait_in_the_inbox() -> None:
    assert len(NOTES) == 8
    assert {note.get("state", "inbox") for note in NOTES.values()} == {NoteState.INBOX.value}
    for note in NOTES.values():
        assert 0 < len(note["text"]) <= 5000
        assert 1 <= note["importance"] <= 3
        assert note["days_ago"] >= 0
    assert {"question_i_could_not_answer", "patients_unmet_need", "policy_guideline_change"} <= {
        note["trigger"] for note in NOTES.values()
    }


def test_no_sentence_is_in_more_than_two_cases() -> None:
    where: defaultdict[str, set[str]] = defaultdict(set)
    for key, case in CASES.items():
        for sentence in _sentences(case):
            where[sentence].add(key)
    assert len(where) > 200
    assert {sentence: keys for sentence, keys in where.items() if len(keys) > 2} == {}


@pytest.mark.parametrize("name", NARRATIVES)
def test_no_text_blames_or_judges_with_hindsight(name: str) -> None:
    words = "|".join(re.escape(word) for word in BLAME)
    for text in _texts(NARRATIVES[name]):
        assert not re.search(rf"\b(?:{words})\b", text.casefold()), text


@pytest.mark.parametrize("name", NARRATIVES)
def test_no_text_holds_what_looks_like_an_identifier(name: str) -> None:
    for text in _texts(NARRATIVES[name]):
        for pattern in IDENTIFIERS:
            assert not re.search(pattern, text), text
        assert not [found for found in find_identifiers(text) if found.level is Level.BLOCK], text


@pytest.mark.parametrize("name", NARRATIVES)
def test_staff_appear_by_role_and_never_by_name(name: str) -> None:
    parts = {part for person in PEOPLE.values() for part in person["name"].split()}
    for text in _texts(NARRATIVES[name]):
        assert not parts & set(re.findall(r"[\w-]+", text)), text


@pytest.mark.parametrize("name", NARRATIVES)
def test_no_text_names_a_weekday(name: str) -> None:
    for text in _texts(NARRATIVES[name]):
        assert not re.search(WEEKDAYS, text), text
